"""Awards without account: who was honoured, proposing somebody, and the page of the jury."""

import uuid
from itertools import groupby

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.accounts.public import may_guess, may_send
from engagiert.apps.cases.public import fresh_token
from engagiert.apps.places.public import town_at, town_of
from engagiert.kernel.authz import public
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.links.public import LinkGone
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

from . import selectors, services
from .forms import NominationForm

_TURNED_BACK = 422
_MOST = 1000


@public
@require_GET
def honours(request: HttpRequest, town: str) -> HttpResponse:
    """Who was honoured, by year, and for what one may propose somebody now."""
    found = town_at(town)
    today = timezone.localdate()
    awards = selectors.awards_of_town(found.place)
    listed = list(selectors.honours_of_town(found.place)[:_MOST])
    context = {
        "town": found,
        "office": awards[0].office if awards else None,
        "awards": [(award, award.is_open(today)) for award in awards],
        "years": [(year, list(rows)) for year, rows in groupby(listed, key=lambda one: one.year)],
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "awards/honour_list.html", context)


@public
@require_http_methods(["GET", "POST"])
def nominate(request: HttpRequest, town: str, award_id: uuid.UUID) -> HttpResponse:
    """Propose somebody; nobody is told, and the office answers."""
    found = town_at(town)
    award = selectors.award_of_town(found.place, award_id)
    form = NominationForm(request.POST or None, initial={"token": fresh_token()})
    context = {
        "town": found, "office": award.office, "award": award, "form": form,
        "is_open": award.is_open(timezone.localdate()),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect("front:town", found.place.slug)
        if not may_send(request):
            return render(request, "awards/nomination_form.html", context | {"too_many": True}, status=429)
        try:
            _nomination, code = services.nominate(
                actor=actor_of(request),
                award=award,
                proposal=form.proposal((get_language() or "de")[:2]),
                token=form.taken_as(),
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect("cases:status", code) if code else redirect("awards:thanks", found.place.slug)
    return render(request, "awards/nomination_form.html", context, status=_TURNED_BACK if form.errors else 200)


@public
@require_GET
def thanks(request: HttpRequest, town: str) -> HttpResponse:
    """What happens next; the same for everybody."""
    found = town_at(town)
    awards = selectors.awards_of_town(found.place)
    return render(request, "awards/thanks.html", {"town": found, "office": awards[0].office if awards else None})


@public
@require_GET
def jury(request: HttpRequest, code: str) -> HttpResponse:
    """What lies before the jury, for one of its members; what they are biased about is not there."""
    try:
        page = selectors.jury_page(code)
    except LinkGone as gone:
        return _gone(request, gone)
    context = {"page": page, "office": page.office, "town": town_of(page.office.place), "code": code}
    return render(request, "awards/jury.html", context)


@public
@require_POST
def vote(request: HttpRequest, code: str, nomination_id: uuid.UUID, doing: str) -> HttpResponse:
    """Yes, no, abstain; or: I am biased."""
    votes = {"ja": "yes", "nein": "no", "enthaltung": "abstain"}
    if doing not in votes and doing != "befangen":
        raise Http404
    try:
        if doing == "befangen":
            services.declare_by_code(
                code=code, nomination_id=nomination_id, why=parameters.text(request.POST, "warum", longest=200)
            )
            notify(request, _("Danke, dass Sie es sagen. Diesen Vorschlag sehen Sie nicht mehr."))
        else:
            services.vote_by_code(code=code, nomination_id=nomination_id, vote=votes[doing])
            notify(request, _("Ihre Stimme ist notiert. Sie können sie ändern, bis entschieden ist."))
    except LinkGone as gone:
        return _gone(request, gone)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("awards:jury", code)


def _gone(request: HttpRequest, gone: LinkGone) -> HttpResponse:
    many = gone.reason == "unknown" and not may_guess(request)
    context = {"gone": "many" if many else "expired" if gone.reason == "withdrawn" else gone.reason}
    return render(request, "awards/jury_gone.html", context, status=429 if many else 404)
