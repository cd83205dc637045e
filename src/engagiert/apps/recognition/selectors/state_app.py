"""Reads about the state's app: what is to be handed over, what was, and who agreed."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.recognition import rules
from engagiert.apps.recognition.app_files import GONE, NEW, VALID, Line, default_layout
from engagiert.apps.recognition.models import AppLayout, Application, Card, HandOver, HandOverFile
from engagiert.kernel.authz import Actor

from .cards import code_of


def app_layout_of(office: Office) -> AppLayout:
    """As the office has set it, or as it is where nothing is set."""
    return AppLayout.objects.filter(office=office).first() or default_layout(office.pk)


def uses_app(office: Office | None) -> bool:
    """Whether the office hands cards over at all: only then are people asked."""
    return office is not None and AppLayout.objects.filter(office=office, in_use=True).exists()


def _condition(part: str, day: datetime.date) -> Q:
    """``NEW``: good, agreed, and not in the app yet. ``GONE``: in the app, and ended there too: revoked, replaced, or
    the consent was taken back. A card that has run out says so by its date. ``VALID``: what the app has and keeps."""
    agreed = Q(app_consent__isnull=False, app_consent__ended_at=None)
    living = Q(state=Card.State.LIVING)
    if part == GONE:
        return Q(handed_at__isnull=False) & ~(living & agreed)
    return _good(day) & agreed & Q(handed_at__isnull=part == NEW)


def _good(day: datetime.date) -> Q:
    return Q(state=Card.State.LIVING) & (Q(expires_on=None) | Q(expires_on__gte=day))


def waiting_for_app(office_id: int, part: str, today: datetime.date | None = None) -> QuerySet[Card]:
    """The cards of one part of a hand-over, in an open scope of the office, by number."""
    cards = Card.objects.filter(_condition(part, today or timezone.localdate()), office=office_id)
    return cards.select_related("place", "app_consent").order_by("index")


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many cards each part of the next hand-over has, and how many good cards have no consent."""

    new: int
    gone: int
    valid: int
    silent: int


def waiting_at(actor: Actor, office: Office) -> Waiting:
    if not actor.has_role(office.pk, *rules.READERS):
        raise Http404
    day = timezone.localdate()
    parts = {part: Count("pk", filter=_condition(part, day)) for part in (NEW, GONE, VALID)}
    found = Card.objects.filter(office=office).aggregate(**parts, good=Count("pk", filter=_good(day)))
    good = found.pop("good")
    return Waiting(**found, silent=good - found[NEW] - found[VALID])


def hand_overs_of(actor: Actor, office_id: int) -> QuerySet[HandOver]:
    """What was handed over, the newest first; ``is_kept``: the file can still be fetched."""
    found = HandOver.objects.filter(office=office_id, office__in=actor.offices_as(*rules.READERS))
    return found.annotate(is_kept=Exists(HandOverFile.objects.filter(hand_over=OuterRef("pk"))))


def hand_over_for(actor: Actor, key: uuid.UUID) -> HandOver:
    found = HandOver.objects.select_related("office").filter(pk=key).first()
    if found is None or not rules.ISSUE.allows(actor, found.office):
        raise Http404
    return found


def content_of(found: HandOver) -> bytes | None:
    """The file as it went out; None after the year for which it is kept."""
    kept = HandOverFile.objects.filter(hand_over=found).first()
    return bytes(kept.content) if kept is not None else None


def lines_of(office_id: int, part: str, fields: frozenset[str]) -> list[Line]:
    """The rows of one part, with what the layout's ``fields`` ask for. Raises ``KeyMissing``."""
    cards = list(waiting_for_app(office_id, part))
    applied = _applications(office_id) if fields & {"born_on", "app_number"} else {}
    before = dict(Card.objects.filter(office=office_id).values_list("pk", "replaces")) if applied else {}
    rows = []
    for card in cards:
        born_on, number = _behind(card.pk, before, applied)
        code = code_of(card) if "code" in fields and part != GONE else ""
        rows.append(Line(card, part, _since(card, part), born_on, number, code))
    return rows


def _since(card: Card, part: str) -> datetime.date:
    if part != GONE:
        return timezone.localdate(card.issued_at)
    if card.state != Card.State.LIVING and card.ended_on is not None:
        return card.ended_on
    return timezone.localdate(card.app_consent.ended_at) if card.app_consent is not None else timezone.localdate()


type _Applied = tuple[datetime.date | None, str]


def _applications(office_id: int) -> dict[uuid.UUID, _Applied]:
    """Card → birthday and number of the application that it came of."""
    found = Application.objects.filter(office=office_id, card__isnull=False).order_by("applied_on")
    return {card: (born, number) for card, born, number in found.values_list("card", "born_on", "app_number") if card}


def _behind(card: uuid.UUID, before: dict[uuid.UUID, uuid.UUID | None], applied: dict[uuid.UUID, _Applied]) -> _Applied:
    """Of this card, or of the one that it goes on from; a renewal has no number in the app, the first one has."""
    born_on, number, now, seen = None, "", card, set[uuid.UUID]()
    while now is not None and now not in seen:
        seen.add(now)
        born, told = applied.get(now, (None, ""))
        born_on, number = born_on or born, number or told
        now = before.get(now)  # type: ignore[assignment]
    return born_on, number


def app_card_of(application: Application) -> Application | None:
    """The card that the state's app has issued to whoever asks for one here."""
    if application.person is None:
        return None
    noted = Application.objects.filter(
        office=application.office_id, person=application.person, state=Application.State.ELSEWHERE
    )
    return noted.exclude(app_until__lt=timezone.localdate()).order_by("-app_until").first()
