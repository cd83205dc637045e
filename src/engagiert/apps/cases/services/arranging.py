"""How the office arranges its desk: promises, templates, saved views, whether it publishes its record."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases import rules
from engagiert.apps.cases.kinds import kinds
from engagiert.apps.cases.models import AnswerTemplate, Arrangement, Promise, SavedView
from engagiert.kernel.authz import Actor, require

_MOST_VIEWS = 12


def promise_days(*, actor: Actor, office: Office, days: Mapping[str, int]) -> None:
    """What the office promises from now on, kind → working days (1 to 60); open cases keep theirs."""
    require(actor, rules.ARRANGE, office.pk)
    for kind in kinds():
        wanted = days.get(kind.code)
        if wanted is None:
            continue
        if not 1 <= wanted <= 60:
            raise ValidationError(_("Eine Zusage liegt zwischen 1 und 60 Arbeitstagen."))
        Promise.objects.update_or_create(office=office, kind=kind.code, defaults={"days": wanted})


def arrange_desk(*, actor: Actor, office: Office, publishes_record: bool, escalates_after: int) -> None:
    """Whether the record is public, and after how many overdue working days coordinators are told."""
    require(actor, rules.ARRANGE, office.pk)
    values: dict[str, Any] = {"publishes_record": publishes_record, "escalates_after": min(max(escalates_after, 1), 60)}
    if not publishes_record:
        values["record"] = {}
    Arrangement.objects.update_or_create(office=office, defaults=values)


def save_template(
    *, actor: Actor, office: Office, title: str, text: str, kind: str = "", template_id: int | None = None
) -> AnswerTemplate:
    """A template under this title; an existing one of the same title or ``template_id`` is replaced."""
    require(actor, rules.OPEN, office.pk)
    wanted = {"pk": template_id} if template_id else {"title": title}
    template = AnswerTemplate.objects.filter(office=office, **wanted).first() or AnswerTemplate(office=office)
    template.title, template.text, template.kind = title, text, kind
    template.save()
    return template


def drop_template(*, actor: Actor, office: Office, template_id: int) -> None:
    require(actor, rules.OPEN, office.pk)
    AnswerTemplate.objects.filter(office=office, pk=template_id).delete()


def save_view(*, actor: Actor, office: Office, name: str, query: str) -> None:
    """Keep the filters of the list for this account; a view of the same name is replaced."""
    require(actor, rules.OPEN, office.pk)
    if actor.account_id is None:
        raise ValidationError(_("Eine Ansicht gehört zu einem Konto."))
    mine = SavedView.objects.filter(account=actor.account_id, office=office)
    if mine.exclude(name=name).count() >= _MOST_VIEWS:
        raise ValidationError(_("Mehr als zwölf Ansichten werden unübersichtlich. Löschen Sie erst eine."))
    SavedView.objects.update_or_create(
        account_id=actor.account_id, office=office, name=name[:60], defaults={"query": query[:400]}
    )


def drop_view(*, actor: Actor, office: Office, name: str) -> None:
    require(actor, rules.OPEN, office.pk)
    SavedView.objects.filter(account=actor.account_id, office=office, name=name).delete()
