"""Invented offers of the demo towns, marked as such."""

import datetime
import tomllib
from collections.abc import Callable
from importlib import resources
from typing import Any

from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import Organisation
from engagiert.apps.opportunities import services
from engagiert.apps.opportunities.models import Opportunity
from engagiert.apps.opportunities.services import Draft
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

_SOURCE = {"label": "Beispieldaten", "kind": "demo", "on": "2026-11-01", "by": ""}


def load(*, say: Callable[[str], None]) -> None:
    """Enter the offers that are missing; safe to repeat."""
    text = (resources.files(__package__) / "offers.toml").read_text("utf-8")
    for entry in tomllib.loads(text)["town"]:
        with enter(Actor.operator(), action="demo.load"):
            office = Office.objects.select_related("place").filter(place__ags=entry["ags"]).order_by("pk").first()
        if office is not None and (made := _load(office, entry["offer"])):
            say(f"Angebote geladen: {office.place.name} ({made})")


def _load(office: Office, entries: list[dict[str, Any]]) -> int:
    actor = Actor.operator(office_ids=(office.pk,))
    made = 0
    with enter(actor, action="demo.load"):
        known = set(Opportunity.objects.filter(office=office, is_demo=True).values_list("title", flat=True))
        owners = {one.name: one for one in Organisation.objects.filter(office=office).select_related("place")}
        for entry in entries:
            values = dict(entry)
            owner = owners.get(values.pop("of"))
            if owner is None or values["title"] in known:
                continue
            _enter(actor, office, owner, values)
            made += 1
    return made


def _enter(actor: Actor, office: Office, owner: Organisation, values: dict[str, Any]) -> None:
    state = values.pop("state", Opportunity.State.PUBLISHED)
    days = values.pop("confirmed_days_ago", None)
    values["week_parts"] = sum(1 << bit for bit in values.pop("week", []))
    values.setdefault("street", owner.street)
    values.setdefault("postcode", owner.postcode)
    values.setdefault("town", owner.town)
    made = services.create_opportunity(
        actor=actor, office=office, draft=Draft(owner.place, values, owner), state=state, source=_SOURCE, is_demo=True
    )
    if days is not None:
        on = timezone.localdate() - datetime.timedelta(days=days)
        services.confirm_opportunity(actor=actor, opportunity=made, by=owner.name, on=on)
