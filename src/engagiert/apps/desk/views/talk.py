"""The talk sheet: who is there on the left, what could fit on the right, and every step from talk to thanks."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.cases.public import fresh_token
from engagiert.apps.cases.public import wording as case_words
from engagiert.apps.desk import volunteer_forms as shapes
from engagiert.apps.desk.shell import page
from engagiert.apps.volunteering.public import Proposal, Seat, Volunteer, rules, selectors, services, shift_words
from engagiert.apps.volunteering.public import forms as own_shapes
from engagiert.apps.volunteering.public import own_words as own
from engagiert.apps.volunteering.public import state_words as states
from engagiert.kernel.authz import Actor, guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.links.public import address_of
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

_TURNED_BACK = 422
# So many seats are shown, the latest; a step that is open is shown whichever seat it is about.
_SEATS = 20


@guarded(rules.READ_SOMEWHERE)
@require_GET
def talk(request: HttpRequest, volunteer_id: uuid.UUID) -> HttpResponse:
    """Opening it is noted for the person to read: their office has looked."""
    actor = actor_of(request)
    found = selectors.volunteer_for(actor, volunteer_id)
    services.open_talk(actor=actor, volunteer=found)
    return shown(request, actor, found)


def shown(request: HttpRequest, actor: Actor, found: Volunteer, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The sheet; ``forms`` are those that came back with a fault, by name."""
    today = timezone.localdate()
    selectors.read_ahead(found)
    proposals, seats = selectors.proposals_of(found), selectors.seats_of_person(found)
    given = selectors.given_per_week(found)
    guardians = selectors.guardians_of(found, today)
    ranked = selectors.ranked_at_desk(actor, found, today) if _has_wish(found) else None
    taken = {one.opportunity_id for one in proposals if one.is_open or _runs(one)}
    colleagues = [one for one in selectors.colleagues_at(found.office_id, today) if one.pk != actor.account_id]
    context = {
        "volunteer": found,
        "wish_words": [*own.wish_words(found.wish), *own.read_words(found.wish)] if _has_wish(found) else [],
        "age": found.age(today),
        "circle": selectors.circle_of(found),
        "guardians": guardians,
        "notes": selectors.notes_of(found),
        "refusals": selectors.standing_refusals(found),
        "lifted": selectors.lifted_refusals(found),
        "inspection": getattr(found, "inspection", None),
        "steps": _steps(actor, found, proposals, seats),
        "seats": [(one, shift_words.when(one.shift)) for one in seats[:_SEATS]],
        "given": given,
        "load": _has_wish(found) and found.wish.hours_per_week is not None and given > float(found.wish.hours_per_week),
        "has_enough": _has_wish(found) and selectors.has_enough(found),
        "step_words": states.step_words(),
        "lines": [_line(one, guardians.is_missing) for one in proposals if one.is_open or _unthanked(one)],
        "over": [_line(one, False) for one in proposals if not one.is_open and not _unthanked(one)],
        "matches": [own.offer_line(*pair) for pair in ranked.matches if pair[1].pk not in taken] if ranked else [],
        "nearly": [own.nearly_line(*pair) for pair in ranked.nearly if pair[1].pk not in taken] if ranked else [],
        "changes": [selectors.change_of(change) for change in ranked.changes] if ranked else [],
        "may_work": rules.WORK.allows(actor, found),
        "note_form": shapes.NoteForm(colleagues=colleagues, initial={"token": fresh_token()}, auto_id="n_%s"),
        "person_form": shapes.PersonForm(initial=shapes.PersonForm.of(found), auto_id="p_%s"),
        "pause_form": own_shapes.PauseForm(auto_id="q_%s"),
        "certificate_form": shapes.CertificateForm(auto_id="z_%s"),
        "agreement_form": shapes.AgreementForm(auto_id="e_%s"),
        "most": services.MOST,
    }
    return page(request, "desk/talk.html", context | forms, nav="volunteers", status=status)


def _has_wish(found: Volunteer) -> bool:
    return hasattr(found, "wish")


def _runs(proposal: Proposal) -> bool:
    return hasattr(proposal, "placement") and proposal.placement.is_running


def _unthanked(proposal: Proposal) -> bool:
    """Running, or over and somebody has yet to say thanks."""
    if not hasattr(proposal, "placement"):
        return False
    placement = proposal.placement
    return placement.is_running or (placement.began_on is not None and placement.thanked_on is None)


