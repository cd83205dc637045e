"""Put a question by link, find it again by its code, take the answer once."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from django.utils import timezone

from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .codes import marks_of, new_mark
from .models import Link

type Reason = Literal["unknown", "expired", "used", "withdrawn"]


class LinkGone(Exception):  # noqa: N818 - says what happened to the link
    """A code that opens nothing (any more); ``link`` is None where nobody ever gave it out."""

    def __init__(self, reason: Reason, link: Link | None = None) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.link = link


def open_link(*, office_id: int, purpose: str, about: str, days: int) -> Link:
    """A new link for ``days`` days, in the open scope of this office; ``code_of`` tells its code."""
    key, now = uuid.uuid4(), timezone.now()
    return Link.objects.create(
        id=key,
        office_id=office_id,
        purpose=purpose,
        about=about,
        mark=new_mark(key),
        created_at=now,
        expires_at=now + datetime.timedelta(days=days),
    )


def find_link(code: str, purpose: str = "") -> Link:
    """The link with this code, whoever asks; raises ``LinkGone`` where it no longer (or never) asks anything.

    A link of another purpose is unknown here.
    """
    link = _read(code)
    if link is None or (purpose and link.purpose != purpose):
        raise LinkGone("unknown")
    return _alive(link)


def take_link(code: str, purpose: str, answer: str = "") -> Link:
    """Use a link up in the open scope of its office (see ``answering``); of two at once one raises ``LinkGone``."""
    locked = Link.objects.select_for_update().get(pk=find_link(code, purpose).pk)
    link = _alive(locked)
    link.used_at, link.answer = timezone.now(), answer
    link.save(update_fields=["used_at", "answer"])
    return link


def withdraw_links(*, office_id: int, purpose: str, about: str) -> int:
    """End all links of this purpose about this thing that nobody has used; how many there were."""
    open_links = Link.objects.filter(
        office_id=office_id, purpose=purpose, about=about, used_at__isnull=True, withdrawn_at__isnull=True
    )
    return open_links.update(withdrawn_at=timezone.now())


@contextmanager
def answering(link: Link, *, action: str) -> Iterator[Actor]:
    """A scope in which the holder of ``link`` is answered: that office's rows can be read and written.

    Only a service opens it, and it touches only what ``link.about`` names: the code is a key to one thing.
    """
    actor = Actor(label="mit Link, ohne Konto")
    with enter(actor, action=action, offices=(link.office_id,)):
        yield actor


def _read(code: str) -> Link | None:
    marks = marks_of(code)
    if not marks:
        return None
    with enter(Actor.anonymous(), action="links.find_link", offices=(), link_marks=tuple(marks)):
        return Link.objects.filter(mark__in=marks).first()


def _alive(link: Link) -> Link:
    if link.withdrawn_at is not None:
        raise LinkGone("withdrawn", link)
    if link.used_at is not None:
        raise LinkGone("used", link)
    if link.expires_at <= timezone.now():
        raise LinkGone("expired", link)
    return link
