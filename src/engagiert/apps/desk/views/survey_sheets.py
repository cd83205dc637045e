"""The sheets of a survey at the desk: who is still to be asked, and a sheet filled in while somebody speaks."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from engagiert.apps.surveys.public import rules, selectors, services, showing
from engagiert.kernel.authz import guarded, require
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify

from .surveys import shown

_A_PAGE = 50


@guarded(rules.READ_SOMEWHERE)
@require_GET
def sheets(request: HttpRequest, survey_id: uuid.UUID) -> HttpResponse:
    """Who was asked and how it stands with each."""
    found = selectors.survey_for(actor_of(request), survey_id)
    show = parameters.text(request.GET, "zeigen", longest=10)
    text = parameters.text(request.GET, "q", longest=100)
    listed = selectors.sheets_of(found, show=show, text=text)
    page = Paginator(listed, _A_PAGE).get_page(parameters.number(request.GET, "seite", otherwise=1))
    returned = selectors.returned(found)
    context = {
        "page": page,
        "rows": [(one, showing.came_back(one, returned)) for one in page],
        "show": show,
        "text": text,
        "views": [
            ("", _("Alle")),
            ("answered", _("Geantwortet")),
            ("begun", _("Begonnen")),
            ("silent", _("Noch nichts")),
            ("phone", _("Anrufen")),
            ("returned", _("Mail kam zurück")),
        ],
    }
    return shown(request, found, "sheets", "desk/survey_sheets.html", context)


@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, survey_id: uuid.UUID, sheet_id: uuid.UUID) -> HttpResponse:
    """All of a sheet; send it in for somebody, or tell them their code."""
    actor = actor_of(request)
    found = selectors.sheet_for(actor, survey_id, sheet_id)
    code = ""
    if request.method == "POST":
        require(actor, rules.KEEP, found)
        try:
            if "code" in request.POST:
                code = services.ask_sheet(actor=actor, sheet=found)
            elif "otherwise" in request.POST:
                way = services.ask_otherwise(actor=actor, sheet=found)
                notify(request, showing.asked_otherwise(way))
                return redirect("desk:survey_sheet", survey_id, sheet_id)
            else:
                services.send_in(actor=actor, sheet=found)
                notify(request, _("Abgeschickt. Änderungen am Eintrag stehen unter „Zu prüfen“."))
                return redirect("desk:survey_sheet", survey_id, sheet_id)
        except ValidationError as error:
            notify(request, " ".join(error.messages))
            return redirect("desk:survey_sheet", survey_id, sheet_id)
    opened = selectors.Opened.of(found)
    context = {
        "sheet": found,
        "pages": showing.overview(opened),
        "code": code,
        "came_back": showing.came_back(found, selectors.returned(found.survey)),
    }
    return shown(request, found.survey, "sheets", "desk/survey_sheet.html", context)


@guarded(rules.WORK_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def sheet_page(request: HttpRequest, survey_id: uuid.UUID, sheet_id: uuid.UUID, page_slug: str) -> HttpResponse:
    """One page of it, while somebody tells it on the telephone or from a sheet of paper."""
    actor = actor_of(request)
    found = selectors.sheet_for(actor, survey_id, sheet_id)
    require(actor, rules.KEEP, found)
    opened = selectors.Opened.of(found)
    form = showing.page_form(request, opened, page_slug)
    if request.method == "POST":
        form.is_valid()
        version = form.cleaned_data.get("version") or 0
        try:
            changed = services.save_page(actor=actor, sheet=found, answers=form.said(), version=version)
        except ValidationError as error:
            notify(request, " ".join(error.messages))
            return redirect("desk:survey_sheet", survey_id, sheet_id)
        if changed:
            notify(request, showing.changed_words())
            return redirect("desk:survey_sheet_page", survey_id, sheet_id, page_slug)
        if not form.errors:
            return redirect(_onward(request, opened, page_slug))
    context: dict[str, Any] = {"sheet": found, "form": form, **showing.place_of(opened, page_slug)}
    return shown(request, found.survey, "sheets", "desk/survey_sheet_page.html", context)


def _onward(request: HttpRequest, opened: selectors.Opened, slug: str) -> str:
    following = "" if "later" in request.POST else showing.next_page(opened, slug)
    keys = [opened.sheet.survey_id, opened.sheet.pk]
    if following:
        return reverse("desk:survey_sheet_page", args=[*keys, following])
    return reverse("desk:survey_sheet", args=keys)
