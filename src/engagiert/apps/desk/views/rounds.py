"""Rounds of departments: the list, a new one, one of them with its dates, members and what is still to do."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.cases.public import fresh_token
from engagiert.apps.desk.round_forms import EndForm, ExtendForm, MembersForm, RoundForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.apps.rounds.public import Decision, Round, rules, selectors, services, wording
from engagiert.kernel.authz import Actor, guarded, require
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.notices import notify


@guarded(rules.READ_SOMEWHERE)
@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    """Those of the own office and those one sits in; what has ended stands below."""
    actor, today = actor_of(request), timezone.localdate()
    lines: list[dict[str, Any]] = [
        {"round": one, "url": reverse("desk:round", args=[one.pk]), "until": wording.until_when(one, today)}
        for one in selectors.rounds_of(actor)
    ]
    over = [wording.is_over(line["round"], today) for line in lines]
    context = {
        "going": [line for line, ended in zip(lines, over, strict=True) if not ended],
        "ended": [line for line, ended in zip(lines, over, strict=True) if ended],
        "may_open": rules.KEEP_SOMEWHERE.allows(actor, None),
    }
    return page(request, "desk/round_list.html", context, nav="rounds")


@keeps_entry
@guarded(rules.KEEP_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def new_round(request: HttpRequest) -> HttpResponse:
    """Name, rhythm, end and members; all dates are made at once."""
    actor = actor_of(request)
    offices = list(directory_selectors.offices_of(actor))
    people = selectors.who_may_sit(actor, offices)
    form = RoundForm(entered(request), offices=offices, people=people, initial={"token": fresh_token()})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_round(actor=actor, office=form.office(), plan=form.plan(), mails=form.addresses())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            notify(request, _("Die Runde ist angelegt, mit allen Terminen."))
            return redirect("desk:round", made.pk)
    return page(request, "desk/round_form.html", {"form": form}, nav="rounds", status=422 if form.errors else 200)


@guarded(rules.READ_SOMEWHERE)
@require_GET
def round_page(request: HttpRequest, round_id: int) -> HttpResponse:
    """What it is for, when it meets, who sits in it, what is still to do."""
    actor = actor_of(request)
    return _shown(request, actor, selectors.round_for(actor, round_id))


def _shown(request: HttpRequest, actor: Actor, found: Round, *, status: int = 200, **forms: Any) -> HttpResponse:
    today = timezone.localdate()
    meetings: list[dict[str, Any]] = [
        {"meeting": meeting, "when": wording.when(meeting), "items": len(meeting.items.all())}
        for meeting in selectors.meetings_of(found)
    ]
    members = selectors.members_of_round(found)
    context = {
        "round": found,
        "until": wording.until_when(found, today),
        "over": wording.is_over(found, today),
        "coming": [line for line in meetings if line["meeting"].on >= today],
        "past": [line for line in reversed(meetings) if line["meeting"].on < today],
        "members": members,
        "decisions": [decision_line(actor, one) for one in selectors.open_decisions(found)],
        "may_keep": rules.KEEP.allows(actor, found),
        "members_form": forms.get("members")
        or MembersForm(
            initial={"mails": [account.email for account in members]},
            people=_people(actor, found),
            auto_id="m_%s",
        ),
        "end_form": EndForm(auto_id="e_%s"),
        "extend_form": forms.get("extend") or ExtendForm(auto_id="x_%s"),
    }
    return page(request, "desk/round_detail.html", context, nav="rounds", status=status)


def decision_line(actor: Actor, decision: Decision) -> dict[str, Any]:
    """A decision with what may be done about it."""
    keeps = rules.KEEP.allows(actor, decision)
    return {
        "decision": decision,
        "may_finish": rules.FINISH.allows(actor, decision),
        "may_make_case": keeps and not decision.about and decision.done_at is None,
        "case_url": reverse("desk:case", args=[decision.about.partition(":")[2]]) if keeps and decision.about else "",
    }


@guarded(rules.READ_SOMEWHERE)
@require_POST
def change_round(request: HttpRequest, round_id: int, doing: str) -> HttpResponse:
    """Other members, an early end, or on after the end."""
    actor = actor_of(request)
    found = selectors.round_for(actor, round_id)
    require(actor, rules.KEEP, found)
    changing = {"mitglieder": _members, "ende": _end, "weiter": _extend}.get(doing)
    if changing is None:
        raise Http404
    return changing(request, actor, found)


def _people(actor: Actor, found: Round) -> list[tuple[str, str]]:
    """Whoever may be asked in, and whoever sits there already, from wherever in the town."""
    people = dict(selectors.who_may_sit(actor, [found.office]))
    return list(({account.email: account.name for account in selectors.members_of_round(found)} | people).items())


def _members(request: HttpRequest, actor: Actor, found: Round) -> HttpResponse:
    form = MembersForm(request.POST, people=_people(actor, found), auto_id="m_%s")
    if form.is_valid():
        try:
            services.change_members(actor=actor, round=found, mails=form.addresses())
        except ValidationError as error:
            form.add_error("mails", error)
    if form.errors:
        return _shown(request, actor, found, members=form, status=422)
    notify(request, _("Gespeichert. Wer dazugehört, liest alles, was in dieser Runde steht."))
    return redirect("desk:round", found.pk)


def _end(request: HttpRequest, actor: Actor, found: Round) -> HttpResponse:
    form = EndForm(request.POST)
    because = form.cleaned_data["because"] if form.is_valid() else ""
    services.end_round(actor=actor, round=found, because=because)
    notify(request, _("Die Runde ist beendet. Alles, was dort steht, bleibt lesbar."))
    return redirect("desk:round", found.pk)


def _extend(request: HttpRequest, actor: Actor, found: Round) -> HttpResponse:
    form = ExtendForm(request.POST, auto_id="x_%s")
    if form.is_valid():
        try:
            services.extend_round(actor=actor, round=found, ends_on=form.cleaned_data["ends_on"])
        except ValidationError as error:
            form.add_error("ends_on", error)
    if form.errors:
        return _shown(request, actor, found, extend=form, status=422)
    notify(request, _("Die Runde geht weiter, mit neuen Terminen."))
    return redirect("desk:round", found.pk)
