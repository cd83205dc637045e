"""A town's list on its way into the directory: read, map, try, take over, take back."""

from .intake import UnusableFile, choose_mapping, discard_import, receive_file, rows_of, table_of
from .planning import fail_preview, preview_import, preview_in_steps, start_preview
from .running import fail_import, one_at_a_time, run_import, start_import
from .undoing import fail_undo, start_undo, undo_import

__all__ = [
    "UnusableFile",
    "choose_mapping",
    "discard_import",
    "fail_import",
    "fail_preview",
    "fail_undo",
    "one_at_a_time",
    "preview_import",
    "preview_in_steps",
    "receive_file",
    "rows_of",
    "run_import",
    "start_import",
    "start_preview",
    "start_undo",
    "table_of",
    "undo_import",
]
