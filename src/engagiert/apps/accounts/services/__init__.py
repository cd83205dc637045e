"""The verbs of whoever runs the installation; what a team does by itself stands in ``services.team``."""

from .offices import add_account, add_office, describe_office, disable_account, open_office

__all__ = ["add_account", "add_office", "describe_office", "disable_account", "open_office"]
