"""Waves at the desk: begin one, see how it stands, take people down, dates, proposals, partners."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from engagiert.apps.cases.public import fresh_token
from engagiert.apps.desk.alliance_forms import TownForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import LANGUAGES
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.apps.places.public import towns_that_take_part
from engagiert.apps.volunteering.public import selectors as people
from engagiert.apps.volunteering.public import shift_words
from engagiert.apps.waves.public import Allotment, Opening, Wave, forms, rules, selectors, services
from engagiert.kernel.authz import guarded, require
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

_A_PAGE = 40
_TURNED_BACK = 422


def shown(request: HttpRequest, wave: Wave, tab: str, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page of one wave, with its tabs; 422 where a form of it was turned back."""
    form = context.get("form")
    actor = actor_of(request)
    known = {
        "wave": wave,
        "tab": tab,
        "may_steer": rules.STEER.allows(actor, wave),
        "may_take_down": rules.TAKE_DOWN.allows(actor, wave),
    }
    status = _TURNED_BACK if form is not None and form.errors else 200
    return page(request, template, known | context, nav="volunteers", status=status)


@keeps_entry
@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def waves(request: HttpRequest) -> HttpResponse:
    """All waves of the office; where none runs, the form to begin one."""
    actor = actor_of(request)
    office = directory_selectors.own_offices(actor)[0]
    if request.method == "POST":
        require(actor, rules.START, office.pk)
    found = selectors.waves_at(actor)
    form = forms.WaveForm(entered(request), initial={"token": fresh_token()})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.start_wave(actor=actor, office=office, aim=form.aim(), token=form.taken_as())
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Die Welle läuft: %(title)s") % {"title": made.title})
            return redirect("desk:wave", made.pk)
    context = {
        "waves": found,
        "running": next((one for one in found if one.state != Wave.State.ENDED), None),
        "may_start": rules.START.allows(actor, office.pk),
        "form": form,
    }
    status = _TURNED_BACK if form.errors else 200
    return page(request, "desk/wave_list.html", context, nav="volunteers", status=status)


