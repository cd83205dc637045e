"""People who want to help: the list, taking one down during a call, the way from a case to the talk, the figures."""

import csv
import datetime
import uuid

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import fresh_token
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.apps.volunteering.public import Volunteer, figure_words, own_words, rules, selectors, services
from engagiert.apps.volunteering.public import forms as shapes
from engagiert.kernel.authz import guarded
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

_A_PAGE = 40
_TURNED_BACK = 422


@guarded(rules.READ_SOMEWHERE)
@require_GET
def volunteers(request: HttpRequest) -> HttpResponse:
    """Who wants to help, newest first; nothing is counted against anybody."""
    actor = actor_of(request)
    state = request.GET.get("zustand", "")
    state = state if state in Volunteer.State.values else Volunteer.State.ACTIVE.value
    text = parameters.text(request.GET, "q", longest=100)
    found = selectors.volunteers_at(actor, state=state, text=text)
    shown = Paginator(found, _A_PAGE).get_page(parameters.number(request.GET, "seite", otherwise=1))
    rows = [
        {"volunteer": one, "url": reverse("desk:talk", args=[one.pk]), "words": ", ".join(_short(one))} for one in shown
    ]
    context = {
        "rows": rows,
        "page": shown,
        "text": text,
        "state": state,
        "tabs": [
            {
                "label": label,
                "url": f"{reverse('desk:volunteers')}?zustand={code}",
                "count": None,
                "active": code == state,
            }
            for code, label in Volunteer.State.choices
        ],
        "may_work": rules.WORK_SOMEWHERE.allows(actor, None),
        "may_import": rules.IMPORT_SOMEWHERE.allows(actor, None),
    }
    return page(request, "desk/volunteer_list.html", context, nav="volunteers")


def _short(volunteer: Volunteer) -> list[str]:
    return own_words.wish_words(volunteer.wish)[:4] if hasattr(volunteer, "wish") else []


@keeps_entry
@guarded(rules.WORK_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def new_volunteer(request: HttpRequest) -> HttpResponse:
    """The same questions as outside, while the person speaks."""
    actor = actor_of(request)
    office = next(iter(directory_selectors.offices_of(actor)))
    form = shapes.IntakeForm(entered(request), initial={"token": fresh_token()})
    if request.method == "POST" and form.is_valid():
        try:
            joined = services.take_down(
                actor=actor,
                office=office,
                someone=form.someone(),
                wanting=form.wanting(wants_call=form.cleaned_data["wants_call"]),
                channel=form.cleaned_data["channel"],
                token=form.taken_as(),
                friends=form.companions(),
                origin=site_of(request),
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Aufgenommen: %(name)s") % {"name": joined[0].name})
            return redirect("desk:talk", joined[0].pk)
    status = _TURNED_BACK if form.errors else 200
    return page(request, "desk/volunteer_new.html", {"form": form, "office": office}, nav="volunteers", status=status)


@guarded(rules.READ_SOMEWHERE)
@require_GET
def step(request: HttpRequest, step_key: uuid.UUID) -> HttpResponse:
    """From a case to the talk sheet it is about: a person, a proposal or a placement."""
    actor = actor_of(request)
    found = selectors.person_behind(actor, step_key)
    if found is None:
        raise Http404
    return redirect("desk:talk", selectors.volunteer_for(actor, found).pk)


@guarded(rules.READ_SOMEWHERE)
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """What a year brought, of the office alone: nothing per employee, nobody's refusals."""
    today = timezone.localdate()
    year, office, groups = _figures(request, today)
    context = {
        "groups": groups,
        "year": year,
        "years": [year - 1, *([year + 1] if year < today.year else [])],
        "office": office,
    }
    return page(request, "desk/volunteer_figures.html", context, nav="volunteers")


@guarded(rules.READ_SOMEWHERE)
@require_GET
def figures_table(request: HttpRequest) -> HttpResponse:
    """The same numbers for the council's papers; what is hidden on the page is empty here."""
    year, _office, groups = _figures(request, timezone.localdate())
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="freiwillige_{year}.csv"'
    table = csv.writer(response, delimiter=";")
    table.writerow([_("Jahr"), _("Gruppe"), _("Was"), _("Zahl")])
    for caption, rows in groups:
        for word, number in rows:
            table.writerow([year, caption, word, number])
    return response


def _figures(request: HttpRequest, today: datetime.date) -> tuple[int, Office, list[figure_words.Group]]:
    actor = actor_of(request)
    year = parameters.number(request.GET, "jahr", otherwise=today.year)
    year = year if 2000 <= year <= today.year else today.year
    office = directory_selectors.own_offices(actor)[0]
    since, until = datetime.date(year, 1, 1), min(datetime.date(year, 12, 31), today)
    found = selectors.figures_of(actor, office, since=since, until=until, today=today)
    return year, office, figure_words.groups(found)
