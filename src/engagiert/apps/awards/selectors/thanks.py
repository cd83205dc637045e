"""Whom an office could thank, and what each of them would read."""

import datetime
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Sum
from django.http import Http404
from django.utils import timezone
from django.utils.crypto import salted_hmac

from engagiert.apps.awards import rules
from engagiert.apps.awards.models import NoThanks, Thanks, ThankYou
from engagiert.apps.recognition.public import Application, Card
from engagiert.apps.volunteering.public import Hours, Placement, Volunteer
from engagiert.engines.text.folding import fold
from engagiert.kernel.authz import Actor
from engagiert.kernel.authz.roles import READERS

Group = Thanks.Group


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person to thank. ``marks``: by which they are known over all lists. ``why_not``: empty, or ``unreachable``,
    ``unwanted``, ``thanked``. ``doubt``: empty, or ``twice`` where another of this list has the same name, or
    ``before`` where somebody of that name was thanked for this occasion."""

    marks: tuple[str, ...]
    name: str
    mail: str
    postal: tuple[str, ...]
    language: str
    hours: Decimal
    years: int
    why_not: str = ""
    doubt: str = ""

    @property
    def mark(self) -> str:
        return self.marks[0]

    @property
    def is_mail(self) -> bool:
        return bool(self.mail)


@dataclass(frozen=True, slots=True)
class _Record:
    """A row that names somebody. ``keys``: what tells for certain who it is; ``mail`` and ``postal`` how to write."""

    name: str
    mail: str
    postal: tuple[str, ...]
    language: str
    keys: tuple[str, ...]
    hours: Decimal = Decimal(0)
    years: int = 0


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
    """Everybody the office means, each once, by name; those who cannot be thanked say why. Six queries at most."""
    unwanted = set(NoThanks.objects.filter(office=thanks.office_id).values_list("mark", flat=True))
    thanked = ThankYou.objects.filter(office=thanks.office_id, occasion=thanks.occasion)
    done = set(thanked.values_list("mark", flat=True))
    records = _cards(thanks) if thanks.group == Group.CARDS else _volunteers(thanks)
    people = [_judged(_one_of(thanks, group), unwanted, done) for group in _joined(records)]
    people.sort(key=lambda one: (one.name.casefold(), not one.is_mail, one.mark))
    return _with_doubts(thanks, people, done)


def name_mark(thanks: Thanks, name: str) -> str:
    """The mark of a name alone: it joins nobody, and makes a person look twice."""
    return _marked(f"{thanks.office_id}\nname\n{' '.join(sorted(fold(name).split()))}")


def _joined(records: Iterable[_Record]) -> list[list[_Record]]:
    """Records of one person together: those that share a key, or are joined by a third that shares one with each."""
    groups: list[list[_Record]] = []
    of_key: dict[str, int] = {}
    for record in records:
        found = sorted({of_key[key] for key in record.keys if key in of_key})
        at = found[0] if found else len(groups)
        if not found:
            groups.append([])
        for other in found[1:]:
            groups[at] += groups[other]
            groups[other] = []
        groups[at].append(record)
        of_key |= {key: at for one in groups[at] for key in one.keys}
    return [group for group in groups if group]


def _one_of(thanks: Thanks, group: list[_Record]) -> Somebody:
    """By mail where one of the records has a mail, else by letter; hours of all of them."""
    best = next((one for one in group if one.mail), next((one for one in group if one.postal), group[0]))
    # The best record's own keys first: the first mark is what the page names the person by.
    keys = dict.fromkeys(key for one in (best, *group) for key in one.keys)
    return Somebody(
        tuple(_marked(f"{thanks.office_id}\n{key}") for key in keys),
        best.name,
        best.mail,
        () if best.mail else best.postal,
        best.language,
        sum((one.hours for one in group), Decimal(0)),
        max(one.years for one in group),
        "" if best.mail or best.postal else "unreachable",
    )


def _judged(one: Somebody, unwanted: set[str], done: set[str]) -> Somebody:
    marks = set(one.marks)
    return replace(one, why_not="unwanted" if marks & unwanted else "thanked" if marks & done else one.why_not)


def _with_doubts(thanks: Thanks, people: list[Somebody], done: set[str]) -> list[Somebody]:
    """Who has the name of somebody else before them on the list, or of somebody who was thanked."""
    seen, told = set[str](), []
    for one in people:
        mark = name_mark(thanks, one.name)
        doubt = "" if one.why_not else "before" if mark in done else "twice" if mark in seen else ""
        if one.why_not != "unreachable":
            seen.add(mark)
        told.append(replace(one, doubt=doubt))
    return told


def _cards(thanks: Thanks) -> Iterator[_Record]:
    today, office = timezone.localdate(), thanks.office_id
    cards = Card.objects.filter(office=office, state=Card.State.LIVING).exclude(expires_on__lt=today)
    before = dict(Card.objects.filter(office=office, replaces__isnull=False).values_list("pk", "replaces"))
    asked = Application.objects.filter(office=office, card__isnull=False)
    told = asked.values_list("card", "volunteer_id", "person")
    behind = {card: _of_application(volunteer_id, person) for card, volunteer_id, person in told}
    for card in cards.order_by("issued_at"):
        known: tuple[str, ...] = ()
        at: uuid.UUID | None = card.pk
        while at is not None:
            known += behind.get(at, ())
            at = before.pop(at, None)
        keys = (*_ways(card.name, card.mail, card.postal), *known)
        yield _Record(card.name, card.mail, tuple(card.postal), card.language, keys)


def _of_application(volunteer_id: uuid.UUID | None, person: str | None) -> tuple[str, ...]:
    """The person in the register whose hours filled it, and name with birthday."""
    known = (f"volunteer\n{volunteer_id}" if volunteer_id else "", f"person\n{person}" if person else "")
    return tuple(filter(None, known))


def _ways(name: str, mail: str, postal: Sequence[str]) -> tuple[str, ...]:
    """The name with each way to reach them; with none the name and an empty one, so that a row has a key."""
    ways = [mail.casefold(), fold(" ".join(postal[1:]))]
    return tuple(f"{way}\n{fold(name)}" for way in filter(None, ways)) or (f"\n{fold(name)}",)


def _volunteers(thanks: Thanks) -> Iterator[_Record]:
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
    known: dict[uuid.UUID, tuple[str, ...]] = {}
    asked = Application.objects.filter(office=thanks.office_id, volunteer_id__isnull=False, person__isnull=False)
    for who, person in asked.values_list("volunteer_id", "person"):
        if who is not None:
            known[who] = (*known.get(who, ()), *_of_application(None, person))
    for one in people.order_by("joined_at"):
        mail = one.mail if one.reach == Volunteer.Reach.MAIL else ""
        postal = () if one.reach == Volunteer.Reach.NONE else tuple(one.postal)
        keys = (*_ways(one.name, one.mail, one.postal), f"volunteer\n{one.pk}", *known.get(one.pk, ()))
        yield _Record(one.name, mail, postal, one.language, keys, hours.get(one.pk, Decimal(0)), years.get(one.pk, 0))


def _hours(thanks: Thanks) -> dict[uuid.UUID, Decimal]:
    """Hours that an organisation confirmed in the year, by person."""
    given = Hours.objects.filter(
        office=thanks.office_id, on__year=thanks.year, counts=True, confirmed_at__isnull=False
    ).order_by()
    summed = given.values("placement__volunteer").annotate(number=Sum("hours"))
    return dict(summed.values_list("placement__volunteer", "number"))


def _marked(text: str) -> str:
    return salted_hmac("awards.thanks", text, algorithm="sha256").hexdigest()
