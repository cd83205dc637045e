"""Ranking: the compiled search agrees with the rules written plainly, and says why."""

import random
from dataclasses import replace
from functools import reduce
from operator import add

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from engagiert.engines.matching import wording
from engagiert.engines.matching.market import Offers, best_for_all
from engagiert.engines.matching.matches import PARTS
from engagiert.engines.matching.ranking import rank
from engagiert.engines.matching.records import Opportunity, Volunteer
from engagiert.engines.matching.week import EVENING, MORNING, week
from tests.engines.matching import people, plain
from tests.engines.matching.people import TUESDAY_EVENING, a_volunteer, an_offer

EVERYTHING = 50
quickly = settings(max_examples=20, deadline=None)


@quickly
@given(people.crowds, people.offers)
def test_everyone_gets_exactly_the_best_that_a_plain_search_finds(
    crowd: list[Volunteer], offers: list[Opportunity]
) -> None:
    market = Offers.of(offers)
    best, values = best_for_all(market, market.people(crowd), 3)
    for row, person in enumerate(crowd):
        truth = sorted((plain.score(person, each, offers) for each in offers if plain.may(person, each)), reverse=True)
        found = [value for at, value in zip(best[row], values[row], strict=True) if at >= 0]
        assert found == pytest.approx(truth[:3], abs=1e-9)
        for at, value in zip(best[row], values[row], strict=True):
            if at >= 0:
                offer = offers[market.index.offers[at]["key"]]
                assert plain.may(person, offer)
                assert plain.score(person, offer, offers) == pytest.approx(value, abs=1e-9)


@quickly
@given(people.volunteers, people.offers)
def test_the_parts_of_a_score_add_up_to_it_and_to_what_the_search_saw(
    person: Volunteer, offers: list[Opportunity]
) -> None:
    market = Offers.of(offers)
    _best, values = best_for_all(market, market.people([person]), EVERYTHING)
    for match, seen in zip(rank(market, person, EVERYTHING).matches, values[0], strict=False):
        assert tuple(match.parts) == PARTS
        assert match.score == reduce(add, match.parts.values()) == seen


@quickly
@given(people.volunteers, people.offers, some.randoms())
def test_the_order_of_the_rows_changes_nothing(
    person: Volunteer, offers: list[Opportunity], chance: random.Random
) -> None:
    shuffled = list(offers)
    chance.shuffle(shuffled)
    assert rank(Offers.of(offers), person, 5) == rank(Offers.of(shuffled), person, 5)


@quickly
@given(people.volunteers, people.offers, some.sampled_from([1.0, 5.0, 200.0]))
def test_a_larger_radius_never_loses_an_offer(person: Volunteer, offers: list[Opportunity], more: float) -> None:
    market = Offers.of(offers)
    near = {match.opportunity for match in rank(market, person, EVERYTHING).matches}
    wide = {match.opportunity for match in rank(market, _reaching(person, more), EVERYTHING).matches}
    assert near <= wide


def _reaching(person: Volunteer, more: float) -> Volunteer:
    return replace(person, radius_km=person.radius_km + more)


@quickly
@given(people.volunteers, people.offers)
def test_a_no_is_final_in_the_list_and_beside_it(person: Volunteer, offers: list[Opportunity]) -> None:
    ranking = rank(Offers.of(offers), person, 3)
    shown = {each.opportunity for each in (*ranking.matches, *ranking.nearly)}
    shown |= {key for change in ranking.changes for key in change.gained}
    assert not [each.key for each in offers if each.key in shown and plain.is_refused(person, each)]


@quickly
@given(people.volunteers, people.offers)
def test_what_just_misses_is_kept_out_by_the_obstacle_named(person: Volunteer, offers: list[Opportunity]) -> None:
    by_key = {each.key: each for each in offers}
    for miss in rank(Offers.of(offers), person, 3).nearly:
        offer = by_key[miss.opportunity]
        assert not plain.may(person, offer)
        assert plain.may(_without(person, miss.obstacle.code), _open(offer, miss.obstacle.code))


def _without(person: Volunteer, obstacle: str) -> Volunteer:
    lifted = {
        "too_far": {"radius_km": person.radius_km * 2 + 10},
        "no_common_time": {"week": (1 << 28) - 1},
        "language_required": {"languages": ("de", "ar", "tr", "uk")},
        "too_young": {"age": None},
        "certificate": {"certificates": ("police_certificate",)},
        "hours": {"hours": 0.0},
        "full": {},
    }
    return replace(person, **lifted[obstacle])  # type: ignore[arg-type]


def _open(offer: Opportunity, obstacle: str) -> Opportunity:
    return replace(offer, capacity=1) if obstacle == "full" else offer


