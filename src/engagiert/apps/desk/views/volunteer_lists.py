"""The list of an agency that switches: file, columns, dry run, take over, tell everybody, take back."""

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.desk.import_forms import UploadForm
from engagiert.apps.desk.shell import page
from engagiert.apps.desk.volunteer_list_forms import ColumnsForm
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.apps.volunteering.public import VolunteerList, VolunteerListRow, jobs, rules, selectors, services
from engagiert.kernel.authz import Actor, guarded
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

_A_PAGE = 50
_TURNED_BACK = 422
# What a page can do while somebody waits; a longer list is read by the command.
MOST_ROWS = 3000
_OUTCOMES = (("created", "created"), ("added", "changed"), ("unchanged", "unchanged"), ("refused", "refused"))


@guarded(rules.IMPORT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """Earlier lists, and the field for a new one."""
    actor = actor_of(request)
    offices = [one for one in directory_selectors.offices_of(actor) if rules.IMPORT_LIST.allows(actor, one.pk)]
    form = UploadForm(request.POST or None, request.FILES or None, offices=offices)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            run = services.receive_list(
                actor=actor, office=form.office(), filename=upload.name, content=upload.read(), most=MOST_ROWS
            )
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return redirect("desk:volunteer_columns", run.pk)
    context = {"form": form, "runs": Paginator(selectors.lists_at(actor), 20).get_page(request.GET.get("seite"))}
    return page(
        request, "desk/volunteer_lists.html", context, nav="volunteers", status=_TURNED_BACK if form.errors else 200
    )


@guarded(rules.IMPORT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, list_id: uuid.UUID) -> HttpResponse:
    """Which column means what; then a dry run."""
    actor = actor_of(request)
    run = selectors.list_for(actor, list_id)
    if not run.is_open:
        return redirect("desk:volunteer_list", run.pk)
    form = ColumnsForm(request.POST or None, run=run)
    if request.method == "POST" and form.is_valid():
        try:
            services.choose_columns(actor=actor, run=run, fields=form.chosen(), source=form.cleaned_data["source"])
            services.try_list(actor=actor, run=run)
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect("desk:volunteer_list", run.pk)
    context = {"run": run, "form": form}
    return page(
        request, "desk/volunteer_columns.html", context, nav="volunteers", status=_TURNED_BACK if form.errors else 200
    )


@guarded(rules.IMPORT_SOMEWHERE)
@require_GET
def one_list(request: HttpRequest, list_id: uuid.UUID) -> HttpResponse:
    """The dry run, or what came of the list and who has still to be told."""
    run = selectors.list_for(actor_of(request), list_id)
    if run.state == VolunteerList.State.UPLOADED:
        return redirect("desk:volunteer_columns", run.pk)
    outcome = request.GET.get("ergebnis", "")
    outcome = outcome if outcome in {"problems", *(key for key, _look in _OUTCOMES)} else ""
    items = Paginator(selectors.rows_of_list(run, outcome), _A_PAGE)
    untold = list(selectors.untold(run)) if run.state == VolunteerList.State.DONE else []
    context = {
        "run": run,
        "tiles": _tiles(run, outcome),
        "outcome": outcome,
        "page": items.get_page(parameters.number(request.GET, "seite", otherwise=1)),
        "not_read": [column["header"] for column in run.columns if not column["field"]],
        "to_write": sum(bool(one.mail or one.postal) for one in untold),
        "to_ring": [one for one in untold if not one.mail and not one.postal],
    }
    return page(request, "desk/volunteer_list_run.html", context, nav="volunteers")


def _tiles(run: VolunteerList, outcome: str) -> list[dict[str, Any]]:
    words = dict(VolunteerListRow.Outcome.choices)
    return [
        {"key": key, "look": look, "count": run.counts.get(key, 0), "label": words[key], "active": key == outcome}
        for key, look in _OUTCOMES
    ]


@guarded(rules.IMPORT_SOMEWHERE)
@require_POST
def list_act(request: HttpRequest, list_id: uuid.UUID, deed: str) -> HttpResponse:
    """Take over, throw away, take back, tell by mail and letter, note that the others were rung."""
    actor = actor_of(request)
    run = selectors.list_for(actor, list_id)
    verb = _DEEDS.get(deed)
    if verb is None:
        raise Http404
    try:
        notify(request, verb(request, actor, run))
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("desk:volunteer_lists") if deed == "verwerfen" else redirect("desk:volunteer_list", run.pk)


def _take_over(_request: HttpRequest, actor: Actor, run: VolunteerList) -> str:
    services.take_over_list(actor=actor, run=run)
    return _("Übernommen. Sagen Sie jetzt allen Bescheid.")


def _discard(_request: HttpRequest, actor: Actor, run: VolunteerList) -> str:
    services.discard_list(actor=actor, run=run)
    return _("Verworfen. Es hat sich nichts geändert.")


def _undo(_request: HttpRequest, actor: Actor, run: VolunteerList) -> str:
    counts = services.undo_list(actor=actor, run=run)
    return _("Zurückgenommen: %(removed)s entfernt, %(kept)s behalten, weil seither Kontakt war.") % counts


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
