"""Who is reached by which facility, and what ends with its funding. Pure: numpy and scipy, no I/O, no clock.

``Towns`` and ``Facilities`` go in as columns; results come out as columns with what was left out and why. The
mathematics stands in ``docs/engines/landscape.md``.
"""
