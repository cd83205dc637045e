"""Short messages after an action, shown as toasts on the next page, with a way back where there is one."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest

_MARK: Final = "undo="


def notify(request: HttpRequest, text: str, *, undo_url: str = "") -> None:
    """Say `text` on the next page; `undo_url` is the address that takes the action back by POST."""
    messages.success(request, text, extra_tags=f"{_MARK}{undo_url}" if undo_url else "")


def undo_url_of(extra_tags: str) -> str:
    """The address put in by `notify`, or an empty string."""
    return extra_tags.removeprefix(_MARK) if extra_tags.startswith(_MARK) else ""
