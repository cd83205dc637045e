"""Answering without account: page by page, each saved as it comes. Opening a link changes nothing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from engagiert.apps.accounts.public import may_guess
from engagiert.apps.places.public import town_of
from engagiert.kernel.authz import public
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.links.public import Link, LinkGone, find_link
from engagiert.kernel.ui.notices import notify

from . import kinds, selectors, services
from .forms import PageForm
from .models import Survey
from .showing import changed_words, next_page, overview, page_form, place_of

_TURNED_BACK = 422


def _about(survey: Survey) -> dict[str, Any]:
    office = survey.office
    return {"survey": survey, "office": office, "town": town_of(office.place)}


@public
@require_GET
def start(request: HttpRequest, code: str) -> HttpResponse:
    """What it is about, until when, and how far one is."""
    try:
        link = find_link(code, kinds.ANSWER)
    except LinkGone as gone:
        return _over(request, gone)
    opened = selectors.opened_by(link)
    context = _about(opened.sheet.survey) | {
        "sheet": opened.sheet,
        "code": code,
        "steps": [
            {"page": page, "is_done": any(key in opened.sheet.answers for key in page.keys)} for page in opened.pages
        ],
    }
    return render(request, "surveys/sheet_start.html", context)


@public
@require_http_methods(["GET", "POST"])
def sheet_page(request: HttpRequest, code: str, page: str) -> HttpResponse:
    """One page of questions; what is right of it is saved, also beside something that is not."""
    try:
        opened = selectors.opened_by(find_link(code, kinds.ANSWER))
        here = opened.page(page)
        form = page_form(request, opened, page)
        if request.method == "POST":
            form.is_valid()
            version = form.cleaned_data.get("version") or 0
            changed = services.save_page_by_link(
                actor=actor_of(request), code=code, answers=form.said(), version=version
            )
            if changed:
                notify(request, changed_words())
                return redirect("surveys:page", code, page)
            if not form.errors:
                return redirect(*_onward(request, opened, page, code))
    except LinkGone as gone:
        return _over(request, gone)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
        return redirect("surveys:start", code)
    context = _about(opened.sheet.survey) | {
        "sheet": opened.sheet,
        "code": code,
        "form": form,
        **place_of(opened, here.slug),
    }
    return render(request, "surveys/sheet_page.html", context, status=_TURNED_BACK if form.errors else 200)


def _onward(request: HttpRequest, opened: selectors.Opened, page: str, code: str) -> tuple[str, ...]:
    if "later" in request.POST:
        notify(request, _("Gespeichert. Mit demselben Link oder Code machen Sie weiter."))
        return "surveys:start", code
    following = next_page(opened, page)
    return ("surveys:page", code, following) if following else ("surveys:send", code)


@public
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Everything once more, then it is sent in."""
    try:
        opened = selectors.opened_by(find_link(code, kinds.ANSWER))
        if request.method == "POST":
            services.send_in_by_link(actor=actor_of(request), code=code)
            # The page of a used link says thank you; a second click comes to the same page.
            return redirect("surveys:start", code)
    except LinkGone as gone:
        return _over(request, gone)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
        return redirect("surveys:send", code)
    context = _about(opened.sheet.survey) | {"sheet": opened.sheet, "code": code, "pages": overview(opened)}
    return render(request, "surveys/sheet_send.html", context)


def _over(request: HttpRequest, gone: LinkGone) -> HttpResponse:
    """What became of the link, in clear words."""
    if gone.link is None:
        too_many = not may_guess(request)
        context: dict[str, Any] = {"reason": "unknown", "too_many": too_many}
        return render(request, "surveys/link_over.html", context, status=429 if too_many else 404)
    survey = _survey_of(gone.link)
    context = _about(survey) | {"reason": gone.reason, "is_staff": survey.is_of_staff}
    return render(request, "surveys/link_over.html", context, status=200 if gone.reason == "used" else 404)


def _survey_of(link: Link) -> Survey:
    if link.purpose == kinds.STAFF:
        return selectors.staff_round_of(link)[0]
    return selectors.opened_by(link).sheet.survey


@public
@require_http_methods(["GET", "POST"])
def staff(request: HttpRequest, code: str) -> HttpResponse:
    """The round without names: one page, closed questions, counted and not kept."""
    try:
        survey, questions = selectors.staff_round_of(find_link(code, kinds.STAFF))
        form = PageForm(request.POST or None, questions=questions.values(), answers={}, version=survey.version)
        if request.method == "POST" and form.is_valid():
            services.answer_as_staff(actor=actor_of(request), code=code, answers=form.said())
            return redirect("surveys:staff", code)
    except LinkGone as gone:
        return _over(request, gone)
    except ValidationError as error:
        form.add_error(None, error)
    context = _about(survey) | {"form": form, "code": code}
    return render(request, "surveys/staff_form.html", context, status=_TURNED_BACK if form.errors else 200)
