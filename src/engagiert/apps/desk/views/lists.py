"""What lists of offers and lists of people have in common at the desk: file, columns, dry run, bar, rows.

A short list is tried while somebody waits; a long one by a job, with a bar, like everything that changes something.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from engagiert.apps.desk.import_forms import UploadForm
from engagiert.apps.desk.list_forms import ColumnsForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.kernel.authz import Actor
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

# Longer lists are tried in the background.
ROWS_AT_ONCE = 300
_A_PAGE = 50
_TURNED_BACK = 422


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of list. ``name`` begins its addresses and templates: ``desk:offer_columns``, ``desk/offer_lists.html``;
    ``outcomes``: how each outcome of a row looks; ``words``: and what it is called."""

    name: str
    nav: str
    form: Callable[..., ColumnsForm]
    outcomes: Mapping[str, str]
    words: Sequence[tuple[str, Any]]
    may_receive: Callable[[Actor, int], bool]
    receive: Callable[..., Any]
    choose: Callable[[Actor, Any, ColumnsForm], None]
    try_now: Callable[..., None]
    start_trying: Callable[..., None]
    defer_trying: Callable[..., None]
    lists_at: Callable[[Actor], Any]
    size: Callable[[Any], int]
    steps: Callable[[Any], tuple[int, int]]
    rows: Callable[[Any, str], Any]

    def page(
        self, request: HttpRequest, template: str, context: dict[str, Any], *, wrong: bool = False
    ) -> HttpResponse:
        addresses = {"run_page": f"desk:{self.name}_list", "run_deed": f"desk:{self.name}_list_act"}
        status = _TURNED_BACK if wrong else 200
        return page(request, f"desk/{template}", context | addresses, nav=self.nav, status=status)


def upload(request: HttpRequest, sort: Sort) -> HttpResponse:
    """Earlier lists, and the field for a new one."""
    actor = actor_of(request)
    offices = [one for one in directory_selectors.offices_of(actor) if sort.may_receive(actor, one.pk)]
    form = UploadForm(request.POST or None, request.FILES or None, offices=offices)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = sort.receive(actor=actor, office=form.office(), filename=file.name, content=file.read())
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return redirect(f"desk:{sort.name}_columns", run.pk)
    earlier = Paginator(sort.lists_at(actor), 20).get_page(request.GET.get("seite"))
    return sort.page(request, f"{sort.name}_lists.html", {"form": form, "runs": earlier}, wrong=bool(form.errors))


def columns(request: HttpRequest, sort: Sort, run: Any) -> HttpResponse:
    """Which column means what; then a dry run."""
    actor = actor_of(request)
    if not run.is_open:
        return redirect(f"desk:{sort.name}_list", run.pk)
    form = sort.form(request.POST or None, run=run)
    if request.method == "POST" and form.is_valid():
        try:
            sort.choose(actor, run, form)
            if sort.size(run) > ROWS_AT_ONCE:
                sort.start_trying(actor=actor, run=run)
                sort.defer_trying(run, actor=actor)
            else:
                sort.try_now(actor=actor, run=run)
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect(f"desk:{sort.name}_list", run.pk)
    context = {"run": run, "form": form, "rows": sort.size(run)}
    return sort.page(request, f"{sort.name}_columns.html", context, wrong=bool(form.errors))


def on_its_way(request: HttpRequest, sort: Sort, run: Any) -> HttpResponse | None:
    """The bar while a job works on the list; None where there is nothing to wait for."""
    if not run.is_under_way:
        return None
    done, total = sort.steps(run)
    remaining = None
    if run.started_at and done:
        passed = (timezone.now() - run.started_at).total_seconds()
        remaining = round(passed / done * max(total - done, 0))
    context = {"run": run, "done": done, "total": total, "remaining": remaining}
    return sort.page(request, "list_progress.html", context)


def result(request: HttpRequest, sort: Sort, run: Any) -> dict[str, Any]:
    """What the page of a dry run or of a list taken over shows: counts, rows, what was not read."""
    outcome = request.GET.get("ergebnis", "")
    outcome = outcome if outcome in {"problems", *sort.outcomes} else ""
    words = dict(sort.words)
    return {
        "run": run,
        "outcome": outcome,
        "tiles": [
            {"key": key, "look": look, "count": run.counts.get(key, 0), "label": words[key], "active": key == outcome}
            for key, look in sort.outcomes.items()
        ],
        "page": Paginator(sort.rows(run, outcome), _A_PAGE).get_page(
            parameters.number(request.GET, "seite", otherwise=1)
        ),
        "not_read": [column["header"] for column in run.columns if not column["field"]],
    }


def act(request: HttpRequest, sort: Sort, run: Any, deed: Callable[[], str] | None) -> HttpResponse:
    """One deed on a list; what it says is told. A list that is gone by it leads back to the others."""
    if deed is None:
        raise Http404
    try:
        said = deed()
    except ValidationError as error:
        said = " ".join(error.messages)
    if said:
        notify(request, said)
    return redirect(f"desk:{sort.name}_list", run.pk) if run.pk else redirect(f"desk:{sort.name}_lists")
