"""A file of the state's app: file, columns, dry run, take over, take back."""

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.desk.import_forms import UploadForm
from engagiert.apps.desk.list_forms import AppColumnsForm
from engagiert.apps.desk.shell import page
from engagiert.apps.recognition.public import AppList, AppListRow, rules, selectors, services
from engagiert.kernel.authz import Actor, guarded, require
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

from .state_app import card_office_of

_A_PAGE = 50
_TURNED_BACK = 422
# What a page can do while somebody waits; a longer file is read by the command.
MOST_ROWS = 3000
_OUTCOMES = (("created", "created"), ("noted", "changed"), ("unchanged", "unchanged"), ("refused", "refused"))


@guarded(rules.ISSUE_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """Earlier files, and the field for a new one."""
    actor, office = actor_of(request), card_office_of(request)
    require(actor, rules.ISSUE, office)
    form = UploadForm(request.POST or None, request.FILES or None, offices=[office])
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            run = services.receive_app_list(
                actor=actor, office=office, filename=upload.name, content=upload.read(), most=MOST_ROWS
            )
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return redirect("desk:app_columns", run.pk)
    runs = Paginator(selectors.app_lists_at(actor, office), 20).get_page(request.GET.get("seite"))
    context = {"form": form, "runs": runs, "office": office}
    return page(request, "desk/app_lists.html", context, nav="cards", status=_TURNED_BACK if form.errors else 200)


@guarded(rules.ISSUE_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, app_list_id: uuid.UUID) -> HttpResponse:
    """Which column means what; then a dry run."""
    actor = actor_of(request)
    run = selectors.app_list_for(actor, app_list_id)
    if not run.is_open:
        return redirect("desk:app_list", run.pk)
    form = AppColumnsForm(request.POST or None, run=run)
    if request.method == "POST" and form.is_valid():
        try:
            services.choose_app_columns(actor=actor, run=run, fields=form.chosen())
            services.try_app_list(actor=actor, run=run)
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect("desk:app_list", run.pk)
    context = {"run": run, "rows": run.rows, "form": form, "run_deed": "desk:app_list_act", "office": run.office}
    return page(request, "desk/app_columns.html", context, nav="cards", status=_TURNED_BACK if form.errors else 200)


@guarded(rules.ISSUE_SOMEWHERE)
@require_GET
def one_list(request: HttpRequest, app_list_id: uuid.UUID) -> HttpResponse:
    """The dry run, or what came of the file."""
    run = selectors.app_list_for(actor_of(request), app_list_id)
    if run.state == AppList.State.UPLOADED:
        return redirect("desk:app_columns", run.pk)
    outcome = request.GET.get("ergebnis", "")
    outcome = outcome if outcome in {"problems", *(key for key, _look in _OUTCOMES)} else ""
    items = Paginator(selectors.rows_of_app_list(run, outcome), _A_PAGE)
    context = {
        "run": run,
        "tiles": _tiles(run, outcome),
        "outcome": outcome,
        "page": items.get_page(parameters.number(request.GET, "seite", otherwise=1)),
        "not_read": [column["header"] for column in run.columns if not column["field"]],
        "office": run.office,
    }
    return page(request, "desk/app_list_run.html", context, nav="cards")


def _tiles(run: AppList, outcome: str) -> list[dict[str, Any]]:
    words = dict(AppListRow.Outcome.choices)
    return [
        {"key": key, "look": look, "count": run.counts.get(key, 0), "label": words[key], "active": key == outcome}
        for key, look in _OUTCOMES
    ]


@guarded(rules.ISSUE_SOMEWHERE)
@require_POST
def list_act(request: HttpRequest, app_list_id: uuid.UUID, deed: str) -> HttpResponse:
    """Take over, throw away, take back."""
    actor = actor_of(request)
    run = selectors.app_list_for(actor, app_list_id)
    verb = _DEEDS.get(deed)
    if verb is None:
        raise Http404
    try:
        notify(request, verb(actor, run))
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("desk:app_lists") if deed == "verwerfen" else redirect("desk:app_list", run.pk)


def _take_over(actor: Actor, run: AppList) -> str:
    services.take_over_app_list(actor=actor, run=run)
    return _("Übernommen. Die Anträge warten jetzt wie alle anderen auf Ihre Entscheidung.")


def _discard(actor: Actor, run: AppList) -> str:
    services.discard_app_list(actor=actor, run=run)
    return _("Verworfen. Es hat sich nichts geändert.")


def _undo(actor: Actor, run: AppList) -> str:
    counts = services.undo_app_list(actor=actor, run=run)
    return _("Zurückgenommen: %(removed)s entfernt, %(kept)s behalten, weil schon daran gearbeitet wurde.") % counts


_DEEDS: dict[str, Callable[[Actor, AppList], str]] = {
    "uebernehmen": _take_over,
    "verwerfen": _discard,
    "zuruecknehmen": _undo,
}
