"""Measurements of the headline figures; see README.md."""
