"""The office's own face: settings, and the same parts in a row for a new office."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.accounts.public import DESCRIBE_OFFICE, Role, members_of, office_of
from engagiert.apps.accounts.public import rules as account_rules
from engagiert.apps.accounts.public import selectors as account_selectors
from engagiert.apps.cases.public import kinds
from engagiert.apps.cases.public import selectors as case_selectors
from engagiert.apps.cases.public import services as case_services
from engagiert.apps.desk import checklist
from engagiert.apps.desk.sections import SECTIONS, Desk, Section, keep
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import WORK_AT_DESK, selectors
from engagiert.apps.places.public import (
    TownFile,
    enforcement_for,
    prove_domain,
    record_of_domain,
    remove_file,
    surroundings,
    texts_of,
    town_of,
)
from engagiert.kernel.authz import guarded, require
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.colour import contrast, readable, shades
from engagiert.kernel.ui.notices import notify

FIRST, DOMAIN = "ort", "domain"
FILES = {"wappen": TownFile.Kind.ARMS, "gebaerdensprache": TownFile.Kind.SIGNS}


def desk_of(request: HttpRequest) -> Desk:
    """The actor's office with its town; 404 where the place has no public face. Five queries."""
    actor = actor_of(request)
    office = selectors.own_office(actor)
    town = town_of(office.place)
    if town is None:
        raise Http404
    keeps_town = office_of(office.place) == office
    return Desk(actor, office, town, texts_of(town), selectors.terms_chosen(office.place), keeps_town)


def steps_of(desk: Desk, records: int) -> list[checklist.Step]:
    """The steps that this office itself can take; none for who may not change its face. At most two queries."""
    if not DESCRIBE_OFFICE.allows(desk.actor, desk.office):
        return []
    today = timezone.localdate()
    leads = len(members_of([desk.office.pk], Role.Name.COORDINATOR, on=today))
    promised = case_selectors.has_promised(desk.office.pk)
    found = checklist.steps(desk, coordinators=leads, records=records, has_promised=promised, today=today)
    return [step for step in found if desk.keeps_town or not step.of_town]


def open_steps(request: HttpRequest, records: int) -> dict[str, Any]:
    """What is missing, for the desk's home, with the office and town that were read for it; nothing for who may not
    change it."""
    if not account_rules.MANAGE_TEAM_SOMEWHERE.allows(actor_of(request), None):
        return {}
    try:
        desk = desk_of(request)
    except Http404:
        return {}
    return {"open_steps": checklist.missing(steps_of(desk, records)), "office": desk.office, "town": desk.town}


def _records(desk: Desk) -> int:
    counts = selectors.desk_counts(desk.actor, timezone.localdate())
    return counts["published"] + counts["drafts"]


@guarded(WORK_AT_DESK)
@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    """All parts of the face, and which of them are still open."""
    desk = desk_of(request)
    open_ones = {step.slug: step for step in checklist.missing(steps_of(desk, _records(desk)))}
    shown = [section for section in SECTIONS.values() if desk.keeps_town or not section.of_town]
    parts = [(section, open_ones.get(section.slug)) for section in shown]
    may_change = DESCRIBE_OFFICE.allows(desk.actor, desk.office)
    return _page(request, desk, "settings", {"parts": parts, "may_change": may_change})


@keeps_entry
@guarded(account_rules.MANAGE_TEAM_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, section: str) -> HttpResponse:
    """One part, on a page of its own."""
    desk, found = desk_of(request), _section(section)
    form = _form(request, desk, found)
    if _is_saved(request, desk, found, form):
        notify(request, _("„%(name)s“ ist gespeichert.") % {"name": found.title})
        # A new domain is not in use yet: the page says what is still to be done.
        wanted = found.slug == DOMAIN and form.cleaned_data["domain"] != desk.town.domain
        return redirect("desk:settings_section", DOMAIN) if wanted else redirect("desk:settings")
    context = _around(request, desk, found, form) | {"back": reverse("desk:settings")}
    return _page(request, desk, "settings_section", context, status=422 if form.errors else 200)


@guarded(account_rules.MANAGE_TEAM_SOMEWHERE)
@require_POST
def remove(request: HttpRequest, section: str) -> HttpResponse:
    """Take the coat of arms or the video away."""
    desk = desk_of(request)
    _require(desk, _section(section))
    kind = FILES.get(section)
    if kind is None:
        raise Http404
    remove_file(actor=desk.actor, place=desk.town.place, kind=kind)
    notify(request, _("Entfernt."))
    return redirect("desk:settings_section", section)


@guarded(account_rules.MANAGE_TEAM_SOMEWHERE)
@require_POST
def prove(request: HttpRequest) -> HttpResponse:
    """Look whether the town's own domain is proven; from then on it is used."""
    desk = desk_of(request)
    _require(desk, _section(DOMAIN))
    try:
        town = prove_domain(actor=desk.actor, place=desk.town.place)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    else:
        if town.domain:
            notify(request, _("Ihre Seiten stehen jetzt auch unter %(domain)s.") % {"domain": town.domain})
    return redirect("desk:settings_section", DOMAIN)


