"""A town's list on its way into the directory: read, map, try, take over, take back."""

from .intake import UnusableFile, choose_mapping, discard_import, receive_file
from .planning import preview_import
from .running import fail_import, run_import, start_import
from .undoing import fail_undo, start_undo, undo_import

__all__ = [
    "UnusableFile",
    "choose_mapping",
    "discard_import",
    "fail_import",
    "fail_undo",
    "preview_import",
    "receive_file",
    "run_import",
    "start_import",
    "start_undo",
    "undo_import",
]
