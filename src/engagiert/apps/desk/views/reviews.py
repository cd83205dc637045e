"""The review queue: suggestions and possible duplicates, each on one page, then straight on to the next."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.desk.forms import ReasonForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import (
    EDIT_RECORD,
    EDIT_SOMEWHERE,
    WORK_AT_DESK,
    Pair,
    Suggestion,
    jobs,
    own_selectors,
    read,
    selectors,
    services,
    wording,
)
from engagiert.apps.messages.public import as_text, messages_about
from engagiert.apps.messages.public import wording as message_words
from engagiert.kernel.authz import Actor, guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify


@guarded(WORK_AT_DESK)
@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "suggestions": [_suggestion_line(item) for item in selectors.open_suggestions(actor)[:100]],
        "pairs": [_pair_line(pair) for pair in selectors.open_pairs(actor)[:100]],
        "statements": list(own_selectors.waiting_statements(actor)[:100]),
        "may_search": EDIT_SOMEWHERE.allows(actor, None),
    }
    return page(request, "desk/review_list.html", context, nav="reviews")


def _suggestion_line(item: Suggestion) -> dict[str, Any]:
    current = read(item.organisation, item.changes) if item.organisation else {}
    return {
        "suggestion": item,
        "changes": [wording.Comparison.of(key, current.get(key), value) for key, value in item.changes.items()],
        "url": reverse("desk:suggestion", args=[item.pk]),
    }


@guarded(EDIT_SOMEWHERE)
@require_POST
def find_doubles(request: HttpRequest) -> HttpResponse:
    """Look through the whole register; the questions come into the queue."""
    actor = actor_of(request)
    jobs.defer_finding(selectors.own_office(actor).pk, actor=actor)
    notify(request, _("Die Suche läuft. Was dabei auffällt, steht gleich hier."))
    return redirect("desk:reviews")


def _pair_line(pair: Pair) -> dict[str, Any]:
    listing = selectors.listing_beside(pair) if pair.organisation is None else None
    return {
        "pair": pair,
        "name": pair.organisation.name if pair.organisation else getattr(listing, "name", ""),
        "other": pair.candidate["values"]["name"],
        "reasons": wording.pair_reasons(pair),
        "url": reverse("desk:pair", args=[pair.pk]),
    }


@guarded(WORK_AT_DESK)
@require_http_methods(["GET", "POST"])
def suggestion(request: HttpRequest, suggestion_id: str) -> HttpResponse:
    """What is suggested beside what stands now; accept, decline, or leave it."""
    actor = actor_of(request)
    item = selectors.suggestion_for(actor, suggestion_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _decide_suggestion(request, actor, item, form.cleaned_data["reason"])
    others = selectors.open_suggestions(actor).filter(organisation=item.organisation).exclude(pk=item.pk)
    new = item.kind == Suggestion.Kind.NEW and item.state == Suggestion.State.OPEN
    context = _suggestion_line(item) | {
        "namesakes": selectors.namesakes(actor, item.place, item.changes.get("name", "")) if new else [],
        "origin": wording.stored_in_words(item.origin),
        "form": form,
        "may_edit": EDIT_RECORD.allows(actor, item),
        "others": [_suggestion_line(other) for other in others] if item.organisation else [],
        "answer": _answer(item) if item.state == Suggestion.State.OPEN else None,
        "answers": [
            {"message": message, "line": message_words.state_line(message)}
            for message in messages_about(actor, f"directory.suggestion:{item.pk}")
        ],
    }
    return page(request, "desk/suggestion_detail.html", context, nav="reviews")


def _answer(item: Suggestion) -> dict[str, Any] | None:
    """The mail that goes out with the decision, word by word, as far as it is known before; None without address."""
    address = wording.answer_address(item)
    if not address:
        return None
    with translation.override(item.language):
        reason = _("(hier steht Ihre Begründung)")
    texts = {
        word: wording.answer_text(item, accepted=accepted, reason=reason)
        for word, accepted in (("accepted", True), ("declined", False))
    }
    written = {word: as_text(text.blocks, item.office, text.language) for word, text in texts.items()}
    return written | {"address": address, "language": item.language}


def _decide_suggestion(request: HttpRequest, actor: Actor, item: Suggestion, reason: str) -> HttpResponse:
    try:
        if "accept" in request.POST:
            changes = _ticked(request, item)
            if item.changes and not changes:
                notify(request, _("Sie haben nichts ausgewählt. Wählen Sie aus, was gelten soll, oder lehnen Sie ab."))
                return redirect("desk:suggestion", item.pk)
            organisation = services.accept_suggestion(
                actor=actor, suggestion=item, changes=changes, reason=reason, site=request.build_absolute_uri("/")
            )
            name = organisation.name if organisation else _("Hinweis erledigt")
            notify(request, _("Übernommen: %(name)s.") % {"name": name})
        elif "decline" in request.POST or "decline_silently" in request.POST:
            answer = "decline" in request.POST
            services.decline_suggestion(actor=actor, suggestion=item, reason=reason, answer=answer)
            notify(request, _("Abgelehnt. Der Eintrag bleibt, wie er ist."))
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return _next(actor)


def _ticked(request: HttpRequest, item: Suggestion) -> dict[str, Any]:
    """The suggested values that were ticked; a new entry always keeps its name."""
    ticked = set(request.POST.getlist("take"))
    if item.kind == Suggestion.Kind.NEW:
        ticked.add("name")
    return {key: value for key, value in item.changes.items() if key in ticked}


def _next(actor: Actor) -> HttpResponse:
    """On to what waits longest; back to the list when nothing waits."""
    waiting = selectors.open_suggestions(actor).first()
    if waiting is not None:
        return redirect("desk:suggestion", waiting.pk)
    pair = selectors.open_pairs(actor).first()
    return redirect("desk:pair", pair.pk) if pair is not None else redirect("desk:reviews")


@guarded(WORK_AT_DESK)
@require_http_methods(["GET", "POST"])
def pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """A record and a row of a file, or two records, side by side; for each field that differs, the value to keep."""
    actor = actor_of(request)
    found = selectors.pair_for(actor, pair_id)
    candidate = services.values_beside(found)
    if request.method == "POST":
        return _decide_pair(request, actor, found)
    current = _counterpart(found, [key for key in candidate if key in wording.COMPARED])
    waiting = selectors.open_pairs(actor)
    context = {
        "pair": found,
        "may_edit": EDIT_RECORD.allows(actor, found),
        "question": wording.PairQuestion.of(found, current.get("name") or ""),
        "rows": [wording.Comparison.of(key, current[key], candidate[key]) for key in current],
        "waiting_pairs": waiting.count(),
        "later_url": _url_after(actor, found),
        "keys": [("Z", _("zusammenführen")), ("G", _("getrennt lassen")), ("S", _("später"))],
    }
    return page(request, "desk/pair_detail.html", context, nav="reviews")


def _counterpart(found: Pair, keys: list[str]) -> dict[str, Any]:
    """The values beside the row: of our record, or of another office's published one."""
    if found.organisation is not None:
        return read(found.organisation, keys)
    listing = selectors.listing_beside(found)
    document = listing.document | {"name": listing.name, "fields": listing.fields} if listing else {}
    return {key: document.get(key) for key in keys}


