"""The verbs of whoever runs the installation; what a team does by itself stands in ``services.team``."""

from .offices import (
    add_account,
    add_office,
    describe_office,
    disable_account,
    open_office,
    reset_second_factor,
    set_hours,
    take_on_task,
)

__all__ = [
    "add_account",
    "add_office",
    "describe_office",
    "disable_account",
    "open_office",
    "reset_second_factor",
    "set_hours",
    "take_on_task",
]
