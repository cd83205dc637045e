"""List, add, read, change, confirm, archive."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.desk.forms import ContactForm, NewOrganisationForm, NoteForm, ReasonForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import (
    EDIT_RECORD,
    EDIT_SOMEWHERE,
    WORK_AT_DESK,
    ContactPointFormSet,
    FundingFormSet,
    Organisation,
    OrganisationForm,
    Revision,
    opened_of,
    read,
    rows_of,
    selectors,
    services,
    wording,
)
from engagiert.apps.places.public import Place, places
from engagiert.kernel.authz import guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.notices import notify

STATES = ("published", "due", "draft", "archived")
A_PAGE = 50


@guarded(WORK_AT_DESK)
@require_GET
def organisations(request: HttpRequest) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    state = request.GET.get("zustand", "")
    text = request.GET.get("q", "").replace("\x00", "")[:200]
    found = selectors.organisations_at(actor, state=state if state in STATES else "", text=text, today=today)
    listed = Paginator(found, A_PAGE).get_page(request.GET.get("seite"))
    context = {
        "rows": [{"record": record, "due": record.is_due(today)} for record in listed],
        "page": listed,
        "counts": selectors.desk_counts(actor, today),
        "state": state,
        "text": text,
    }
    return page(request, "desk/organisation_table.html", context, nav="organisations")


@guarded(EDIT_SOMEWHERE)
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Confirm, publish or archive the ticked records."""
    actor = actor_of(request)
    acts = {
        "confirm": services.confirm_organisation,
        "publish": services.publish_organisation,
        "archive": services.archive_organisation,
    }
    act = acts.get(request.POST.get("act", ""))
    ids = [int(value) for value in request.POST.getlist("ids") if value.isdecimal()][:A_PAGE]
    if not ids:
        notify(request, _("Kreuzen Sie zuerst mindestens einen Eintrag an."))
    elif act is not None:
        records = [selectors.organisation_for(actor, organisation_id) for organisation_id in ids]
        changed = sum(act(actor=actor, organisation=record) is not None for record in records)
        text = ngettext("%(number)s Eintrag geändert.", "%(number)s Einträge geändert.", changed)
        notify(request, text % {"number": changed})
    return redirect(reverse("desk:organisations") + _query(request))


def _query(request: HttpRequest) -> str:
    state = request.POST.get("zustand", "")
    return f"?zustand={state}" if state in STATES else ""


def _neighbourhoods(place: Place) -> list[str]:
    return list(places(kind="neighbourhood", within=place.ags).values_list("name", flat=True))


