"""Applications for cards at the desk: what waits, one from paper, the decision beside its rule, the conditions."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import fresh_token
from engagiert.apps.cases.public import selectors as case_selectors
from engagiert.apps.desk.card_forms import DecisionForm, ProgrammeForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.apps.messages.public import messages_about
from engagiert.apps.recognition.public import (
    Application,
    ConfirmationForm,
    PaperForm,
    engagement_lines,
    rules,
    selectors,
    services,
)
from engagiert.kernel.authz import Actor, guarded, require
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.forms import for_others, put_errors
from engagiert.kernel.ui.notices import notify
from engagiert.kernel.ui.paging import capped_page

PAGE_SIZE = 50
KIND = "recognition.application"
VIEWS = {
    "": Application.State.OPEN,
    "bewilligt": Application.State.GRANTED,
    "abgelehnt": Application.State.DECLINED,
    "zurueckgezogen": Application.State.WITHDRAWN,
    "landes-app": Application.State.ELSEWHERE,
}
CONFIRMED = {"": None, "vollstaendig": True, "fehlt": False}


def _office(request: HttpRequest) -> Office:
    office = directory_selectors.own_offices(actor_of(request))[0]
    if not selectors.keeps_cards(office):
        raise Http404
    return office


@guarded(rules.READ_SOMEWHERE)
@require_GET
def applications(request: HttpRequest) -> HttpResponse:
    """Applications by state, name and whether the organisations have confirmed."""
    actor, office = actor_of(request), _office(request)
    text, view = parameters.text(request.GET, "q", longest=100), parameters.text(request.GET, "zustand", longest=20)
    confirmed = parameters.text(request.GET, "bestaetigt", longest=20)
    found = selectors.applications_of(
        actor, office.pk, text=text, state=VIEWS.get(view, VIEWS[""]), confirmed=CONFIRMED.get(confirmed)
    )
    may_issue = rules.ISSUE.allows(actor, office)
    context = {
        "form": DecisionForm(templates=case_selectors.answer_templates(office.pk, KIND)) if may_issue else None,
        "page": capped_page(found, PAGE_SIZE, request.GET.get("seite"), read=selectors.application_lines),
        "text": text,
        "view": view if view in VIEWS else "",
        "confirmed": confirmed if confirmed in CONFIRMED else "",
        "is_narrowed": bool(text or view or confirmed),
        "office": office,
        "may_issue": may_issue,
    }
    return page(request, "desk/card_application_list.html", context, nav="cards")


@keeps_entry
@guarded(rules.ISSUE_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def new_application(request: HttpRequest) -> HttpResponse:
    """From paper, at the counter or on the telephone."""
    actor, office = actor_of(request), _office(request)
    require(actor, rules.ISSUE, office)
    person = request.GET.get("person", "")
    known = selectors.known_at_desk(actor, uuid.UUID(person)) if _is_key(person) else None
    initial = {"token": fresh_token(), "day": timezone.localdate()}
    form = PaperForm(entered(request), initial=initial, known=known, asks_app=selectors.uses_app(office))
    if request.method == "POST" and form.is_valid():
        place = office.place
        told = [
            one | {"organisation_id": selectors.organisation_named(place, one["organisation_name"])}
            for one in form.told()
        ]
        try:
            case, _code = services.apply_for_card(
                actor=actor,
                office=office,
                facts=form.facts(),
                engagements=told,
                asker=form.asker(),
                channel=form.cleaned_data["channel"],
                token=form.taken_as(),
                known=known,
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            if not case.about:
                notify(request, _("Es gibt schon einen offenen Antrag von diesem Menschen. Er bleibt, wie er ist."))
                return redirect("desk:case", case.pk)
            notify(request, _("Der Antrag ist aufgenommen."))
            return redirect("desk:card_application", case.about.partition(":")[2])
    context = {"form": form, "office": office, "known": known}
    return page(request, "desk/card_application_form.html", context, nav="cards", status=422 if form.errors else 200)


@guarded(rules.READ_SOMEWHERE)
@require_GET
def application(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """What was asked for, what the rule of its day says, who has confirmed."""
    return _shown(request, selectors.application_for(actor_of(request), application_id))


def _shown(
    request: HttpRequest, found: Application, form: DecisionForm | None = None, *, trouble: list[str] | None = None
) -> HttpResponse:
    actor = actor_of(request)
    may_issue = rules.ISSUE.allows(actor, found.office)
    engagements: list[dict[str, Any]] = [
        {
            "engagement": one,
            "lines": engagement_lines(one),
            "form": for_others(ConfirmationForm(prefix=str(one.pk))),
            "code": selectors.code_for_paper(one) if may_issue and found.is_open and not one.confirmed_at else "",
        }
        for one in found.engagements.all()
    ]
    context: dict[str, Any] = {
        "application": found,
        "judged": selectors.judged(found) if found.state != Application.State.ELSEWHERE else None,
        "engagements": engagements,
        "may_decide": may_issue and found.is_open,
        "to_ask": sum(not (one["engagement"].asked_at or one["engagement"].confirmed_at) for one in engagements),
        "form": form or DecisionForm(templates=case_selectors.answer_templates(found.office_id, KIND)),
        "trouble": trouble or [],
        "app_card": selectors.app_card_of(found) if found.is_open else None,
        "office": found.office,
    }
    bad = bool(trouble) or bool(form and form.errors)
    return page(request, "desk/card_application.html", context, nav="cards", status=422 if bad else 200)


@guarded(rules.ISSUE_SOMEWHERE)
@require_POST
def act(request: HttpRequest, application_id: uuid.UUID, doing: str) -> HttpResponse:
    """Ask the organisations, say yes, say no."""
    actor = actor_of(request)
    found = selectors.application_for(actor, application_id)
    require(actor, rules.ISSUE, found.office)
    if doing == "fragen":
        origin = request.build_absolute_uri("/").rstrip("/")
        asked = services.ask_organisations(actor=actor, application=found, origin=origin)
        said = ngettext(
            "%(number)s Organisation hat Post von uns.", "%(number)s Organisationen haben Post von uns.", asked
        )
        notify(request, said % {"number": asked} + " " + _("Codes für die anderen stehen unten."))
        return redirect("desk:card_application", found.pk)
    if doing == "zurueckgezogen":
        services.withdraw_application(actor=actor, application=found)
        notify(request, _("Der Antrag ist zurückgezogen."))
        return redirect("desk:card_application", found.pk)
    form = DecisionForm(request.POST, templates=case_selectors.answer_templates(found.office_id, KIND))
    form.is_valid()
    reason, site = form.words(), site_of(request)
    try:
        if doing == "bewilligen":
            card = services.grant_application(actor=actor, application=found, reason=reason, site=site)
            notify(request, _("Die Karte ist ausgestellt.") + " " + _told(actor, found))
            return redirect("desk:card", card.pk)
        if doing != "ablehnen":
            raise Http404
        services.decline_application(actor=actor, application=found, reason=reason, site=site)
    except ValidationError as error:
        form.add_error("reason", error)
        return _shown(request, found, form)
    notify(request, _("Der Antrag ist abgelehnt, der Vorgang ist beantwortet.") + " " + _told(actor, found))
    return redirect("desk:card_application", found.pk)


def _told(actor: Actor, found: Application) -> str:
    """Whether the person hears of it by themselves."""
    written = messages_about(actor, f"recognition.application:{found.pk}")
    if any(one.purpose == "recognition.decision" for one in written):
        return _("Die Nachricht ist geschrieben.")
    return _("Bitte sagen Sie es selbst: Wir haben weder E-Mail noch Anschrift.")


@guarded(rules.ISSUE_SOMEWHERE)
@require_POST
def decide_many(request: HttpRequest) -> HttpResponse:
    """The same decision for all that are ticked; what is not clear stays."""
    actor, office = actor_of(request), _office(request)
    form = DecisionForm(request.POST, templates=case_selectors.answer_templates(office.pk, KIND))
    form.is_valid()
    grant = request.POST.get("act") == "grant"
    if not grant and not form.words():
        notify(request, _("Schreiben Sie den Grund: Die Menschen, die beantragt haben, lesen ihn."))
        return redirect("desk:card_applications")
    keys = [uuid.UUID(key) for key in request.POST.getlist("ids") if _is_key(key)]
    done, left = services.decide_many(
        actor=actor, office=office, keys=keys, grant=grant, reason=form.words(), site=site_of(request)
    )
    said = ngettext("%(number)s Antrag ist entschieden.", "%(number)s Anträge sind entschieden.", done)
    said %= {"number": done}
    if left:
        said += " " + _("Nicht entschieden, weil etwas fehlt: %(names)s.") % {"names": ", ".join(left[:10])}
    notify(request, said)
    return redirect("desk:card_applications")


def _is_key(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


@guarded(rules.ISSUE_SOMEWHERE)
@require_POST
def confirmed(request: HttpRequest, engagement_id: uuid.UUID) -> HttpResponse:
    """Somebody said it on the telephone, or it came on paper."""
    actor = actor_of(request)
    found = selectors.engagement_for(actor, engagement_id)
    require(actor, rules.ISSUE, found.office)
    form = for_others(ConfirmationForm(request.POST, prefix=str(found.pk)))
    trouble = []
    if form.is_valid():
        try:
            services.note_confirmation(
                actor=actor, engagement=found, by=form.cleaned_data["by"], yes="ja" in request.POST
            )
        except ValidationError as error:
            trouble = error.messages
    else:
        trouble = [_("Schreiben Sie, wer es bestätigt hat.")]
    if trouble:
        return _shown(request, selectors.application_for(actor, found.application_id), trouble=trouble)
    return redirect("desk:card_application", found.application_id)


@guarded(rules.ISSUE_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def programme(request: HttpRequest) -> HttpResponse:
    """What the town asks for beside the Land's rules."""
    actor, office = actor_of(request), _office(request)
    require(actor, rules.KEEP_KEYS, office)
    form = ProgrammeForm(request.POST or None, instance=selectors.programme_of(office))
    if request.method == "POST" and form.is_valid():
        services.set_programme(actor=actor, office=office, **form.cleaned_data)
        notify(request, _("Gespeichert. Offene Anträge werden ab jetzt danach beurteilt."))
        return redirect("desk:card_programme")
    context = {"form": form, "office": office}
    return page(request, "desk/card_programme.html", context, nav="cards", status=422 if form.errors else 200)
