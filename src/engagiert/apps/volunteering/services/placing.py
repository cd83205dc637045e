"""From the first meeting to the thanks; each step closes the case before it and opens the next with its day."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagiert.apps.cases.public import Kind
from engagiert.apps.messages.public import Recipient, queue_message
from engagiert.apps.volunteering import rules, selectors
from engagiert.apps.volunteering.kinds import FAREWELL, LOAD, MEETING, TRIAL
from engagiert.apps.volunteering.models import Hours, Inspection, Placement, Volunteer
from engagiert.apps.volunteering.wording import messages as texts
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .steps import about_person, close_step, hold, open_step, touch

_MOST_TRIAL = datetime.timedelta(days=366)


def arrange_meeting(*, actor: Actor, placement: Placement, on: datetime.date) -> None:
    """When they meet; the desk asks the day after how it was."""
    with _held(actor, placement, "volunteering.arrange_meeting") as held:
        _in(held, Placement.State.MEETING)
        held.meeting_on = on
        held.save(update_fields=["meeting_on"])
        _next(actor, held, MEETING, _("Wie war das Kennenlernen?"), on + datetime.timedelta(days=1))


def begin_trial(*, actor: Actor, placement: Placement, until: datetime.date) -> None:
    """They try it until a day on which everybody may say no without a reason."""
    today = timezone.localdate()
    if not today <= until <= today + _MOST_TRIAL:
        raise ValidationError({"until": _("Eine Probe endet in den nächsten zwölf Monaten. Prüfen Sie das Datum.")})
    with _held(actor, placement, "volunteering.begin_trial") as held:
        _in(held, Placement.State.MEETING)
        held.state, held.trial_until = Placement.State.TRIAL, until
        held.save(update_fields=["state", "trial_until"])
        _next(actor, held, TRIAL, _("Ende der Probe: bleibt es dabei?"), until)


def confirm_placement(
    *, actor: Actor, placement: Placement, on: datetime.date | None = None, hours_per_week: Decimal | None = None
) -> None:
    """They are with the organisation from this day; the daily run asks after four weeks and six months.

    Where it becomes more than they wanted to give, the desk gets a warning.
    """
    with _held(actor, placement, "volunteering.confirm_placement") as held:
        _in(held, Placement.State.MEETING, Placement.State.TRIAL)
        held.state, held.began_on = Placement.State.WITH_US, on or timezone.localdate()
        if hours_per_week is not None:
            held.hours_per_week = hours_per_week
        held.save(update_fields=["state", "began_on", "hours_per_week"])
        close_step(actor, held.volunteer, f"volunteering.placement:{held.pk}", "brought_together")
        warn_of_load(actor, held.volunteer)


def warn_of_load(actor: Actor, volunteer: Volunteer) -> bool:
    """A case where somebody carries more hours a week than they said they would; whether there is one."""
    most, given = volunteer.wish.hours_per_week, selectors.given_per_week(volunteer)
    if most is None or given <= float(most):
        return False
    subject = _("%(name)s trägt %(given)s Stunden in der Woche, wollte höchstens %(most)s") % {
        "name": volunteer.name,
        "given": number_format(given, 1),
        "most": number_format(most, 1),
    }
    open_step(actor, volunteer, LOAD, about_person(volunteer, "load"), subject)
    return True


def end_placement(*, actor: Actor, placement: Placement, because: str, words: str = "") -> None:
    """It is over, with a reason; a goodbye waits on the desk where somebody has been there. Ended twice it is once."""
    if because not in Placement.End.values:
        raise ValidationError({"because": _("Wählen Sie, warum es endet.")})
    with _held(actor, placement, "volunteering.end_placement") as held:
        end_held(actor, held, because, words)


def end_held(actor: Actor, held: Placement, because: str, words: str = "") -> None:
    if not held.is_running:
        return
    was_there = held.state == Placement.State.WITH_US
    today = timezone.localdate()
    held.state, held.ended_because, held.told = Placement.State.ENDED, because, words[:500]
    held.ended_on = max(today, held.began_on) if held.began_on else today
    held.save(update_fields=["state", "ended_on", "ended_because", "told"])
    close_step(actor, held.volunteer, f"volunteering.placement:{held.pk}")
    close_step(actor, held.volunteer, about_person(held.volunteer, "load"))
    if was_there and (held.volunteer.name or held.volunteer.reach != Volunteer.Reach.NONE):
        subject = _("%(name)s danken: „%(title)s“") % {"name": held.volunteer.name, "title": held.title}
        open_step(actor, held.volunteer, FAREWELL, f"volunteering.placement:{held.pk}", subject)
    elif not was_there:
        # The law: at once where no activity came of it (§ 72a (5) SGB VIII).
        _forget_certificate(held.volunteer)


def _forget_certificate(volunteer: Volunteer) -> None:
    if not volunteer.placements.filter(began_on__isnull=False).exists():
        Inspection.objects.filter(volunteer=volunteer).delete()


def thank(*, actor: Actor, placement: Placement) -> bool:
    """A mail or letter of thanks with the hours confirmed; False where only a call can do it. Once."""
    with _held(actor, placement, "volunteering.thank") as held:
        volunteer = held.volunteer
        written = volunteer.reach in ("mail", "post")
        if held.thanked_on is None and written:
            with override(volunteer.language):
                queue_message(
                    actor=actor,
                    office=volunteer.office,
                    key=f"volunteering:thanks:{held.pk}",
                    purpose="volunteering.thanks",
                    about=about_person(volunteer),
                    recipient=Recipient(mail=volunteer.mail, postal=tuple(volunteer.postal)),
                    text=texts.thanks_text(held, _hours_words(held)),
                )
        held.thanked_on = held.thanked_on or timezone.localdate()
        held.save(update_fields=["thanked_on"])
        close_step(actor, volunteer, f"volunteering.placement:{held.pk}")
        return written


def _hours_words(placement: Placement) -> str:
    counted = Hours.objects.filter(placement=placement, counts=True, confirmed_at__isnull=False)
    total = counted.aggregate(total=Sum("hours"))["total"]
    if not total:
        return ""
    return _("Bestätigt sind %(hours)s Stunden.") % {"hours": number_format(total, 1)}


def note_certificate(
    *, actor: Actor, volunteer: Volunteer, seen_on: datetime.date, issued_on: datetime.date
) -> Inspection:
    """That a Führungszeugnis was shown, and of which day it is; nothing else is kept (§ 72a (5) SGB VIII)."""
    require(actor, rules.WORK, volunteer)
    today = timezone.localdate()
    if seen_on > today or issued_on > seen_on:
        raise ValidationError(
            {"issued_on": _("Das Zeugnis ist älter als die Einsicht, und beide liegen nicht in der Zukunft.")}
        )
    with enter(actor, action="volunteering.note_certificate"):
        inspection, _new = Inspection.objects.update_or_create(
            volunteer=volunteer,
            defaults={
                "office_id": volunteer.office_id, "seen_on": seen_on, "issued_on": issued_on, "last_active_on": today,
            },
        )  # fmt: skip
        return inspection


def settle_step(*, actor: Actor, volunteer: Volunteer, about: str, words: str = "") -> None:
    """Somebody at the desk has done what the open case asks for (rung, asked how it goes, spoken about the load)."""
    require(actor, rules.WORK, volunteer)
    if not about.startswith("volunteering."):
        raise ValueError("a step of this app is settled here, nothing else")
    with enter(actor, action="volunteering.settle_step"):
        close_step(actor, volunteer, about, reason=words)
        touch(volunteer)


@contextmanager
def _held(actor: Actor, placement: Placement, action: str) -> Iterator[Placement]:
    """The placement as it is now, locked, in a scope of its own; the period of keeping counts anew."""
    require(actor, rules.WORK, placement)
    with enter(actor, action=action):
        hold(placement.volunteer_id)
        found = Placement.objects.select_for_update(of=("self",))
        held = found.select_related("volunteer__office__place", "volunteer__wish").get(pk=placement.pk)
        yield held
        touch(held.volunteer)


def _in(held: Placement, *states: str) -> None:
    if held.state not in states:
        raise ValidationError(_("Das ist schon weiter: %(state)s.") % {"state": Placement.State(held.state).label})


def _next(actor: Actor, held: Placement, kind: Kind, question: str, due_on: datetime.date) -> None:
    about = f"volunteering.placement:{held.pk}"
    close_step(actor, held.volunteer, about)
    subject = f"{held.volunteer.name}, {held.title}: {question}"
    open_step(actor, held.volunteer, kind, about, subject, due_on=due_on)
