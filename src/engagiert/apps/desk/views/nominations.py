"""One nomination at the desk: who proposed it, what the jury says, the decision, and what the person wants."""

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from engagiert.apps.awards.public import Nomination, rules, selectors, services
from engagiert.apps.cases.public import fresh_token
from engagiert.apps.desk.award_forms import DecisionForm, DescribeForm, HonourForm, JoinForm, PaperNominationForm
from engagiert.apps.desk.shell import page
from engagiert.apps.messages.public import messages_about
from engagiert.kernel.authz import guarded, require
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

_TURNED_BACK = 422


@keeps_entry
@guarded(rules.WORK_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def new_nomination(request: HttpRequest, award_id: uuid.UUID) -> HttpResponse:
    """Taken down by telephone, at the counter, or typed in from paper."""
    actor = actor_of(request)
    award = selectors.award_for(actor, award_id)
    require(actor, rules.TAKE_DOWN, award)
    form = PaperNominationForm(entered(request), initial={"token": fresh_token()})
    if request.method == "POST" and form.is_valid():
        try:
            made, _code = services.nominate(
                actor=actor,
                award=award,
                proposal=form.proposal(on=form.cleaned_data["on"]),
                token=form.taken_as(),
                channel=form.cleaned_data["channel"],
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Der Vorschlag ist notiert."))
            return redirect("desk:nomination", made.pk)
    context = {"form": form, "award": award, "office": award.office}
    return page(request, "desk/nomination_new.html", context, nav="awards", status=_TURNED_BACK if form.errors else 200)


@keeps_entry
@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def nomination(request: HttpRequest, nomination_id: uuid.UUID) -> HttpResponse:
    """Everything about one nomination on one page; what the office knows of the person is saved here."""
    actor = actor_of(request)
    found = selectors.nomination_for(actor, nomination_id)
    form = DescribeForm(entered(request), initial=DescribeForm.of(found))
    if request.method == "POST":
        require(actor, rules.TAKE_DOWN, found)
        if form.is_valid():
            try:
                services.describe_nomination(actor=actor, nomination=found, facts=form.facts())
            except ValidationError as error:
                put_errors(form, error)
            else:
                notify(request, _("Gespeichert."))
                return redirect("desk:nomination", found.pk)
    others = selectors.others_to_join(found) if found.state == Nomination.State.OPEN else []
    context = {
        "nomination": found,
        "award": found.award,
        "nominators": selectors.nominators_of(found),
        "ballots": selectors.ballots_of(found),
        "messages_sent": messages_about(actor, f"awards.nomination:{found.pk}"),
        "is_waiting": found.state in (Nomination.State.OPEN, Nomination.State.JURY),
        "may_keep": rules.KEEP.allows(actor, found),
        "may_take_down": rules.TAKE_DOWN.allows(actor, found),
        "join": JoinForm(others=others) if others else None,
        "decision": DecisionForm(),
        "honour": HonourForm(initial={"honour": found.honour}),
        "form": form,
        "office": found.office,
    }
    status = _TURNED_BACK if form.errors else 200
    return page(request, "desk/nomination_detail.html", context, nav="awards", status=status)


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def act(request: HttpRequest, nomination_id: uuid.UUID, doing: str) -> HttpResponse:
    """Decide, tell the person, note what they said, join two that are about the same person."""
    actor = actor_of(request)
    found = selectors.nomination_for(actor, nomination_id)
    require(actor, rules.TAKE_DOWN, found)
    deeds: dict[str, Callable[[], tuple[str, uuid.UUID]]] = {
        "auszeichnen": lambda: _decided(request, actor, found, grant=True),
        "ablehnen": lambda: _decided(request, actor, found, grant=False),
        "sagen": lambda: _told(request, actor, found),
        "antwort": lambda: _answered(request, actor, found),
        "zusammenlegen": lambda: _joined(request, actor, found),
    }
    if doing not in deeds:
        raise Http404
    key = found.pk
    try:
        said, key = deeds[doing]()
    except ValidationError as error:
        said = " ".join(error.messages)
    notify(request, said)
    return redirect("desk:nomination", key)


def _decided(request: HttpRequest, actor: Any, found: Nomination, *, grant: bool) -> tuple[str, uuid.UUID]:
    reason = parameters.text(request.POST, "reason", longest=1000)
    services.decide_nomination(actor=actor, nomination=found, grant=grant, reason=reason)
    yes = _("Beschlossen. Sagen Sie es dem Menschen, und fragen Sie, ob es öffentlich sein darf.")
    return (yes if grant else _("Notiert. Alle, die vorgeschlagen haben, bekommen Antwort.")), found.pk


def _told(request: HttpRequest, actor: Any, found: Nomination) -> tuple[str, uuid.UUID]:
    services.tell_nominee(actor=actor, nomination=found, origin=site_of(request))
    return _("Die Nachricht ist unterwegs."), found.pk


def _answered(request: HttpRequest, actor: Any, found: Nomination) -> tuple[str, uuid.UUID]:
    form = HonourForm(request.POST)
    if not form.is_valid():
        raise ValidationError(_("Wählen Sie, was die Person gesagt hat."))
    services.note_honour(actor=actor, nomination=found, **form.cleaned_data)
    return _("Notiert. Alle, die vorgeschlagen haben, bekommen Antwort."), found.pk


def _joined(request: HttpRequest, actor: Any, found: Nomination) -> tuple[str, uuid.UUID]:
    others = {str(one.pk): one for one in selectors.others_to_join(found)}
    into = others.get(request.POST.get("into", ""))
    if into is None:
        raise ValidationError(_("Diesen Vorschlag gibt es nicht mehr."))
    services.join_nominations(actor=actor, nomination=found, into=into)
    return _("Zusammengelegt. Alle, die vorgeschlagen haben, bekommen Antwort."), into.pk


@guarded(rules.ARRANGE_SOMEWHERE)
@require_POST
def clear(request: HttpRequest, nomination_id: uuid.UUID, ballot_id: uuid.UUID) -> HttpResponse:
    """A bias that was found is chance."""
    actor = actor_of(request)
    found = selectors.nomination_for(actor, nomination_id)
    ballot = selectors.ballot_for(actor, found, ballot_id)
    require(actor, rules.KEEP, ballot)
    try:
        services.clear_bias(actor=actor, ballot=ballot, why=parameters.text(request.POST, "warum", longest=200))
        notify(request, _("Dieses Mitglied berät wieder mit."))
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("desk:nomination", found.pk)
