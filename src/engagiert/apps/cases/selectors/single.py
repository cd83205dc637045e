"""One case and what stands beside it."""

import uuid

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from engagiert.apps.accounts.public import Account, Office, members_of
from engagiert.apps.cases import rules
from engagiert.apps.cases.kinds import kinds
from engagiert.apps.cases.models import AnswerTemplate, Arrangement, Asker, Case, ConfidentialNote, Entry, Promise
from engagiert.apps.messages.public import Recipient
from engagiert.kernel.authz import Actor, require


def case_for(actor: Actor, case_id: uuid.UUID) -> Case:
    """The case, if the actor works at its office; 404 otherwise."""
    found = (
        Case.objects.select_related("office__place__town", "owner", "asker", "merged_into").filter(pk=case_id).first()
    )
    if found is None:
        raise Http404
    require(actor, rules.READ, found)
    return found


def way_to_asker(actor: Actor, office_id: int, about: str) -> tuple[Recipient, str] | None:
    """How whoever asked about this reads from us, by mail or letter, and their language; None for who must be told."""
    case = Case.objects.filter(office=office_id, about=about).order_by("-received_at").first()
    if case is None:
        return None
    require(actor, rules.READ, case)
    asker = Asker.objects.filter(case=case).first()
    if asker is None or asker.reach == Asker.Reach.NONE:
        return None
    mail = asker.mail or asker.speaker_mail
    if mail and asker.reach != Asker.Reach.POST:
        return Recipient(mail=mail), asker.language
    return (Recipient(postal=tuple(asker.postal)), asker.language) if asker.postal else None


def entries_of(case: Case) -> list[Entry]:
    """The timeline, with what was asked in cases that were merged into this one, in order."""
    told = Case.objects.filter(Q(pk=case.pk) | Q(merged_into=case))
    found = Entry.objects.filter(case__in=told.values("pk")).order_by("at", "version")
    return [entry for entry in found if entry.case_id == case.pk or entry.kind != Entry.Kind.CHANGE]


def cases_for_mail(actor: Actor, mail: str, *, limit: int = 8) -> list[Case]:
    """Cases of whoever has this address at the actor's offices: open ones first, then the latest."""
    if not mail:
        return []
    asked = Asker.objects.filter(Q(mail__iexact=mail) | Q(speaker_mail__iexact=mail), office__in=actor.office_ids)
    found = Case.objects.filter(pk__in=asked.values("case_id"), merged_into__isnull=True)
    return list(found.order_by(F("closed_on").desc(nulls_first=True), "-received_at")[:limit])


def case_by_number(actor: Actor, number: str) -> Case | None:
    """The case with this number at the actor's offices; None where there is none, or where two share it."""
    written = number.strip().upper().replace(" ", "")
    found = list(Case.objects.filter(office__in=actor.office_ids, number=written)[:2])
    return found[0] if len(found) == 1 else None


def open_cases_of(actor: Actor, office_id: int, *, limit: int = 100) -> list[Case]:
    """Open cases of one office that a round may speak of, what is due first; none for who does not work there."""
    shown = [kind.code for kind in kinds() if not kind.confidential]
    found = Case.objects.filter(office=office_id, office__in=actor.office_ids, kind__in=shown)
    return list(found.exclude(state=Case.State.CLOSED).order_by("due_on", "received_at")[:limit])


def confidential_notes_of(case: Case) -> QuerySet[ConfidentialNote]:
    """Those that name the actor of the open scope; the wall hides all others."""
    return ConfidentialNote.objects.filter(case=case)


def cases_of_same_asker(case: Case, *, limit: int = 5) -> list[Case]:
    """Other open cases of the office from the same address, number or name, oldest first."""
    asker = case.asker
    same = Q()
    for field in ("mail", "phone", "name"):
        value = getattr(asker, field)
        same |= Q(**{field: value}) if value else Q()
    if not same:
        return []
    found = Asker.objects.filter(same, office=case.office_id).exclude(case=case).values("case_id")
    return list(
        Case.objects.filter(pk__in=found, office=case.office_id)
        .exclude(state=Case.State.CLOSED)
        .select_related("asker", "owner", "office__place")
        .order_by("received_at")[:limit]
    )


def colleagues_at(office_id: int) -> list[Account]:
    """Who works on cases at this office today."""
    return members_of([office_id], *rules.WRITERS, on=timezone.localdate())


def offices_near(office: Office) -> list[Office]:
    """To whom a case can go: the other offices of the town, of its district and of the towns in it."""
    district = office.place.parent_id or 0
    near = Q(place=office.place_id) | Q(place=district) | Q(place__parent=district)
    found = Office.objects.filter(near).exclude(pk=office.pk).select_related("place")
    return sorted(found, key=lambda one: (one.place_id != office.place_id, one.place.sort_key, one.name))


def open_abouts(office_id: int, prefixes: tuple[str, ...]) -> set[str]:
    """What open cases of the office are about, of these kinds of things (``app.noun:``)."""
    wanted = Q()
    for prefix in prefixes:
        wanted |= Q(about__startswith=prefix)
    found = Case.objects.filter(wanted, office=office_id).exclude(state=Case.State.CLOSED)
    return set(found.values_list("about", flat=True))


def answer_templates(office_id: int, kind: str = "") -> list[AnswerTemplate]:
    """The templates of the office; with ``kind`` those for it and those for all kinds."""
    found = AnswerTemplate.objects.filter(office=office_id)
    return list(found.filter(kind__in=["", kind]) if kind else found)


def arrangement_of(office_id: int) -> Arrangement:
    """What the office has arranged; the defaults where it has not (then the row is not saved)."""
    return Arrangement.objects.filter(office=office_id).first() or Arrangement(office_id=office_id)


def has_promised(office_id: int) -> bool:
    """Whether the office has looked at its promises; until then those of the kinds hold."""
    return Promise.objects.filter(office=office_id).exists()


def promises_of(office_id: int) -> dict[str, int]:
    """Working days for every kind of case, as the office promises or the kind says."""
    own = dict(Promise.objects.filter(office=office_id).values_list("kind", "days"))
    return {kind.code: own.get(kind.code, kind.promised_days) for kind in kinds()}
