"""An award with what belongs to it: one nomination before the jury, one that waits, one that is honoured in public."""

import datetime
from typing import Any

from django.utils import timezone

from engagiert.apps.awards import services
from engagiert.apps.awards.models import Ballot
from engagiert.apps.awards.services.jury import Member
from engagiert.apps.cases.public import From
from tests.cast import Person


def an_award(of: Person, words: dict[str, str]) -> dict[str, Any]:
    today, office = timezone.localdate(), of.office()
    facts = services.Facts("Ehrennadel", "Für lange Jahre.", today, today + datetime.timedelta(days=30))
    with of.at_work("tests.honour") as actor:
        award = services.set_award(actor=actor, office=office, facts=facts, token="needle")
        member = Member(words["name of a juror"], mail="jury@beispiel.example")
        juror = services.add_juror(actor=actor, award=award, member=member)

        def proposed(name: str) -> Any:
            nominee = services.Nominee(name, mail="vorgeschlagen@beispiel.example")
            by = From(name="Nora Nachbar", mail="nora@nachbar.example")
            proposal = services.Proposal(nominee, by, words["reason of a nomination"])
            return services.nominate(actor=actor, award=award, proposal=proposal, token=name)[0]

        nomination, granted = proposed(words["name of a nominee"]), proposed("Ada Geehrt")
        services.put_to_jury(actor=actor, award=award)
        services.decide_nomination(actor=actor, nomination=granted, grant=True, reason="Ja.")
        services.note_honour(actor=actor, nomination=granted, honour="public", way="phone")
        for one in (nomination, granted):
            one.refresh_from_db()
        return {
            "award": award,
            "nomination": nomination,
            "granted": granted,
            "waiting_nomination": proposed(f"{words['name of a nominee']} zwei"),
            "juror": juror,
            "ballot": Ballot.objects.get(nomination=nomination),
        }
