"""Hours: written down by the person or the organisation, confirmed by the organisation, corrected with history."""

import datetime
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory.public import Organisation, in_the_office
from engagiert.apps.directory.public import own_selectors as directory_own
from engagiert.apps.volunteering import rules, selectors
from engagiert.apps.volunteering.models import Hours, Inspection, Placement
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .steps import touch

_DAY = Decimal(24)


@dataclass(frozen=True, slots=True)
class Given:
    """Hours of one day, as somebody writes them down; ``token`` names the form."""

    on: datetime.date
    hours: Decimal
    what: str = ""
    token: str = ""


def log_hours(*, actor: Actor, placement: Placement, given: Given) -> Hours:
    """At the desk, for somebody who rings or brings a list; the organisation still confirms."""
    require(actor, rules.WORK, placement)
    with enter(actor, action="volunteering.log_hours"):
        return _write(placement, given, Hours.By.OFFICE)


def log_hours_by_code(*, actor: Actor, code: str, placement_id: uuid.UUID, given: Given) -> Hours:
    """The person on their page. Raises ``LinkGone``, ``ValidationError``."""
    link = selectors.link_of(code)
    with in_the_office(actor, link.office_id, action="volunteering.log_hours"):
        volunteer = selectors.behind(link)
        placement = volunteer.placements.filter(pk=placement_id).first()
        if placement is None:
            raise ValidationError(_("Dieses Engagement gehört nicht zu Ihrem Code."))
        return _write(placement, given, Hours.By.PERSON)


def log_hours_as_contact(*, actor: Actor, organisation: Organisation, placement_id: uuid.UUID, given: Given) -> Hours:
    """A contact of the organisation; what the organisation writes itself is confirmed with it."""
    with in_the_office(actor, _kept_by(actor, organisation), action="volunteering.log_hours"):
        hours = _write(_of(organisation, placement_id), given, Hours.By.ORGANISATION)
        _confirm(hours)
        return hours


def confirm_hours_as_contact(
    *, actor: Actor, organisation: Organisation, hours_id: uuid.UUID, right: bool = True
) -> None:
    """A contact says that hours are right, or that they are not. Said twice it is said once."""
    with in_the_office(actor, _kept_by(actor, organisation), action="volunteering.confirm_hours"):
        _settle(_own(organisation, hours_id), right)


def confirm_hours(*, actor: Actor, hours: Hours, right: bool = True) -> None:
    """The desk notes what the organisation said on the telephone or on a signed list."""
    require(actor, rules.WORK, hours)
    with enter(actor, action="volunteering.confirm_hours"):
        _settle(Hours.objects.select_for_update().get(pk=hours.pk), right)


def correct_hours(*, actor: Actor, hours: Hours, given: Given, why: str) -> Hours:
    """Other hours in place of these; the old ones stay readable and no longer count; new ones are confirmed anew."""
    require(actor, rules.WORK, hours)
    with enter(actor, action="volunteering.correct_hours"):
        old = Hours.objects.select_for_update().select_related("placement__volunteer").get(pk=hours.pk)
        if not old.counts:
            raise ValidationError(_("Diese Stunden sind schon berichtigt. Berichtigen Sie die neueren."))
        if not why.strip():
            raise ValidationError({"why": _("Schreiben Sie kurz, warum.")})
        old.counts = False
        old.save(update_fields=["counts"])
        return _write(old.placement, given, Hours.By.OFFICE, replaces=old, why=why)


def _write(placement: Placement, given: Given, by: str, *, replaces: Hours | None = None, why: str = "") -> Hours:
    check_hours(placement, given)
    known = Hours.objects.filter(placement=placement, token=given.token).first() if given.token else None
    if known is not None:
        return known
    hours = Hours.objects.create(
        office_id=placement.office_id,
        placement=placement,
        on=given.on,
        hours=given.hours,
        what=given.what[:200],
        by=by,
        written_at=timezone.now(),
        replaces=replaces,
        why=why[:300],
        token=given.token or uuid.uuid4().hex,
    )
    Inspection.objects.filter(volunteer=placement.volunteer_id, last_active_on__lt=given.on).update(
        last_active_on=given.on
    )
    touch(placement.volunteer)
    return hours


def check_hours(placement: Placement, given: Given) -> None:
    """Raises ``ValidationError`` by field for a day or a number that cannot be."""
    if not 0 < given.hours <= _DAY:
        raise ValidationError({"hours": _("Ein Tag hat 24 Stunden. Schreiben Sie zum Beispiel 2 oder 1,5.")})
    if given.on > timezone.localdate():
        raise ValidationError({"on": _("Dieser Tag kommt erst noch. Tragen Sie die Stunden danach ein.")})
    if given.on < placement.agreed_on:
        raise ValidationError({"on": _("An diesem Tag waren Sie noch nicht verabredet. Stimmt das Datum?")})
    if placement.ended_on is not None and given.on > placement.ended_on:
        raise ValidationError({"on": _("Da war das Engagement schon beendet. Stimmt das Datum?")})


def _confirm(hours: Hours) -> None:
    hours.confirmed_at = timezone.now()
    hours.save(update_fields=["confirmed_at"])


def _settle(hours: Hours, right: bool) -> None:
    if hours.confirmed_at is not None or hours.refused_at is not None or not hours.counts:
        return
    if right:
        _confirm(hours)
    else:
        hours.refused_at = timezone.now()
        hours.save(update_fields=["refused_at"])


def _kept_by(actor: Actor, organisation: Organisation) -> int:
    """The office of the record; raises 404 where the actor is no contact of it."""
    return directory_own.own_record_for(actor, organisation.pk).office_id


def _of(organisation: Organisation, placement_id: uuid.UUID) -> Placement:
    found = (
        Placement.objects.select_related("volunteer").filter(pk=placement_id, organisation_id=organisation.pk).first()
    )
    if found is None:
        raise ValidationError(_("Dieses Engagement gehört nicht zu Ihrer Organisation."))
    return found


def _own(organisation: Organisation, hours_id: uuid.UUID) -> Hours:
    found = Hours.objects.select_for_update(of=("self",)).filter(
        pk=hours_id, placement__organisation_id=organisation.pk
    ).first()  # fmt: skip
    if found is None:
        raise ValidationError(_("Diese Stunden gehören nicht zu Ihrer Organisation."))
    return found
