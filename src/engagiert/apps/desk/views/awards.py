"""Awards at the desk: which there are, who was proposed, who is in the jury, the list of the ceremony."""

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.awards.public import Award, ceremony_paper, rules, selectors, services
from engagiert.apps.cases.public import fresh_token
from engagiert.apps.desk.award_forms import AwardForm, JurorForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.kernel.authz import guarded, require
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

_TURNED_BACK = 422


@guarded(rules.READ_SOMEWHERE)
@require_GET
def awards(request: HttpRequest) -> HttpResponse:
    """All awards of the office."""
    actor = actor_of(request)
    office = directory_selectors.own_offices(actor)[0]
    today = timezone.localdate()
    context = {
        "awards": [(one, one.is_open(today)) for one in selectors.awards_of(office.pk)],
        "may_keep": rules.SET_UP.allows(actor, office.pk),
        "office": office,
    }
    return page(request, "desk/award_list.html", context, nav="awards")


@keeps_entry
@guarded(rules.ARRANGE_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def new_award(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    office = directory_selectors.own_offices(actor)[0]
    require(actor, rules.SET_UP, office.pk)
    form = AwardForm(entered(request), initial={"token": fresh_token()})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.set_award(actor=actor, office=office, facts=form.facts(), token=form.taken_as())
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Gespeichert. Tragen Sie jetzt die Jury ein."))
            return redirect("desk:award", made.pk)
    status = _TURNED_BACK if form.errors else 200
    return page(request, "desk/award_form.html", {"form": form, "office": office}, nav="awards", status=status)


@keeps_entry
@guarded(rules.ARRANGE_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def edit_award(request: HttpRequest, award_id: uuid.UUID) -> HttpResponse:
    """Other words, and the days of the next period."""
    actor = actor_of(request)
    found = selectors.award_for(actor, award_id)
    require(actor, rules.KEEP, found)
    form = AwardForm(entered(request), initial=AwardForm.of(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.set_award(actor=actor, office=found.office, facts=form.facts(), award=found)
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Gespeichert."))
            return redirect("desk:award", found.pk)
    context = {"form": form, "award": found, "office": found.office}
    return page(request, "desk/award_form.html", context, nav="awards", status=_TURNED_BACK if form.errors else 200)


@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def award(request: HttpRequest, award_id: uuid.UUID) -> HttpResponse:
    """Who was proposed in a year and how the jury stands; the jury, and the form for one more member."""
    actor = actor_of(request)
    found = selectors.award_for(actor, award_id)
    form = JurorForm(request.POST or None)
    if request.method == "POST":
        require(actor, rules.KEEP, found)
        if form.is_valid():
            try:
                services.add_juror(actor=actor, award=found, member=form.member())
            except ValidationError as error:
                put_errors(form, error)
            else:
                notify(request, _("Das Mitglied steht in der Jury."))
                return redirect("desk:award", found.pk)
    year = _year(request, found)
    rows = selectors.nominations_of(found, year)
    context = {
        "award": found,
        "year": year,
        "years": selectors.years_of(found),
        "rows": rows,
        "waiting": sum(row.nomination.state == "open" for row in rows),
        "jurors": selectors.jurors_of(found),
        "may_keep": rules.KEEP.allows(actor, found),
        "may_take_down": rules.TAKE_DOWN.allows(actor, found),
        "is_open": found.is_open(timezone.localdate()),
        "form": form,
        "office": found.office,
    }
    return page(request, "desk/award_detail.html", context, nav="awards", status=_TURNED_BACK if form.errors else 200)


def _year(request: HttpRequest, found: Award) -> int:
    written = parameters.text(request.GET, "jahr", longest=4)
    return int(written) if written.isascii() and written.isdigit() else found.year


@guarded(rules.READ_SOMEWHERE)
@require_GET
def ceremony(request: HttpRequest, award_id: uuid.UUID) -> HttpResponse:
    """The list of the ceremony as PDF; ``?presse=1``: only who may be named in public."""
    found = selectors.award_for(actor_of(request), award_id)
    year, for_press = _year(request, found), "presse" in request.GET
    people = selectors.ceremony_of(found, year, for_press=for_press)
    content = ceremony_paper(found, year, people, for_press=for_press, on=timezone.now())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="feier-{year}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@guarded(rules.ARRANGE_SOMEWHERE)
@require_POST
def act(request: HttpRequest, award_id: uuid.UUID, doing: str) -> HttpResponse:
    """All that came in to the jury; no more proposals for this award."""
    actor = actor_of(request)
    found = selectors.award_for(actor, award_id)
    require(actor, rules.KEEP, found)
    try:
        if doing == "jury":
            number = services.put_to_jury(actor=actor, award=found, origin=site_of(request))
            notify(request, _("%(number)s Vorschläge liegen jetzt bei der Jury.") % {"number": number})
        elif doing == "ende":
            services.end_award(actor=actor, award=found)
            notify(request, _("Diese Auszeichnung gibt es nicht mehr. Wer sie hat, behält sie."))
        else:
            raise Http404
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("desk:award", found.pk)


@guarded(rules.ARRANGE_SOMEWHERE)
@require_POST
def juror_act(request: HttpRequest, juror_id: uuid.UUID, doing: str) -> HttpResponse:
    """The code of a member, to read out; somebody leaves the jury."""
    actor = actor_of(request)
    found = selectors.juror_for(actor, juror_id)
    require(actor, rules.KEEP, found)
    if doing == "code":
        code = services.give_jury_code(actor=actor, juror=found)
        notify(request, _("Code für %(name)s: %(code)s") % {"name": found.name, "code": code})
    elif doing == "ende":
        services.remove_juror(actor=actor, juror=found)
        notify(request, _("%(name)s ist nicht mehr in der Jury.") % {"name": found.name})
    else:
        raise Http404
    return redirect("desk:award", found.award_id)
