"""What the office does about organisations that keep their own record: ask, trust, invite, end, read statements."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.desk.forms import InviteForm, PlanForm, ReasonForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import (
    EDIT_RECORD,
    EDIT_SOMEWHERE,
    WORK_AT_DESK,
    Organisation,
    own_selectors,
    selectors,
    services,
    wording,
)
from engagiert.kernel.authz import guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify

A_PAGE = 50


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")


@guarded(WORK_AT_DESK)
@require_GET
def confirmations(request: HttpRequest) -> HttpResponse:
    """Who is due, whom the office has asked already, how many answer; ask many at once or let the job do it."""
    actor, today = actor_of(request), timezone.localdate()
    office = selectors.own_office(actor)
    listed = Paginator(own_selectors.due_at(actor, today), A_PAGE).get_page(request.GET.get("seite"))
    plan = own_selectors.plan_of(office)
    context = {
        "rows": [wording.due_line(record, services.known_addresses(record)) for record in listed],
        "page": listed,
        "figures": own_selectors.asking_figures(actor, timezone.now()),
        "plan": plan,
        "form": PlanForm(initial={"is_on": plan.is_on, "by_letter": plan.by_letter} if plan else None),
        "may_edit": EDIT_SOMEWHERE.allows(actor, None),
    }
    return page(request, "desk/confirmation_list.html", context, nav="confirmations")


@guarded(EDIT_SOMEWHERE)
@require_POST
def ask_many(request: HttpRequest) -> HttpResponse:
    """Write to the ticked records; a second press writes nothing more."""
    actor = actor_of(request)
    ids = [int(value) for value in request.POST.getlist("ids") if value.isdecimal()][:A_PAGE]
    records = [selectors.organisation_for(actor, organisation_id) for organisation_id in ids]
    if records:
        notify(request, _asked(services.ask_confirmations(actor=actor, organisations=records, site=_site(request))))
    else:
        notify(request, _("Kreuzen Sie zuerst mindestens einen Eintrag an."))
    return redirect("desk:confirmations")


def _asked(asked: services.Asked) -> str:
    written = ngettext("%(number)s Anfrage geschrieben.", "%(number)s Anfragen geschrieben.", asked.written)
    said = [written % {"number": asked.written}]
    if asked.lately:
        said.append(_("%(number)s wurden vor Kurzem schon gefragt.") % {"number": asked.lately})
    if asked.unreachable:
        said.append(
            _("%(number)s haben weder E-Mail-Adresse noch Anschrift: Rufen Sie dort an.")
            % {"number": asked.unreachable}
        )
    return " ".join(said)


@guarded(EDIT_SOMEWHERE)
@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """Let the system ask by itself once a year, or not."""
    actor = actor_of(request)
    form = PlanForm(request.POST)
    if form.is_valid():
        services.plan_asking(actor=actor, office=selectors.own_office(actor), site=_site(request), **form.cleaned_data)
        on, off = _("Ab jetzt wird einmal im Jahr von selbst gefragt."), _("Es wird nicht mehr von selbst gefragt.")
        notify(request, on if form.cleaned_data["is_on"] else off)
    return redirect("desk:confirmations")


@guarded(WORK_AT_DESK)
@require_GET
def care(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Who keeps this record, since when it is trusted, when it was asked."""
    record = selectors.organisation_for(actor_of(request), organisation_id)
    return _care(request, record, InviteForm())


def _care(request: HttpRequest, record: Organisation, form: InviteForm, status: int = 200) -> HttpResponse:
    context = own_selectors.care_of(record)
    context["asked"] = [(question, wording.stored_in_words(question.asked_by)) for question in context["asked"]]
    context |= {
        "organisation": record,
        "form": form,
        "known": [str(way) for way in services.known_addresses(record)],
        "may_edit": EDIT_RECORD.allows(actor_of(request), record),
        "is_due": record.is_due(timezone.localdate()),
    }
    return page(request, "desk/organisation_care.html", context, nav="organisations", status=status)


@guarded(EDIT_SOMEWHERE)
@require_POST
def invite(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Ask somebody to keep the record; the code goes to the address that the office types in."""
    actor = actor_of(request)
    record = selectors.organisation_for(actor, organisation_id)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _care(request, record, form, status=422)
    mail = form.cleaned_data["mail"]
    return _done(
        request,
        record,
        lambda: services.invite_contact(actor=actor, organisation=record, mail=mail, site=_site(request)),
        _("Die Einladung an %(mail)s ist unterwegs.") % {"mail": mail},
    )


@guarded(EDIT_SOMEWHERE)
@require_POST
def care_act(request: HttpRequest, organisation_id: int, verb: str) -> HttpResponse:
    """One click about the care of a record: ask, note a call, trust, trust no longer."""
    actor = actor_of(request)
    record = selectors.organisation_for(actor, organisation_id)
    acts: dict[str, tuple[Any, str]] = {
        "fragen": (
            lambda: services.ask_confirmation(actor=actor, organisation=record, site=_site(request)),
            _("Gefragt. Die Antwort trägt sich von selbst ein.")
            if not own_selectors.is_asked(record)
            else _("Vor Kurzem schon gefragt. Die Antwort steht noch aus."),
        ),
        "telefon": (
            lambda: services.confirm_by_phone(actor=actor, organisation=record),
            _("Am Telefon bestätigt."),
        ),
        "vertrauen": (
            lambda: services.trust_organisation(actor=actor, organisation=record, trusted=True),
            _("Was die Organisation ändert, ist ab jetzt sofort öffentlich."),
        ),
        "pruefen": (
            lambda: services.trust_organisation(actor=actor, organisation=record, trusted=False),
            _("Was die Organisation ändert, sehen Sie ab jetzt zuerst."),
        ),
    }
    if verb not in acts:
        return redirect("desk:care", record.pk)
    return _done(request, record, *acts[verb])


@guarded(EDIT_SOMEWHERE)
@require_POST
def end_contact(request: HttpRequest, organisation_id: int, account_id: int) -> HttpResponse:
    actor = actor_of(request)
    record = selectors.organisation_for(actor, organisation_id)
    return _done(
        request,
        record,
        lambda: services.end_contact(actor=actor, organisation=record, account_id=account_id),
        _("Beendet. Diese Person pflegt den Eintrag nicht mehr."),
    )


def _done(request: HttpRequest, record: Organisation, act: Any, text: str) -> HttpResponse:
    try:
        act()
    except ValidationError as error:
        text = " ".join(error.messages)
    notify(request, text)
    return redirect("desk:care", record.pk)


@guarded(WORK_AT_DESK)
@require_http_methods(["GET", "POST"])
def statement(request: HttpRequest, statement_id: int) -> HttpResponse:
    """What an organisation says; publish it word by word, or say why not."""
    actor = actor_of(request)
    found = own_selectors.statement_for(actor, statement_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if "publish" in request.POST:
                services.publish_statement(actor=actor, statement=found)
                notify(request, _("Veröffentlicht, neben dem Eintrag."))
            else:
                services.decline_statement(actor=actor, statement=found, reason=form.cleaned_data["reason"])
                notify(request, _("Nicht veröffentlicht. Die Organisation liest Ihre Begründung."))
        except ValidationError as error:
            notify(request, " ".join(error.messages))
            return redirect("desk:statement", found.pk)
        return redirect("desk:reviews")
    context = {"statement": found, "form": form, "may_edit": EDIT_RECORD.allows(actor, found)}
    return page(request, "desk/statement_detail.html", context, nav="reviews")
