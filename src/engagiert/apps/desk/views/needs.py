import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.cases.public import fresh_token, kinds
from engagiert.apps.cases.public import selectors as case_selectors
from engagiert.apps.desk.forms import NeedForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import (
    EDIT_SOMEWHERE,
    FACILITY_TYPES,
    WORK_AT_DESK,
    Need,
    label,
    selectors,
    services,
)
from engagiert.apps.directory.public import rules as directory_rules
from engagiert.apps.surveys.public import NeedReport, forms, rules
from engagiert.apps.surveys.public import selectors as need_selectors
from engagiert.apps.surveys.public import services as need_services
from engagiert.kernel.authz import guarded, require
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.notices import notify


@guarded(WORK_AT_DESK)
@require_GET
def needs(request: HttpRequest) -> HttpResponse:
    """What people looked for here and did not find: an invitation to think about it, no list of failings."""
    actor = actor_of(request)
    state = request.GET.get("stand", Need.State.OPEN)
    state = state if state in Need.State.values else Need.State.OPEN
    context = {
        "needs": selectors.sought_in_vain(actor, state=state)[:100],
        "state": state,
        "states": Need.State.choices,
        "may_decide": EDIT_SOMEWHERE.allows(actor, None),
    }
    return page(request, "desk/need_list.html", context, nav="needs")


@guarded(EDIT_SOMEWHERE)
@require_POST
def decide_need(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    office = selectors.own_office(actor)
    require(actor, directory_rules.CREATE_RECORD, office.pk)
    form = NeedForm(request.POST)
    if form.is_valid():
        services.decide_need(actor=actor, office=office, **form.cleaned_data)
        notify(request, _("Gemerkt."))
    return redirect("desk:needs")


@keeps_entry
@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def reported(request: HttpRequest) -> HttpResponse:
    """What is missing and what can rest, beside what there is, what was looked for in vain and asked at the desk."""
    actor = actor_of(request)
    office = selectors.own_offices(actor)[0]
    if request.method == "POST":
        require(actor, rules.WRITE, office.pk)
    form = forms.NeedForm(entered(request), initial={"token": fresh_token()})
    if request.method == "POST" and form.is_valid():
        need_services.note_need(actor=actor, office=office, missing=form.missing(), token=form.taken_as())
        notify(request, _("Notiert."))
        return redirect("desk:needs_reported")
    state = request.GET.get("stand", NeedReport.State.OPEN)
    state = state if state in NeedReport.State.values else NeedReport.State.OPEN
    today = timezone.localdate()
    last_year = case_selectors.figures(actor, office.pk, since=today - datetime.timedelta(days=365), until=today)
    context: dict[str, Any] = {
        "reports": [
            (one, label(FACILITY_TYPES, one.type) if one.type else "")
            for one in need_selectors.reports_at(actor, state=state)[:100]
        ],
        "supply": [(label(FACILITY_TYPES, one.type), one) for one in need_selectors.reports_by_type(actor, office)],
        "sought": selectors.sought_in_vain(actor, state=Need.State.OPEN)[:10],
        "asked": [(kinds.kind_of(line.label).label, line.received) for line in last_year.kinds],
        "state": state,
        "states": NeedReport.State.choices,
        "form": form,
        "may_write": rules.WRITE.allows(actor, office.pk),
    }
    return page(request, "desk/need_reports.html", context, nav="needs", status=422 if form.errors else 200)


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def decide_report(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """It can lie, it is met, or it is open."""
    actor = actor_of(request)
    found = need_selectors.report_for(actor, report_id)
    require(actor, rules.KEEP, found)
    state = request.POST.get("state", "")
    if state in NeedReport.State.values:
        note = request.POST.get("note", "").replace("\x00", "")
        need_services.decide_report(actor=actor, report=found, state=state, note=note)
        notify(request, _("Gemerkt."))
    return redirect("desk:needs_reported")
