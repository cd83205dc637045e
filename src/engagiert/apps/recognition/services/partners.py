"""Partners of the card: offered by themselves, entered by the office, kept up by their own code, benefits counted."""

import uuid
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import From, close_cases_about, open_case
from engagiert.apps.places.public import point_of_address
from engagiert.apps.recognition import rules
from engagiert.apps.recognition.models import Partner, PartnerContact, PartnerOffer, Redemption
from engagiert.apps.recognition.partner_kinds import PARTNER_OFFER
from engagiert.apps.recognition.selectors.partners import PARTNER, partner_behind
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import Link, answering, code_of, find_link, open_link
from engagiert.kernel.tenancy import enter

OWN_FIELDS: Final = ("benefit", "conditions", "times", "website")
_NAMESPACE = uuid.UUID("6d0c9d4b-9a54-4f0e-8f0a-5b1a2f7a77c1")
_DAYS = 5 * 365


def offer_partnership(
    *, actor: Actor, office: Office, facts: dict[str, Any], contact: dict[str, str], token: str
) -> None:
    """Somebody without account wants to give something to people with a card. The same form twice is one offer."""
    key = uuid.uuid5(_NAMESPACE, f"{office.pk}:{token}")
    offer = PartnerOffer(
        id=key,
        office=office,
        facts=facts,
        offered_at=timezone.now(),
        contact_name=contact.get("name", ""),
        contact_mail=contact.get("mail", ""),
        contact_phone=contact.get("phone", ""),
    )
    with enter(actor, action="recognition.offer_partnership", intake_office=office.pk):
        PartnerOffer.objects.bulk_create([offer], ignore_conflicts=True)
    open_case(
        actor=actor,
        office=office,
        kind=PARTNER_OFFER.code,
        asker=From(name=offer.contact_name, mail=offer.contact_mail, phone=offer.contact_phone),
        channel="form",
        subject=_("Neuer Partner der Ehrenamtskarte: %(name)s") % {"name": facts.get("name", "")},
        text=str(facts.get("benefit", "")),
        about=f"recognition.partner_offer:{key}",
        token=token,
    )


def enter_partner(
    *,
    actor: Actor,
    office: Office,
    facts: dict[str, Any],
    contact: dict[str, str],
    token: str,
    offer: PartnerOffer | None = None,
) -> Partner:
    """A partner comes onto the public list. The same ``token`` twice is one; an ``offer`` is answered with it."""
    require(actor, rules.ISSUE, office)
    key = uuid.uuid5(_NAMESPACE, f"partner:{office.pk}:{token}") if token else uuid.uuid4()
    there = Partner.objects.filter(pk=key).first()
    if there is not None:
        return there
    now = timezone.now()
    partner = Partner(id=key, office=office, place=office.place, since=timezone.localdate(now), changed_at=now, **facts)
    _located(partner)
    partner.full_clean(exclude=["office", "place"])
    partner.save(force_insert=True)
    PartnerContact.objects.create(office=office, partner=partner, **contact)
    if offer is not None:
        PartnerOffer.objects.filter(pk=offer.pk).update(partner=partner)
        about = f"recognition.partner_offer:{offer.pk}"
        close_cases_about(actor=actor, office=office, about=about, outcome="helped")
    return partner


def change_partner(*, actor: Actor, partner: Partner, facts: dict[str, Any], contact: dict[str, str]) -> None:
    """The office changes what stands there."""
    require(actor, rules.ISSUE, partner.office)
    now = _locked(partner.pk)
    _changed(now, facts)
    PartnerContact.objects.update_or_create(partner=now, defaults={"office": now.office} | contact)


def set_partner_state(*, actor: Actor, partner: Partner, state: str) -> None:
    """Onto the list, off it for a while, or for good."""
    require(actor, rules.ISSUE, partner.office)
    _changed(_locked(partner.pk), {"state": Partner.State(state)})


def decline_partner(*, actor: Actor, offer: PartnerOffer, reason: str) -> None:
    """The office does not take the offer."""
    require(actor, rules.ISSUE, offer.office)
    about = f"recognition.partner_offer:{offer.pk}"
    close_cases_about(actor=actor, office=offer.office, about=about, outcome="declined", reason=reason)


def give_partner_code(*, actor: Actor, partner: Partner) -> str:
    """The code with which a partner keeps its own entry and counts; the same until it ends."""
    require(actor, rules.ISSUE, partner.office)
    about = f"recognition.partner:{partner.pk}"
    living = Link.objects.filter(
        office_id=partner.office_id, purpose=PARTNER, about=about, withdrawn_at=None, expires_at__gt=timezone.now()
    ).first()
    return code_of(living or open_link(office_id=partner.office_id, purpose=PARTNER, about=about, days=_DAYS))


def change_by_code(*, code: str, facts: dict[str, Any]) -> None:
    """A partner changes what it gives, or takes a break. Raises ``LinkGone``."""
    link = find_link(code, PARTNER)
    with answering(link, action="recognition.change_by_code"):
        now = _locked(partner_behind(link).pk)
        if now.state == Partner.State.ENDED:
            raise ValidationError(_("Ihr Eintrag ist beendet. Rufen Sie uns an, wenn Sie wieder dabei sein möchten."))
        allowed: dict[str, Any] = {name: facts[name] for name in OWN_FIELDS if name in facts}
        if "pause" in facts:
            allowed["state"] = Partner.State.PAUSED if facts["pause"] else Partner.State.LISTED
        _changed(now, allowed)


def count_by_code(*, code: str, token: str) -> None:
    """A benefit was given once. The same form twice is one. Raises ``LinkGone``."""
    link = find_link(code, PARTNER)
    with answering(link, action="recognition.count_by_code"):
        partner = partner_behind(link)
        given = Redemption(office_id=link.office_id, partner=partner, on=timezone.localdate(), token=token[:60])
        Redemption.objects.bulk_create([given], ignore_conflicts=True)


def _locked(key: uuid.UUID) -> Partner:
    return Partner.objects.select_for_update(of=("self",)).select_related("office", "place").get(pk=key)


def _changed(partner: Partner, facts: dict[str, Any]) -> None:
    before = (partner.street, partner.postcode)
    for name, value in facts.items():
        setattr(partner, name, value)
    if before != (partner.street, partner.postcode):
        _located(partner)
    partner.changed_at = timezone.now()
    partner.full_clean(exclude=["office", "place"])
    partner.save()


def _located(partner: Partner) -> None:
    point = point_of_address(partner.place, street=partner.street, postcode=partner.postcode)
    partner.latitude, partner.longitude = point or (None, None)
