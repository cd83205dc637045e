"""A need for action becomes a goal: somebody takes it on until a day, is reminded, and says what became of it."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import From, close_cases_about, open_case
from engagiert.apps.cases.public import selectors as cases
from engagiert.apps.directory.public import FACILITY_TYPES
from engagiert.apps.messages.public import Recipient, queue_message
from engagiert.apps.surveys import rules
from engagiert.apps.surveys.kinds import GOAL
from engagiert.apps.surveys.models import Goal, PublicGoal
from engagiert.apps.surveys.wording.letters import goal_text
from engagiert.kernel.authz import Actor, require

# So many days before the day, and on it.
REMINDERS = (14, 0)
LONGEST = datetime.timedelta(days=20 * 366)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall be reached, why, by whom and until when. ``about``: what it came from."""

    title: str
    owner: str
    due_on: datetime.date
    why: str = ""
    owner_mail: str = ""
    type: str = ""
    about: str = ""
    is_public: bool = False


def set_goal(*, actor: Actor, office: Office, wanted: Wanted, token: str) -> Goal:
    """A new goal of the office; the same ``token`` twice is one. Raises ``ValidationError`` for a day behind us."""
    require(actor, rules.WRITE, office.pk)
    known = Goal.objects.filter(office=office, token=token).first()
    if known is not None:
        return known
    _check_day(wanted.due_on)
    goal = Goal(office=office, place=office.place, made_on=timezone.localdate(), token=token, about=wanted.about[:200])
    return _written(goal, wanted)


def change_goal(*, actor: Actor, goal: Goal, wanted: Wanted) -> None:
    """Other words, another owner or day; what it came from stays."""
    now = _locked(actor, goal)
    if wanted.due_on != now.due_on:
        _check_day(wanted.due_on)
    _written(now, wanted)


def move_goal(*, actor: Actor, goal: Goal, state: str, reason: str = "") -> None:
    """On the way, reached, given up (with a reason), or open again. Raises ``ValidationError`` without the reason."""
    now, reason = _locked(actor, goal), " ".join(reason.split())[:500]
    if state == Goal.State.GIVEN_UP and not reason:
        raise ValidationError({"reason": _("Schreiben Sie, warum. Aufgeben ist erlaubt, der Grund hilft anderen.")})
    was_over = now.state in Goal.OVER
    now.state, now.reason = Goal.State(state), reason
    if now.state not in Goal.OVER:
        now.closed_on = None
    elif not was_over:
        now.closed_on = timezone.localdate()
    now.save(update_fields=["state", "reason", "closed_on"])
    _publish(now)
    if now.state in Goal.OVER:
        outcome = "helped" if now.state == Goal.State.REACHED else "declined"
        close_cases_about(actor=actor, office=now.office, about=about_goal(now), outcome=outcome, reason=reason)


def remind_goals(*, actor: Actor, office: Office, today: datetime.date | None = None) -> int:
    """Write to whoever has taken on a goal, before its day and on it, once each; how many. Safe to repeat.

    Who has no mail is reminded by the office: a case on the desk.
    """
    require(actor, rules.RUN_DAILY, office.pk)
    day, written = today or timezone.localdate(), 0
    going = Goal.objects.filter(office=office).exclude(state__in=Goal.OVER)
    for goal in going.filter(due_on__lte=day + datetime.timedelta(days=REMINDERS[0])).select_related("office__place"):
        left = (goal.due_on - day).days
        stage = min(one for one in REMINDERS if left <= one)
        written += _remind(actor, goal, stage)
    return written


def _remind(actor: Actor, goal: Goal, stage: int) -> bool:
    if goal.owner_mail:
        queue_message(
            actor=actor,
            office=goal.office,
            key=f"surveys:{goal.pk}:{goal.due_on}:{stage}",
            purpose="surveys.goal_reminder",
            about=about_goal(goal),
            recipient=Recipient(mail=goal.owner_mail),
            text=goal_text(goal),
        )
        return True
    about = about_goal(goal)
    if stage == 0 and about not in cases.open_abouts(goal.office_id, (about,)):
        subject = _("Ziel ist fällig: %(title)s") % {"title": goal.title[:120]}
        asker = From(name=goal.owner, reach="none")
        open_case(
            actor=actor, office=goal.office, kind=GOAL.code, asker=asker, channel="office", subject=subject, about=about
        )
        return True
    return False


def about_goal(goal: Goal) -> str:
    """How messages and cases name a goal."""
    return f"surveys.goal:{goal.pk}"


def _locked(actor: Actor, goal: Goal) -> Goal:
    require(actor, rules.KEEP, goal)
    return Goal.objects.select_for_update(of=("self",)).select_related("office__place").get(pk=goal.pk)


def _check_day(due_on: datetime.date) -> None:
    today = timezone.localdate()
    if not today <= due_on <= today + LONGEST:
        raise ValidationError({"due_on": _("Nennen Sie einen Tag, der noch kommt, höchstens in 20 Jahren.")})


def _written(goal: Goal, wanted: Wanted) -> Goal:
    goal.title, goal.why, goal.owner = " ".join(wanted.title.split()), wanted.why, " ".join(wanted.owner.split())
    goal.owner_mail, goal.due_on, goal.is_public = wanted.owner_mail, wanted.due_on, wanted.is_public
    goal.type = wanted.type if wanted.type in FACILITY_TYPES else ""
    goal.save()
    _publish(goal)
    return goal


def _publish(goal: Goal) -> None:
    """What the public reads follows the goal, and goes when it is no longer released."""
    if not goal.is_public:
        PublicGoal.objects.filter(pk=goal.pk).delete()
        return
    shown = {name: getattr(goal, name) for name in ("title", "why", "type", "about", "due_on", "state")}
    PublicGoal.objects.update_or_create(
        pk=goal.pk, defaults={"office_id": goal.office_id, "place_id": goal.place_id, **shown}
    )
