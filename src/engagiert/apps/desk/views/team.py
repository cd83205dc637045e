"""The team: who works here and until when, who is invited, who stands in, which task is whose, who looked in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.accounts.public import Invitation, Office, rules, selectors, team
from engagiert.apps.desk.shell import page
from engagiert.apps.desk.team_forms import HandOverForm, InviteForm, SecondFactorForm
from engagiert.apps.directory.public import selectors as directory
from engagiert.apps.messages.public import invitation_pdf
from engagiert.kernel.authz import Actor, guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify

NAV = "team"


def home_of(request: HttpRequest) -> str:
    """The address of the installation, for links in mails and letters."""
    return request.build_absolute_uri("/").rstrip("/")


@guarded(rules.READ_TEAM_SOMEWHERE)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Everything about the team on one page; whoever may not change it sees the same without buttons."""
    actor = actor_of(request)
    office = directory.own_office(actor)
    return _overview(request, actor, office)


def _overview(
    request: HttpRequest, actor: Actor, office: Office, *, hand_over: HandOverForm | None = None
) -> HttpResponse:
    today, now = timezone.localdate(), timezone.now()
    manages = rules.MANAGE_TEAM.allows(actor, office.pk)
    found = selectors.team_of(actor, office.pk, today=today)
    invitations = [
        {"invitation": one, "expired": one.has_expired(now)} for one in selectors.open_invitations(actor, office.pk)
    ]
    offices = list(selectors.offices_at(office.place))
    context = {
        "team": found,
        "deputies": [role for member in found.members for role in member.lent],
        "invitations": invitations,
        "entries": list(selectors.entries_at(actor, office.pk)[:20]),
        "offices": offices,
        "manages": manages,
        "may_be_absent": rules.BE_ABSENT_SOMEWHERE.allows(actor, None),
        "hand_over": hand_over or _hand_over_form(office, offices),
        "protected": selectors.protected_among(member.account.pk for member in found.members) if manages else set(),
        "second_factor": SecondFactorForm(initial={"first_day": office.second_factor_from}),
        "today": today,
        "now": now,
    }
    broken = hand_over is not None
    return page(request, "desk/team.html", context, nav=NAV, status=422 if broken else 200)


def _hand_over_form(office: Office, offices: list[Office], data: Any = None) -> HandOverForm | None:
    """None where there is nothing to hand over, or nobody."""
    tasks = [(task, Office.Task(task).label) for task in office.tasks if task in Office.HANDED_OVER]
    others = [one for one in offices if one != office]
    return HandOverForm(data, tasks=tasks, offices=others) if tasks and others else None


@guarded(rules.MANAGE_TEAM_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Ask somebody to join; without mail address the next page offers the letter."""
    actor = actor_of(request)
    office = directory.own_office(actor)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = team.invite(actor=actor, office=office, home=home_of(request), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            notify(request, _invited(made))
            return redirect("desk:team")
    return page(request, "desk/team_invite.html", {"form": form}, nav=NAV, status=422 if form.errors else 200)


def _invited(made: Invitation) -> str:
    if made.mail:
        return _("Eingeladen: %(name)s. Die E-Mail ist unterwegs.") % {"name": made.name}
    return _("Eingeladen: %(name)s. Drucken Sie jetzt die Einladung mit dem Code.") % {"name": made.name}


@guarded(rules.MANAGE_TEAM_SOMEWHERE)
@require_GET
def invitation_letter(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """The invitation as a letter with code and QR code; only where it was not sent by mail."""
    invitation = selectors.invitation_for(actor_of(request), invitation_id)
    if invitation.mail:
        # Whoever prints it could say yes in the name of another.
        raise Http404
    try:
        pdf = invitation_pdf(invitation, home=home_of(request), language=get_language() or "de")
    except ValueError as error:
        raise Http404 from error
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="einladung.pdf"'
    return response


@guarded(rules.MANAGE_TEAM_SOMEWHERE)
@require_POST
def decide_invitation(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Send it again with a new code, or take it back."""
    actor = actor_of(request)
    invitation = selectors.invitation_for(actor, invitation_id)
    try:
        if "again" in request.POST:
            team.renew_invitation(actor=actor, invitation=invitation, home=home_of(request))
            notify(request, _("Die Einladung hat einen neuen Code. Der alte gilt nicht mehr."))
        elif "withdraw" in request.POST:
            team.withdraw_invitation(actor=actor, invitation=invitation)
            notify(request, _("Die Einladung ist zurückgenommen."))
        else:
            notify(request, _("Nichts ist geschehen: Wählen Sie, was mit der Einladung sein soll."))
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("desk:team")


@guarded(rules.MANAGE_TEAM_SOMEWHERE)
@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """A task goes to another office of the town."""
    actor = actor_of(request)
    office = directory.own_office(actor)
    offices = list(selectors.offices_at(office.place))
    form = _hand_over_form(office, offices, request.POST)
    if form is None:
        notify(request, _("Es gibt nichts abzugeben, oder niemanden, der es übernimmt."))
        return redirect("desk:team")
    if not form.is_valid():
        return _overview(request, actor, office, hand_over=form)
    taker = next(one for one in offices if str(one.pk) == form.cleaned_data["taker"])
    try:
        team.hand_over_task(
            actor=actor, giver=office, taker=taker, task=form.cleaned_data["task"], home=home_of(request)
        )
    except ValidationError as error:
        notify(request, " ".join(error.messages))
        return redirect("desk:team")
    notify(request, _("Die Aufgabe ist abgegeben. Offene Vorgänge gehen mit."))
    return redirect("desk:team")


@guarded(rules.MANAGE_TEAM_SOMEWHERE)
@require_POST
def second_factor(request: HttpRequest) -> HttpResponse:
    """From when nobody works here without a second step at sign-in."""
    actor = actor_of(request)
    form = SecondFactorForm(request.POST)
    if form.is_valid():
        office = directory.own_office(actor)
        team.require_second_factor(actor=actor, office=office, first_day=form.cleaned_data["first_day"])
        notify(request, _("Gespeichert. Alle im Büro lesen es am Schreibtisch."))
    else:
        notify(request, _("Schreiben Sie den Tag so: 24.12.2026."))
    return redirect(reverse("desk:team") + "#sicherheit")


@guarded(rules.END_ENTRY_SOMEWHERE)
@require_POST
def end_entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """The look into the office is over."""
    actor = actor_of(request)
    team.end_entry(actor=actor, entry=selectors.entry_for(actor, entry_id))
    notify(request, _("Der Einblick ist beendet."))
    return redirect(reverse("desk:team") + "#einblicke")
