"""The jury of an award: who is in it, what is put before it, how it votes; who is biased is locked out."""

import uuid
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Account
from engagiert.apps.awards import rules, wording
from engagiert.apps.awards.models import Award, Ballot, Juror, Nomination
from engagiert.apps.awards.selectors import JURY, at_the_jury, juror_behind
from engagiert.apps.messages.public import Recipient, queue_message
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import (
    Link,
    address_of,
    answering,
    code_of,
    find_link,
    open_link,
    withdraw_links,
)

from .biased import bar, bar_found, spread

_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who votes, and how they are reached."""

    name: str
    organisation: str = ""
    mail: str = ""
    postal: tuple[str, ...] = ()


def add_juror(*, actor: Actor, award: Award, member: Member) -> Juror:
    """Somebody joins the jury; the same name and address twice is one. They vote on what already lies before it."""
    require(actor, rules.KEEP, award)
    if not member.name.strip():
        raise ValidationError({"name": _("Schreiben Sie den Namen.")})
    Award.objects.select_for_update().get(pk=award.pk)
    known = Juror.objects.filter(award=award, name=member.name.strip(), mail=member.mail, ended_on__isnull=True).first()
    if known is not None:
        return known
    account = Account.objects.filter(email__iexact=member.mail).first() if member.mail else None
    juror = Juror(
        office=award.office,
        award=award,
        name=member.name.strip(),
        organisation=member.organisation.strip(),
        mail=member.mail,
        postal=list(member.postal),
        account_id=account.pk if account else None,
    )
    juror.full_clean(exclude=["office", "award"], validate_unique=False)
    juror.save(force_insert=True)
    for nomination in Nomination.objects.filter(award=award, state=Nomination.State.JURY):
        Ballot.objects.create(office=award.office, nomination=nomination, juror=juror, barred=nomination.barred)
        bar_found(actor, nomination)
    return juror


def remove_juror(*, actor: Actor, juror: Juror) -> None:
    """Somebody leaves the jury: their code is dead, their open ballots go, votes that were cast stay."""
    require(actor, rules.KEEP, juror)
    Juror.objects.filter(pk=juror.pk, ended_on__isnull=True).update(ended_on=timezone.localdate())
    Ballot.objects.filter(juror=juror, vote="", conflict="").delete()
    withdraw_links(office_id=juror.office_id, purpose=JURY, about=juror.key)


def put_to_jury(*, actor: Actor, award: Award, origin: str = "") -> int:
    """All that came in goes to the jury; how many. Each member is written once a day at most, with their code.

    Raises ``ValidationError`` without a jury, and where the actor is biased about one of them.
    """
    require(actor, rules.KEEP, award)
    Award.objects.select_for_update().get(pk=award.pk)
    jurors = list(Juror.objects.filter(award=award, ended_on__isnull=True))
    if not jurors:
        raise ValidationError(_("Diese Auszeichnung hat noch keine Jury. Tragen Sie zuerst ein, wer mitberät."))
    found = list(Nomination.objects.select_for_update().filter(award=award, state=Nomination.State.OPEN))
    for nomination in found:
        Ballot.objects.bulk_create(
            [Ballot(office=award.office, nomination=nomination, juror=juror) for juror in jurors], ignore_conflicts=True
        )
        nomination.state = Nomination.State.JURY
        nomination.save(update_fields=["state"])
        bar_found(actor, nomination)
    for juror in jurors if found else ():
        _invite(actor, award, juror, origin)
    return len(found)


def _invite(actor: Actor, award: Award, juror: Juror, origin: str) -> None:
    if not (juror.mail or juror.postal):
        return
    code = jury_code(juror)
    queue_message(
        actor=actor,
        office=award.office,
        key=f"awards:jury:{juror.pk}:{timezone.localdate().isoformat()}",
        purpose="awards.jury",
        about=juror.key,
        recipient=Recipient(juror.mail, tuple(juror.postal)),
        text=wording.jury_text(award, code, f"{origin}{address_of(code)}"),
    )


def jury_code(juror: Juror) -> str:
    """The code of a member, the same for a year; in a scope of the office."""
    living = Link.objects.filter(
        office_id=juror.office_id, purpose=JURY, about=juror.key, withdrawn_at=None, expires_at__gt=timezone.now()
    ).first()
    return code_of(living or open_link(office_id=juror.office_id, purpose=JURY, about=juror.key, days=_DAYS))


def give_jury_code(*, actor: Actor, juror: Juror) -> str:
    """The code, to read out or to print for who has no mail."""
    require(actor, rules.KEEP, juror)
    return jury_code(juror)


def vote_by_code(*, code: str, nomination_id: uuid.UUID, vote: str) -> None:
    """A member votes, or votes otherwise as long as nothing is decided. Raises ``LinkGone``, ``ValidationError``."""
    link = find_link(code, JURY)
    with at_the_jury(link, action="awards.vote_by_code"):
        if vote not in (Ballot.Vote.YES, Ballot.Vote.NO, Ballot.Vote.ABSTAIN):
            raise ValidationError(_("Wählen Sie Ja, Nein oder Enthaltung."))
        ballot = _open_ballot(link, nomination_id)
        ballot.vote, ballot.voted_at = vote, timezone.now()
        ballot.save(update_fields=["vote", "voted_at"])


def declare_by_code(*, code: str, nomination_id: uuid.UUID, why: str) -> None:
    """A member says that they are biased: from now on they see nothing of it, and their vote is gone.

    Said twice it is said once. Raises ``LinkGone``, ``ValidationError``.
    """
    link = find_link(code, JURY)
    # Not in the member's own scope: there the row they hide from themselves could not be written.
    with answering(link, action="awards.declare_by_code") as actor:
        ballot = _open_ballot(link, nomination_id)
        bar(actor, ballot, Ballot.Conflict.DECLARED, why.strip() or _("Hat gesagt: Ich bin befangen."))


def _open_ballot(link: Link, nomination_id: uuid.UUID) -> Ballot:
    juror = juror_behind(link)
    found = Ballot.objects.select_for_update(of=("self",)).select_related("nomination", "juror")
    ballot = found.filter(juror=juror, nomination=nomination_id).first()
    if ballot is None or ballot.conflict:
        raise ValidationError(_("Dieser Vorschlag ist für Sie gesperrt."))
    if ballot.nomination.state != Nomination.State.JURY:
        raise ValidationError(_("Über diesen Vorschlag ist schon entschieden."))
    return ballot


def clear_bias(*, actor: Actor, ballot: Ballot, why: str) -> None:
    """The office knows that a found bias is chance, such as the same family name. What a member declared stays."""
    require(actor, rules.KEEP, ballot)
    now = Ballot.objects.select_for_update(of=("self",)).select_related("juror").get(pk=ballot.pk)
    if now.conflict == Ballot.Conflict.DECLARED:
        raise ValidationError(_("Das hat das Mitglied selbst gesagt. Dabei bleibt es."))
    if not why.strip():
        raise ValidationError(_("Schreiben Sie, warum dieser Mensch doch mitberaten darf."))
    Ballot.objects.filter(pk=now.pk).update(conflict="", why=why.strip()[:200])
    spread(now.nomination_id)