@keeps_entry
@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def wave(request: HttpRequest, wave_id: uuid.UUID) -> HttpResponse:
    """How it stands: who is there, who waits for a word, who can what; and what the wave promises."""
    actor = actor_of(request)
    found = selectors.wave_for(actor, wave_id)
    if request.method == "POST":
        require(actor, rules.STEER, found)
    form = forms.WaveForm(entered(request), initial=forms.WaveForm.of(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_wave(actor=actor, wave=found, aim=form.aim())
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Gespeichert."))
            return redirect("desk:wave", found.pk)
    pools, here = selectors.pools_of(found), reverse("desk:wave_people", args=[found.pk])
    town = found.office.place.slug
    public = reverse("waves:sign_up", args=[town])
    context = {
        "numbers": selectors.numbers_of(found, timezone.localdate()),
        "skills": [
            {"word": word, "number": one.number, "url": f"{here}?kann={one.code}"}
            for one, word in zip(pools.skills, people.words_of([one.code for one in pools.skills]), strict=True)
        ],
        "spoken": [
            {"word": LANGUAGES[one.code].label if one.code in LANGUAGES else one.code, "number": one.number,
             "url": f"{here}?spricht={one.code}"}
            for one in pools.languages
        ],
        "people_url": here,
        "public_path": public,
        "paper_path": reverse("waves:paper", args=[town]),
        "address": request.build_absolute_uri(public),
        "last_day": services.last_day(found),
        "form": form,
    }  # fmt: skip
    return shown(request, found, "overview", "desk/wave_detail.html", context)


@keeps_entry
@guarded(rules.WORK_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def take_down(request: HttpRequest, wave_id: uuid.UUID) -> HttpResponse:
    """The short form while somebody speaks, or from a sheet; then the next one at once."""
    actor = actor_of(request)
    found = selectors.wave_for(actor, wave_id)
    if request.method == "POST":
        require(actor, rules.TAKE_DOWN, found)
    form = forms.TakeDownForm(entered(request), initial={"token": fresh_token()})
    if request.method == "POST" and form.is_valid():
        try:
            signed = services.take_down(
                actor=actor,
                wave=found,
                signing=form.signing(),
                channel=form.cleaned_data["channel"],
                token=form.taken_as(),
                origin=site_of(request),
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            words = {"name": signed.signup.volunteer.name, "code": signed.code}
            known = _("%(name)s steht schon auf der Liste. Code: %(code)s")
            notify(request, (_("Aufgenommen: %(name)s. Code: %(code)s") if signed.is_new else known) % words)
            return redirect("desk:wave_new", found.pk)
    return shown(request, found, "overview", "desk/wave_new.html", {"form": form})


@guarded(rules.READ_SOMEWHERE)
@require_GET
def people_of_pool(request: HttpRequest, wave_id: uuid.UUID) -> HttpResponse:
    """The people of a pool, in the order of signing up; who has a telephone only is rung from here."""
    actor = actor_of(request)
    found = selectors.wave_for(actor, wave_id)
    skill = parameters.text(request.GET, "kann", longest=40)
    language = parameters.text(request.GET, "spricht", longest=10)
    by_phone = "telefon" in request.GET
    listed = selectors.listed(found, selectors.Pool(skill, language), by_phone=by_phone)
    words = [
        *people.words_of([skill] if skill else []),
        *([LANGUAGES[language].label] if language in LANGUAGES else []),
    ]
    context = {
        "page": Paginator(listed, _A_PAGE).get_page(parameters.number(request.GET, "seite", otherwise=1)),
        "words": [*words, *([_("ohne E-Mail und Anschrift")] if by_phone else [])],
    }
    return shown(request, found, "overview", "desk/wave_people.html", context)


@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def dates(request: HttpRequest, wave_id: uuid.UUID) -> HttpResponse:
    """Dates with seats, whom to invite next, and a new date below."""
    actor = actor_of(request)
    found = selectors.wave_for(actor, wave_id)
    if request.method == "POST":
        require(actor, rules.STEER, found)
    form = forms.DateForm(request.POST or None, initial={"token": fresh_token(), "title": _("Infotermin")})
    if request.method == "POST" and form.is_valid():
        try:
            services.plan_gathering(actor=actor, wave=found, date=form.date(), token=form.taken_as())
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Angelegt. Laden Sie jetzt Menschen ein."))
            return redirect("desk:wave_dates", found.pk)
    context = {"form": form, **dates_of(found)}
    return shown(request, found, "dates", "desk/wave_dates.html", context)


def dates_of(found: Wave) -> dict[str, Any]:
    """As many as there are free seats are invited next, unless somebody says another number."""
    rows = []
    for at, one in enumerate(selectors.gatherings_of(found)):
        free = max(one.gathering.shift.seats - one.taken, 1)
        invite = forms.InviteForm(initial={"number": free}, auto_id=f"{at}_%s")
        rows.append({"one": one, "when": shift_words.when(one.gathering.shift), "invite": invite})
    return {"dates": rows}


@guarded(rules.READ_SOMEWHERE)
@require_GET
def proposals(request: HttpRequest, wave_id: uuid.UUID) -> HttpResponse:
    """The round of proposals: its certificate, what each organisation would get, and the button that sends."""
    actor = actor_of(request)
    found = selectors.wave_for(actor, wave_id)
    allotment = selectors.allotment_of(found)
    rows = selectors.picks_by_organisation(allotment) if allotment else []
    context = {
        "allotment": allotment,
        "rows": rows,
        "sent": sum(row["sent"] for row in rows),
        "gap": allotment.gap * 100 if allotment else 0,
        "is_working": allotment is not None and allotment.state in (Allotment.State.WAITING, Allotment.State.SENDING),
        "may_ask": found.state != Wave.State.ENDED and (allotment is None or allotment.state == Allotment.State.SENT),
    }
    return shown(request, found, "proposals", "desk/wave_proposals.html", context)


@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def partners(request: HttpRequest, wave_id: uuid.UUID) -> HttpResponse:
    """Neighbours who open their offers, and groups who organise themselves."""
    actor = actor_of(request)
    found = selectors.wave_for(actor, wave_id)
    if request.method == "POST":
        require(actor, rules.STEER, found)
    form = forms.GroupForm(request.POST or None, initial={"token": fresh_token()})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.note_group(actor=actor, wave=found, group=form.group(), token=form.taken_as())
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Die Gruppe hat einen Eintrag. Ergänzen Sie, was Sie wissen."))
            return redirect("desk:organisation", made.organisation_id)
    return shown(request, found, "partners", "desk/wave_partners.html", {"form": form, **partners_of(found)})


def partners_of(found: Wave) -> dict[str, Any]:
    openings = list(selectors.openings_of(found))
    asked = {one.neighbour.place_id for one in openings if one.state in (Opening.State.ASKED, Opening.State.OPEN)}
    asked.add(found.office.place_id)
    towns = [(one.ags, one.name) for one in towns_that_take_part() if one.pk not in asked]
    return {
        "openings": openings,
        "groups": selectors.groups_of(found),
        "town_form": TownForm(towns=towns, auto_id="n_%s"),
    }


@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def opening(request: HttpRequest, opening_id: uuid.UUID) -> HttpResponse:
    """Another office asks whether people of its wave may be proposed to our offers."""
    actor = actor_of(request)
    found = selectors.opening_for(actor, opening_id)
    if request.method == "POST":
        try:
            services.answer_neighbour(actor=actor, opening=found, yes="ja" in request.POST)
        except ValidationError as error:
            notify(request, " ".join(error.messages))
        else:
            notify(request, _("Danke, das andere Büro sieht Ihre Antwort."))
        return redirect("desk:wave_opening", found.pk)
    context = {
        "opening": found,
        "may_answer": rules.ANSWER.allows(actor, found),
        "is_over": found.state == Opening.State.ENDED,
    }
    return page(request, "desk/wave_opening.html", context, nav="volunteers")
