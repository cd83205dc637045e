"""One person of the team: roles and their end, absence, farewell."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.accounts.public import Member, Office, Team, rules, selectors, team
from engagiert.apps.desk.shell import page
from engagiert.apps.desk.team_forms import DeputyForm, LeaveForm, RoleForm, chosen
from engagiert.apps.directory.public import selectors as directory
from engagiert.kernel.authz import Actor, guarded, roles
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify

NAV = "team"


def _found(actor: Actor, account_id: int) -> tuple[Office, Team, Member]:
    office = directory.own_office(actor)
    found = selectors.team_of(actor, office.pk, today=timezone.localdate())
    member = found.member(account_id)
    if member is None:
        raise Http404
    return office, found, member


@guarded(rules.MANAGE_TEAM_SOMEWHERE)
@require_GET
def member(request: HttpRequest, account_id: int) -> HttpResponse:
    """What the person may do here, until when, and what can be changed about it."""
    return _member_page(request, *_found(actor_of(request), account_id))


def _member_page(
    request: HttpRequest, office: Office, found: Team, shown: Member, *, broken: Any = None
) -> HttpResponse:
    """``broken`` is the form that was handed in with mistakes; it stands in place of the fresh one."""
    forms = [RoleForm.of(role) for role in shown.roles if role.name != roles.ORGANISATION]
    if isinstance(broken, RoleForm):
        forms = [broken if form.prefix == broken.prefix else form for form in forms]
    context = {
        "member": shown,
        "lines": [
            {"role": role, "form": next((form for form in forms if form.prefix == f"rolle-{role.pk}"), None)}
            for role in shown.roles
        ],
        "leave": broken if isinstance(broken, LeaveForm) else LeaveForm(colleagues=_colleagues(found, shown)),
        "form": broken,
        "today": timezone.localdate(),
    }
    return page(request, "desk/team_member.html", context, nav=NAV, status=422 if broken else 200)


def _colleagues(found: Team, without: Member) -> list[Member]:
    writers = [one for one in found.inside if any(role.name in roles.WRITERS for role in one.roles)]
    return [one for one in writers if one != without]


@guarded(rules.MANAGE_TEAM_SOMEWHERE)
@require_POST
def decide_member(request: HttpRequest, account_id: int) -> HttpResponse:
    """Another role or end, an end at once, or farewell."""
    actor = actor_of(request)
    office, found, shown = _found(actor, account_id)
    form = _handed_in(request, found, shown)
    if form is None or not form.is_valid():
        if form is None:
            notify(request, _("Nichts ist geschehen: Wählen Sie, was sich ändern soll."))
            return redirect("desk:team_member", account_id)
        return _member_page(request, office, found, shown, broken=form)
    try:
        words = _done(actor, office, found, shown, form, end="end" in request.POST)
    except ValidationError as error:
        form.add_error(None, error)
        return _member_page(request, office, found, shown, broken=form)
    notify(request, words)
    still_there = selectors.team_of(actor, office.pk, today=timezone.localdate()).member(account_id)
    if not rules.MANAGE_TEAM.allows(actor, office.pk) or still_there is None:
        return redirect("desk:team")
    return redirect("desk:team_member", account_id)


def _handed_in(request: HttpRequest, found: Team, shown: Member) -> RoleForm | LeaveForm | None:
    if "leave" in request.POST:
        return LeaveForm(request.POST, colleagues=_colleagues(found, shown))
    number = request.POST.get("role", "")
    role = next((one for one in shown.roles if str(one.pk) == number), None)
    if role is None or not {"change", "end"} & request.POST.keys():
        return None
    if "end" in request.POST:
        # What stands in the fields does not matter to somebody who ends the role.
        return RoleForm({f"rolle-{role.pk}-name": role.name}, prefix=f"rolle-{role.pk}")
    return RoleForm.of(role, request.POST)


def _done(actor: Actor, office: Office, found: Team, shown: Member, form: RoleForm | LeaveForm, *, end: bool) -> str:
    name = {"name": shown.account.name}
    if isinstance(form, LeaveForm):
        team.let_go(
            actor=actor,
            office=office,
            account=shown.account,
            last_day=form.cleaned_data["last_day"],
            successor=chosen(_colleagues(found, shown), form.cleaned_data["successor"]),
        )
        return _("Gespeichert: %(name)s arbeitet danach nicht mehr mit.") % name
    role = next(one for one in shown.roles if form.prefix == f"rolle-{one.pk}")
    if end:
        team.end_role(actor=actor, role=role)
        return _("Beendet: Diese Rolle hat %(name)s nicht mehr.") % name
    team.change_role(actor=actor, role=role, **form.cleaned_data)
    return _("Gespeichert: die Rolle von %(name)s.") % name


@guarded(rules.BE_ABSENT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def deputy(request: HttpRequest) -> HttpResponse:
    """Who stands in for whom; whoever does not manage the team says it for themselves."""
    actor = actor_of(request)
    office = directory.own_office(actor)
    found = selectors.team_of(actor, office.pk, today=timezone.localdate())
    everybody = found.inside
    absent = everybody if rules.MANAGE_TEAM.allows(actor, office.pk) else _own(found, actor)
    form = DeputyForm(
        request.POST if request.method == "POST" else None,
        absent=absent,
        colleagues=everybody,
        today=timezone.localdate(),
        initial={"absent": request.GET.get("wer", str(actor.account_id))},
    )
    if form.is_valid():
        wanted = form.cleaned_data
        try:
            team.appoint_deputy(
                actor=actor,
                absent=next(one.account for one in absent if str(one.account.pk) == wanted["absent"]),
                deputy=next(one.account for one in everybody if str(one.account.pk) == wanted["deputy"]),
                office_id=office.pk,
                first_day=wanted["first_day"],
                last_day=wanted["last_day"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            notify(request, _("Gespeichert. In dieser Zeit sieht die Vertretung auch die Vorgänge."))
            return redirect("desk:team")
    context = {"form": form, "alone": len(everybody) < 2}
    return page(request, "desk/team_deputy.html", context, nav=NAV, status=422 if form.errors else 200)


def _own(found: Team, actor: Actor) -> list[Member]:
    own = found.member(actor.account_id or 0)
    return [own] if own is not None else []


@guarded(rules.BE_ABSENT_SOMEWHERE)
@require_POST
def end_deputy(request: HttpRequest, role_id: int) -> HttpResponse:
    """Back earlier than planned."""
    actor = actor_of(request)
    team.end_deputy(actor=actor, role=selectors.role_for(actor, role_id))
    notify(request, _("Die Vertretung ist beendet."))
    return redirect("desk:team")
