"""Begin a wave, change what it promises, take nobody more, end it."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import close_cases_about
from engagiert.apps.waves import rules
from engagiert.apps.waves.models import Allotment, Opening, Wave
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .showing import show

_LONGEST = datetime.timedelta(days=366)
MOST_DAYS, MOST_PEOPLE = 60, 500


@dataclass(frozen=True, slots=True)
class Aim:
    """A wave to be: why, what for, until when, by when people hear, how many an organisation gets at most."""

    title: str
    reason: str
    ends_on: datetime.date
    goal: str = ""
    answer_days: int = 7
    cap: int = 5


def start_wave(*, actor: Actor, office: Office, aim: Aim, token: str) -> Wave:
    """Begin one; the same form twice, or somebody else's a moment before, is the one that runs.

    Raises ``ValidationError`` by field for a day or a number that cannot be.
    """
    require(actor, rules.START, office.pk)
    _check(aim)
    with enter(actor, action="waves.start_wave"):
        # Of two who press in the same second one begins it: whoever comes second reads what is there.
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)
        running = Wave.objects.filter(office=office).exclude(state=Wave.State.ENDED).first()
        known = running or Wave.objects.filter(office=office, token=token).first()
        if known is not None:
            return known
        wave = Wave.objects.create(
            office=office,
            title=aim.title,
            reason=aim.reason,
            goal=aim.goal,
            begun_at=timezone.now(),
            ends_on=aim.ends_on,
            answer_days=aim.answer_days,
            cap=aim.cap,
            token=token,
        )
        show(wave)
        return wave


def change_wave(*, actor: Actor, wave: Wave, aim: Aim) -> None:
    """Other words, another end, another cap. Promises already made stay as they are."""
    require(actor, rules.STEER, wave)
    _check(aim)
    with enter(actor, action="waves.change_wave"):
        held = _held(wave)
        held.title, held.reason, held.goal = aim.title, aim.reason, aim.goal
        held.ends_on, held.answer_days, held.cap = aim.ends_on, aim.answer_days, aim.cap
        held.save(update_fields=["title", "reason", "goal", "ends_on", "answer_days", "cap"])
        show(held)


def set_intake(*, actor: Actor, wave: Wave, is_open: bool) -> None:
    """Take nobody more, or take people again; everything else of the wave goes on."""
    require(actor, rules.STEER, wave)
    with enter(actor, action="waves.set_intake"):
        held = _held(wave)
        held.state = Wave.State.OPEN if is_open else Wave.State.FULL
        held.save(update_fields=["state"])
        show(held)


def end_wave(*, actor: Actor, wave: Wave) -> None:
    """It is over: people are told and asked whether they stay for lasting offers; what runs with them goes on.

    An allotment that was not released is dropped. After thirty days the data go of who did not say keep.
    """
    require(actor, rules.STEER, wave)
    with enter(actor, action="waves.end_wave"):
        held = Wave.objects.select_for_update().get(pk=wave.pk)
        if held.state == Wave.State.ENDED:
            return
        if Allotment.objects.filter(wave=held, state=Allotment.State.SENDING).exists():
            raise ValidationError(_("Es werden gerade Vorschläge gesendet. Warten Sie, bis alle unterwegs sind."))
        held.state, held.ended_on = Wave.State.ENDED, timezone.localdate()
        held.save(update_fields=["state", "ended_on"])
        show(held)
        open_ones = Allotment.objects.filter(wave=held, state__in=Allotment.UNDER_WAY)
        open_ones.update(state=Allotment.State.DROPPED, ended_at=timezone.now())
        shared = Opening.objects.filter(wave=held, state__in=[Opening.State.ASKED, Opening.State.OPEN])
        shared.update(state=Opening.State.ENDED, answered_at=timezone.now())
        close_cases_about(actor=actor, office=held.office, about=f"waves.wave:{held.pk}", outcome="answered", reason="")
        bus.publish("WaveEnded", wave_id=str(held.pk), office_id=held.office_id)


def _held(wave: Wave) -> Wave:
    held = Wave.objects.select_for_update().get(pk=wave.pk)
    if held.state == Wave.State.ENDED:
        raise ValidationError(_("Diese Welle ist beendet."))
    return held


def _check(aim: Aim) -> None:
    today, faults = timezone.localdate(), {}
    if not today <= aim.ends_on <= today + _LONGEST:
        faults["ends_on"] = _("Nennen Sie einen Tag ab heute, höchstens ein Jahr voraus.")
    if not 1 <= aim.answer_days <= MOST_DAYS:
        faults["answer_days"] = _("Versprechen Sie eine Antwort in 1 bis %(most)s Tagen.") % {"most": MOST_DAYS}
    if not 1 <= aim.cap <= MOST_PEOPLE:
        faults["cap"] = _("Nennen Sie mindestens eine Person für jede Organisation, höchstens %(most)s.") % {
            "most": MOST_PEOPLE
        }
    if faults:
        raise ValidationError(faults)
