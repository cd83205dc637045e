"""The one list: what waits longest stands first. Take down a call, bulk acts, saved views, the next case."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.cases.public import Case, fresh_token, kinds, rules, selectors, services, wording
from engagiert.apps.desk.case_forms import IntakeForm, kind_choices, outcome_choices
from engagiert.apps.desk.shell import counts_of, page
from engagiert.apps.directory.public import selectors as directory
from engagiert.kernel.authz import Actor, guarded
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.notices import notify

A_PAGE = 50
_PARAMETERS = ("ansicht", "wer", "art", "weg", "q")


def question_of(request: HttpRequest) -> selectors.Question:
    """The filters that stand in the address."""
    view, who, kind, channel, text = (parameters.text(request.GET, name, longest=200) for name in _PARAMETERS)
    late = view == "ueberfaellig"
    return selectors.Question("" if late else view, who, kind, channel, late, text)


def case_url(case: Case) -> str:
    """Where a case is worked on: its own page, or the page where the decision falls."""
    kind, key = kinds.kind_of(case.kind), case.about.partition(":")[2]
    if kind.decided_there and kind.page and case.is_open:
        return reverse(kind.page, args=[key])
    return reverse("desk:case", args=[case.pk])


def line_of(case: Case) -> dict[str, Any]:
    today = timezone.localdate()
    name = wording.known_name(case)
    return {
        "case": case,
        "title": name or case.subject,
        "subtitle": case.subject if name else "",
        "url": case_url(case),
        "who": wording.asker_name(case),
        "kind_word": wording.kind_word(case),
        "channel_icon": wording.CHANNEL_ICONS.get(case.channel, "inbox"),
        "state": wording.state_word(case),
        "due": wording.due_short(case, today),
        "tone": wording.due_tone(case, today),
    }


@guarded(rules.READ_SOMEWHERE)
@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    question = question_of(request)
    found = selectors.cases_at(actor, question, today=today)
    counts = counts_of(request, listed=found)
    listed = Paginator(range(counts.listed), A_PAGE).get_page(request.GET.get("seite"))
    cases = selectors.page_of_cases(found, listed.start_index(), listed.end_index(), total=counts.listed)
    query = urlencode({name: request.GET[name] for name in _PARAMETERS if request.GET.get(name)})
    context = {
        "rows": [line_of(case) for case in cases],
        "page": listed,
        "question": question,
        "query": query,
        "tabs": _tabs(request, counts.cases),
        "saved": [{"view": view, "is_on": view.query == query} for view in selectors.saved_views(actor)],
        "kinds": kind_choices(),
        "channels": Case.Channel.choices,
        "outcomes": outcome_choices(),
        "may_work": rules.WORK_SOMEWHERE.allows(actor, None),
        "keys": [("N", _("neuen Vorgang aufnehmen"))],
    }
    return page(request, "desk/case_list.html", context, nav="cases")


def _tabs(request: HttpRequest, counts: selectors.CaseCounts) -> list[dict[str, Any]]:
    view, who = request.GET.get("ansicht", ""), request.GET.get("wer", "")
    tabs = (
        (_("Zu tun"), "", "", counts.to_do),
        (_("Meine"), "", "meine", counts.mine),
        (_("Noch frei"), "", "frei", counts.free),
        (_("Über der Zusage"), "ueberfaellig", "", counts.late),
        (_("Warten auf Rückmeldung"), "rueckmeldung", "", counts.asking),
        (_("Abgeschlossen"), "abgeschlossen", "", None),
        (_("Alle"), "alle", "", None),
    )
    return [
        {"label": label, "count": count, "active": (view, who) == (wanted, whose), "url": _address(wanted, whose)}
        for label, wanted, whose, count in tabs
    ]


def _address(view: str, who: str) -> str:
    query = urlencode({name: value for name, value in (("ansicht", view), ("wer", who)) if value})
    return reverse("desk:cases") + (f"?{query}" if query else "")


@guarded(rules.READ_SOMEWHERE)
@require_GET
def shared_cases(request: HttpRequest) -> HttpResponse:
    """What other offices share with this one: kind, subject and state."""
    listed = Paginator(selectors.cases_shared_with(actor_of(request)), A_PAGE).get_page(request.GET.get("seite"))
    rows = [{"case": one, "kind_word": wording.kind_word(one), "state": wording.state_word(one)} for one in listed]
    return page(request, "desk/case_shared.html", {"rows": rows, "page": listed}, nav="cases")


@guarded(rules.READ_SOMEWHERE)
@require_GET
def next_case(request: HttpRequest) -> HttpResponse:
    """On to what is due next, after the case ``nach``; back to the list when nothing waits."""
    actor = actor_of(request)
    try:
        after: Case | None = selectors.case_for(actor, uuid.UUID(request.GET.get("nach", "")))
    except ValueError:
        after = None
    return go_on(actor, after)


def go_on(actor: Actor, after: Case | None) -> HttpResponse:
    following = selectors.next_case(actor, selectors.Question(), after=after, today=timezone.localdate())
    return redirect(case_url(following)) if following is not None else redirect("desk:cases")


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Take, release or close the ticked cases; each by itself, so that one that does not fit stops no other."""
    actor = actor_of(request)
    act, done, told = request.POST.get("act", ""), 0, list[str]()
    for key in request.POST.getlist("ids")[:A_PAGE]:
        try:
            case = selectors.case_for(actor, uuid.UUID(key))
            _act_on(actor, case, act, request)
            done += 1
        except ValidationError as error:
            told += error.messages
        except ValueError:
            continue
    words = ngettext("Ein Vorgang geändert.", "%(number)s Vorgänge geändert.", done) % {"number": done}
    notify(request, " ".join([words, *dict.fromkeys(told)]))
    return redirect(f"{reverse('desk:cases')}?{parameters.text(request.POST, 'query', longest=400)}")