@keeps_entry
@guarded(EDIT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    offices = list(selectors.offices_of(actor))
    data = entered(request)
    form = NewOrganisationForm(
        data,
        offices=offices,
        places=[office.place for office in offices],
        initial={"town": offices[0].place.name},
    )
    points = ContactPointFormSet(data, prefix="contact_points")
    valid = request.method == "POST" and form.is_valid() and points.is_valid()
    namesakes = selectors.namesakes(actor, form.place(), form.cleaned_data["name"]) if valid else []
    if valid and (not namesakes or "anyway" in request.POST):
        draft = services.Draft(
            place=form.place(),
            values=form.document(),
            children={"contact_points": rows_of(points, "role"), "aliases": form.aliases([])},
        )
        publish = "publish" in request.POST
        organisation = services.create_organisation(actor=actor, office=form.office(), draft=draft, publish=publish)
        if publish:
            services.confirm_organisation(actor=actor, organisation=organisation)
        notify(request, _("„%(name)s“ ist eingetragen.") % {"name": organisation.name})
        return redirect("desk:organisation", organisation.pk)
    context = {
        "form": form,
        "points": points,
        "organisation": None,
        "namesakes": namesakes,
        "neighbourhoods": _neighbourhoods(offices[0].place),
    }
    return page(request, "desk/organisation_form.html", context, nav="organisations")


@guarded(WORK_AT_DESK)
@require_GET
def organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    actor = actor_of(request)
    record = selectors.organisation_for(actor, organisation_id)
    return page(request, "desk/organisation_inside.html", _inside(request, record), nav="organisations")


def _inside(request: HttpRequest, record: Organisation, **forms: Any) -> dict[str, Any]:
    actor = actor_of(request)
    shown = [*wording.SHOWN_INSIDE]
    document = read(record, [*shown, "contact_points", "funding", "facilities", "aliases", "sources"])
    sources = document["sources"]
    return {
        "organisation": record,
        "may_edit": EDIT_RECORD.allows(actor, record),
        "is_due": record.is_due(timezone.localdate()),
        "values": [wording.inside_line(key, document[key], sources.get(key)) for key in shown],
        "document": document,
        "contacts": list(record.contacts.all()),
        "notes": list(record.notes.select_related("author")),
        "suggestions": list(selectors.open_suggestions(actor).filter(organisation=record)),
        "recent": [wording.Change.of(revision) for revision in selectors.history_of(record)[:5]],
        "note_form": forms.get("note_form") or NoteForm(),
        "contact_form": forms.get("contact_form") or ContactForm(prefix="kontakt"),
    }


@keeps_entry
@guarded(EDIT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """The form remembers which state it shows, so that two people who edit at once both keep their words."""
    actor = actor_of(request)
    record = selectors.organisation_for(actor, organisation_id)
    data = entered(request)
    opened = opened_of(data) if data is not None else services.Opened(services.last_revision(record))
    record.refresh_from_db()
    children = read(record, ["contact_points", "funding", "aliases"])
    form = OrganisationForm(data, initial=OrganisationForm.initial_of(record))
    points = ContactPointFormSet(data, prefix="contact_points", initial=children["contact_points"])
    funding = FundingFormSet(data, prefix="funding", initial=children["funding"])
    context: dict[str, Any] = {"form": form, "points": points, "funding": funding, "organisation": record}
    if request.method == "POST" and form.is_valid() and points.is_valid() and funding.is_valid():
        values = form.document()
        values |= {"contact_points": rows_of(points, "role"), "funding": rows_of(funding, "funder")}
        values["aliases"] = form.aliases(children["aliases"])
        try:
            revision = services.edit_organisation(actor=actor, organisation=record, values=values, opened=opened)
        except services.EditConflict as conflict:
            now = read(record, conflict.keys)
            context["conflicts"] = [wording.Comparison.of(key, now[key], values[key]) for key in conflict.keys]
            settled = opened.settled | set(conflict.keys)
            opened = services.Opened(opened.revision, settled, services.last_revision(record))
        else:
            return _saved(request, record, revision)
    context |= {"opened": opened, "neighbourhoods": _neighbourhoods(record.place)}
    return page(request, "desk/organisation_form.html", context, nav="organisations")


def _saved(request: HttpRequest, record: Organisation, revision: Revision | None) -> HttpResponse:
    if revision is None:
        notify(request, _("Es war nichts zu ändern."))
    else:
        notify(request, _("Gespeichert."), undo_url=reverse("desk:undo", args=[record.pk, revision.pk]))
    return redirect("desk:organisation", record.pk)


@guarded(EDIT_SOMEWHERE)
@require_POST
def act(request: HttpRequest, organisation_id: int, verb: str) -> HttpResponse:
    """One click: confirm, publish, revive."""
    actor = actor_of(request)
    record = selectors.organisation_for(actor, organisation_id)
    verbs = {
        "bestaetigen": (services.confirm_organisation, _("Bestätigt: Die Angaben stimmen noch.")),
        "veroeffentlichen": (services.publish_organisation, _("Veröffentlicht.")),
        "zurueckholen": (services.revive_organisation, _("Zurückgeholt, jetzt als Entwurf.")),
    }
    if verb not in verbs:
        raise Http404
    service, text = verbs[verb]
    service(actor=actor, organisation=record)
    notify(request, text)
    return redirect("desk:organisation", record.pk)


@guarded(EDIT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def archive(request: HttpRequest, organisation_id: int) -> HttpResponse:
    actor = actor_of(request)
    record = selectors.organisation_for(actor, organisation_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.archive_organisation(actor=actor, organisation=record, reason=form.cleaned_data["reason"])
        notify(request, _("„%(name)s“ ist archiviert und nicht mehr öffentlich.") % {"name": record.name})
        return redirect("desk:organisation", record.pk)
    context = {"organisation": record, "form": form}
    return page(request, "desk/organisation_archive.html", context, nav="organisations")


@guarded(WORK_AT_DESK)
@require_GET
def history(request: HttpRequest, organisation_id: int) -> HttpResponse:
    actor = actor_of(request)
    record = selectors.organisation_for(actor, organisation_id)
    listed = Paginator(selectors.history_of(record), A_PAGE).get_page(request.GET.get("seite"))
    context = {
        "organisation": record,
        "may_edit": EDIT_RECORD.allows(actor, record),
        "changes": [wording.Change.of(revision) for revision in listed],
        "page": listed,
    }
    return page(request, "desk/organisation_history.html", context, nav="organisations")


@guarded(EDIT_SOMEWHERE)
@require_POST
def undo(request: HttpRequest, organisation_id: int, revision_id: int) -> HttpResponse:
    actor = actor_of(request)
    revision = selectors.revision_for(actor, organisation_id, revision_id)
    try:
        result = services.undo_revision(actor=actor, revision=revision)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
        return redirect("desk:history", organisation_id)
    if result.revision is None:
        notify(request, _("Das lässt sich nicht mehr zurücknehmen: Die Angaben wurden danach noch einmal geändert."))
    elif result.kept:
        names = ", ".join(wording.field_label(key) for key in result.kept)
        notify(request, _("Zurückgenommen, außer: %(names)s. Das wurde danach geändert.") % {"names": names})
    else:
        notify(request, _("Zurückgenommen."))
    return redirect("desk:history", organisation_id)


@guarded(EDIT_SOMEWHERE)
@require_POST
def add_note(request: HttpRequest, organisation_id: int) -> HttpResponse:
    actor = actor_of(request)
    record = selectors.organisation_for(actor, organisation_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        context = _inside(request, record, note_form=form)
        return page(request, "desk/organisation_inside.html", context, nav="organisations", status=422)
    services.add_note(actor=actor, organisation=record, text=form.cleaned_data["text"])
    return redirect(reverse("desk:organisation", args=[record.pk]) + "#intern")


@guarded(EDIT_SOMEWHERE)
@require_POST
def add_contact(request: HttpRequest, organisation_id: int) -> HttpResponse:
    actor = actor_of(request)
    record = selectors.organisation_for(actor, organisation_id)
    form = ContactForm(request.POST, prefix="kontakt")
    if not form.is_valid():
        context = _inside(request, record, contact_form=form)
        return page(request, "desk/organisation_inside.html", context, nav="organisations", status=422)
    services.add_contact(actor=actor, organisation=record, **form.cleaned_data)
    return redirect(reverse("desk:organisation", args=[record.pk]) + "#intern")


@guarded(EDIT_SOMEWHERE)
@require_POST
def remove_private(request: HttpRequest, organisation_id: int, kind: str, row_id: int) -> HttpResponse:
    """Take a note or an internal contact away; the history can bring it back."""
    actor = actor_of(request)
    record = selectors.organisation_for(actor, organisation_id)
    if kind == "notiz":
        services.remove_note(actor=actor, organisation=record, note_id=row_id)
    else:
        services.remove_contact(actor=actor, organisation=record, contact_id=row_id)
    return redirect(reverse("desk:organisation", args=[record.pk]) + "#intern")
