"""Keep or delete: asked in writing, answered by code or told to somebody, and carried out after the wave."""

import datetime
import uuid

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import From, open_case
from engagiert.apps.cases.public import selectors as case_selectors
from engagiert.apps.directory.public import in_the_office
from engagiert.apps.volunteering.public import Volunteer, joining
from engagiert.apps.volunteering.public import selectors as people
from engagiert.apps.volunteering.public import services as helping
from engagiert.apps.waves import rules, selectors, wording
from engagiert.apps.waves.kinds import PROMISE
from engagiert.apps.waves.models import Signup, Wave
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter
from engagiert.kernel.ui.dates import written_out

from .signing import write

DAYS_AFTER = datetime.timedelta(days=30)
BATCH = 100


def ask_to_keep(*, actor: Actor, wave: Wave) -> None:
    """“Danke, gerade nicht”: all who have neither place nor proposal are asked whether we may keep their data."""
    require(actor, rules.STEER, wave)
    with enter(actor, action="waves.ask_to_keep"):
        Wave.objects.filter(pk=wave.pk).update(asked_to_keep_at=timezone.now())
        bus.publish("KeepingAsked", wave_id=str(wave.pk), office_id=wave.office_id)


def ask_in_steps(*, actor: Actor, wave_id: uuid.UUID) -> int:
    """Ask everybody who is still to ask, a batch in each transaction; how many. Safe to repeat and to kill."""
    asked = 0
    while True:
        with enter(actor, action="waves.ask_to_keep"):
            wave = Wave.objects.select_for_update().get(pk=wave_id)
            require(actor, rules.STEER, wave)
            batch = list(selectors.without_word(wave).filter(asked_at__isnull=True)[:BATCH])
            if not batch:
                return asked
            now = timezone.now()
            Signup.objects.filter(pk__in=[one.pk for one in batch]).update(asked_at=now)
            Signup.objects.filter(pk__in=[one.pk for one in batch], heard_at__isnull=True).update(heard_at=now)
            for one in batch:
                _tell(actor, one, "not_now")
            asked += len(batch)


def tell_end_in_steps(*, actor: Actor, wave_id: uuid.UUID) -> int:
    """Tell everybody that the wave is over, once; how many. Safe to repeat and to kill: a message has one key."""
    told = 0
    with enter(actor, action="waves.tell_end"):
        wave = Wave.objects.get(pk=wave_id)
        require(actor, rules.STEER, wave)
        keys = list(Signup.objects.filter(wave=wave).exclude(keep="delete").values_list("pk", flat=True))
    for first in range(0, len(keys), BATCH):
        with enter(actor, action="waves.tell_end"):
            found = Signup.objects.filter(pk__in=keys[first : first + BATCH], volunteer__left_on__isnull=True)
            for one in found.select_related("volunteer__office__place", "wave"):
                _tell(actor, one, "ended")
                told += 1
    with enter(actor, action="waves.tell_end"):
        Wave.objects.filter(pk=wave_id).update(told_end_at=timezone.now())
    return told


def _tell(actor: Actor, signup: Signup, what: str) -> None:
    volunteer = signup.volunteer
    if volunteer.reach not in (Volunteer.Reach.MAIL, Volunteer.Reach.POST):
        return
    code = joining.code_for(volunteer)
    texts = {"not_now": wording.not_now_text, "ended": wording.ended_text}
    with override(volunteer.language):
        text = texts[what](signup, code, wording.page_of(volunteer, code), last_day=written_out(last_day(signup.wave)))
    write(actor, volunteer, f"{what}:{signup.pk}", text)


def last_day(wave: Wave) -> datetime.date:
    """When the data go of who said nothing."""
    return (wave.ended_on or wave.ends_on) + DAYS_AFTER