def _act_on(actor: Actor, case: Case, act: str, request: HttpRequest) -> None:
    if act == "take":
        # Only what is free: who had it when the list was shown is not known here.
        services.take_case(actor=actor, case=case)
    elif act == "release":
        services.give_back(actor=actor, case=case)
    elif act == "close":
        outcome = request.POST.get("outcome", "")
        if outcome not in dict(outcome_choices()):
            raise ValidationError(_("Wählen Sie, wie die Vorgänge ausgegangen sind."))
        services.close_case(actor=actor, case=case, outcome=outcome)


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def keep_view(request: HttpRequest) -> HttpResponse:
    """Keep the filters under a name, or forget one."""
    actor = actor_of(request)
    office = directory.own_office(actor)
    query = parameters.text(request.POST, "query", longest=400)
    name = parameters.text(request.POST, "name", longest=60).strip()
    try:
        if "drop" in request.POST:
            services.drop_view(actor=actor, office=office, name=name)
        elif name:
            services.save_view(actor=actor, office=office, name=name, query=query)
            notify(request, _("Die Ansicht „%(name)s“ steht jetzt über der Liste.") % {"name": name})
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect(f"{reverse('desk:cases')}?{query}")


@keeps_entry
@guarded(rules.WORK_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def new_case(request: HttpRequest) -> HttpResponse:
    """A call, somebody at the counter, a letter: taken down while they speak."""
    actor = actor_of(request)
    offices = list(directory.offices_of(actor))
    channel = parameters.text(request.GET, "weg", longest=10) or "phone"
    form = IntakeForm(entered(request), offices=offices, initial={"token": fresh_token(), "channel": channel})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            case = services.open_case(
                actor=actor,
                office=form.office(),
                kind=data["kind"],
                asker=form.asker(),
                channel=data["channel"],
                subject=data["subject"],
                text=data["text"],
                token=form.taken_as(),
            )
        except ValidationError as error:
            form.add_error("reach", error)
        else:
            if data["mine"]:
                services.take_case(actor=actor, case=case)
            return redirect("desk:case", case.pk)
    return page(request, "desk/case_new.html", {"form": form}, nav="cases", status=422 if form.errors else 200)
