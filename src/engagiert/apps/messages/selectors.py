"""Reads of messages."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from engagiert.kernel.authz import Actor, require
from engagiert.kernel.db.counting import Counted, Numbers, counted, read_together

from . import rules, watching
from .models import FetchedMail, Inbound, InboundFile, Message

_State = Message.State
_TO_PRINT = Q(channel=Message.Channel.LETTER, state=_State.WAITING)
_ON_ITS_WAY = Q(channel=Message.Channel.MAIL, state__in=[_State.WAITING, _State.SENDING])
OPEN = [_State.WAITING, _State.SENDING, _State.IN_DOUBT, _State.FAILED]
VIEWS: dict[str, Q] = {
    "": _TO_PRINT | Q(state__in=[_State.IN_DOUBT, _State.FAILED]),
    "unterwegs": _ON_ITS_WAY,
    "erledigt": Q(state__in=[_State.SENT, _State.PRINTED, _State.CANCELLED]),
}


def message_for(actor: Actor, message_id: uuid.UUID) -> Message:
    """The message, if the actor works at its office; 404 otherwise."""
    message = Message.objects.select_related("office").filter(pk=message_id).first()
    if message is None:
        raise Http404
    require(actor, rules.READ, message)
    return message


def messages_at(actor: Actor, *, view: str = "") -> QuerySet[Message]:
    """The messages of the actor's offices in a view of ``VIEWS``: what is to do, oldest first; else newest first."""
    found = Message.objects.filter(VIEWS[view], office__in=actor.office_ids).select_related("office")
    return found.order_by("created_at", "id") if view == "" else found.order_by("-created_at", "-id")


def gone_out(actor: Actor) -> QuerySet[Message]:
    """What people got or will get: mails that were sent, and every letter that was not called off; newest first."""
    found = Message.objects.filter(
        Q(channel=Message.Channel.MAIL, state=_State.SENT)
        | Q(channel=Message.Channel.LETTER, state__in=[_State.WAITING, _State.PRINTED]),
        office__in=actor.office_ids,
    )
    return found.select_related("office").order_by("-created_at", "-id")


def letters_among(actor: Actor, ids: Iterable[uuid.UUID]) -> list[Message]:
    """Of these the letters that the actor may read, in the order they were written; printed ones too."""
    found = Message.objects.filter(office__in=actor.office_ids, channel=Message.Channel.LETTER, pk__in=list(ids))
    return list(found.exclude(state=_State.CANCELLED).select_related("office").order_by("created_at", "id"))


def messages_about(actor: Actor, about: str) -> QuerySet[Message]:
    """What was written about one thing, in order."""
    return Message.objects.filter(office__in=actor.office_ids, about=about).select_related("office")


def undelivered_about(office_id: int, prefix: str) -> QuerySet[Message]:
    """Messages of an office that came back or cannot be delivered, about things of one kind (``app.noun:``)."""
    return Message.objects.filter(office=office_id, state=_State.FAILED, about__startswith=prefix)


def inbound_about(actor: Actor, about: str) -> list[Inbound]:
    """What came in about one thing, in order, with the files that came along (without their bytes). Two queries."""
    found = Inbound.objects.filter(office__in=actor.office_ids, about=about).select_related("office", "answers")
    return list(found.prefetch_related(Prefetch("files", queryset=InboundFile.objects.defer("content"))))


def inbound_for(actor: Actor, inbound_id: uuid.UUID) -> Inbound:
    """The mail that came in, if the actor works at its office; 404 otherwise."""
    found = Inbound.objects.select_related("office", "answers").filter(pk=inbound_id)
    inbound = found.prefetch_related(Prefetch("files", queryset=InboundFile.objects.defer("content"))).first()
    if inbound is None:
        raise Http404
    require(actor, rules.READ_INBOUND, inbound)
    return inbound


def inbound_file_for(actor: Actor, inbound_id: uuid.UUID, number: int) -> InboundFile:
    """One file of a mail with its bytes; 404 where it was not kept or is not the actor's to read."""
    inbound = inbound_for(actor, inbound_id)
    found = InboundFile.objects.filter(inbound=inbound, number=number, content__isnull=False).first()
    if found is None:
        raise Http404
    return found


def unassigned(actor: Actor, *, settled: bool = False) -> QuerySet[Inbound]:
    """Mails of people that found no place: they answer nothing, or something that nobody watches. Oldest first."""
    found = Inbound.objects.filter(office__in=actor.office_ids, kind=Inbound.Kind.REPLY).select_related("office")
    if settled:
        return found.filter(settled_at__isnull=False).order_by("-settled_at", "-id")
    return found.filter(_found_no_place()).order_by("received_at", "id")


def _found_no_place() -> Q:
    watched = Q()
    for noun in watching.NOUNS:
        watched |= Q(about__startswith=f"{noun}:")
    open_ones = Q(settled_at__isnull=True)
    return open_ones & ~watched if watching.NOUNS else open_ones


def fetched_counts() -> dict[str, int]:
    """How many mails of the box came to which outcome."""
    found = FetchedMail.objects.values_list("outcome").annotate(number=Count("pk"))
    return dict(found.order_by())


@dataclass(frozen=True, slots=True)
class MessageCounts:
    """How many messages wait for what. ``overdue`` mails are due for 15 minutes and no worker took them; ``unassigned``
    came in and found no place."""

    to_print: int = 0
    in_doubt: int = 0
    failed: int = 0
    on_their_way: int = 0
    overdue: int = 0
    unassigned: int = 0

    @classmethod
    def of(cls, numbers: Numbers) -> Self:
        """Out of what was read together with other counts."""
        return cls(**numbers.get(_OPEN_MESSAGES, {}), unassigned=numbers.get(_UNASSIGNED, {}).get("number", 0))

    @property
    def to_do(self) -> int:
        return self.to_print + self.in_doubt + self.failed


_OPEN_MESSAGES, _UNASSIGNED = "messages", "unassigned"


def message_counts(actor: Actor, *, now: datetime.datetime) -> MessageCounts:
    """One query over what is open at the actor's offices, however much is done."""
    return MessageCounts.of(read_together(*counted_messages(actor, now=now)))


def counted_messages(actor: Actor, *, now: datetime.datetime) -> tuple[Counted, Counted]:
    """What ``MessageCounts.of`` takes, to be read together with other counts."""
    late = now - datetime.timedelta(minutes=15)
    opened = Message.objects.filter(office__in=actor.office_ids, state__in=OPEN)
    messages = counted(
        _OPEN_MESSAGES,
        opened,
        to_print=Count("pk", filter=_TO_PRINT),
        in_doubt=Count("pk", filter=Q(state=_State.IN_DOUBT)),
        failed=Count("pk", filter=Q(state=_State.FAILED)),
        on_their_way=Count("pk", filter=_ON_ITS_WAY),
        overdue=Count("pk", filter=_ON_ITS_WAY & Q(due_at__lt=late)),
    )
    return messages, counted(_UNASSIGNED, unassigned(actor))


def sent_since(actor: Actor, moment: datetime.datetime) -> int:
    return Message.objects.filter(office__in=actor.office_ids, state=_State.SENT, settled_at__gte=moment).count()
