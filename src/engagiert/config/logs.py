"""What the log says, one line an event, and never of whom.

An error's own words may quote a row (“Key (mail)=(…) already exists”), an address in a request may hold a code or a
search. So of an error only its kind and its place in the code are written, of a request only the name of its view; what
still looks like a mail address is masked.
"""

from __future__ import annotations

import datetime
import json
import logging
import re
import traceback
from typing import Any

_ADDRESS = re.compile(r"[^\s@<>\"'=(]+@[^\s@<>\"'),;]+")
_QUERY = re.compile(r"\?\S+")
# Enough to find the place, and not a page of the framework's own frames.
_FRAMES = 6


class Plain(logging.Formatter):
    """A line for people: when, how grave, from where, what."""

    def format(self, record: logging.LogRecord) -> str:
        said = _said(record)
        where = f" [{said['error']}]" if "error" in said else ""
        return f"{said['at']} {said['level']} {said['logger']}: {said['message']}{where}"


class JsonLines(logging.Formatter):
    """The same as one JSON object a line: ``at``, ``level``, ``logger``, ``message`` and, where known, ``view``,
    ``status``, ``error``."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(_said(record), ensure_ascii=False)


def _said(record: logging.LogRecord) -> dict[str, Any]:
    at = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
    said: dict[str, Any] = {
        "at": at.isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": _message(record),
    }
    request = getattr(record, "request", None)
    if request is not None:
        said["view"] = _view(request)
    if hasattr(record, "status_code"):
        said["status"] = record.status_code
    error = _error(record)
    if error:
        said["error"] = error
    return said


def _message(record: logging.LogRecord) -> str:
    if record.name.startswith("django.request") and hasattr(record, "request"):
        # Django's own sentence quotes the path.
        return f"{record.request.method} {_view(record.request)}"
    words, values = record.msg, record.args
    if isinstance(words, BaseException):
        words = type(words).__name__
    if isinstance(values, tuple):
        values = tuple(type(value).__name__ if isinstance(value, BaseException) else value for value in values)
    try:
        message = str(words) % values if values else str(words)
    except (TypeError, ValueError):
        message = str(words)
    return _QUERY.sub("?…", _ADDRESS.sub("[Adresse]", " ".join(message.split())))


def _view(request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    return (match.view_name if match else "") or "no such page"


def _error(record: logging.LogRecord) -> str:
    """Kind and place of an error and of what caused it, outermost first; none of their words."""
    error = record.exc_info[1] if record.exc_info else None
    kinds: list[str] = []
    while error is not None and len(kinds) < 5:
        places = " < ".join(_places(error))
        kinds.append(f"{type(error).__module__}.{type(error).__qualname__} at {places or '?'}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return " caused by ".join(kinds)


def _places(error: BaseException) -> list[str]:
    """Where it was raised, then our own lines that led there, innermost first."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames[:-1] if "site-packages" not in frame.filename][-_FRAMES:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed([*ours, *frames[-1:]])]


def _short(path: str) -> str:
    return "/".join(path.split("/")[-2:])


def settings_for(*, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"{__name__}.{'JsonLines' if as_json else 'Plain'}"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "engagiert": {"level": "INFO"},
            # Its own handler would print an error's words beside ours.
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
        },
    }
