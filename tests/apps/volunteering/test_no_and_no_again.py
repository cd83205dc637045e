"""Heinrich, on the telephone only, at most two hours on Tuesdays: a no is final, a change of mind is his alone."""

import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from engagiert.apps.messages.models import Message
from engagiert.apps.opportunities.models import Opportunity
from engagiert.apps.volunteering import selectors, services, week
from engagiert.apps.volunteering.models import Proposal, Refusal, Volunteer
from tests.cast import SELMA
from tests.factories import offers, records, volunteers

pytestmark = pytest.mark.django_db
WORDS = "Nicht dieser Chor."
TUESDAY = week.bits([1], [])


def heinrich() -> Volunteer:
    return volunteers.a_volunteer(by=SELMA, skills=("electrics", "repairing"), week_parts=TUESDAY, hours_per_week=2)


def choir_post(title: str = "Kasse", **more: Any) -> Opportunity:
    choir = records.an_organisation(by=SELMA, name="Chor Klangfeld", mails=["chor@klangfeld.example"])
    return offers.an_offer(
        by=SELMA, of=choir, title=title, kind="honorary_office", skills_wanted=["bookkeeping"], **more
    )


def offered_to(volunteer: Volunteer) -> list[str]:
    with SELMA.at_work() as actor:
        fresh = selectors.volunteer_for(actor, volunteer.pk)
        ranked = selectors.ranked_at_desk(actor, fresh, timezone.localdate())
        return [shown.title for _match, shown in ranked.matches]


def said_no(proposal: Proposal, scope: str, words: str) -> None:
    with SELMA.at_work() as actor:
        services.note_answer(actor=actor, proposal=proposal, no=services.No(scope, words, "phone"))


def test_after_a_no_to_a_choir_none_of_its_posts_is_proposed_again_by_engine_desk_or_bulk() -> None:
    person, post = heinrich(), choir_post()
    proposal = volunteers.proposed(person, post, by=SELMA)
    said_no(proposal, Refusal.Scope.ORGANISATION, WORDS)
    with SELMA.at_work():
        choir = post.organisation
        assert choir is not None
    other = offers.an_offer(by=SELMA, of=choir, title="Noten ordnen")
    assert offered_to(person) == []
    with pytest.raises(ValidationError, match="Nein gesagt"):
        volunteers.proposed(person, other, by=SELMA)
    with SELMA.at_work():
        again = Proposal.objects.get(pk=proposal.pk)
        again.pk, again.state, again.volunteer_answer = uuid.uuid4(), Proposal.State.OPEN, ""
        with pytest.raises(IntegrityError, match="has said no"), transaction.atomic():
            Proposal.objects.bulk_create([again])


def test_no_board_at_all_ends_every_board_post_and_repairing_within_two_hours_is_proposed_with_reasons() -> None:
    person = heinrich()
    club = records.an_organisation(by=SELMA, name="Heimatbund Muster", mails=["bund@muster.example"])
    post = offers.an_offer(by=SELMA, of=club, title="Schriftführung", kind="honorary_office", skills_wanted=["minutes"])
    said_no(volunteers.proposed(person, post, by=SELMA), Refusal.Scope.KIND, "Kein Vorstand. Reparieren ja.")
    cafe = records.an_organisation(by=SELMA, name="Repair-Treff Muster")
    choir_post("Vorsitz")
    offers.an_offer(by=SELMA, of=cafe, title="Kasse führen", skills_wanted=["bookkeeping"])
    offers.an_offer(
        by=SELMA, of=cafe, title="Reparieren", skills_wanted=["repairing"], week_parts=TUESDAY, hours_per_week=2
    )
    offers.an_offer(by=SELMA, of=cafe, title="Werkstatt leiten", skills_wanted=["repairing"], hours_per_week=6)
    assert offered_to(person) == ["Reparieren"]
    with SELMA.at_work() as actor:
        fresh = selectors.volunteer_for(actor, person.pk)
        match, _shown = selectors.ranked_at_desk(actor, fresh, timezone.localdate()).matches[0]
        assert "kann Geräte reparieren, gesucht" in selectors.reasons_of(match)
        assert any("Dienstag" in reason for reason in selectors.reasons_of(match))


def test_the_organisation_reads_a_friendly_no_and_never_his_words_or_name() -> None:
    person, post = heinrich(), choir_post()
    proposal = volunteers.proposed(person, post, by=SELMA)
    with SELMA.at_work() as actor:
        services.note_answer(actor=actor, proposal=proposal, origin=volunteers.SITE)
    said_no(proposal, Refusal.Scope.ORGANISATION, WORDS)
    with SELMA.at_work():
        sent = list(Message.objects.filter(mail="chor@klangfeld.example").order_by("created_at"))
        assert [message.subject.split(":")[0] for message in sent] == ["Jemand möchte helfen", "Diesmal passt es nicht"]
        everything = "".join(str(message.blocks) + message.subject for message in sent)
    assert WORDS not in everything
    assert "Heinrich" not in everything
    assert "3920033" not in everything


def test_his_own_change_of_mind_is_noted_with_its_day_and_opens_boards_again() -> None:
    person, post = heinrich(), choir_post()
    said_no(volunteers.proposed(person, post, by=SELMA), Refusal.Scope.KIND, "Kein Vorstand.")
    club = records.an_organisation(by=SELMA, name="Heimatbund Muster")
    offers.an_offer(by=SELMA, of=club, title="Schriftführung", kind="honorary_office", skills_wanted=["minutes"])
    assert offered_to(person) == []
    with SELMA.at_work() as actor:
        board = Refusal.objects.get(volunteer=person, scope=Refusal.Scope.KIND)
        services.note_change_of_mind(actor=actor, refusal=board, words="Jetzt doch, ich habe Zeit.")
        board.refresh_from_db()
        assert board.lifted_on == timezone.localdate()
    assert offered_to(person) == ["Schriftführung"]
