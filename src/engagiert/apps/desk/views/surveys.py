"""Surveys at the desk: begin one, its questions, who has answered, what was said."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.cases.public import fresh_token
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import FACILITY_TYPES, label, tables
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.apps.surveys.public import Survey, forms, rules, selectors, services, wording
from engagiert.kernel.authz import guarded, require
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

_TURNED_BACK = 422


def shown(request: HttpRequest, survey: Survey, tab: str, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page of one survey, with its tabs; 422 where a form of it was turned back."""
    form = context.get("form")
    known = {"survey": survey, "tab": tab, "may_keep": rules.KEEP.allows(actor_of(request), survey)}
    status = _TURNED_BACK if form is not None and form.errors else 200
    return page(request, template, known | context, nav="surveys", status=status)


@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def surveys(request: HttpRequest) -> HttpResponse:
    """All surveys of the office, and the form to prepare one."""
    actor = actor_of(request)
    office = directory_selectors.own_offices(actor)[0]
    if request.method == "POST":
        require(actor, rules.WRITE, office.pk)
    form = forms.SurveyForm(request.POST or None, initial={"token": fresh_token(), "kind": Survey.Kind.ORGANISATIONS})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.draft_survey(actor=actor, office=office, aim=form.aim(), token=form.taken_as())
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Vorbereitet. Sehen Sie die Fragen durch, dann öffnen Sie die Umfrage."))
            return redirect("desk:survey_questions", made.pk)
    context = {
        "surveys": selectors.surveys_at(actor),
        "may_write": rules.WRITE.allows(actor, office.pk),
        "form": form,
    }
    return page(request, "desk/survey_list.html", context, nav="surveys", status=_TURNED_BACK if form.errors else 200)


@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def survey(request: HttpRequest, survey_id: uuid.UUID) -> HttpResponse:
    """How it stands: who was asked, who has answered, by type and place, beside the round before."""
    actor = actor_of(request)
    found = selectors.survey_for(actor, survey_id)
    if request.method == "POST":
        require(actor, rules.KEEP, found)
    form = forms.ChangeForm(request.POST or None, initial=forms.ChangeForm.of(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_survey(actor=actor, survey=found, aim=form.aim())
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Gespeichert."))
            return redirect("desk:survey", found.pk)
    context: dict[str, Any] = {"form": form, "codes": selectors.codes_made(found) if found.is_of_staff else 0}
    if not found.is_of_staff:
        by_type = selectors.rates_by_type(found)
        context |= {
            "all": selectors.rates(found, by_type),
            "by_type": [(label(FACILITY_TYPES, one.key), one) for one in by_type],
            "by_place": [(one.key, one) for one in selectors.rates_by_place(found)],
        }
    return shown(request, found, "overview", "desk/survey_detail.html", context)


@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest, survey_id: uuid.UUID) -> HttpResponse:
    """The core, and the office's own: one more, or one less. Each change is a version of its own."""
    actor = actor_of(request)
    found = selectors.survey_for(actor, survey_id)
    if request.method == "POST":
        require(actor, rules.KEEP, found)
    removing = "remove" in request.POST
    data = request.POST if request.method == "POST" and not removing else None
    form = forms.QuestionForm(data, of_staff=found.is_of_staff)
    try:
        if removing:
            services.remove_question(actor=actor, survey=found, key=request.POST["remove"][:40])
            notify(request, _("Diese Frage wird nicht mehr gestellt. Was dazu gesagt wurde, bleibt."))
            return redirect("desk:survey_questions", found.pk)
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            services.add_question(
                actor=actor, survey=found, kind=given["kind"], label=given["label"], choices=form.lines()
            )
            notify(request, _("Die Frage steht im Bogen."))
            return redirect("desk:survey_questions", found.pk)
    except ValidationError as error:
        if removing:
            notify(request, " ".join(error.messages))
            return redirect("desk:survey_questions", found.pk)
        put_errors(form, error)
    context = {
        "form": form,
        "questions": selectors.questions_of(found).values(),
        "versions": selectors.versions_of(found),
    }
    return shown(request, found, "questions", "desk/survey_questions.html", context)


@guarded(rules.READ_SOMEWHERE)
@require_GET
def results(request: HttpRequest, survey_id: uuid.UUID) -> HttpResponse:
    """What was said. Silence stands as unknown; a round without names says nothing before its end."""
    found = selectors.survey_for(actor_of(request), survey_id)
    if found.is_of_staff:
        single, crossed = selectors.staff_answers(found)
        return shown(
            request, found, "results", "desk/survey_staff_results.html", {"single": single, "crossed": crossed}
        )
    context = {"answered": selectors.answered(found)}
    return shown(request, found, "results", "desk/survey_results.html", context)


def _of_organisations(request: HttpRequest, survey_id: uuid.UUID) -> Survey:
    found = selectors.survey_for(actor_of(request), survey_id)
    if found.is_of_staff:
        # Nobody's answers are kept: there are no rows.
        raise Http404
    return found


@guarded(rules.READ_SOMEWHERE)
@require_GET
def results_csv(request: HttpRequest, survey_id: uuid.UUID) -> HttpResponse:
    """One row for each organisation that was asked."""
    found = _of_organisations(request, survey_id)
    rows = wording.results_table(found, selectors.whole_sheets(found), selectors.questions_of(found))
    return _table(f"umfrage_{found.closes_on}.csv", rows)


@guarded(rules.READ_SOMEWHERE)
@require_GET
def codebook_csv(request: HttpRequest, survey_id: uuid.UUID) -> HttpResponse:
    """What the columns and codes of that table mean."""
    found = _of_organisations(request, survey_id)
    return _table(f"codebuch_{found.closes_on}.csv", wording.codebook(found, selectors.questions_of(found)))


def _table(name: str, rows: list[list[str]]) -> HttpResponse:
    response = HttpResponse("\ufeff" + tables.lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@guarded(rules.WORK_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest, survey_id: uuid.UUID) -> HttpResponse:
    """Sheets of paper with codes for a round without names, to print at once: they are shown only here and now."""
    actor = actor_of(request)
    found = selectors.survey_for(actor, survey_id)
    require(actor, rules.KEEP, found)
    if not found.is_of_staff:
        raise Http404
    form = forms.CodesForm(request.POST or None)
    made: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make_codes(actor=actor, survey=found, number=form.cleaned_data["number"])
        except ValidationError as error:
            put_errors(form, error)
    context = {"form": form, "made": made, "address": request.build_absolute_uri("/code/")}
    return shown(request, found, "overview", "desk/survey_codes.html", context)


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def act(request: HttpRequest, survey_id: uuid.UUID, deed: str) -> HttpResponse:
    """Open it, or close it."""
    actor = actor_of(request)
    found = selectors.survey_for(actor, survey_id)
    try:
        if deed == "oeffnen":
            services.open_survey(actor=actor, survey=found, site=site_of(request))
            notify(request, _("Die Umfrage läuft."))
        elif deed == "schliessen":
            services.close_survey(actor=actor, survey=found)
            notify(request, _("Die Umfrage ist geschlossen. Wer nicht geantwortet hat, zählt als unbekannt."))
        else:
            raise Http404
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("desk:survey", found.pk)
