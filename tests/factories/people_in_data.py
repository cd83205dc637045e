"""Somebody who is mentioned everywhere a person can be mentioned, and a look into the whole database for them."""

import json
import os
import subprocess
from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg import sql

from engagiert.apps.cases.public import From
from engagiert.apps.directory.jobs import count_terms_of_register, show_no_more
from engagiert.apps.directory.public import Organisation, services
from engagiert.apps.directory.services import Draft
from engagiert.apps.messages.public import Text, paragraph
from engagiert.config import env
from engagiert.kernel.db import cluster
from engagiert.kernel.db.embedded import binaries
from engagiert.kernel.privacy.marks import Wanted, wanted
from tests.cast import Person
from tests.database import clones
from tests.factories import askings, letters, lists, records


@dataclass(frozen=True, slots=True)
class Mentioned:
    """``phone`` is written in several ways, the name in both orders."""

    name: str = "Klara Wunderlich-Probe"
    turned: str = "Wunderlich-Probe, Klara"
    mail: str = "klara.wunderlich@post.example"
    phone: str = "0000 4711 815"
    same_phone: str = "0000/4711815"

    def wanted(self) -> Wanted:
        return wanted(names=[self.name], mails=[self.mail], phones=[self.phone])

    @property
    def words(self) -> tuple[str, ...]:
        """What must stand nowhere any more, in small letters."""
        return ("wunderlich", "4711815", "4711 815")


KLARA = Mentioned()


def mentioned_everywhere(who: Mentioned, *, by: Person) -> Organisation:
    """On a public page with consent, in contacts, notes, suggestions, messages, lists, doubles and histories."""
    office = by.office()
    children = {"contact_points": [{"role": "Vorsitz", "name": who.name, "name_consent_on": "2026-01-02",
                                    "phone": who.phone, "mail": who.mail}]}  # fmt: skip
    values = {
        "name": "Webkreis Erle",
        "type": "verein",
        "sector": "civil_society",
        "description": f"Wir weben. Fragen beantwortet {who.name}. Alle sind willkommen.",
        "phones": [who.phone],
        "mails": [who.mail, "kreis@erle.example"],
    }
    with by.at_work("tests.enter_record") as actor:
        record = services.create_organisation(
            actor=actor, office=office, draft=Draft(office.place, values, children), publish=True
        )
        services.add_contact(actor=actor, organisation=record, name=who.turned, phone=who.same_phone, mail=who.mail)
        services.add_note(
            actor=actor, organisation=record, text=f"{who.name} ruft lieber abends an ({who.same_phone})."
        )
        services.archive_organisation(actor=actor, organisation=record, reason=f"{who.name} hört auf.")
        services.revive_organisation(actor=actor, organisation=record)
        services.publish_organisation(actor=actor, organisation=record)
    records.a_suggestion(
        on=record,
        changes={"opening_hours": f"nach Absprache mit {who.name}"},
        text=f"Gruß, {who.name}",
        reply_to=who.mail,
    )
    said = Text(f"Ihre Frage, {who.name}", (paragraph(f"Guten Tag {who.name}, danke."),))
    letters.a_message(by=by, to=who.mail, text=said, key="tests:answer")
    letters.a_message(by=by, postal=(who.name, "Musterweg 12", "33039 Nieheim"), text=said, key="tests:letter")
    askings.a_case(
        by=by,
        asker=From(name=who.name, mail=who.mail, phone=who.phone),
        subject=f"Frage von {who.name}",
        text=f"Hier {who.turned}. Wer repariert mein Fahrrad?",
    )
    askings.a_case(by=by, asker=From(name="Erna Musterfrau", speaker=who.name, speaker_mail=who.mail, relation="Tante"))
    content = lists.a_csv(
        ("Webkreis Erle e. V.", "", "", "", who.phone, f"Kontakt: {who.name}"),
        ("Spinnstube Erle", "Am Anger 1", by.town.postcode, by.town.name, who.phone, f"Leitung {who.name}"),
    )
    lists.an_imported_list(by=by, content=content, filename="weberei.csv")
    return record


def queued(task: str) -> list[dict[str, Any]]:
    """What the jobs of this name were queued with."""
    with connection.cursor() as cursor:
        cursor.execute("select args from procrastinate_jobs where task_name = %s", [task])
        return [json.loads(arguments) for (arguments,) in cursor.fetchall()]


def after_the_jobs(*, office_id: int) -> None:
    """What the erasure queued is done: the worker's part, without a worker."""
    for arguments in queued("directory.project_erased"):
        show_no_more(**arguments)
    count_terms_of_register()


def found_in_database(words: tuple[str, ...]) -> list[str]:
    """``table.column`` of every value of every table, of whatever type, that holds one of the words."""
    with clones.server().connect_as_superuser(connection.settings_dict["NAME"]) as keeper:
        columns = keeper.execute(
            "select table_name, column_name from information_schema.columns where table_schema = 'public'"
        ).fetchall()
        return [
            f"{table}.{column}"
            for table, column in columns
            for word in words
            if keeper.execute(
                sql.SQL("select 1 from {} where position(%s in lower({}::text)) > 0 limit 1").format(
                    sql.Identifier(table), sql.Identifier(column)
                ),
                [word],
            ).fetchone()
        ]


def dumped() -> str:
    """The whole database as ``pg_dump`` writes it, in small letters."""
    kept = env.load()
    program = binaries() / "pg_dump"
    said = subprocess.run(
        [
            program,
            "-h",
            cluster.socket_directory(kept.data_dir),
            "-U",
            cluster.SUPERUSER,
            connection.settings_dict["NAME"],
        ],
        env=os.environ | {"PGPASSWORD": kept.passwords.superuser},
        capture_output=True,
        check=True,
    )
    return said.stdout.decode().lower()
