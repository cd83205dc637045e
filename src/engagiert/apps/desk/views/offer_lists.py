"""A list of offers at the desk: file, columns, dry run, take over, take back."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.desk.import_forms import UploadForm
from engagiert.apps.desk.offer_list_forms import ColumnsForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.apps.opportunities.public import Run, RunItem, importing, jobs, rules, selectors
from engagiert.kernel.authz import Actor, guarded
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

_A_PAGE = 50
_TURNED_BACK = 422
NAV = "offers"
# What a page can try while somebody waits; a longer list is read by the command.
MOST_ROWS = 2000
_OUTCOMES = (("created", "created"), ("changed", "changed"), ("unchanged", "unchanged"), ("refused", "refused"))


@guarded(rules.EDIT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """Earlier lists, and the field for a new one."""
    actor = actor_of(request)
    offices = [one for one in directory_selectors.offices_of(actor) if rules.CREATE_OFFER.allows(actor, one.pk)]
    form = UploadForm(request.POST or None, request.FILES or None, offices=offices)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            run = importing.receive_offers(
                actor=actor, office=form.office(), filename=upload.name, content=upload.read(), most=MOST_ROWS
            )
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return redirect("desk:offer_columns", run.pk)
    context = {"form": form, "runs": Paginator(selectors.runs_at(actor), 20).get_page(request.GET.get("seite"))}
    return page(request, "desk/offer_lists.html", context, nav=NAV, status=_TURNED_BACK if form.errors else 200)


@guarded(rules.EDIT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, offers_run_id: int) -> HttpResponse:
    """Which column means what; then a dry run."""
    actor = actor_of(request)
    run = selectors.run_for(actor, offers_run_id)
    if not run.is_open:
        return redirect("desk:offer_list", run.pk)
    form = ColumnsForm(request.POST or None, run=run)
    if request.method == "POST" and form.is_valid():
        try:
            importing.choose_offer_columns(
                actor=actor, run=run, fields=form.chosen(), source=form.cleaned_data["source"],
                publish=form.cleaned_data["publish"] == "yes",
            )  # fmt: skip
            importing.try_offers(actor=actor, run=run)
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect("desk:offer_list", run.pk)
    context = {"run": run, "form": form}
    return page(request, "desk/offer_columns.html", context, nav=NAV, status=_TURNED_BACK if form.errors else 200)


@guarded(rules.READ_SOMEWHERE)
@require_GET
def one_list(request: HttpRequest, offers_run_id: int) -> HttpResponse:
    """The dry run, how far it is, or what came of the list."""
    actor = actor_of(request)
    run = selectors.run_for(actor, offers_run_id)
    may_edit = rules.EDIT_OFFER.allows(actor, run)
    if run.state == Run.State.UPLOADED and may_edit:
        return redirect("desk:offer_columns", run.pk)
    if run.is_under_way:
        context = {"run": run, "done": selectors.steps_done(run), "total": selectors.steps_total(run)}
        return page(request, "desk/offer_list_progress.html", context, nav=NAV)
    outcome = request.GET.get("ergebnis", "")
    outcome = outcome if outcome in {"problems", *(key for key, _look in _OUTCOMES)} else ""
    items = Paginator(selectors.rows_of_run(run, outcome), _A_PAGE)
    context = {
        "run": run,
        "may_edit": may_edit,
        "tiles": _tiles(run, outcome),
        "outcome": outcome,
        "page": items.get_page(parameters.number(request.GET, "seite", otherwise=1)),
        "not_read": [column["header"] for column in run.columns if not column["field"]],
        "owners": run.organisations.counts if run.organisations else {},
    }
    return page(request, "desk/offer_list_run.html", context, nav=NAV)


def _tiles(run: Run, outcome: str) -> list[dict[str, Any]]:
    words = dict(RunItem.Outcome.choices)
    return [
        {"key": key, "look": look, "count": run.counts.get(key, 0), "label": words[key], "active": key == outcome}
        for key, look in _OUTCOMES
    ]


@guarded(rules.EDIT_SOMEWHERE)
@require_POST
def list_act(request: HttpRequest, offers_run_id: int, deed: str) -> HttpResponse:
    """Take over or go on, throw away, take back."""
    actor = actor_of(request)
    run = selectors.run_for(actor, offers_run_id)
    verb = _DEEDS.get(deed)
    if verb is None:
        raise Http404
    try:
        said = verb(actor, run)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    else:
        if said:
            notify(request, said)
            return redirect("desk:offer_lists")
    return redirect("desk:offer_list", run.pk)


def _take_over(actor: Actor, run: Run) -> str:
    importing.start_offers(actor=actor, run=run)
    jobs.defer_import(run, actor=actor)
    return ""


def _take_back(actor: Actor, run: Run) -> str:
    importing.start_undo_offers(actor=actor, run=run)
    jobs.defer_undo(run, actor=actor)
    return ""


def _discard(actor: Actor, run: Run) -> str:
    importing.discard_offers(actor=actor, run=run)
    return _("Verworfen. Es hat sich nichts geändert.")


_DEEDS: dict[str, Callable[[Actor, Run], str]] = {
    "uebernehmen": _take_over,
    "verwerfen": _discard,
    "zuruecknehmen": _take_back,
}
