"""What every page of the desk needs: the office, its town, what waits."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from engagiert.apps.directory.public import selectors
from engagiert.apps.messages.public import message_counts
from engagiert.apps.places.public import town_of
from engagiert.kernel.http.actors import actor_of


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, nav: str, status: int = 200
) -> HttpResponse:
    """Render a desk page inside the shell. Six queries for the shell itself."""
    actor = actor_of(request)
    office = selectors.own_office(actor)
    town = town_of(office.place)
    waiting = selectors.waiting_counts(actor)
    messages = message_counts(actor, now=timezone.now())
    counts = {"reviews": sum(waiting.values()), "messages": messages.to_do, "mails": messages.on_their_way} | waiting
    shell = {"office": office, "town": town, "nav": nav, "waiting": counts}
    return render(request, template, shell | (context or {}), status=status)
