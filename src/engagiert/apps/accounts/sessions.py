"""Sessions that know whose they are, so that people see where they are signed in and can end it there."""

import datetime
import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from .models import Session

# One write in so many minutes says well enough when a device was last used.
_NOTED_EVERY = datetime.timedelta(minutes=10)
# However much somebody works: after that they sign in again.
LONGEST = datetime.timedelta(hours=24)
_DEVICE = "engagiert_device"
_SINCE = "engagiert_since"
_BROWSERS = (
    ("Edge", r"Edg(?:e|A|iOS)?/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Opera", r"OPR/"),
    ("Firefox", r"(?:Firefox|FxiOS)/"),
    ("Chrome", r"(?:Chrome|CriOS)/"),
    ("Safari", r"Safari/"),
)
_SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("Mac", r"Mac OS X|Macintosh"),
    ("Linux", r"Linux|X11"),
)


class SessionStore(DatabaseStore):
    """Django's store over our table."""

    last_used_at: datetime.datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = super().create_model_instance(data)
        assert isinstance(row, Session)  # noqa: S101 - Django's stubs know only their own table
        account = data.get(SESSION_KEY)
        row.account_id = int(account) if account else None
        row.device = str(data.get(_DEVICE, ""))
        since = data.get(_SINCE)
        row.signed_in_at = datetime.datetime.fromisoformat(since) if since else None
        row.last_used_at = timezone.now()
        return row

    def load(self) -> dict[str, Any]:
        row = self._get_session_from_db()  # type: ignore[attr-defined]
        if row is None or (row.signed_in_at and row.signed_in_at < timezone.now() - LONGEST):
            # As for one that is not there: what is written next gets a key of its own.
            self._session_key = None
            return {}
        self.last_used_at = row.last_used_at
        return self.decode(row.session_data)


class NoteUse:
    """Middleware: writes down, seldom, that a session is in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            note_use(request.session)
        return self.get_response(request)


def note_use(session: Any) -> None:
    """``last_used_at`` is now, unless it was a moment ago."""
    now = timezone.now()
    if session.last_used_at is None or session.last_used_at < now - _NOTED_EVERY:
        Session.objects.filter(pk=session.session_key).update(last_used_at=now)


def remember_device(request: HttpRequest) -> None:
    """At sign-in: what kind of device it is, as people would say it, such as “Firefox, Windows”."""
    request.session[_SINCE] = timezone.now().isoformat()
    request.session[_DEVICE] = device_in_words(request.headers.get("User-Agent", ""))


def device_in_words(user_agent: str) -> str:
    """Browser and system; empty where neither is known."""
    found = (
        next((name for name, pattern in names if re.search(pattern, user_agent)), "") for names in (_BROWSERS, _SYSTEMS)
    )
    return ", ".join(filter(None, found))
