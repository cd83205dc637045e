"""Ask for a consent, take it on any of four ways, take it back as easily."""

import datetime
import uuid
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from engagiert.apps.accounts.public import Account, Office
from engagiert.apps.messages.public import Recipient, queue_message
from engagiert.apps.privacy import consenting, rules, wording
from engagiert.apps.privacy.models import Agreement, Consent
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import (
    Link,
    address_of,
    answering,
    code_of,
    find_link,
    open_link,
    take_link,
    withdraw_links,
)
from engagiert.kernel.tenancy import enter

AGREE, WITHDRAW = "privacy.agree", "privacy.withdraw"
_DAYS_TO_AGREE = 30
# A way back as long as the consent may live.
_DAYS_TO_WITHDRAW = 3650
_THEMSELVES = gettext_noop("die Person selbst")


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who has to agree, and how they are reached: by mail, by letter, or by neither (counter, phone)."""

    name: str
    mail: str = ""
    postal: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Words:
    """What is asked, as it is shown, and the name of that wording."""

    version: str
    text: str
    language: str = "de"


def ask_consent(
    *,
    actor: Actor,
    office: Office,
    purpose: str,
    matter: consenting.Matter,
    words: Words,
    person: Asked,
    born_on: datetime.date | None = None,
    custody: consenting.Custody = "both",
    guardians: tuple[Asked, ...] = (),
    about: str = "",
    origin: str = "",
    own_word: str = "",
    own_note: str = "",
) -> Consent:
    """Ask everybody whose word is needed; ``origin`` (``https://…``) begins the addresses in mails.

    ``own_word``: the way (``Agreement.Way``) on which the person themselves agrees in this very act, ``own_note`` where
    that stands. Who has a mail or
    postal address gets a link and a code. Raises ``ValidationError`` where a guardian is missing.
    """
    require(actor, rules.TAKE_CONSENT, office.pk)
    need = consenting.needed(matter, born_on, custody, timezone.localdate())
    if len(guardians) < need.guardians:
        raise ValidationError(wording.guardians_missing(need.guardians))
    with enter(actor, action="privacy.ask_consent"):
        consent = Consent.objects.create(
            office=office, purpose=purpose, matter=matter, about=about, version=words.version, text=words.text,
            language=words.language, name=person.name, born_on=born_on, custody=custody,
            asked_at=timezone.now(), asked_by=actor.label,
        )  # fmt: skip
        people = [(Agreement.Who.SELF, person)] if need.own else []
        people += [(Agreement.Who.GUARDIAN, guardian) for guardian in guardians[: need.guardians]]
        for who, asked in people:
            one = Agreement.objects.create(office=office, consent=consent, who=who, name=asked.name, mail=asked.mail)
            if who == Agreement.Who.SELF and own_word:
                _give(one, Agreement.Way(own_word), by=actor.label, note=own_note)
            else:
                _put_question(actor, consent, one, asked, origin)
    return consent


def _put_question(actor: Actor, consent: Consent, one: Agreement, asked: Asked, origin: str) -> None:
    if not asked.mail and not asked.postal:
        return
    link = open_link(office_id=consent.office_id, purpose=AGREE, about=_about(one), days=_DAYS_TO_AGREE)
    code = code_of(link)
    queue_message(
        actor=actor,
        office=consent.office,
        key=f"consent:{one.pk}",
        purpose="privacy.consent",
        recipient=Recipient(mail=asked.mail, postal=asked.postal),
        text=wording.question(consent, one, code, f"{origin}{address_of(code)}"),
        about=_about(one),
    )


def code_for_paper(*, actor: Actor, agreement: Agreement) -> str:
    """A code to print for somebody who has neither mail nor address with us; the last one while it holds."""
    require(actor, rules.TAKE_CONSENT, agreement.office_id)
    about, now = _about(agreement), timezone.now()
    living = Link.objects.filter(
        office_id=agreement.office_id, purpose=AGREE, about=about, used_at__isnull=True, withdrawn_at__isnull=True,
        expires_at__gt=now,
    ).order_by("created_at").last()  # fmt: skip
    return code_of(living or open_link(office_id=agreement.office_id, purpose=AGREE, about=about, days=_DAYS_TO_AGREE))


def agree_by_link(*, code: str, origin: str = "") -> Agreement:
    """The holder of the code agrees (the second of two steps). Raises ``LinkGone``; of two at once one wins."""
    return _by_link(code, AGREE, origin)


def withdraw_by_link(*, code: str) -> Agreement:
    """The holder of the code takes it back. Raises ``LinkGone``."""
    return _by_link(code, WITHDRAW, "")


def withdraw_other_by_link(*, code: str, agreement_id: uuid.UUID) -> Agreement:
    """The holder of a code that takes one back takes another of the same address and office back; the code stays good.

    Raises ``LinkGone``, and ``Agreement.DoesNotExist`` for what is another's.
    """
    link = find_link(code, WITHDRAW)
    with answering(link, action="privacy.answer_consent"):
        held = Agreement.objects.exclude(mail="").get(pk=link.about.partition(":")[2])
        one = Agreement.objects.select_for_update(of=("self",)).select_related("consent__office").get(
            pk=agreement_id, office=held.office_id, mail__iexact=held.mail
        )  # fmt: skip
        _withdraw(one, Agreement.Way.ONLINE, by=_THEMSELVES)
        for purpose in (AGREE, WITHDRAW):
            withdraw_links(office_id=one.office_id, purpose=purpose, about=_about(one))
    return one


def _by_link(code: str, purpose: str, origin: str) -> Agreement:
    link = find_link(code, purpose)
    with answering(link, action="privacy.answer_consent"):
        take_link(code, purpose)
        one = Agreement.objects.select_for_update(of=("self",)).select_related("consent__office").get(
            pk=link.about.partition(":")[2]
        )  # fmt: skip
        if purpose == AGREE:
            _give(one, Agreement.Way.ONLINE, by=_THEMSELVES)
            _say_how_to_withdraw(one, origin)
        else:
            _withdraw(one, Agreement.Way.ONLINE, by=_THEMSELVES)
    return one


def _say_how_to_withdraw(one: Agreement, origin: str) -> None:
    """Withdrawing must be as easy as agreeing was: one link, which stays good."""
    link = open_link(office_id=one.office_id, purpose=WITHDRAW, about=_about(one), days=_DAYS_TO_WITHDRAW)
    if one.mail:
        code = code_of(link)
        queue_message(
            actor=Actor.operator(office_ids=(one.office_id,)),
            office=one.consent.office,
            key=f"consent-given:{one.pk}",
            purpose="privacy.consent",
            recipient=Recipient(mail=one.mail),
            text=wording.confirmation(one.consent, code, f"{origin}{address_of(code)}"),
            about=_about(one),
        )


def note_agreement(*, actor: Actor, agreement: Agreement, way: str, note: str = "") -> Agreement:
    """Somebody agreed on paper, on the telephone or at the counter; ``note`` says where the paper lies.

    Noted twice it is noted once.
    """
    require(actor, rules.TAKE_CONSENT, agreement.office_id)
    if way == Agreement.Way.ONLINE:
        raise ValidationError(_("Mit dem Link stimmt nur die Person selbst zu."))
    with enter(actor, action="privacy.note_agreement"):
        locked = Agreement.objects.select_for_update(of=("self",)).select_related("consent").get(pk=agreement.pk)
        if not locked.stands:
            _give(locked, Agreement.Way(way), by=actor.label, note=note)
        withdraw_links(office_id=locked.office_id, purpose=AGREE, about=_about(locked))
    return locked


def withdraw_agreement(*, actor: Actor, agreement: Agreement, way: str) -> Agreement:
    """Somebody took it back, on whatever way: it holds at once and needs no reason. Twice is once."""
    require(actor, rules.TAKE_CONSENT, agreement.office_id)
    with enter(actor, action="privacy.withdraw_agreement"):
        locked = Agreement.objects.select_for_update().select_related("consent").get(pk=agreement.pk)
        _withdraw(locked, Agreement.Way(way), by=actor.label)
        for purpose in (AGREE, WITHDRAW):
            withdraw_links(office_id=locked.office_id, purpose=purpose, about=_about(locked))
    return locked


def withdraw_own(*, actor: Actor, agreement_id: uuid.UUID) -> Agreement:
    """Whoever is signed in takes back what the address of their account agreed to. Twice is once.

    Raises ``Agreement.DoesNotExist`` for what is not theirs.
    """
    account = Account.objects.get(pk=actor.account_id or 0)
    offices = tuple(sorted({grant.office_id for grant in actor.grants}))
    with enter(actor, action="privacy.withdraw_own", offices=offices):
        locked = Agreement.objects.select_for_update(of=("self",)).select_related("consent").get(
            pk=agreement_id, mail__iexact=account.email
        )  # fmt: skip
        _withdraw(locked, Agreement.Way.ONLINE, by=_THEMSELVES)
        for purpose in (AGREE, WITHDRAW):
            withdraw_links(office_id=locked.office_id, purpose=purpose, about=_about(locked))
    return locked


def end_consent(*, actor: Actor, consent: Consent) -> Consent:
    """The owner of the purpose no longer needs it; from then on its period runs."""
    require(actor, rules.TAKE_CONSENT, consent.office_id)
    with enter(actor, action="privacy.end_consent"):
        Consent.objects.filter(pk=consent.pk, ended_at__isnull=True).update(ended_at=timezone.now())
        consent.refresh_from_db()
    return consent


def _give(one: Agreement, way: Agreement.Way, *, by: str, note: str = "") -> None:
    one.given_at, one.given_way, one.given_by, one.given_note = timezone.now(), way, by, note
    one.withdrawn_at, one.withdrawn_way, one.withdrawn_by = None, "", ""
    one.save()
    _tell(one)


def _withdraw(one: Agreement, way: Agreement.Way, *, by: str) -> None:
    if one.withdrawn_at is None:
        one.withdrawn_at, one.withdrawn_way, one.withdrawn_by = timezone.now(), way, by
        one.save()
    Consent.objects.filter(pk=one.consent_id, ended_at__isnull=True).update(ended_at=one.withdrawn_at)
    _tell(one)


def _tell(one: Agreement) -> None:
    """Whoever asked for the consent hears that somebody agreed or took it back."""
    bus.publish("ConsentChanged", office_id=one.office_id, about=one.consent.about, purpose=one.consent.purpose)


def _about(one: Agreement) -> str:
    return f"privacy.agreement:{one.pk}"
