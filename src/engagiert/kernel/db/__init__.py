"""Databases: the embedded PostgreSQL and what its clients need to know of it."""
