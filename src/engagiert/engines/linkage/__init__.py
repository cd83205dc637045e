"""Duplicate records. Pure Python, no I/O."""
