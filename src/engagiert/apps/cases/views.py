"""Asking without account, and seeing by code how things stand."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engagiert.apps.accounts.public import Office, may_guess, may_send, office_of, offices_at
from engagiert.apps.places.public import Place, town_at, town_of
from engagiert.kernel.authz import public
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.links.public import LinkGone, address_of

from . import selectors
from .forms import ASKED_AS, AskForm, WordsForm, fresh_token
from .kinds import kind_of
from .services import add_words, hand_in, read_status, withdraw_case
from .wording import status as words


@public
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, town: str) -> HttpResponse:
    """A question to the office of the town; the answer is a code with which one sees how things stand."""
    found = town_at(town)
    answering = _answering(found.place)
    kind = ASKED_AS.get(parameters.text(request.GET, "tuer", longest=20), ASKED_AS[""])[0]
    form = AskForm(request.POST or None, initial={"kind": kind, "token": fresh_token()})
    asked = parameters.text(request.POST, "kind", longest=60) or kind
    office = answering.get(asked)
    context = {
        "elsewhere": _elsewhere(answering),
        "town": found,
        "office": office,
        "form": form,
        "promise": _promise(office),
        "record": selectors.record_of(office.pk) if office is not None else {},
    }
    if request.method == "POST" and office is not None and form.is_valid():
        if not may_send(request):
            return render(request, "cases/question_form.html", context | {"too_many": True}, status=429)
        if form.cleaned_data["website"]:
            return redirect("front:town", found.place.slug)
        try:
            _case, code = hand_in(
                actor=actor_of(request),
                office=office,
                kind=form.cleaned_data["kind"],
                asker=form.asker(),
                subject=form.subject(),
                text=form.cleaned_data["text"],
                token=form.taken_as(),
            )
        except ValidationError as error:
            form.add_error("reach", error)
        else:
            return redirect(f"{reverse('cases:status', args=[code])}?neu=1")
    return render(request, "cases/question_form.html", context, status=422 if form.errors else 200)


def _answering(place: Place) -> dict[str, Office]:
    """Which office answers each kind: whoever has its task, else the one of the inventory; empty without one."""
    own = office_of(place)
    offices = list(offices_at(place)) if own is not None else []
    doing = {task: office for office in offices for task in office.tasks}
    return {} if own is None else {code: doing.get(kind_of(code).task, own) for code, _word in ASKED_AS.values()}


def _elsewhere(answering: dict[str, Office]) -> list[tuple[str, str]]:
    """Offices that answer some kinds in place of the one that answers all others: (name, “„Ich möchte helfen“, …”)."""
    usual = answering.get(ASKED_AS[""][0])
    words: dict[str, list[str]] = {}
    for code, word in ASKED_AS.values():
        if answering.get(code) != usual:
            words.setdefault(answering[code].name, []).append(_("„%(word)s“") % {"word": word})
    return [(name, ", ".join(kinds)) for name, kinds in words.items()]


def _promise(office: object) -> int:
    key = getattr(office, "pk", None)
    return selectors.promises_of(key)[ASKED_AS[""][0]] if key else 0


@public
@require_http_methods(["GET", "POST"])
def status(request: HttpRequest, code: str) -> HttpResponse:
    """How things stand, in plain words; no name and no note. The asker may add words."""
    form = WordsForm(request.POST or None, initial={"token": fresh_token()})
    try:
        shown = read_status(code=code)
        if request.method == "POST" and "zurueck" in request.POST:
            withdraw_case(code=code)
            return redirect(reverse("cases:status", args=[code]))
        too_many = request.method == "POST" and form.is_valid() and not may_send(request)
        if request.method == "POST" and form.is_valid() and not too_many:
            add_words(code=code, text=form.cleaned_data["text"], token=form.taken_as())
            return redirect(f"{reverse('cases:status', args=[code])}?ergaenzt=1")
    except LinkGone as gone:
        if gone.reason == "unknown" and not may_guess(request):
            return render(request, "cases/question_gone.html", {}, status=429)
        return redirect(address_of(code)) if gone.link is None else _gone(request)
    steps, at = words.steps(shown)
    context = {
        "town": town_of(shown.office.place),
        "office": shown.office,
        "status": shown,
        "line": words.status_line(shown),
        "next": words.what_next(shown),
        "word": words.state_word(shown),
        "steps": steps,
        "at": at,
        "form": form,
        "code": code,
        "address": request.build_absolute_uri(address_of(code)),
        "too_many": too_many,
        "is_new": "neu" in request.GET,
        "added": "ergaenzt" in request.GET,
    }
    answer = 429 if too_many else 422 if form.errors else 200
    return render(request, "cases/question_status.html", context, status=answer)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/question_gone.html", {}, status=404)
