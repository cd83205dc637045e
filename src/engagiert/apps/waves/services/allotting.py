"""Waves of proposals: reckoned with a certificate, released by a person, sent one by one, whatever breaks off."""

import datetime
import time
import uuid

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.volunteering.public import selectors as people
from engagiert.apps.volunteering.public import services as helping
from engagiert.apps.waves import rules, selectors
from engagiert.apps.waves.models import Allotment, Pick, Signup, Wave
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

BATCH = 50


def ask_allotment(*, actor: Actor, wave: Wave, origin: str = "") -> Allotment:
    """Have one reckoned; started twice it is the one that runs. Nothing is sent before somebody releases it."""
    require(actor, rules.STEER, wave)
    with enter(actor, action="waves.ask_allotment"):
        held = Wave.objects.select_for_update().get(pk=wave.pk)
        if held.state == Wave.State.ENDED:
            raise ValidationError(_("Diese Welle ist beendet."))
        running = Allotment.objects.filter(wave=held, state__in=Allotment.UNDER_WAY).first()
        if running is not None:
            return running
        made = Allotment.objects.create(
            office_id=held.office_id, wave=held, cap=held.cap, site=origin, asked_at=timezone.now()
        )
        bus.publish("AllotmentAsked", allotment_id=str(made.pk), office_id=made.office_id)
        return made


def plan_allotment(*, actor: Actor, allotment_id: uuid.UUID, today: datetime.date | None = None) -> None:
    """Reckon it and keep plan and certificate, in one transaction: broken off, it begins again from nothing."""
    with enter(actor, action="waves.plan_allotment"):
        held = Allotment.objects.select_for_update(of=("self",)).select_related("wave").get(pk=allotment_id)
        require(actor, rules.STEER, held)
        if held.state != Allotment.State.WAITING:
            return
        began, day = time.perf_counter(), today or timezone.localdate()
        signups = {one.volunteer_id: one for one in selectors.free_signups(held.wave)}
        listings = selectors.open_listings(held.wave)
        plan = people.assign(
            [one.volunteer for one in signups.values()],
            listings,
            cap=held.cap,
            held=selectors.held_places(held.wave),
            today=day,
        )
        Pick.objects.bulk_create(
            [_picked(held, signups[one.volunteer.pk], one) for one in plan.assigned], batch_size=1000
        )
        held.people, held.offers, held.places, held.placed = (
            len(signups), len(listings), plan.places, len(plan.assigned),
        )  # fmt: skip
        held.organisations = len(
            {(one.listing.organisation_id, one.listing.organisation_name) for one in plan.assigned}
        )
        held.total, held.bound, held.gap = plan.total, plan.bound, plan.gap
        held.seconds, held.planned_at = time.perf_counter() - began, timezone.now()
        held.state = Allotment.State.PLANNED
        held.save()


def _picked(allotment: Allotment, signup: Signup, found: people.Assigned) -> Pick:
    fit = people.Found.of(found.match)
    return Pick(
        office_id=allotment.office_id,
        allotment=allotment,
        signup=signup,
        opportunity_id=found.listing.pk,
        organisation_id=found.listing.organisation_id or 0,
        organisation_name=found.listing.organisation_name,
        title=found.listing.title,
        score=fit.score,
        parts=fit.parts,
        reasons=fit.reasons,
    )


def send_allotment(*, actor: Actor, allotment: Allotment) -> None:
    """Release it: every pick becomes a proposal. Pressed twice it is sent once."""
    require(actor, rules.STEER, allotment)
    with enter(actor, action="waves.send_allotment"):
        held = Allotment.objects.select_for_update(of=("self",)).get(pk=allotment.pk)
        if held.state in (Allotment.State.SENDING, Allotment.State.SENT):
            return
        if held.state != Allotment.State.PLANNED:
            raise ValidationError(_("Diese Zuteilung ist noch nicht gerechnet oder schon verworfen."))
        held.state = Allotment.State.SENDING
        held.save(update_fields=["state"])
        bus.publish("AllotmentReleased", allotment_id=str(held.pk), office_id=held.office_id)


def drop_allotment(*, actor: Actor, allotment: Allotment) -> None:
    """Send none of it. What was sent already stays sent."""
    require(actor, rules.STEER, allotment)
    with enter(actor, action="waves.drop_allotment"):
        held = Allotment.objects.select_for_update(of=("self",)).get(pk=allotment.pk)
        if held.state in (Allotment.State.WAITING, Allotment.State.PLANNED):
            held.state, held.ended_at = Allotment.State.DROPPED, timezone.now()
            held.save(update_fields=["state", "ended_at"])
            held.picks.all().delete()
        elif held.state != Allotment.State.DROPPED:
            raise ValidationError(_("Diese Zuteilung ist schon gesendet oder unterwegs."))


def send_in_steps(*, actor: Actor, allotment_id: uuid.UUID, most: int | None = None) -> int:
    """Send what is still to send, a batch in each transaction; how many were sent. Safe to repeat and to kill.

    A pick and its proposal change together, so nobody is written to twice and no proposal is half there.
    """
    sent = 0
    while most is None or sent < most:
        with enter(actor, action="waves.send_allotment"):
            held = Allotment.objects.select_for_update(of=("self",)).get(pk=allotment_id)
            require(actor, rules.STEER, held)
            if held.state != Allotment.State.SENDING:
                return sent
            waiting = held.picks.filter(state=Pick.State.PLANNED)
            batch = list(
                waiting.select_related("signup__volunteer__office__place", "signup__volunteer__wish")[
                    : BATCH if most is None else min(BATCH, most - sent)
                ]
            )
            if not batch:
                held.state, held.ended_at = Allotment.State.SENT, timezone.now()
                held.save(update_fields=["state", "ended_at"])
                return sent
            sent += _send(actor, held, batch)
    return sent


def _send(actor: Actor, allotment: Allotment, batch: list[Pick]) -> int:
    listings = {one.pk: one for one in selectors.listings_with_keys([pick.opportunity_id for pick in batch])}
    for pick in batch:
        listing = listings.get(pick.opportunity_id)
        pick.state = Pick.State.PASSED
        if listing is not None:
            found = people.Found(pick.score, pick.parts, pick.reasons)
            try:
                helping.propose_found(
                    actor=actor, volunteer=pick.signup.volunteer, listing=listing, found=found, origin=allotment.site
                )
            except ValidationError:
                # A no, a pause, an age: between reckoning and sending things change, and the person counts.
                pass
            else:
                pick.state = Pick.State.SENT
        pick.reasons = []
    Pick.objects.bulk_update(batch, ["state", "reasons"])
    heard = [pick.signup_id for pick in batch if pick.state == Pick.State.SENT]
    Signup.objects.filter(pk__in=heard, heard_at__isnull=True).update(heard_at=timezone.now())
    return len(batch)
