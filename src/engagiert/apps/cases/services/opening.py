"""Somebody asks something: at the counter, on the telephone, by form, or an app above has something to decide."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases import rules
from engagiert.apps.cases.clock import due_after_receipt
from engagiert.apps.cases.kinds import kind_of
from engagiert.apps.cases.models import Asker, Case, Entry, Promise
from engagiert.apps.cases.models.case import number_of
from engagiert.engines.text.folding import fold
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

_NAMESPACE = uuid.UUID("6c2d3a0e-6d1b-4c44-9c7e-1f0a4b1f8a11")


@dataclass(frozen=True, slots=True)
class From:
    """Who asks and how they are reached; ``speaker`` where somebody speaks for them (“Klaas spricht für seine Tante”).

    ``reach`` empty: worked out of what is known, mail first.
    """

    name: str = ""
    mail: str = ""
    phone: str = ""
    postal: tuple[str, ...] = field(default=())
    reach: str = ""
    language: str = "de"
    speaker: str = ""
    relation: str = ""
    speaker_phone: str = ""
    speaker_mail: str = ""

    def way(self) -> str:
        """How they are reached, of ``Asker.Reach``."""
        if self.reach:
            return self.reach
        if self.mail or self.speaker_mail:
            return Asker.Reach.MAIL
        if self.postal:
            return Asker.Reach.POST
        return Asker.Reach.PHONE if self.phone or self.speaker_phone else Asker.Reach.NONE


def found_by(who: Asker, case: Case) -> str:
    """The folded words by which the desk finds a case."""
    parts = (who.name, who.speaker, who.mail, who.phone, who.speaker_phone, *who.postal, case.number, case.subject)
    return f" {fold(' '.join(filter(None, parts)))} "


@dataclass(frozen=True, slots=True)
class Asked:
    """One case to open; ``received_at`` is now where it is not given, ``due_on`` follows from the promise."""

    kind: str
    asker: From
    channel: str
    subject: str
    text: str = ""
    about: str = ""
    received_at: datetime.datetime | None = None
    token: str = ""
    due_on: datetime.date | None = None


def open_case(
    *,
    actor: Actor,
    office: Office,
    kind: str,
    asker: From,
    channel: str,
    subject: str,
    text: str = "",
    about: str = "",
    received_at: datetime.datetime | None = None,
    token: str = "",
    due_on: datetime.date | None = None,
    as_stranger: bool = False,
) -> Case:
    """Open a case of ``office``; anybody may, and who does not work there can read nothing of it afterwards.

    ``token`` names the form it came from: sent twice with the same words it is one case. A suggestion or duplicate (by
    ``channel``) has one open case at most. ``due_on``: a day that was promised before. ``as_stranger``: as somebody who
    does not work there, within the scope that stands open. Raises ``ValidationError`` where the asker cannot be reached
    as said.
    """
    asked = Asked(kind, asker, channel, subject, text, about, received_at, token, due_on)
    if as_stranger or rules.may_write_for(actor, office.pk):
        return _open(actor, office, [asked])[0]
    with enter(actor, action="cases.open_case", intake_office=office.pk):
        return _open(actor, office, [asked])[0]


def open_cases(*, actor: Actor, office: Office, asked: Iterable[Asked]) -> list[Case]:
    """Many at once, such as all questions of an import."""
    require(actor, rules.OPEN, office.pk)
    return _open(actor, office, list(asked))


def _open(actor: Actor, office: Office, asked: list[Asked]) -> list[Case]:
    promises = dict(Promise.objects.filter(office=office).values_list("kind", "days"))
    made = [_made(actor, office, one, promises.get(one.kind) or kind_of(one.kind).promised_days) for one in asked]
    try:
        with transaction.atomic():
            # No row comes back: who has no account may write here and read nothing.
            Case.objects.bulk_create([case for case, _asker, _entry in made])
            Asker.objects.bulk_create([asker for _case, asker, _entry in made])
            Entry.objects.bulk_create([entry for _case, _asker, entry in made])
    except IntegrityError as error:
        # The same form again: the case is there already.
        if len(asked) != 1 or not asked[0].token or "cases_case_pkey" not in str(error):
            raise
    return [case for case, _asker, _entry in made]


def _made(actor: Actor, office: Office, asked: Asked, promised: int) -> tuple[Case, Asker, Entry]:
    _check(asked.asker)
    received = asked.received_at or timezone.now()
    day = timezone.localdate(received)
    key = _key(office, asked)
    case = Case(
        id=key,
        office=office,
        number=number_of(key, day.year),
        kind=asked.kind,
        channel=asked.channel,
        subject=" ".join(asked.subject.split())[:200],
        about=asked.about,
        received_at=received,
        received_on=day,
        promised_days=promised,
        due_on=asked.due_on or due_after_receipt(day, promised, office.place.ags),
    )
    who = asked.asker
    asker = Asker(
        office=office,
        case=case,
        name=who.name,
        reach=who.way(),
        mail=who.mail,
        phone=who.phone,
        postal=[line for line in who.postal if line.strip()],
        language=who.language,
        speaker=who.speaker,
        relation=who.relation,
        speaker_phone=who.speaker_phone,
        speaker_mail=who.speaker_mail,
    )
    asker.find = found_by(asker, case)
    entry = Entry(
        office=office, case=case, kind=Entry.Kind.ASKED, at=received, by=actor.label, text=asked.text, version=1
    )
    return case, asker, entry


def _key(office: Office, asked: Asked) -> uuid.UUID:
    if not asked.token:
        return uuid.uuid4()
    return uuid.uuid5(_NAMESPACE, "\n".join((str(office.pk), asked.token, asked.subject, asked.text, asked.asker.name)))


def _check(who: From) -> None:
    missing = {
        Asker.Reach.MAIL: not (who.mail or who.speaker_mail) and _("Für eine Antwort per E-Mail fehlt die Adresse."),
        Asker.Reach.PHONE: not (who.phone or who.speaker_phone) and _("Für einen Anruf fehlt die Telefonnummer."),
        Asker.Reach.POST: not any(line.strip() for line in who.postal) and _("Für einen Brief fehlt die Anschrift."),
    }
    sentence = missing.get(Asker.Reach(who.way()))
    if sentence:
        raise ValidationError(sentence)
