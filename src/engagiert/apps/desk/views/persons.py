"""Somebody asks what is known of them, or wants to be erased: found, handed out, taken out."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from engagiert.apps.desk.privacy_forms import PersonForm
from engagiert.apps.desk.shell import page
from engagiert.apps.privacy.public import KEEP_PRIVACY_SOMEWHERE, person, selectors, services
from engagiert.kernel.authz import guarded
from engagiert.kernel.documents import paper_as_pdf
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify


@guarded(KEEP_PRIVACY_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def find_person(request: HttpRequest) -> HttpResponse:
    """Who is looked for comes by POST and stands in no address, so no log and no history of a browser keeps it."""
    form = PersonForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "searched": False}
    if request.method == "POST" and form.is_valid():
        return _answer(request, form, context)
    status = 422 if form.errors else 200
    return page(request, "desk/privacy_person.html", context, nav="privacy", status=status)


def _answer(request: HttpRequest, form: PersonForm, context: dict[str, Any]) -> HttpResponse:
    actor = actor_of(request)
    office = selectors.kept_office(actor)
    finds = selectors.finds_of(actor, office, form.wanted())
    entries = person.entries(finds)
    controller = selectors.controller(office)
    if "pdf" in request.POST:
        made = paper_as_pdf(person.as_paper(controller, entries), on=timezone.now())
        response = HttpResponse(made, content_type="application/pdf")
        response["Content-Disposition"] = 'attachment; filename="auskunft.pdf"'
        return response
    if "json" in request.POST:
        data = JsonResponse(person.as_data(controller, entries), json_dumps_params={"ensure_ascii": False, "indent": 1})
        data["Content-Disposition"] = 'attachment; filename="auskunft.json"'
        return data
    if "erase" in request.POST:
        return _erased(request, form, context | {"entries": entries, "searched": True})
    return page(request, "desk/privacy_person.html", context | {"entries": entries, "searched": True}, nav="privacy")


def _erased(request: HttpRequest, form: PersonForm, context: dict[str, Any]) -> HttpResponse:
    actor = actor_of(request)
    if "sure" not in request.POST:
        notify(request, _("Bestätigen Sie zuerst, dass gelöscht werden soll."))
        return page(request, "desk/privacy_person.html", context, nav="privacy", status=422)
    kept = {(table, key) for table, _colon, key in (row.partition(":") for row in request.POST.getlist("keep"))}
    try:
        done = services.erase_person(actor=actor, office=selectors.kept_office(actor), who=form.wanted(), kept=kept)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
        return page(request, "desk/privacy_person.html", context, nav="privacy", status=422)
    number = sum(done.counts.values())
    words = ngettext("%(number)s Angabe ist gelöscht.", "%(number)s Angaben sind gelöscht.", number)
    notify(request, words % {"number": number})
    return redirect("desk:privacy")
