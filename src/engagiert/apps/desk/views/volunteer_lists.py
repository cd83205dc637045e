"""The list of an agency that switches: file, columns, dry run, take over, tell everybody, take back."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.desk.list_forms import ColumnsForm, VolunteerColumnsForm
from engagiert.apps.volunteering.public import VolunteerList, VolunteerListRow, jobs, rules, selectors, services
from engagiert.kernel.authz import Actor, guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of

from . import lists as shared


def _choose(actor: Actor, run: VolunteerList, form: ColumnsForm) -> None:
    services.choose_columns(actor=actor, run=run, fields=form.chosen(), source=form.cleaned_data["source"])


_SORT = shared.Sort(
    name="volunteer",
    nav="volunteers",
    form=VolunteerColumnsForm,
    outcomes={"created": "created", "added": "changed", "unchanged": "unchanged", "refused": "refused"},
    words=VolunteerListRow.Outcome.choices,
    may_receive=rules.IMPORT_LIST.allows,
    receive=services.receive_list,
    choose=_choose,
    try_now=services.try_list,
    start_trying=services.start_trying,
    defer_trying=jobs.defer_list,
    lists_at=selectors.lists_at,
    size=lambda run: run.rows,
    steps=selectors.steps_of_list,
    rows=selectors.rows_of_list,
)


@guarded(rules.IMPORT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    return shared.upload(request, _SORT)


@guarded(rules.IMPORT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, list_id: uuid.UUID) -> HttpResponse:
    return shared.columns(request, _SORT, selectors.list_for(actor_of(request), list_id))


@guarded(rules.IMPORT_SOMEWHERE)
@require_GET
def one_list(request: HttpRequest, list_id: uuid.UUID) -> HttpResponse:
    """The dry run, how far it is, or what came of the list and who has still to be told."""
    run = selectors.list_for(actor_of(request), list_id)
    if run.state in (VolunteerList.State.UPLOADED, VolunteerList.State.BROKEN):
        return redirect("desk:volunteer_columns", run.pk)
    waiting = shared.on_its_way(request, _SORT, run)
    if waiting is not None:
        return waiting
    untold = list(selectors.untold(run)) if run.state == VolunteerList.State.DONE else []
    context = {
        "to_write": sum(bool(one.mail or one.postal) for one in untold),
        "to_ring": [one for one in untold if not one.mail and not one.postal],
    }
    return _SORT.page(request, "volunteer_list_run.html", shared.result(request, _SORT, run) | context)


@guarded(rules.IMPORT_SOMEWHERE)
@require_POST
def list_act(request: HttpRequest, list_id: uuid.UUID, deed: str) -> HttpResponse:
    """Take over or go on, throw away, take back, tell by mail and letter, note that the others were rung."""
    actor = actor_of(request)
    run = selectors.list_for(actor, list_id)
    verb = _DEEDS.get(deed)
    return shared.act(request, _SORT, run, (lambda: verb(request, actor, run)) if verb else None)


def _take_over(_request: HttpRequest, actor: Actor, run: VolunteerList) -> str:
    services.start_taking(actor=actor, run=run)
    jobs.defer_list(run, actor=actor)
    return ""


def _discard(_request: HttpRequest, actor: Actor, run: VolunteerList) -> str:
    services.discard_list(actor=actor, run=run)
    return _("Verworfen. Es hat sich nichts geändert.")


def _undo(_request: HttpRequest, actor: Actor, run: VolunteerList) -> str:
    services.start_undoing(actor=actor, run=run)
    jobs.defer_list(run, actor=actor)
    return ""


def _tell(request: HttpRequest, actor: Actor, run: VolunteerList) -> str:
    jobs.defer_telling(run, actor=actor, origin=site_of(request))
    return _("Mails und Briefe werden geschrieben. Die Briefe drucken Sie unter „Nachrichten“.")


def _rung(_request: HttpRequest, actor: Actor, run: VolunteerList) -> str:
    number = services.note_told(actor=actor, run=run)
    said = ngettext(
        "Notiert: %(number)s Mensch weiß Bescheid.", "Notiert: %(number)s Menschen wissen Bescheid.", number
    )
    return said % {"number": number}


_DEEDS: dict[str, Callable[[HttpRequest, Actor, VolunteerList], str]] = {
    "uebernehmen": _take_over,
    "verwerfen": _discard,
    "zuruecknehmen": _undo,
    "bescheid": _tell,
    "angerufen": _rung,
}
