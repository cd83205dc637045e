"""Volunteer cards that anyone can check without a network. Pure Python, no I/O, no clock."""