def _line(proposal: Proposal, guardian_missing: bool) -> dict[str, Any]:
    placement = getattr(proposal, "placement", None)
    return own.proposal_line(proposal, guardian_missing) | {
        "placement": placement,
        "hours": [own.hours_line(one) for one in list(placement.hours.all())[:12]] if placement else [],
        "no_form": shapes.NoForm(auto_id=f"v{proposal.pk}_%s"),
        "organisation_form": own_shapes.OrganisationForm(auto_id=f"o{proposal.pk}_%s"),
        "day_form": shapes.DayForm(auto_id=f"d{proposal.pk}_%s"),
        "trial_form": shapes.DayForm(auto_id=f"t{proposal.pk}_%s"),
        "begin_form": shapes.BeginForm(auto_id=f"b{proposal.pk}_%s"),
        "end_form": shapes.EndForm(auto_id=f"x{proposal.pk}_%s"),
        "hours_form": own_shapes.HoursForm(
            initial={"token": fresh_token(), "on": timezone.localdate()}, auto_id=f"h{proposal.pk}_%s"
        ),
    }


def _steps(actor: Actor, found: Volunteer, proposals: list[Proposal], seats: list[Seat]) -> list[dict[str, Any]]:
    """What is to do about this person, soonest first."""
    abouts = [f"volunteering.{noun}:{found.pk}" for noun in ("volunteer", "guardian", "load", "later")]
    for one in proposals:
        abouts.append(f"volunteering.proposal:{one.pk}")
        if hasattr(one, "placement"):
            abouts.append(f"volunteering.placement:{one.placement.pk}")
    abouts += [f"volunteering.seat:{one.pk}" for one in seats]
    today = timezone.localdate()
    return [
        {"case": case, "due": case_words.due_words(case, today), "url": reverse("desk:case", args=[case.pk])}
        for case in selectors.steps_open(actor, abouts)
    ]


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def propose(request: HttpRequest, volunteer_id: uuid.UUID) -> HttpResponse:
    """One to three of the ranked offers, on wish to the friends as well."""
    actor = actor_of(request)
    found = selectors.volunteer_for(actor, volunteer_id)
    keys = [int(key) for key in request.POST.getlist("offer") if key.isdecimal() and len(key) < 18]
    try:
        made = services.propose(
            actor=actor,
            volunteer=found,
            offers=keys,
            together="zusammen" in request.POST,
            origin=site_of(request),
        )
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    else:
        notify(request, _("Vorgeschlagen: %(titles)s") % {"titles": ", ".join({one.title for one in made.proposals})})
        for name, why in made.not_for:
            notify(request, f"{name}: {why}")
    return redirect("desk:talk", found.pk)


@keeps_entry
@guarded(rules.WORK_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def wish(request: HttpRequest, volunteer_id: uuid.UUID) -> HttpResponse:
    """Change the wish while the person speaks."""
    actor = actor_of(request)
    found = selectors.volunteer_for(actor, volunteer_id)
    if not _has_wish(found):
        raise Http404
    form = own_shapes.WishForm(entered(request), initial=own_shapes.WishForm.of(found.wish))
    if request.method == "POST" and form.is_valid():
        try:
            wanting = form.wanting(wants_call=found.wish.wants_call)
            services.change_wish(actor=actor, volunteer=found, wanting=wanting)
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Gespeichert. Die Vorschläge richten sich ab jetzt danach."))
            return redirect("desk:talk", found.pk)
    context = {"volunteer": found, "form": form}
    return page(request, "desk/talk_wish.html", context, nav="volunteers", status=_TURNED_BACK if form.errors else 200)


@guarded(rules.WORK_SOMEWHERE)
@require_GET
def slip(request: HttpRequest, volunteer_id: uuid.UUID) -> HttpResponse:
    """The person's code on paper, with what is proposed and two lines to answer by hand."""
    actor = actor_of(request)
    found = selectors.volunteer_for(actor, volunteer_id)
    code = services.give_code(actor=actor, volunteer=found)
    context = {
        "volunteer": found,
        "code": code,
        "address": request.build_absolute_uri(address_of(code)),
        "code_page": request.build_absolute_uri(reverse("code:enter")),
        "proposals": [one for one in selectors.proposals_of(found) if one.is_open],
    }
    return page(request, "desk/talk_slip.html", context, nav="volunteers")


@guarded(rules.WORK_SOMEWHERE)
@require_GET
def consent_slip(request: HttpRequest, volunteer_id: uuid.UUID) -> HttpResponse:
    """The sheet for the parents, with their own code."""
    actor = actor_of(request)
    found = selectors.volunteer_for(actor, volunteer_id)
    made = services.print_slip(actor=actor, volunteer=found)
    if made is None:
        raise Http404
    context = {
        "volunteer": found,
        "slip": made,
        "sheets": [(name, code, request.build_absolute_uri(address_of(code))) for name, code in made.codes],
        "code_page": request.build_absolute_uri(reverse("code:enter")),
    }
    return page(request, "desk/talk_consent_slip.html", context, nav="volunteers")
