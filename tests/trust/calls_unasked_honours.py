"""Verbs of awards, outings and surveys where another question would stop the call earlier; see calls_unasked.py.

Most are about a row of this office, written in the name of another one where the asker may write.
"""

from collections.abc import Callable
from typing import Any

from engagiert.apps.awards import services as awards
from engagiert.apps.awards.models import Nomination
from engagiert.apps.programme import services as programme
from engagiert.apps.surveys import services as surveys
from engagiert.kernel.authz import Actor
from tests.cast import SELMA
from tests.factories import outings
from tests.factories.worlds import World
from tests.trust.calls_of_awards import LETTERS, facts

type Call = Callable[[World, Actor], Any]


def join_into_anothers(world: World, actor: Actor) -> Any:
    own = Nomination.objects.get(pk=world.waiting_nomination.pk)
    own.office_id = SELMA.office().pk
    return awards.join_nominations(actor=actor, nomination=own, into=world.nomination)


UNASKED: dict[str, Call] = {
    "awards.set_award (of another)": lambda w, a: awards.set_award(
        actor=a, office=SELMA.office(), facts=facts("Taler"), award=w.award
    ),
    "awards.follow_consent": lambda w, a: awards.follow_consent(
        actor=a, office=w.person.office(), about=f"awards.nomination:{w.granted.pk}"
    ),
    "awards.join_nominations (into another's)": join_into_anothers,
    "awards.draft_thanks (of another)": lambda w, a: awards.draft_thanks(
        actor=a, office=SELMA.office(), letters=LETTERS, thanks=w.thanks
    ),
    "programme.write_outing (of another)": lambda w, a: programme.write_outing(
        actor=a, office=SELMA.office(), facts=outings.facts("Tierpark"), outing=w.outing
    ),
    "programme.write_news (of another)": lambda w, a: programme.write_news(
        actor=a, office=SELMA.office(), facts=outings.some_news("Anders"), news=w.news
    ),
    "surveys.invite_in_steps": lambda w, a: surveys.invite_in_steps(actor=a, survey_id=w.survey.pk),
    "surveys.tally_needs": lambda w, a: surveys.tally_needs(actor=a, office=w.person.office()),
}
