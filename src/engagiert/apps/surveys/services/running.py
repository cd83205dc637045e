"""A survey is prepared, opened, changed while it runs, and closed."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.surveys import rules
from engagiert.apps.surveys.models import Questionnaire, Survey
from engagiert.apps.surveys.questionnaire import CLOSED_KINDS, CORE_VERSION, OWN_KINDS, own_question
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require

MOST_OWN, MOST_CHOICES = 30, 40
# Open so long at most: an older answer says nothing of the same time any more.
LONGEST = datetime.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Aim:
    """What a survey is and until when it takes answers; ``remind_days`` before that who is silent is reminded once."""

    title: str
    reason: str
    closes_on: datetime.date
    remind_days: int = 7
    kind: str = Survey.Kind.ORGANISATIONS


def draft_survey(*, actor: Actor, office: Office, aim: Aim, token: str) -> Survey:
    """A survey in preparation, with the core questions; compared with the office's last one of this kind.

    The same ``token`` twice is one. Raises ``ValidationError`` for an end that lies behind us.
    """
    require(actor, rules.WRITE, office.pk)
    known = Survey.objects.filter(office=office, token=token).first()
    if known is not None:
        return known
    _check_end(aim.closes_on, timezone.localdate())
    earlier = Survey.objects.filter(office=office, kind=aim.kind).exclude(state=Survey.State.DRAFT)
    now = timezone.now()
    survey = Survey.objects.create(
        office=office, kind=Survey.Kind(aim.kind), title=" ".join(aim.title.split()), reason=aim.reason,
        before=earlier.order_by("-opened_on").first(), made_at=now, closes_on=aim.closes_on,
        remind_days=aim.remind_days, token=token,
    )  # fmt: skip
    Questionnaire.objects.create(office=office, survey=survey, version=1, core=CORE_VERSION, made_at=now)
    return survey


def change_survey(*, actor: Actor, survey: Survey, aim: Aim) -> None:
    """Other words, another end or reminder; whom it asks stays. Not once it is closed."""
    now = _kept(actor, survey)
    _check_end(aim.closes_on, now.opened_on or timezone.localdate())
    now.title, now.reason = " ".join(aim.title.split()), aim.reason
    now.closes_on, now.remind_days = aim.closes_on, aim.remind_days
    now.save(update_fields=["title", "reason", "closes_on", "remind_days"])


def add_question(*, actor: Actor, survey: Survey, kind: str, label: str, choices: tuple[str, ...] = ()) -> Survey:
    """One more question of the office. While the survey runs the questionnaire gets a new version.

    Raises ``ValidationError`` for a choice without choices, free text in a round without names, or too much.
    """
    now = _kept(actor, survey)
    label, given = " ".join(label.split()), tuple(dict.fromkeys(filter(None, (" ".join(c.split()) for c in choices))))
    if kind not in OWN_KINDS or (now.is_of_staff and kind not in CLOSED_KINDS):
        raise ValidationError({"kind": _("Wählen Sie eine andere Art: Freie Worte verraten, wer sie schrieb.")})
    if kind in ("one", "several") and not 2 <= len(given) <= MOST_CHOICES:
        raise ValidationError({"choices": _("Nennen Sie mindestens zwei Antworten, jede in einer eigenen Zeile.")})
    if any(len(choice) > 120 for choice in given):
        raise ValidationError({"choices": _("Eine Antwort hat höchstens 120 Zeichen. Kürzen Sie die längste.")})
    own = _newest(now).own
    same = any((row["label"], row["kind"], tuple(row["choices"])) == (label, kind, given) for row in own)
    if same:
        return now
    if len(own) >= MOST_OWN:
        raise ValidationError(_("Mehr Fragen beantwortet niemand. Nehmen Sie erst eine andere heraus."))
    return _follow(now, [*own, own_question(kind, label, given if kind in ("one", "several") else ())])


def remove_question(*, actor: Actor, survey: Survey, key: str) -> Survey:
    """The question is asked no more; what was answered to it stays with the sheets."""
    now = _kept(actor, survey)
    own = _newest(now).own
    left = [row for row in own if row["key"] != key]
    return _follow(now, left) if len(left) < len(own) else now


def open_survey(*, actor: Actor, survey: Survey, site: str) -> None:
    """From now on it takes answers; a job invites everybody. ``site``: ``https://…`` for the links.

    Raises ``ValidationError`` while another of this kind runs, or where the end is behind us. Opened twice, it is once.
    """
    now = _kept(actor, survey)
    if now.state == Survey.State.OPEN:
        return
    today = timezone.localdate()
    _check_end(now.closes_on, today)
    if Survey.objects.filter(office=now.office_id, kind=now.kind, state=Survey.State.OPEN).exists():
        raise ValidationError(_("Es läuft schon eine solche Umfrage. Schließen Sie sie erst."))
    now.state, now.opened_on, now.site = Survey.State.OPEN, today, site.rstrip("/")
    now.save(update_fields=["state", "opened_on", "site"])
    if not now.is_of_staff:
        bus.publish("SurveyOpened", survey_id=str(now.pk), office_id=now.office_id)


def close_survey(*, actor: Actor, survey: Survey) -> None:
    """It takes no more answers; what was saved and not sent in counts as not answered."""
    require(actor, rules.KEEP, survey)
    now = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if now.state != Survey.State.OPEN:
        return
    now.state, now.closed_on = Survey.State.CLOSED, timezone.localdate()
    now.save(update_fields=["state", "closed_on"])


def _kept(actor: Actor, survey: Survey) -> Survey:
    require(actor, rules.KEEP, survey)
    now = Survey.objects.select_for_update(of=("self",)).select_related("office__place").get(pk=survey.pk)
    if now.state == Survey.State.CLOSED:
        raise ValidationError(_("Diese Umfrage ist geschlossen. Beginnen Sie eine neue."))
    return now


def _newest(survey: Survey) -> Questionnaire:
    return Questionnaire.objects.get(survey=survey, version=survey.version)


def _follow(survey: Survey, own: list[dict[str, object]]) -> Survey:
    """The next version. Nobody has seen one that was never open, yet it is kept as well: what was asked can be told."""
    survey.version += 1
    Questionnaire.objects.create(
        office_id=survey.office_id, survey=survey, version=survey.version, core=CORE_VERSION, own=own,
        made_at=timezone.now(),
    )  # fmt: skip
    survey.save(update_fields=["version"])
    return survey


def _check_end(closes_on: datetime.date, first: datetime.date) -> None:
    today = timezone.localdate()
    if closes_on < max(first, today):
        raise ValidationError({"closes_on": _("Das Ende liegt vor heute. Nennen Sie einen späteren Tag.")})
    if closes_on > max(first, today) + LONGEST:
        raise ValidationError(
            {"closes_on": _("Länger als ein Jahr läuft keine Umfrage. Nennen Sie einen früheren Tag.")}
        )
