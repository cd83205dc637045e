"""Datenpannen: the list with its clock, one to complete, one on paper."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from engagiert.apps.desk.privacy_forms import BreachForm
from engagiert.apps.desk.shell import page
from engagiert.apps.privacy.public import KEEP_PRIVACY_SOMEWHERE, Breach, breach_paper, selectors, services
from engagiert.kernel.authz import guarded
from engagiert.kernel.documents import paper_as_pdf
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.notices import notify


@keeps_entry
@guarded(KEEP_PRIVACY_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def breaches(request: HttpRequest) -> HttpResponse:
    """All breaches, and the form for a new one: one sentence is enough for the first hour."""
    actor = actor_of(request)
    form = BreachForm(entered(request), initial={"noticed_at": timezone.localtime(), "risk": "open"})
    if request.method == "POST" and form.is_valid():
        try:
            found = services.record_breach(actor=actor, office=selectors.kept_office(actor), **form.cleaned_data)
        except ValidationError as error:
            form.take(error)
        else:
            notify(request, _("Eingetragen. Die Uhr läuft; alles Weitere können Sie später ergänzen."))
            return redirect("desk:breach", found.pk)
    lines = [_line(breach) for breach in selectors.breaches(actor)]
    context = {"form": form, "lines": lines}
    return page(request, "desk/breach_list.html", context, nav="privacy", status=422 if form.errors else 200)


def _line(breach: Breach) -> dict[str, Any]:
    return {"breach": breach, "clock": _clock(breach)}


def _clock(breach: Breach) -> str:
    """What the 72 hours say now."""
    if breach.reported_at is not None:
        return _("gemeldet")
    if not breach.must_report:
        return _("keine Meldung nötig")
    left = breach.hours_left(timezone.now())
    if left < 0:
        return _("Frist vorbei: jetzt melden und den Grund der Verspätung nennen")
    hours = int(left)
    return ngettext("noch %(number)s Stunde", "noch %(number)s Stunden", hours) % {"number": hours}


@keeps_entry
@guarded(KEEP_PRIVACY_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def breach(request: HttpRequest, breach_id: int) -> HttpResponse:
    """One breach; closed ones can only be read."""
    found = selectors.breach_for(actor_of(request), breach_id)
    start = {name: getattr(found, name) for name in BreachForm.base_fields}
    form = BreachForm(entered(request), initial=start)
    if request.method == "POST" and form.is_valid():
        close = "close" in request.POST
        try:
            services.update_breach(actor=actor_of(request), breach=found, close=close, **form.cleaned_data)
        except ValidationError as error:
            form.take(error)
        else:
            notify(request, _("Abgeschlossen.") if close else _("Gespeichert."))
            return redirect("desk:breach", found.pk)
    context = _line(found) | {"form": form, "paper": breach_paper(selectors.controller(found.office), found)}
    return page(request, "desk/breach_detail.html", context, nav="privacy", status=422 if form.errors else 200)


@guarded(KEEP_PRIVACY_SOMEWHERE)
@require_GET
def breach_pdf(request: HttpRequest, breach_id: int) -> HttpResponse:
    found = selectors.breach_for(actor_of(request), breach_id)
    made = paper_as_pdf(breach_paper(selectors.controller(found.office), found), on=timezone.now())
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="datenpanne.pdf"'
    return response
