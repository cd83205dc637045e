"""An office leaves with all its data, and arrives on another installation: documented, open formats, both ways."""

from .reading import ImportRefused, read_office
from .writing import write_office

__all__ = ["ImportRefused", "read_office", "write_office"]
