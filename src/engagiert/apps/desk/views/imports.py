"""Read a list in: file, columns, dry run, take over, take back; and tables out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.desk.import_forms import MappingForm, UploadForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import (
    EDIT_RECORD,
    EDIT_SOMEWHERE,
    WORK_AT_DESK,
    ImportItem,
    ImportRun,
    jobs,
    selectors,
    tables,
    wording,
)
from engagiert.apps.directory.public import (
    imports as services,
)
from engagiert.kernel.authz import guarded, require
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify

A_PAGE = 50
# A longer list is tried in the background, with a bar.
ROWS_AT_ONCE = 2000
UNDER_WAY = (
    ImportRun.State.CHECKING,
    ImportRun.State.QUEUED,
    ImportRun.State.RUNNING,
    ImportRun.State.UNDOING,
)
OUTCOMES = ("created", "changed", "merged", "review", "refused", "unchanged", "repeated")


@guarded(WORK_AT_DESK)
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Earlier lists, and the field for a new one."""
    actor = actor_of(request)
    if request.method == "POST":
        require(actor, EDIT_SOMEWHERE, None)
    offices = list(selectors.offices_of(actor))
    form = UploadForm(request.POST or None, request.FILES or None, offices=offices) if offices else None
    if request.method == "POST" and form is not None and form.is_valid():
        run = _receive(request, form)
        if run is not None:
            return redirect("desk:import_mapping", run.pk)
    context = {"form": form, "runs": Paginator(selectors.runs_of(actor), 20).get_page(request.GET.get("seite"))}
    return page(request, "desk/import_list.html", context, nav="imports", status=422 if form and form.errors else 200)


def _receive(request: HttpRequest, form: UploadForm) -> ImportRun | None:
    upload = form.cleaned_data["file"]
    office = form.office()
    try:
        return services.receive_file(
            actor=actor_of(request),
            office=office,
            place=office.place,
            filename=upload.name,
            content=upload.read(),
        )
    except services.UnusableFile as error:
        form.add_error("file", error)
        return None


@guarded(EDIT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def mapping(request: HttpRequest, run_id: int) -> HttpResponse:
    """Which column means what: guessed, checked here, kept for the source."""
    actor = actor_of(request)
    found = selectors.run_for(actor, run_id)
    if found.state not in (ImportRun.State.UPLOADED, ImportRun.State.PREVIEWED):
        return redirect("desk:import", found.pk)
    form = MappingForm(request.POST or None, run=found)
    if request.method == "POST" and form.is_valid():
        services.choose_mapping(
            actor=actor,
            run=found,
            fields=form.chosen_fields(),
            source=form.cleaned_data["source"],
            publish=form.cleaned_data["publish"] == "yes",
        )
        if found.rows > ROWS_AT_ONCE:
            services.start_preview(actor=actor, run=found)
            jobs.defer_preview(found, actor=actor)
        else:
            services.preview_import(actor=actor, run=found)
        return redirect("desk:import", found.pk)
    return page(request, "desk/import_mapping.html", {"run": found, "form": form}, nav="imports")


@guarded(WORK_AT_DESK)
@require_GET
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """The dry run, the progress or the result, as the state of the run has it."""
    actor = actor_of(request)
    found = selectors.run_for(actor, run_id)
    if found.state == ImportRun.State.UPLOADED:
        return redirect("desk:import_mapping", found.pk)
    if found.state in UNDER_WAY:
        return page(request, "desk/import_progress.html", _progress(found), nav="imports")
    outcome = request.GET.get("ergebnis", "")
    context = _items(request, found, outcome)
    context |= {
        "run": found,
        "may_edit": EDIT_RECORD.allows(actor, found),
        "file_notes": [wording.problem_in_words(note) for note in found.notes],
    }
    template = "import_preview.html" if found.state == ImportRun.State.PREVIEWED else "import_done.html"
    return page(request, f"desk/{template}", context, nav="imports")


def _progress(found: ImportRun) -> dict[str, Any]:
    """Done, total, and how long the rest may take, from the pace so far."""
    remaining = None
    if found.started_at and found.steps_done:
        passed = (timezone.now() - found.started_at).total_seconds()
        remaining = round(passed / found.steps_done * (found.steps_total - found.steps_done))
    return {"run": found, "remaining": remaining}


def _items(request: HttpRequest, found: ImportRun, outcome: str) -> dict[str, Any]:
    items = found.items.all()
    with_problems = items.exclude(problems=[])
    problem_rows = with_problems.count()
    if outcome not in (*OUTCOMES, "problems", "alle"):
        # What needs a look comes first; all rows are one click away.
        outcome = "problems" if problem_rows else "alle"
    if outcome == "problems":
        items = with_problems
    elif outcome in OUTCOMES:
        items = items.filter(outcome=outcome)
    listed = Paginator(items, A_PAGE).get_page(request.GET.get("seite"))
    tiles = [(key, found.counts.get(key, 0)) for key in OUTCOMES]
    return {
        "tiles": [
            {"key": key, "count": count, "label": ImportItem.Outcome(key).label, "active": key == outcome}
            for key, count in tiles
        ],
        "outcome": "" if outcome == "alle" else outcome,
        "page": listed,
        "items": [wording.ItemLine.of(item) for item in listed],
        "problem_rows": problem_rows,
    }


@guarded(EDIT_SOMEWHERE)
@require_POST
def start(request: HttpRequest, run_id: int) -> HttpResponse:
    actor = actor_of(request)
    found = selectors.run_for(actor, run_id)
    try:
        services.start_import(actor=actor, run=found)
        jobs.defer_import(found, actor=actor)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("desk:import", found.pk)


@guarded(EDIT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, run_id: int) -> HttpResponse:
    actor = actor_of(request)
    found = selectors.run_for(actor, run_id)
    if request.method == "GET":
        return page(request, "desk/import_undo.html", {"run": found, "form": forms.Form()}, nav="imports")
    try:
        services.start_undo(actor=actor, run=found)
        jobs.defer_undo(found, actor=actor)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("desk:import", found.pk)


@guarded(EDIT_SOMEWHERE)
@require_POST
def discard(request: HttpRequest, run_id: int) -> HttpResponse:
    actor = actor_of(request)
    found = selectors.run_for(actor, run_id)
    try:
        services.discard_import(actor=actor, run=found)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
        return redirect("desk:import", found.pk)
    notify(request, _("Verworfen. Am Verzeichnis hat sich nichts geändert."))
    return redirect("desk:imports")


@guarded(WORK_AT_DESK)
@require_GET
def report_table(request: HttpRequest, run_id: int) -> HttpResponse:
    """Every row of the file with what became of it and why, as a table."""
    found = selectors.run_for(actor_of(request), run_id)
    return _csv(tables.report(found), f"bericht-{found.pk}.csv")


@guarded(WORK_AT_DESK)
@require_GET
def export_table(request: HttpRequest) -> HttpResponse:
    """The office's own inventory as a table."""
    actor = actor_of(request)
    found = selectors.organisations_at(actor, today=timezone.localdate())
    return _csv(tables.inventory(found), "verzeichnis.csv")


def _csv(content: str, filename: str) -> HttpResponse:
    # With a byte order mark, so that a spreadsheet program shows “Schützen” and not “SchÃ¼tzen”.
    response = HttpResponse("\ufeff" + content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
