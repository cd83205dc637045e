"""Reads of what the data protection of an office keeps."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from engagiert.apps.accounts.public import Account, Office, Role, Session
from engagiert.kernel.audit.models import AuditEntry
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import Link, answering, find_link
from engagiert.kernel.privacy.inspection import personal_columns
from engagiert.kernel.privacy.marks import Wanted, wanted
from engagiert.kernel.privacy.persons import Find, find
from engagiert.kernel.tenancy import enter

from . import consenting, rules
from .models import Agreement, Breach, Consent, Profile, Sweep
from .notices import Controller, controller_of


def profile_of(office: Office) -> Profile | None:
    return Profile.objects.filter(office=office).first()


def controller(office: Office) -> Controller:
    """Who answers for the data of this office, as far as it has said so."""
    return controller_of(office, profile_of(office))


def kept_office(actor: Actor) -> Office:
    """The office whose data protection the actor looks after: the first of theirs; 404 where there is none."""
    mine = [office_id for office_id in actor.office_ids if rules.keeps_privacy_for(actor, office_id)]
    office = Office.objects.select_related("place").filter(pk__in=mine).order_by("pk").first()
    if office is None:
        raise Http404
    return office


def offices_at(place_id: int) -> list[Office]:
    """All offices of a place, the oldest first."""
    return list(Office.objects.filter(place_id=place_id).select_related("place").order_by("pk"))


def breaches(actor: Actor) -> QuerySet[Breach]:
    """The breaches of the actor's offices, what is open first."""
    return Breach.objects.filter(office__in=actor.office_ids).order_by("-closed_at", "-noticed_at")


def breach_for(actor: Actor, breach_id: int) -> Breach:
    """The breach, if the actor looks after the data protection of its office; 404 otherwise."""
    breach = Breach.objects.select_related("office__place").filter(pk=breach_id).first()
    if breach is None:
        raise Http404
    require(actor, rules.KEEP_PRIVACY, breach.office_id)
    return breach


def sweeps(office: Office, *, limit: int = 60) -> list[Sweep]:
    """The newest proofs that periods were kept."""
    return list(Sweep.objects.filter(office=office)[:limit])


def consents_about(office: Office, about: str) -> list[Consent]:
    """Everything that was asked about something (``app.noun:key``), with who agreed; newest first."""
    return list(Consent.objects.filter(office=office, about=about).prefetch_related("agreements"))


def consents_at(actor: Actor, *, name: str = "") -> QuerySet[Consent]:
    """What was asked at the actor's offices, newest first; ``name``: of the person or of whoever agreed for them."""
    mine = [office_id for office_id in actor.office_ids if rules.takes_consents_for(actor, office_id)]
    found = Consent.objects.filter(office__in=mine).prefetch_related("agreements")
    if name:
        named = Agreement.objects.filter(office__in=mine, name__icontains=name).values("consent")
        found = found.filter(Q(name__icontains=name) | Q(pk__in=named))
    return found


def agreement_for(actor: Actor, agreement_id: uuid.UUID) -> Agreement:
    """The word of one person, if the actor takes consents for its office; 404 otherwise."""
    found = Agreement.objects.filter(pk=agreement_id).first()
    if found is None:
        raise Http404
    require(actor, rules.TAKE_CONSENT, found.office_id)
    return found


def own_consents(actor: Actor) -> list[Agreement]:
    """What the address of the actor's account was asked for, at every office where they have a role; one query."""
    account = Account.objects.filter(pk=actor.account_id or 0).first()
    if account is None:
        return []
    offices = tuple(sorted({grant.office_id for grant in actor.grants}))
    with enter(actor, action="privacy.read_own_consents", offices=offices):
        found = Agreement.objects.filter(office__in=offices, mail__iexact=account.email, given_at__isnull=False)
        return list(found.select_related("consent__office").order_by("-given_at"))


def other_agreements(link: Link, one: Agreement) -> list[Agreement]:
    """What else the address that holds the link has agreed to at this office and not taken back."""
    with answering(link, action="privacy.read_consent"):
        standing = Agreement.objects.filter(given_at__isnull=False, withdrawn_at__isnull=True).exclude(mail="")
        found = standing.filter(office=one.office_id, mail__iexact=one.mail).exclude(pk=one.pk)
        return list(found.select_related("consent").order_by("-given_at"))


def consent_state(consent: Consent, on: datetime.date | None = None) -> consenting.State:
    """Whether it holds on this day (today): it can be outgrown without anybody doing anything."""
    day = on or timezone.localdate()
    matter: consenting.Matter = "engagement" if consent.matter == Consent.Matter.ENGAGEMENT else "data"
    custody: consenting.Custody = "one" if consent.custody == Consent.Custody.ONE else "both"
    need = consenting.needed(matter, consent.born_on, custody, day)
    given = [
        consenting.Given(one.who == Agreement.Who.GUARDIAN, one.given_at is not None, one.withdrawn_at is not None)
        for one in consent.agreements.all()
    ]
    return consenting.state(need, given)


def link_and_agreement(code: str, purpose: str) -> tuple[Link, Agreement]:
    """What the holder of a code is asked; raises ``LinkGone``."""
    link = find_link(code, purpose)
    with answering(link, action="privacy.read_consent"):
        one = Agreement.objects.select_related("consent__office__place").filter(pk=link.about.partition(":")[2]).first()
    if one is None:
        raise Http404
    return link, one


def finds_of(actor: Actor, office: Office, who: Wanted) -> list[Find]:
    """Every row of the office in which a person stands; for whoever looks after its data protection."""
    require(actor, rules.KEEP_PRIVACY, office.pk)
    return list(find(who, office_id=office.pk)) if who else []


@dataclass(frozen=True, slots=True)
class OwnData:
    """What is known of somebody who is signed in: the account, and where they stand in the rows of each office."""

    account: Account
    roles: list[Role]
    sessions: int
    writes: int
    entries: list[tuple[Controller, list[Find]]]


def own_data(actor: Actor) -> OwnData:
    """Everything about the actor's own account; 404 without one."""
    account = Account.objects.filter(pk=actor.account_id or 0).first()
    if account is None:
        raise Http404
    who = wanted(names=[account.name], mails=[account.email])
    offices = Office.objects.filter(pk__in=actor.office_ids).select_related("place").order_by("pk")
    return OwnData(
        account=account,
        roles=list(Role.objects.filter(account=account).select_related("office")),
        sessions=Session.objects.filter(account_id=account.pk).count(),
        writes=AuditEntry.objects.filter(account_id=account.pk).count(),
        entries=[(controller(office), list(find(who, office_id=office.pk))) for office in offices],
    )


def periods() -> list[tuple[str, str, str]]:
    """Every period that ends by itself: purpose, column, how long."""
    return [
        (str(column.datum.purpose.name), str(column.label), str(column.datum.kept.words))
        for column in personal_columns()
        if column.datum.kept.by_job
    ]
