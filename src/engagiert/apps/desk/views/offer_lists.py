"""A list of offers at the desk: file, columns, dry run, take over, take back."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.desk.list_forms import ColumnsForm, OfferColumnsForm
from engagiert.apps.opportunities.public import Run, RunItem, importing, jobs, rules, selectors
from engagiert.kernel.authz import Actor, guarded
from engagiert.kernel.http.actors import actor_of

from . import lists as shared


def _choose(actor: Actor, run: Run, form: ColumnsForm) -> None:
    importing.choose_offer_columns(
        actor=actor, run=run, fields=form.chosen(), source=form.cleaned_data["source"],
        publish=form.cleaned_data["publish"] == "yes",
    )  # fmt: skip


_SORT = shared.Sort(
    name="offer",
    nav="offers",
    form=OfferColumnsForm,
    outcomes={"created": "created", "changed": "changed", "unchanged": "unchanged", "refused": "refused"},
    words=RunItem.Outcome.choices,
    may_receive=rules.CREATE_OFFER.allows,
    receive=importing.receive_offers,
    choose=_choose,
    try_now=importing.try_offers,
    start_trying=importing.start_try_offers,
    defer_trying=jobs.defer_try,
    lists_at=selectors.runs_at,
    size=lambda run: run.organisations.rows if run.organisations else 0,
    steps=selectors.steps_of,
    rows=selectors.rows_of_run,
)


@guarded(rules.EDIT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    return shared.upload(request, _SORT)


@guarded(rules.EDIT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, offers_run_id: int) -> HttpResponse:
    return shared.columns(request, _SORT, selectors.run_for(actor_of(request), offers_run_id))


@guarded(rules.READ_SOMEWHERE)
@require_GET
def one_list(request: HttpRequest, offers_run_id: int) -> HttpResponse:
    """The dry run, how far it is, or what came of the list."""
    actor = actor_of(request)
    run = selectors.run_for(actor, offers_run_id)
    may_edit = rules.EDIT_OFFER.allows(actor, run)
    if run.state in (Run.State.UPLOADED, Run.State.BROKEN) and may_edit:
        return redirect("desk:offer_columns", run.pk)
    context = {"may_edit": may_edit, "owners": run.organisations.counts if run.organisations else {}}
    return shared.on_its_way(request, _SORT, run) or _SORT.page(
        request, "offer_list_run.html", shared.result(request, _SORT, run) | context
    )


@guarded(rules.EDIT_SOMEWHERE)
@require_POST
def list_act(request: HttpRequest, offers_run_id: int, deed: str) -> HttpResponse:
    """Take over or go on, throw away, take back."""
    actor = actor_of(request)
    run = selectors.run_for(actor, offers_run_id)
    verb = _DEEDS.get(deed)
    return shared.act(request, _SORT, run, (lambda: verb(actor, run)) if verb else None)


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
