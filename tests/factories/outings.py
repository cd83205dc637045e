"""An outing with what belongs to it: somebody has a seat, somebody is offered one, somebody waits; and news."""

import datetime
from typing import Any

from django.utils import timezone

from engagiert.apps.programme import services
from engagiert.apps.programme.models import News, Outing, Signup
from engagiert.apps.recognition.models import Card
from engagiert.apps.recognition.services import Owner, issue_card
from engagiert.kernel.authz import Actor
from tests.cast import Person


def facts(title: str = "Zoo", *, seats: int = 2, days: int = 20, **more: Any) -> services.OutingFacts:
    begins = timezone.now().replace(microsecond=0) + datetime.timedelta(days=days)
    told = {"where": "Zoo Musterstadt", "meeting_point": "Rathaus", "accessibility": "ohne Stufen"} | more
    closes = timezone.localdate(begins) - datetime.timedelta(days=1)
    return services.OutingFacts(title, "Ein Tag im Zoo.", begins, seats=seats, closes_on=closes, **told)


def an_outing(of: Person, title: str = "Zoo", **more: Any) -> Outing:
    with of.at_work("tests.outing") as actor:
        made = services.write_outing(actor=actor, office=of.office(), facts=facts(title, **more))
        services.publish_outing(actor=actor, outing=made)
        made.refresh_from_db()
        return made


def a_card(of: Person, name: str, *, mail: str = "") -> Card:
    with of.at_work("tests.card") as actor:
        later = timezone.localdate() + datetime.timedelta(days=700)
        return issue_card(actor=actor, office=of.office(), name=name, expires_on=later, owner=Owner(mail=mail))


def a_programme(of: Person, words: dict[str, str]) -> dict[str, Any]:
    """Two seats: one held, one offered; two more people wait."""
    outing = an_outing(of, "Tierpark")
    names = [words["name of a guest"], *(f"Gast Nummer{number}" for number in range(3))]
    indexes = [a_card(of, name, mail=f"gast{number}@gast.example").index for number, name in enumerate(names)]
    with of.at_work("tests.outing") as actor:
        made = [services.note_signup(actor=actor, outing=outing, number=number) for number in indexes]
        services.note_answer(actor=actor, signup=made[1], comes=False)
        draft = services.write_outing(actor=actor, office=of.office(), facts=facts("Burg"), token="burg")
        return {
            "outing": outing,
            "outing_draft": draft,
            "guest": made[0],
            "offered_guest": Signup.objects.get(pk=made[2].pk),
            "guest_number": a_spare_number(of, actor),
            "news": services.write_news(actor=actor, office=of.office(), facts=some_news(), token="neu"),
        }


def a_spare_number(of: Person, actor: Actor) -> int:
    later = timezone.localdate() + datetime.timedelta(days=700)
    return issue_card(actor=actor, office=of.office(), name="Noch Niemand", expires_on=later).index


def some_news(title: str = "Neue Partner", **more: Any) -> services.NewsFacts:
    return services.NewsFacts(title, "Drei neue.", timezone.localdate() + datetime.timedelta(days=9), **more)


def shown(news: News, of: Person) -> None:
    with of.at_work("tests.news") as actor:
        services.show_news(actor=actor, news=news)
