"""Places change only by services: on record, by the operator, and the same input again changes nothing."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from engagiert.apps.places import selectors, services
from engagiert.apps.places.models import Address, Alliance, Place
from engagiert.apps.places.problems import BrokenFile, RefusedPlace
from engagiert.kernel.audit.models import AuditEntry
from engagiert.kernel.authz import Actor, NotAllowed
from engagiert.kernel.tenancy import enter

from . import gv100ad_lines as gv

pytestmark = pytest.mark.django_db

OPERATOR = Actor.operator()
LUENEN, WERNE, SELM, BERGKAMEN = "05978024", "05978040", "05978032", "05978004"


def _town(ags: str) -> Place:
    return Place.objects.get(ags=ags)


def _file(tmp_path: Path, lines: Sequence[str], name: str = "datei.txt") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_shipped_register_loads_once() -> None:
    assert services.load_register(actor=OPERATOR).created == 455
    again = services.load_register(actor=OPERATOR)
    assert (again.created, again.changed, again.unchanged, again.missing) == (0, 0, 455, ())
    assert Place.objects.filter(kind="municipality").count() == 396


def test_each_place_stands_below_its_unit_and_has_its_own_address() -> None:
    services.load_register(actor=OPERATOR)
    luenen = Place.objects.select_related("parent__parent__parent").get(ags=LUENEN)
    assert luenen.parent is not None
    assert luenen.parent.parent is not None
    assert (luenen.slug, luenen.parent.slug, luenen.parent.parent.slug) == (
        "luenen",
        "kreis-unna",
        "regierungsbezirk-arnsberg",
    )
    assert _town("05914000").slug == "hagen"
    assert _town("05914").slug == "kreisfreie-stadt-hagen"


def test_towns_are_sorted_as_germans_sort() -> None:
    services.load_register(actor=OPERATOR)
    names = list(selectors.places(kind="municipality").values_list("name", flat=True))
    assert names.index("Ostbevern") < names.index("Overath") < names.index("Paderborn")
    assert names.index("Lübbecke") < names.index("Lüdenscheid") < names.index("Lünen") < names.index("Marienheide")


def test_within_shows_what_lies_below_and_not_the_unit_itself() -> None:
    services.load_register(actor=OPERATOR)
    below = selectors.places(within="05978")
    assert below.count() == 10
    assert not below.filter(ags="05978").exists()


def test_a_newer_file_brings_figures_and_keeps_points_and_addresses(tmp_path: Path) -> None:
    services.load_register(actor=OPERATOR)
    before = _town(LUENEN)
    lines = [
        gv.state("05", "Nordrhein-Westfalen"),
        gv.region("059", "Reg.-Bez. Arnsberg"),
        gv.district("05978", "Unna"),
        gv.municipality(LUENEN, "Lünen, Stadt", population=88000, postcode="44532", type_code="63"),
    ]
    report = services.import_places(actor=OPERATOR, path=_file(tmp_path, lines))
    after = _town(LUENEN)
    assert (after.population, str(after.population_on)) == (88000, "2025-12-31")
    assert (after.lat, after.lon, after.slug, after.postcodes) == (
        before.lat,
        before.lon,
        before.slug,
        before.postcodes,
    )
    assert len(report.missing) == 451
    assert "bleiben erhalten" in str(report)


def test_a_file_of_one_town_does_not_shrink_its_land(tmp_path: Path) -> None:
    services.load_register(actor=OPERATOR)
    services.import_places(actor=OPERATOR, path=_file(tmp_path, gv.unna()))
    assert _town("05").population == 17_947_221


def test_the_shipped_register_never_turns_figures_back(tmp_path: Path) -> None:
    services.load_register(actor=OPERATOR)
    services.import_places(actor=OPERATOR, path=_file(tmp_path, gv.unna()))
    services.load_register(actor=OPERATOR)
    assert _town(LUENEN).population == 88000


def test_the_same_file_again_changes_nothing_and_leaves_no_trace(tmp_path: Path) -> None:
    path = _file(tmp_path, gv.unna())
    assert services.import_places(actor=OPERATOR, path=path).created == 8
    entries = _entries()
    again = services.import_places(actor=OPERATOR, path=path)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 8)
    assert _entries() == entries


def _entries() -> int:
    with enter(OPERATOR, action="test.count"):
        return AuditEntry.objects.count()


def test_a_broken_file_leaves_the_register_as_it_was(tmp_path: Path) -> None:
    services.import_places(actor=OPERATOR, path=_file(tmp_path, gv.unna()))
    lines = gv.unna()
    lines[4] = gv.municipality(LUENEN, "Neuer Name", population="keine")
    with pytest.raises(BrokenFile, match="Zeile 5, Spalte „Bevölkerung“, „keine“"):
        services.import_places(actor=OPERATOR, path=_file(tmp_path, lines))
    assert _town(LUENEN).name == "Lünen"


@pytest.mark.parametrize("actor", [Actor.anonymous(), Actor(label="Betrieb", account_id=7)])
def test_only_the_operator_changes_the_register(actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        services.load_register(actor=actor)
    assert not Place.objects.exists()


def test_a_place_outside_the_shipped_register_is_added_once() -> None:
    for _ in range(2):
        place = services.add_place(
            actor=OPERATOR,
            ags="02000000",
            name=" Hamburg ",
            kind="municipality",
            lat=53.55,
            lon=9.99,
            population=1_850_000,
        )
    assert (place.name, place.slug, place.parent, Place.objects.count()) == ("Hamburg", "hamburg", None, 1)


def test_an_added_place_finds_the_unit_above_it() -> None:
    services.load_register(actor=OPERATOR)
    place = services.add_place(actor=OPERATOR, ags="05978099", name="Neustadt", kind="municipality", lat=51.6, lon=7.6)
    assert place.parent == _town("05978")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"kind": "village"}, "bad_kind"),
        ({"ags": "0200"}, "bad_key"),
        ({"ags": "0200000x"}, "bad_key"),
        ({"name": "  "}, "no_name"),
        ({"lat": 0.0, "lon": 0.0}, "bad_point"),
        ({"lat": float("nan")}, "bad_point"),
        ({"population": -1}, "no_number"),
    ],
)
def test_a_place_that_cannot_be_is_refused_with_its_reason(values: dict[str, object], code: str) -> None:
    sound = {"ags": "02000000", "name": "Hamburg", "kind": "municipality", "lat": 53.55, "lon": 9.99}
    with pytest.raises(RefusedPlace) as caught:
        services.add_place(actor=OPERATOR, **(sound | values))  # type: ignore[arg-type]
    assert caught.value.problem.code == code


def test_neighbourhoods_are_numbered_below_their_town() -> None:
    services.load_register(actor=OPERATOR)
    luenen = _town(LUENEN)
    brambauer = services.add_neighbourhood(actor=OPERATOR, municipality=luenen, name="Brambauer")
    horstmar = services.add_neighbourhood(actor=OPERATOR, municipality=luenen, name="Horstmar")
    again = services.add_neighbourhood(actor=OPERATOR, municipality=luenen, name="brambauer")
    assert (brambauer.ags, horstmar.ags, again) == ("05978024-01", "05978024-02", brambauer)
    assert horstmar.slug == "luenen-horstmar"
    assert list(selectors.places(within=LUENEN)) == [brambauer, horstmar]


def test_an_alliance_keeps_exactly_the_towns_it_is_given() -> None:
    services.load_register(actor=OPERATOR)
    name = "Ehrenamtskarte im Verbund"
    services.create_alliance(actor=OPERATOR, name=name, members=[LUENEN, SELM, BERGKAMEN], purpose="Eine Karte")
    alliance = services.create_alliance(actor=OPERATOR, name=name, members=[LUENEN, SELM, WERNE])
    assert Alliance.objects.count() == 1
    assert {place.ags for place in alliance.members.all()} == {LUENEN, SELM, WERNE}
    assert alliance.purpose == "Eine Karte"


def test_an_alliance_of_unknown_towns_is_refused() -> None:
    with pytest.raises(RefusedPlace):
        services.create_alliance(actor=OPERATOR, name="Verbund", members=["99999999"])
    assert not Alliance.objects.exists()


HOUSES = [
    "Straße;Hausnummer;PLZ;Ort;lat;lon",
    "Lippestraße;3a;44532;Lünen;51,6101;7,5201",
    "Lippestr.;5;44532;Lünen;51,6102;7,5202",
    "Am Markt;12;59368;Werne;51,66;7,63",
    "Nirgendweg;1;99999;Entenhausen;51,66;7,63",
]


def test_houses_are_taken_over_once_and_a_bad_line_is_named(tmp_path: Path) -> None:
    services.load_register(actor=OPERATOR)
    path = _file(tmp_path, HOUSES)
    first = services.import_addresses(actor=OPERATOR, path=path)
    assert (first.read, first.created, first.refused) == (4, 3, 1)
    assert "Zeile 5, Spalte „Ort“, „99999 Entenhausen“" in str(first)
    second = services.import_addresses(actor=OPERATOR, path=path)
    assert (second.created, second.changed, second.unchanged) == (0, 0, 3)
    moved = _file(tmp_path, [HOUSES[0], HOUSES[1].replace("51,6101", "51,6109")], "neu.csv")
    assert services.import_addresses(actor=OPERATOR, path=moved).changed == 1
    assert Address.objects.count() == 3


def test_a_file_without_one_usable_house_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile):
        services.import_addresses(actor=OPERATOR, path=_file(tmp_path, [HOUSES[0], HOUSES[4]]))


@pytest.mark.parametrize(
    ("street", "point"),
    [
        ("Lippestr. 3 A", (51.6101, 7.5201)),
        ("Lippestraße 5-7", (51.6102, 7.5202)),
        ("Lippestraße 3", None),
        ("Lippestraße", None),
        ("", None),
    ],
)
def test_a_house_is_found_by_its_address(tmp_path: Path, street: str, point: tuple[float, float] | None) -> None:
    services.load_register(actor=OPERATOR)
    services.import_addresses(actor=OPERATOR, path=_file(tmp_path, HOUSES))
    assert selectors.point_of_address(_town(LUENEN), street=street, postcode="44532") == point


def test_place_for_gives_the_place_itself() -> None:
    services.load_register(actor=OPERATOR)
    assert selectors.place_for("Lünen-Brambauer", "44536") == _town(LUENEN)
    assert selectors.place_for("Entenhausen") is None
