"""An award with what belongs to it: one nomination before the jury, one that waits, one that is honoured in public."""

import datetime
from typing import Any

from django.utils import timezone

from engagiert.apps.awards import services
from engagiert.apps.awards.models import Ballot
from engagiert.apps.awards.selectors.thanks import people_to_thank
from engagiert.apps.awards.services.jury import Member
from engagiert.apps.cases.public import From
from engagiert.apps.recognition.services import Owner, issue_card
from engagiert.kernel.authz import Actor
from tests.cast import Person


def an_award(of: Person, words: dict[str, str]) -> dict[str, Any]:
    today, office = timezone.localdate(), of.office()
    facts = services.Facts("Ehrennadel", "Für lange Jahre.", today, today + datetime.timedelta(days=30))
    with of.at_work("tests.honour") as actor:
        award = services.set_award(actor=actor, office=office, facts=facts, token="needle")
        member = Member(words["name of a juror"])
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
        } | _thanks(of, actor)


def _thanks(of: Person, actor: Actor) -> dict[str, Any]:
    """Letters to who has a card: one person is thanked, one wants none, one is left."""
    office = of.office()
    for number in range(3):
        later = timezone.localdate() + datetime.timedelta(days=700)
        owner = Owner(mail=f"dank{number}@beispiel.example")
        issue_card(actor=actor, office=office, name=f"Dank Nummer{number}", expires_on=later, owner=owner)
    letters = services.Letters("Dank", "cards", timezone.localdate().year, 0, "Danke", "Danke für alles.")
    thanks = services.draft_thanks(actor=actor, office=office, letters=letters, token="dank")
    marks = [one.mark for one in people_to_thank(thanks) if not one.why_not]
    services.stop_thanking(actor=actor, thanks=thanks, mark=marks[1])
    services.send_thanks(actor=actor, thanks=thanks, marks=marks[:1])
    draft = services.draft_thanks(actor=actor, office=office, letters=letters, token="entwurf")
    return {"thanks": draft, "thanks_mark": marks[2], "thanks_refused": marks[1]}
