"""Fills the installation of the journeys and prints, as JSON, what its addresses need.

Runs in a process of its own, with the installation's settings and Django set up (see `installation`).
"""

from __future__ import annotations

import datetime
import json
import sys
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.utils import timezone

from engagiert.apps.accounts.public import Account, actor_for
from engagiert.apps.directory.public import (
    ImportRun,
    Listing,
    Organisation,
    Pair,
    Suggestion,
    imports,
    selectors,
    services,
)
from engagiert.apps.messages.public import Message, Recipient, Text, paragraph, points, queue_message
from engagiert.apps.privacy.public import services as privacy
from engagiert.config import installing
from engagiert.kernel.tenancy import enter

COORDINATOR = "koordination@luenen.example"
LIST = (
    "Name;Straße;PLZ;Ort;Telefon\r\nChor Probe;Musterweg 1;44532;Lünen;02306 1\r\n;Weg 2;44532;Lünen;siehe Homepage\r\n"
)


def prepare() -> dict[str, Any]:
    installing.load_register(_to_stderr)
    installing.load_demo(_to_stderr)
    account = Account.objects.get(email=COORDINATOR)
    actor = actor_for(account)
    with enter(actor, action="tests.prepare"):
        return _of_the_desk(actor) | {"account": account.pk} | _reset_link(account)


def _of_the_desk(actor: Any) -> dict[str, Any]:
    office = selectors.offices_of(actor)[0]
    record = Organisation.objects.get(office=office, name="Lesewelt Lippeaue e. V.")
    house = {"name": "Haus Probe", "type": "buergertreff", "street": "Probeweg 1", "postcode": "44532"}
    services.save_facility(actor=actor, organisation=record, values=house)
    services.add_note(actor=actor, organisation=record, text="Ruft lieber abends an.")
    services.add_contact(actor=actor, organisation=record, name="Hatice Örnek", role="Sprecherin", phone="01713920011")
    others = Organisation.objects.filter(office=office, state="published").exclude(pk=record.pk)
    services.archive_organisation(actor=actor, organisation=others.last(), reason="Aufgelöst")
    facility = record.facilities.latest("pk")
    other_states = Organisation.objects.filter(office=office, state__in=["draft", "archived"])
    return {
        "organisation": record.pk,
        "all_states": [record.pk, *other_states.values_list("pk", flat=True)],
        "slug": record.slug,
        "facility": facility.pk,
        "facility_slug": Listing.objects.get(pk=record.pk).document["facilities"][-1]["slug"],
        "revision": selectors.history_of(record)[0].pk,
        "suggestions": [str(key) for key in Suggestion.objects.filter(office=office).values_list("pk", flat=True)],
        "pairs": list(Pair.objects.filter(office=office).values_list("pk", flat=True)),
        "runs": _runs(actor, office),
        "messages": [str(key) for key in _messages(actor, office)],
        "breaches": _breaches(actor, office),
    }


def _breaches(actor: Any, office: Any) -> list[int]:
    """One whose clock runs and one that is closed; a night has proof."""
    now = timezone.now()
    open_one = privacy.record_breach(actor=actor, office=office, what="Eine Liste lag offen.", noticed_at=now)
    closed = privacy.record_breach(actor=actor, office=office, what="Ein Brief ging an die Nachbarn.", noticed_at=now)
    privacy.update_breach(actor=actor, breach=closed, risk="none", reasons="Ungeöffnet zurück.", close=True)
    privacy.keep_periods(actor=actor, office=office)
    return [open_one.pk, closed.pk]


def _runs(actor: Any, office: Any) -> list[int]:
    """A list in every state; the one from the demo is taken over."""

    def received(name: str) -> ImportRun:
        # each list differs, so that none is the other's repetition
        content = (LIST + f"{name};;44532;Lünen;\r\n").encode("cp1252")
        return imports.receive_file(actor=actor, office=office, place=office.place, filename=name, content=content)

    received("neu.csv")
    for name in ("probelauf.csv", "wartet.csv", "zurueck.csv", "abgebrochen.csv"):
        run = received(name)
        imports.preview_import(actor=actor, run=run)
        if name != "probelauf.csv":
            imports.start_import(actor=actor, run=run)
        if name == "zurueck.csv":
            imports.run_import(actor=actor, run_id=run.pk)
            run.refresh_from_db()
            imports.start_undo(actor=actor, run=run)
            imports.undo_import(actor=actor, run_id=run.pk)
        if name == "abgebrochen.csv":
            ImportRun.objects.filter(pk=run.pk).update(state="failed")
    return list(selectors.runs_of(actor).values_list("pk", flat=True))


def _messages(actor: Any, office: Any) -> list[Any]:
    """A letter and a mail in every state a person can meet."""
    text = Text("Stimmt Ihr Eintrag noch?", (paragraph("Bitte sehen Sie nach:"), points(["Zeiten", "Anschrift"])))

    def written(key: str, **columns: Any) -> Any:
        postal = ("Anneliese Erdacht", "Musterweg 12", "44532 Lünen") if "brief" in key else ()
        recipient = Recipient(mail="" if postal else f"{key}@probe.example", postal=postal)
        message = queue_message(
            actor=actor, office=office, key=key, purpose="tests.journey", recipient=recipient, text=text
        )
        if columns:
            moments = {"tried_at": message.created_at, "settled_at": message.created_at}
            Message.objects.filter(pk=message.pk).update(**moments, attempts=2, **columns)
        return message.pk

    return [
        written("brief-1"),
        written("brief-2"),
        written("brief-3", state="printed", settled_by="Berta Beispiel"),
        written("unsicher", state="in_doubt", problem="no_answer"),
        written("falsch", state="failed", problem="recipient", reply="550 5.1.1 unknown"),
        written("wartet", problem="server", due_at=timezone.now() + datetime.timedelta(days=1)),
        written("gesendet", state="sent"),
        written("nicht", state="cancelled"),
    ]


def _reset_link(account: Any) -> dict[str, str]:

    return {"reset_user": user_pk_to_url_str(account), "reset_key": default_token_generator.make_token(account)}


def _to_stderr(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def main() -> None:
    print(json.dumps(prepare()))