def answer_keep_by_code(*, actor: Actor, code: str, keep: bool) -> None:
    """The person says keep, or delete: then name, numbers and wish go at once. Raises ``LinkGone``."""
    link = people.link_of(code)
    with in_the_office(actor, link.office_id, action="waves.answer_keep") as deputy:
        _answer(deputy, people.behind(link), keep)


def note_keep(*, actor: Actor, signup: Signup, keep: bool) -> None:
    """Said on the telephone, by letter or at the counter."""
    require(actor, rules.TAKE_DOWN, signup)
    with enter(actor, action="waves.note_keep"):
        _answer(actor, signup.volunteer, keep)


def _answer(actor: Actor, volunteer: Volunteer, keep: bool) -> None:
    said = Signup.Keep.KEEP if keep else Signup.Keep.DELETE
    now = timezone.now()
    Signup.objects.filter(volunteer=volunteer).update(keep=said)
    if keep:
        Volunteer.objects.filter(pk=volunteer.pk).update(last_contact_at=now)
    else:
        helping.leave(actor=actor, volunteer=volunteer, forget=True)
        empty_marks(volunteer.pk)


def empty_marks(volunteer_id: uuid.UUID) -> None:
    """Their name is gone: the mark that was made of it goes as well; in the open scope."""
    Signup.objects.filter(volunteer=volunteer_id).update(mark="")


def follow_forgotten(*, actor: Actor, office: Office, volunteer_id: uuid.UUID) -> None:
    """Somebody has left for good by another way. For jobs."""
    require(actor, rules.RUN_DAILY, office.pk)
    empty_marks(volunteer_id)


def run_daily(*, actor: Actor, office: Office, today: datetime.date | None = None) -> None:
    """Intake ends with its day, and missed promises become one case. Safe to repeat."""
    require(actor, rules.RUN_DAILY, office.pk)
    day = today or timezone.localdate()
    over = Wave.objects.filter(office=office, state=Wave.State.OPEN, ends_on__lt=day)
    over.update(state=Wave.State.FULL)
    for wave in Wave.objects.filter(office=office).exclude(state=Wave.State.ENDED):
        _remember_promise(actor, office, wave, day)


def forget_in_steps(*, actor: Actor, office: Office, today: datetime.date | None = None) -> int:
    """Thirty days after the end the data go of who did not say keep and is with nobody; how many. Safe to repeat."""
    require(actor, rules.RUN_DAILY, office.pk)
    day, forgotten = today or timezone.localdate(), 0
    while True:
        with enter(actor, action="waves.forget"):
            ended = Wave.objects.filter(office=office, state=Wave.State.ENDED, ended_on__lt=day - DAYS_AFTER)
            batch = list(_to_forget(ended)[:BATCH])
            if not batch:
                return forgotten
            for signup in batch:
                helping.leave(actor=actor, volunteer=signup.volunteer, forget=True)
            Signup.objects.filter(pk__in=[one.pk for one in batch]).update(keep=Signup.Keep.DELETE, mark="")
            forgotten += len(batch)


def _to_forget(waves: "selectors.Waves") -> "selectors.Signups":
    """Who said nothing and is with nobody; whom the office knew before stays as they were."""
    said_nothing = Signup.objects.filter(wave__in=waves, keep=Signup.Keep.OPEN, was_known=False)
    return selectors.not_with_anybody(said_nothing).select_related("volunteer__office__place")


def _remember_promise(actor: Actor, office: Office, wave: Wave, day: datetime.date) -> None:
    """One case for all of them, on the desk until they have heard."""
    waiting = selectors.unheard(wave).filter(Q(promised_on__lte=day)).count()
    about = f"waves.wave:{wave.pk}"
    if not waiting or about in case_selectors.open_abouts(office.pk, (about,)):
        return
    open_case(
        actor=actor,
        office=office,
        kind=PROMISE.code,
        asker=From(name=wave.title, reach="none"),
        channel="office",
        subject=_("%(wave)s: %(number)s Menschen warten auf die versprochene Nachricht")
        % {"wave": wave.title, "number": waiting},
        about=about,
    )
