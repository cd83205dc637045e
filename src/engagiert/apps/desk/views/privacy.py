"""Data protection at the desk: who answers for it, and the papers that come from the declarations."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from engagiert.apps.desk.privacy_forms import ControllerForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import selectors as directory
from engagiert.apps.privacy.public import (
    KEEP_PRIVACY,
    KEEP_PRIVACY_SOMEWHERE,
    PAPERS,
    READ_RECORD,
    selectors,
    services,
)
from engagiert.kernel.authz import guarded
from engagiert.kernel.documents import Paper, paper_as_markdown, paper_as_pdf
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify


@guarded(READ_RECORD)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Everything about data protection of this office in one place."""
    actor = actor_of(request)
    office = directory.own_office(actor)
    context = {
        "controller": selectors.controller(office),
        "papers": PAPERS.values(),
        "may_keep": KEEP_PRIVACY.allows(actor, office.pk),
    }
    return page(request, "desk/privacy.html", context, nav="privacy")


@guarded(KEEP_PRIVACY_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def controller(request: HttpRequest) -> HttpResponse:
    """Who answers for the data: what every notice says."""
    actor = actor_of(request)
    office = selectors.kept_office(actor)
    known = selectors.controller(office)
    start = {
        "controller": known.name,
        "officer": known.officer,
        "authority": known.own_authority,
        "processor": known.processor,
        "public_body": known.public_body,
    }
    form = ControllerForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        services.describe_controller(actor=actor, office=office, **form.cleaned_data)
        notify(request, _("Gespeichert. Die Hinweise zum Datenschutz sagen es ab jetzt."))
        return redirect("desk:privacy")
    status = 422 if form.errors else 200
    return page(request, "desk/privacy_controller.html", {"form": form}, nav="privacy", status=status)


@guarded(READ_RECORD)
@require_GET
def paper(request: HttpRequest, paper: str) -> HttpResponse:
    """One paper to read."""
    made = _made(request, paper)
    return page(request, "desk/privacy_paper.html", {"paper": made, "kind": PAPERS[paper]}, nav="privacy")


@guarded(READ_RECORD)
@require_GET
def paper_pdf(request: HttpRequest, paper: str) -> HttpResponse:
    response = HttpResponse(paper_as_pdf(_made(request, paper), on=timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{paper}.pdf"'
    return response


@guarded(READ_RECORD)
@require_GET
def paper_text(request: HttpRequest, paper: str) -> HttpResponse:
    """The paper as Markdown, to be finished in any editor."""
    response = HttpResponse(paper_as_markdown(_made(request, paper)), content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{paper}.md"'
    return response


def _made(request: HttpRequest, slug: str) -> Paper:
    if slug not in PAPERS:
        raise Http404
    office = directory.own_office(actor_of(request))
    return PAPERS[slug].make(selectors.controller(office))


@guarded(READ_RECORD)
@require_GET
def periods(request: HttpRequest) -> HttpResponse:
    """Which periods there are, and the proof of each day that they were kept."""
    office = directory.own_office(actor_of(request))
    sweeps = [{"sweep": sweep, "number": sum(sweep.counts.values())} for sweep in selectors.sweeps(office)]
    context = {"rules": selectors.periods(), "sweeps": sweeps}
    return page(request, "desk/privacy_periods.html", context, nav="privacy")