@guarded(account_rules.MANAGE_TEAM_SOMEWHERE)
@require_GET
def set_up(request: HttpRequest) -> HttpResponse:
    """A new office in ten minutes: all steps, what is done, and the next one."""
    desk = desk_of(request)
    require(desk.actor, DESCRIBE_OFFICE, desk.office)
    steps = steps_of(desk, _records(desk))
    following = next((step for step in steps if not step.done), None)
    return _page(request, desk, "set_up", {"steps": steps, "following": following})


@keeps_entry
@guarded(account_rules.MANAGE_TEAM_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def set_up_step(request: HttpRequest, section: str) -> HttpResponse:
    """One step: the place to check, a part of the face to fill in, or the people to ask."""
    desk = desk_of(request)
    require(desk.actor, DESCRIBE_OFFICE, desk.office)
    steps = steps_of(desk, _records(desk))
    addresses = {FIRST: reverse("desk:set_up_step", args=[FIRST])} | {step.slug: step.address for step in steps}
    if section not in addresses:
        raise Http404
    row = [*addresses.values(), reverse("desk:set_up")]
    at = list(addresses).index(section)
    following = row[at + 1]
    context: dict[str, Any] = {
        "groups": checklist.GROUPS,
        "group": steps[at - 1].group if at else 1,
        "at": at + 1,
        "of": len(addresses),
        "following": following,
        "before": row[at - 1] if at else "",
        "unfinished": checklist.unfinished(steps),
    }
    if section in checklist.TOLD:
        return _told(request, desk, section, context)
    found = _section(section)
    form = _form(request, desk, found)
    if _is_saved(request, desk, found, form):
        return redirect(following)
    context |= _around(request, desk, found, form) | {"back": reverse("desk:set_up")}
    return _page(request, desk, "settings_section", context, status=422 if form.errors else 200)


def _told(request: HttpRequest, desk: Desk, step: str, context: dict[str, Any]) -> HttpResponse:
    """The steps that are no part of the face; of the promises one can say that they hold as they are."""
    if step == "ort":
        context |= {"place": desk.office.place, "around": surroundings(desk.office.place)}
        return _page(request, desk, "set_up_place", context)
    if step == "team":
        context["people"] = account_selectors.team_of(desk.actor, desk.office.pk, today=timezone.localdate()).inside
        return _page(request, desk, "set_up_team", context)
    if step != "zusagen":
        return redirect("desk:imports")
    promises = case_selectors.promises_of(desk.office.pk)
    if request.method == "POST":
        case_services.promise_days(actor=desk.actor, office=desk.office, days=promises)
        return redirect(context["following"])
    context["promises"] = [{"kind": kind, "days": promises[kind.code]} for kind in kinds.kinds()]
    return _page(request, desk, "set_up_promise", context)


def _page(
    request: HttpRequest, desk: Desk, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    around = {"office": desk.office, "town": desk.town}
    return page(request, f"desk/{template}.html", context | around, nav="settings", status=status)


def _section(slug: str) -> Section:
    found = SECTIONS.get(slug)
    if found is None:
        raise Http404
    return found


def _require(desk: Desk, section: Section) -> None:
    """Whoever may not change this part may not see its form either."""
    require(desk.actor, DESCRIBE_OFFICE, desk.office)
    if section.of_town and not desk.keeps_town:
        # The town's face is kept by one office, the one that keeps its inventory.
        raise Http404


def _form(request: HttpRequest, desk: Desk, section: Section) -> Any:
    _require(desk, section)
    return section.form(entered(request), request.FILES or None, initial=section.initial(desk))


def _is_saved(request: HttpRequest, desk: Desk, section: Section, form: Any) -> bool:
    asked = request.method == "POST" and "preview" not in request.POST
    return asked and form.is_valid() and keep(section, desk, form)


def _around(request: HttpRequest, desk: Desk, section: Section, form: Any) -> dict[str, Any]:
    """What stands beside the form: a preview, the version that holds, who is to be told."""
    preview = request.method == "POST" and "preview" in request.POST and form.is_valid()
    context: dict[str, Any] = {"section": section, "form": form, "version": desk.texts.get(section.text)}
    if section.slug == "gesicht":
        colour = form.cleaned_data["accent"] if preview else desk.town.accent
        context |= _colours(form, colour)
    elif preview and section.text:
        context["shown"] = form.cleaned_data["text"]
    if section.slug == "barrierefreiheit":
        context["enforcement"] = enforcement_for(desk.town)
    if section.slug == DOMAIN and desk.town.wanted_domain:
        context["record"] = record_of_domain(desk.town.place, desk.town.wanted_domain)
    if section.slug in FILES:
        context["has_file"] = bool(getattr(desk.town, FILES[section.slug].value))
    return context


def _colours(form: Any, colour: str) -> dict[str, Any]:
    """The shades that follow from a colour, or the nearest one that letters can be read on."""
    try:
        found = shades(colour)
    except ValueError as error:
        if "accent" not in form.errors:
            form.add_error("accent", str(error))
        try:
            return {"instead": readable(colour)}
        except ValueError:
            return {}
    return {"shades": found, "ratio": contrast(found.accent, "#ffffff")}
