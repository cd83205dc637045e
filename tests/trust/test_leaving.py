"""One can leave: an office takes all its data along and arrives elsewhere, row for row the same."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections
from django.utils import timezone

from engagiert.apps.accounts.public import Account, Office, Role, team
from engagiert.apps.directory.jobs import show_office
from engagiert.apps.directory.public import Listing, Organisation
from engagiert.apps.privacy.portability import ImportRefused
from engagiert.apps.privacy.portability.shape import belongs_to_an_office, columns, label, tables
from engagiert.apps.privacy.services import export_office, import_office
from engagiert.kernel.authz import Actor, NotAllowed
from engagiert.kernel.tenancy import enter
from engagiert.kernel.tenancy.inspection import own_models
from tests.cast import BERTA, OLE, OPERATOR, SELMA
from tests.database import clones
from tests.factories import contacts, records
from tests.factories.towns import NIEHEIM, RHEINE, in_register
from tests.factories.worlds import World, a_world
from tests.trust.promises import Kept

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    # Another office came first, so that no number is the same elsewhere.
    a_world(SELMA)
    return a_world(BERTA)


def exported(folder: Path, name: str = "nieheim.zip") -> Path:
    with BERTA.at_work() as actor:
        export_office(actor=actor, office=BERTA.office(), out=folder / name)
    return folder / name


@pytest.fixture
def elsewhere() -> Iterator[None]:
    """A second installation: inside ``with elsewhere():`` everything happens there."""
    name = f"{clones.TEMPLATE}_elsewhere_{connection.settings_dict['NAME'].rpartition('_')[2]}"
    home = connection.settings_dict["NAME"]
    with clones.database_of_its_own(name):
        yield
        clones._point_to(home)
        connections.close_all()


def move() -> None:
    name = f"{clones.TEMPLATE}_elsewhere_{connection.settings_dict['NAME'].rpartition('_')[2]}"
    clones._point_to(name)
    for town in (RHEINE, NIEHEIM):
        in_register(town)


def contents(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_round_trip_to_another_installation_leaves_every_row_as_it_was(
    world: World, elsewhere: None, tmp_path: Path, promise: Kept
) -> None:
    file = exported(tmp_path)
    public = Listing.objects.get(pk=world.public.pk).document
    move()
    office, counts = import_office(actor=OPERATOR, file=file)
    assert sum(counts.values()) > 40
    show_office(office_id=office.pk)
    there = Actor.operator(office_ids=(office.pk,))
    with enter(there, action="tests.export"):
        export_office(actor=there, office=office, out=tmp_path / "again.zip")
        moved = Organisation.objects.get(name=world.public.name)
        assert Listing.objects.get(pk=moved.pk).document == public
    before, after = contents(file), contents(tmp_path / "again.zip")
    data = [name for name in before if name.startswith(("daten/", "dateien/", "tabellen/"))]
    assert len(data) > 40
    assert [name for name in data if before[name] != after.get(name)] == []
    assert before.keys() == after.keys()
    assert Account.objects.get(email=BERTA.mail).has_usable_password() is False
    promise("leaving", sum(counts.values()), "rows of an office exported, imported elsewhere, exported anew: equal")


def test_roles_speak_of_the_same_people_and_organisations_there(elsewhere: None, tmp_path: Path) -> None:
    records.an_organisation(by=SELMA, name="Steht hier davor")
    record = records.an_organisation(by=BERTA, name="Maschenrunde")
    contacts.a_contact(of=record, by=BERTA)
    today = timezone.localdate()
    with BERTA.at_work() as actor:
        team.appoint_deputy(
            actor=actor, absent=BERTA.account(), deputy=OLE.account(), office_id=BERTA.office().pk, first_day=today,
            last_day=today,
        )  # fmt: skip
    file = exported(tmp_path)
    move()
    # There the numbers of people and records are others'.
    records.an_organisation(by=SELMA, name="Steht dort davor")
    records.an_organisation(by=SELMA, name="Und noch eine")
    office, _counts = import_office(actor=OPERATOR, file=file)
    with enter(Actor.operator(office_ids=(office.pk,)), action="tests.look"):
        moved = Organisation.objects.get(name="Maschenrunde")
        [contact] = Role.objects.filter(name="organisation")
        [deputy] = Role.objects.exclude(stands_in_for=None)
    assert (contact.about, contact.account.name) == (f"directory.organisation:{moved.pk}", "Hatice Örnek")
    assert deputy.stands_in_for is not None
    assert (deputy.account.email, deputy.stands_in_for.email) == (OLE.mail, BERTA.mail)


def test_every_table_of_an_office_travels_or_says_why_not(world: World, tmp_path: Path) -> None:
    for model in own_models():
        if belongs_to_an_office(model) and model not in tables():
            assert len(getattr(model, "stays", "").split()) > 4, model
    names = contents(exported(tmp_path))
    for model in tables():
        assert names[f"daten/{label(model)}.jsonl"], f"worlds.py gives {model.__name__} no row"


def test_the_readme_explains_every_column_in_german(world: World, tmp_path: Path) -> None:
    words = contents(exported(tmp_path))["LIESMICH.md"].decode()
    for model in tables():
        section = re.search(rf"## {re.escape(label(model))} \(.*?\n\n(.*?)(?:\n\n|\Z)", words + "\n\n", re.S)
        assert section, model
        assert all(f"| `{field.attname}` |" in section.group(1) for field in columns(model)), model
    assert "personenbezogen: Hinweise und Vorschläge; Aufbewahrung: 12 Monate nach der Entscheidung" in words
    assert not re.search(r"\|\s+\|$", words, re.M), "a column without a meaning"


def test_nothing_of_another_office_is_in_the_file(world: World, tmp_path: Path) -> None:
    everything = b"".join(contents(exported(tmp_path)).values()).decode("utf-8", errors="replace")
    assert "KanariSelma" not in everything
    # What stays says why in its model; everything else that the office knows is in the file. A card stays, but not the
    # consent of its owner that it may stand in the state's app, with their name.
    stays = {
        "confidential note", "counselling note", "name of a view", "name of somebody invited", "reason of a look",
        "name in a file of the app", "name of a guest", "task of an applicant",
    }  # fmt: skip
    assert {what for what, word in world.canaries.items() if word not in everything} == stays


def test_the_same_office_twice_is_refused_and_nothing_is_written(world: World, elsewhere: None, tmp_path: Path) -> None:
    file = exported(tmp_path)
    move()
    import_office(actor=OPERATOR, file=file)
    with pytest.raises(ImportRefused, match="gibt es an diesem Ort schon"):
        import_office(actor=OPERATOR, file=file)
    with pytest.raises(ImportRefused, match="gibt es hier schon"):
        import_office(actor=OPERATOR, file=file, name="Zweites Büro")
    assert Office.objects.count() == 1


def altered(file: Path, name: str, change: bytes) -> Path:
    changed = file.with_name("changed.zip")
    with zipfile.ZipFile(changed, "w") as out:
        for member, content in contents(file).items():
            out.writestr(member, change if member == name else content)
    return changed


def test_a_file_that_was_changed_is_cut_off_or_comes_from_elsewhere_is_refused_with_a_sentence(
    world: World, elsewhere: None, tmp_path: Path
) -> None:
    file = exported(tmp_path)
    manifest = json.loads(contents(file)["inhalt.json"])
    move()
    torn = tmp_path / "torn.zip"
    torn.write_bytes(file.read_bytes()[:2000])
    newer = manifest | {"rows": manifest["rows"] | {"cards.card": 3}}
    cases = {
        torn: "keine ZIP-Datei",
        altered(file, "daten/directory.note.jsonl", b'{"id": 1}\n'): "Prüfsumme von directory.note",
    }
    for broken, words in cases.items():
        with pytest.raises(ImportRefused, match=words):
            import_office(actor=OPERATOR, file=broken)
    for change, words in ((newer, "neueren Version"), (manifest | {"format": "x/9"}, "kennt die Software nicht")):
        with pytest.raises(ImportRefused, match=words):
            import_office(actor=OPERATOR, file=altered(file, "inhalt.json", json.dumps(change).encode()))
    assert not Office.objects.exists()


def test_only_the_coordination_takes_everything_along_and_only_the_operator_lets_in(tmp_path: Path) -> None:
    with OLE.at_work() as actor, pytest.raises(NotAllowed):
        export_office(actor=actor, office=OLE.office(), out=tmp_path / "x.zip")
    with BERTA.at_work() as actor, pytest.raises(NotAllowed):
        import_office(actor=actor, file=tmp_path / "x.zip")
