"""Whom an office could thank, and what each of them would read."""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum
from django.http import Http404
from django.utils import timezone
from django.utils.crypto import salted_hmac

from engagiert.apps.awards import rules
from engagiert.apps.awards.models import NoThanks, Thanks, ThankYou
from engagiert.apps.recognition.public import Card
from engagiert.apps.volunteering.public import Hours, Placement, Volunteer
from engagiert.engines.text.folding import fold
from engagiert.kernel.authz import Actor
from engagiert.kernel.authz.roles import READERS

Group = Thanks.Group


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person to thank. ``why_not``: empty, or ``unreachable``, ``unwanted``, ``thanked``."""

    mark: str
    name: str
    mail: str
    postal: tuple[str, ...]
    language: str
    hours: Decimal
    years: int
    why_not: str = ""

    @property
    def is_mail(self) -> bool:
        return bool(self.mail)


def thanks_at(actor: Actor, office_id: int) -> list[Thanks]:
    return list(Thanks.objects.filter(office=office_id, office__in=actor.offices_as(*READERS)))


def thanks_for(actor: Actor, key: uuid.UUID) -> Thanks:
    found = Thanks.objects.select_related("office__place").filter(pk=key).first()
    if found is None or not rules.READ.allows(actor, found):
        raise Http404
    return found


def message_ids_of(thanks: Thanks) -> list[uuid.UUID]:
    found = ThankYou.objects.filter(thanks=thanks, message_id__isnull=False)
    return [key for key in found.values_list("message_id", flat=True) if key is not None]


def people_to_thank(thanks: Thanks) -> list[Somebody]:
    """Everybody the office means, each once, by name; those who cannot be thanked say why. Five queries at most."""
    unwanted = set(NoThanks.objects.filter(office=thanks.office_id).values_list("mark", flat=True))
    thanked = ThankYou.objects.filter(office=thanks.office_id, occasion=thanks.occasion)
    done = set(thanked.values_list("mark", flat=True))
    found: dict[str, Somebody] = {}
    for one in _cards(thanks) if thanks.group == Group.CARDS else _volunteers(thanks):
        if one.mark not in found:
            found[one.mark] = _judged(one, unwanted, done)
    return sorted(found.values(), key=lambda one: (one.name.casefold(), one.mark))


def _judged(one: Somebody, unwanted: set[str], done: set[str]) -> Somebody:
    why = "unwanted" if one.mark in unwanted else "thanked" if one.mark in done else one.why_not
    return Somebody(one.mark, one.name, one.mail, one.postal, one.language, one.hours, one.years, why)


def _cards(thanks: Thanks) -> Iterator[Somebody]:
    today = timezone.localdate()
    cards = Card.objects.filter(office=thanks.office_id, state=Card.State.LIVING).exclude(expires_on__lt=today)
    for card in cards.order_by("issued_at"):
        yield _somebody(thanks, card.name, card.mail, card.postal, card.language)


def _volunteers(thanks: Thanks) -> Iterator[Somebody]:
    hours = _hours(thanks)
    years: dict[uuid.UUID, int] = {}
    running = Placement.objects.filter(office=thanks.office_id)
    if thanks.group == Group.JUBILEE:
        day = datetime.date(max(thanks.year - thanks.least, 1), 12, 31)
        since = running.exclude(state=Placement.State.ENDED).filter(began_on__lte=day)
        for key, began in since.order_by("-began_on").values_list("volunteer", "began_on"):
            if began is not None:
                years[key] = thanks.year - began.year
        chosen: Iterable[uuid.UUID] = years
    elif thanks.group == Group.ENDED:
        ended = running.filter(state=Placement.State.ENDED, ended_on__year=thanks.year, began_on__isnull=False)
        chosen = ended.values_list("volunteer", flat=True)
    else:
        chosen = [key for key, number in hours.items() if number >= max(thanks.least, 1)]
    people = Volunteer.objects.filter(office=thanks.office_id, pk__in=list(chosen)).exclude(name="")
    for one in people.order_by("joined_at"):
        mail = one.mail if one.reach == Volunteer.Reach.MAIL else ""
        silent = one.reach == Volunteer.Reach.NONE
        postal = [] if silent else one.postal
        yield _somebody(
            thanks, one.name, mail, postal, one.language, hours.get(one.pk, Decimal(0)), years.get(one.pk, 0)
        )


def _hours(thanks: Thanks) -> dict[uuid.UUID, Decimal]:
    """Hours that an organisation confirmed in the year, by person."""
    given = Hours.objects.filter(
        office=thanks.office_id, on__year=thanks.year, counts=True, confirmed_at__isnull=False
    ).order_by()
    summed = given.values("placement__volunteer").annotate(number=Sum("hours"))
    return dict(summed.values_list("placement__volunteer", "number"))


def _somebody(
    thanks: Thanks, name: str, mail: str, postal: list[str], language: str, hours: Decimal = Decimal(0), years: int = 0
) -> Somebody:
    lines = () if mail else tuple(postal)
    way = mail.casefold() or fold(" ".join(lines[1:]))
    text = f"{thanks.office_id}\n{way}\n{fold(name)}"
    mark = salted_hmac("awards.thanks", text, algorithm="sha256").hexdigest()
    return Somebody(mark, name, mail, lines, language, hours, years, "" if mail or lines else "unreachable")