def _decide_pair(request: HttpRequest, actor: Actor, found: Pair) -> HttpResponse:
    take = {key.removeprefix("field_") for key, value in request.POST.items() if value == "new"}
    try:
        if "join" in request.POST:
            organisation = services.join_pair(actor=actor, pair=found, take=take)
            undo = (
                reverse("desk:undo", args=[organisation.pk, found.revision.pk])
                if organisation and found.revision
                else ""
            )
            name = organisation.name if organisation else found.candidate["values"]["name"]
            notify(request, _("Zusammengeführt: %(name)s.") % {"name": name}, undo_url=undo)
        elif "apart" in request.POST:
            organisation = services.keep_apart(actor=actor, pair=found)
            notify(request, _("Zwei verschiedene. „%(name)s“ hat einen eigenen Eintrag.") % {"name": organisation.name})
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect(_url_after(actor, found, anew=True))


def _url_after(actor: Actor, found: Pair, *, anew: bool = False) -> str:
    """The next pair of the queue; ``anew``: after the last one on with those that were put off."""
    waiting = selectors.open_pairs(actor).exclude(pk=found.pk)
    following = waiting.filter(pk__gt=found.pk).first() or (waiting.first() if anew else None)
    return reverse("desk:pair", args=[following.pk]) if following is not None else reverse("desk:reviews")