def test_the_sentence_says_way_time_and_language() -> None:
    offer = an_offer(km_north=2.1, week=TUESDAY_EVENING, languages_wanted=("ar",), connections=1)
    person = a_volunteer(week=week([(1, EVENING), (3, MORNING)]), languages=("de", "ar"))
    match = rank(Offers.of([offer]), person).matches[0]
    assert wording.sentence(match) == "2,1 km · Dienstagabend passt · spricht Arabisch, gesucht"
    assert wording.sentence(match, "en") == "2.1 km · Tuesday evening suits · speaks Arabic, wanted"


def test_an_offer_from_sixteen_stands_just_beside_the_list_of_a_girl_of_fifteen() -> None:
    offers = Offers.of([an_offer("walk", minimum_age=14, fields=("animals",)), an_offer("food", minimum_age=16)])
    ranking = rank(offers, a_volunteer(age=15, fields=("animals",)))
    assert [match.opportunity for match in ranking.matches] == ["walk"]
    assert [wording.near_miss(miss) for miss in ranking.nearly] == ["Knapp daneben: ab 16"]


def test_who_says_no_board_gets_no_board_post_however_well_it_fits() -> None:
    board = an_offer("board", kind="honorary_office", skills=("minutes",))
    repair = an_offer("repair", skills=("repairing",), hours=2.0, week=TUESDAY_EVENING)
    heinrich = a_volunteer(
        skills=("electrics", "minutes"), week=TUESDAY_EVENING, hours=2.0, age=67, refused_kinds=("honorary_office",)
    )
    assert [match.opportunity for match in rank(Offers.of([board, repair]), heinrich).matches] == ["repair"]


def test_related_skills_count_partly() -> None:
    offers = Offers.of([an_offer("a", skills=("electrics",)), an_offer("b", skills=("cooking",))])
    ranking = rank(offers, a_volunteer(skills=("crafts",)))
    first, second = ranking.matches
    assert (first.opportunity, second.opportunity) == ("a", "b")
    assert first.parts["skills"] == pytest.approx(0.1)
    assert "near_skill" in {reason.code for reason in first.reasons}


def test_an_offer_that_many_were_proposed_to_gives_way_to_an_equal_one() -> None:
    offers = Offers.of([an_offer("asked", connections=3), an_offer("forgotten")])
    assert [match.opportunity for match in rank(offers, a_volunteer()).matches] == ["forgotten", "asked"]


def test_the_advice_names_the_time_that_would_bring_most() -> None:
    thursday = week([(3, MORNING)])
    offers = Offers.of([*(an_offer(f"t{i}", week=thursday) for i in range(3)), an_offer("now", week=TUESDAY_EVENING)])
    changes = rank(offers, a_volunteer(week=TUESDAY_EVENING)).changes
    assert wording.change(changes[0]) == "Mit Donnerstagvormittag kämen 3 Angebote dazu"


def test_radius_zero_means_from_home_only() -> None:
    offers = Offers.of([an_offer("here"), an_offer("home", from_home=True, lat=0.0, lon=0.0)])
    assert [match.opportunity for match in rank(offers, a_volunteer(radius_km=0.0)).matches] == ["home"]


def test_no_offers_and_nobody_are_no_error() -> None:
    nothing = Offers.of([])
    assert rank(nothing, a_volunteer()).matches == ()
    offers = Offers.of([an_offer()])
    best, _values = best_for_all(offers, offers.people([]), 3)
    assert best.shape == (0, 3)


@pytest.mark.parametrize(("lat", "lon"), [(89.9, 0.0), (0.0, 179.99), (0.0, -179.99), (-51.6, 7.5)])
def test_a_circle_over_pole_or_date_line_is_a_circle(lat: float, lon: float) -> None:
    across = an_offer("across", lat=lat, lon=-lon if abs(lon) > 179 else lon)
    assert rank(Offers.of([across]), a_volunteer(lat=lat, lon=lon, radius_km=10.0)).matches


def test_every_reason_and_obstacle_has_words_in_both_languages() -> None:
    offers = [
        an_offer("a", fields=("older_people",), skills=("cooking",), words=("kochen",), urgency=1.0),
        an_offer("b", km_north=6.0), an_offer("c", languages_required=("ar",)), an_offer("d", hours=9.0),
        an_offer("e", certificates=("first_aid",)), an_offer("f", capacity=0), an_offer("g", from_home=True),
        an_offer("h", week=week([(2, MORNING)])),
    ]  # fmt: skip
    person = a_volunteer(
        hours=3.0, fields=("social",), skills=("practical",), words=("kochen",), week=week([(1, MORNING)])
    )
    ranking = rank(Offers.of(offers), person, 20)
    for language in ("de", "en"):
        said = [wording.sentence(match, language) for match in ranking.matches]
        said += [wording.near_miss(miss, language) for miss in ranking.nearly]
        said += [wording.change(change, language) for change in ranking.changes]
        assert len(ranking.nearly) == 5
        assert all(said)
    assert np.isfinite([match.score for match in ranking.matches]).all()
