"""Goals of the office: what somebody has taken on, until when, and what became of it."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from engagiert.apps.cases.public import fresh_token
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.apps.surveys.public import Goal, forms, rules, selectors, services
from engagiert.kernel.authz import guarded, require
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

_TURNED_BACK = 422


@keeps_entry
@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def goals(request: HttpRequest) -> HttpResponse:
    """What is still to be reached, or what is over; and a new goal."""
    actor = actor_of(request)
    office = directory_selectors.own_offices(actor)[0]
    if request.method == "POST":
        require(actor, rules.WRITE, office.pk)
    over = request.GET.get("zeigen") == "vorbei"
    form = forms.GoalForm(entered(request), initial=_begin(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.set_goal(actor=actor, office=office, wanted=form.wanted(), token=form.taken_as())
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Das Ziel steht auf der Liste."))
            return redirect("desk:goals")
    context = {
        "goals": selectors.goals_at(actor, over=over)[:200],
        "over": over,
        "today": timezone.localdate(),
        "form": form,
        "is_begun": bool(form.initial.get("title")),
        "may_write": rules.WRITE.allows(actor, office.pk),
    }
    return page(request, "desk/goal_list.html", context, nav="goals", status=_TURNED_BACK if form.errors else 200)


def _begin(request: HttpRequest) -> dict[str, Any]:
    """What another page brings along: a report or a finding that becomes a goal."""
    names = {"titel": "title", "warum": "why", "art": "type", "aus": "about"}
    return {"token": fresh_token()} | {
        field: parameters.text(request.GET, name, longest=200) for name, field in names.items() if name in request.GET
    }


@keeps_entry
@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def goal(request: HttpRequest, goal_id: uuid.UUID) -> HttpResponse:
    """One goal: how it stands, and its words."""
    actor = actor_of(request)
    found = selectors.goal_for(actor, goal_id)
    if request.method == "POST":
        require(actor, rules.KEEP, found)
    known = {name: getattr(found, name) for name in forms.GoalForm.base_fields if name != "token"}
    form = forms.GoalForm(entered(request), initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_goal(actor=actor, goal=found, wanted=form.wanted())
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Gespeichert."))
            return redirect("desk:goal", found.pk)
    return _shown(request, found, form)


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def move(request: HttpRequest, goal_id: uuid.UUID) -> HttpResponse:
    """On the way, reached, given up with a reason, open again."""
    actor = actor_of(request)
    found = selectors.goal_for(actor, goal_id)
    require(actor, rules.KEEP, found)
    state = request.POST.get("state", "")
    try:
        if state in Goal.State.values:
            services.move_goal(actor=actor, goal=found, state=state, reason=request.POST.get("reason", ""))
            notify(request, _("Gemerkt."))
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("desk:goal", found.pk)


def _shown(request: HttpRequest, found: Goal, form: forms.GoalForm) -> HttpResponse:
    context = {
        "goal": found,
        "form": form,
        "today": timezone.localdate(),
        "states": Goal.State.choices,
        "may_keep": rules.KEEP.allows(actor_of(request), found),
    }
    return page(request, "desk/goal_detail.html", context, nav="goals", status=_TURNED_BACK if form.errors else 200)
