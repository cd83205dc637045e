"""Seats are taken, answered and given up by people with a card, or for them at the desk."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory.public import in_the_office
from engagiert.apps.programme import rules, selectors
from engagiert.apps.programme.models import Outing, Signup
from engagiert.apps.programme.wording import signed_text
from engagiert.apps.recognition.public import Card
from engagiert.apps.recognition.public import selectors as cards
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import find_link

from .telling import code_of_signup, end_calls, tell
from .turning import free_numbers, held_now, hold, let_go, locked, offer_next

State = Signup.State


@dataclass(frozen=True, slots=True)
class Asking:
    """Who would like to come: the code of their page or of their card (then with the name on it), and how to reach
    them; where they say nothing, as their card says."""

    code: str
    name: str = ""
    companions: int = 0
    mail: str = ""
    phone: str = ""
    postal: tuple[str, ...] = ()
    language: str = "de"
    site: str = ""


def sign_up(*, actor: Actor, outing: Outing, asking: Asking) -> str:
    """A seat, or a place in the waitlist; the code of its page. The same card twice is one sign-up.

    Raises ``ValidationError`` where the card is not good here, or nobody can sign up any more.
    """
    shown = cards.card_shown(asking.code, asking.name, selectors.towns_of(outing))
    if shown is None:
        said = _("Mit diesem Code und Namen finden wir keine gültige Karte. Schreiben Sie beides so wie auf der Karte.")
        raise ValidationError({"code": said})
    with in_the_office(actor, outing.office_id, action="programme.sign_up") as deputy:
        signup = _take(deputy, outing.pk, asking, shown.card, shown.first)
        return code_of_signup(signup)


def note_signup(*, actor: Actor, outing: Outing, number: int, companions: int = 0, phone: str = "") -> Signup:
    """On the telephone or at the counter: by the number of a card of the office's own town."""
    require(actor, rules.KEEP, outing)
    found = Card.objects.filter(office=outing.office_id, place=outing.office.place_id, index=number)
    card = found.select_related("replaces").first()
    if card is None or not cards.is_good(card):
        raise ValidationError({"number": _("Diese Nummer hat keine gültige Karte.")})
    asking = Asking("", companions=companions, phone=phone, site=card.site, language=card.language)
    return _take(actor, outing.pk, asking, card, cards.first_of(card))


def _take(actor: Actor, outing_id: uuid.UUID, asking: Asking, card: Card, first: Card) -> Signup:
    """Of two who press in the same second one has the last seat: both wait for the lock of the outing."""
    outing = locked(outing_id)
    known = Signup.objects.filter(outing=outing, card=first.pk, state__in=Signup.OPEN).first()
    if known is not None:
        return known
    if not outing.is_open(timezone.now()):
        raise ValidationError(_("Für diesen Ausflug kann man sich nicht mehr anmelden."))
    free = free_numbers(outing)
    signup = Signup(
        office=outing.office,
        outing=outing,
        card=first.pk,
        name=card.name,
        companions=min(1, max(0, asking.companions)),
        mail=asking.mail or card.mail,
        phone=asking.phone,
        postal=list(asking.postal or card.postal),
        state=State.WAITING,
        asked_at=timezone.now(),
        language=asking.language,
        site=asking.site,
    )
    waits = Signup.objects.filter(outing=outing, state=State.WAITING, companions__lt=len(free)).exists()
    has_seat = signup.size <= len(free) and not waits
    signup.state = State.TAKEN if has_seat else State.WAITING
    signup.save(force_insert=True)
    if has_seat:
        hold(signup, free)
    tell(actor, signup, "signed", signed_text(signup, code_of_signup(signup)))
    return signup


def accept_by_code(*, actor: Actor, code: str) -> None:
    """The offered seat is theirs. Raises ``LinkGone``, ``ValidationError`` where it has gone on."""
    with _with_code(actor, code, "programme.accept_seat") as (deputy, signup):
        _accept(deputy, signup)


def give_up_by_code(*, actor: Actor, code: str) -> None:
    """They cannot come, or do not want what is offered. Raises ``LinkGone``."""
    with _with_code(actor, code, "programme.give_up_seat") as (deputy, signup):
        _give_up(deputy, signup)


def note_answer(*, actor: Actor, signup: Signup, comes: bool) -> None:
    """What somebody said on the telephone: to an offer, or that they cannot come."""
    require(actor, rules.KEEP, signup)
    now = held_now(signup.pk)
    if comes:
        _accept(actor, now)
    else:
        _give_up(actor, now)


def _accept(actor: Actor, signup: Signup) -> None:
    if signup.state == State.TAKEN:
        return
    now = timezone.now()
    late = signup.offered_until is not None and signup.offered_until <= now
    if signup.state != State.OFFERED or late or not signup.outing.is_ahead(now):
        raise ValidationError(_("Dieser Platz ist inzwischen weitergegangen. Danke, dass Sie sich gemeldet haben."))
    signup.state, signup.offered_until = State.TAKEN, None
    signup.save(update_fields=["state", "offered_until"])
    end_calls(actor, signup)


def _give_up(actor: Actor, signup: Signup) -> None:
    if signup.state not in Signup.OPEN or signup.outing.begins_at <= timezone.now():
        return
    let_go(signup, State.GIVEN_UP)
    end_calls(actor, signup)
    offer_next(actor, signup.outing)


@contextmanager
def _with_code(actor: Actor, code: str, action: str) -> Iterator[tuple[Actor, Signup]]:
    link = find_link(code, selectors.CODE)
    with in_the_office(actor, link.office_id, action=action) as deputy:
        yield deputy, held_now(selectors.signup_behind(link).pk)
