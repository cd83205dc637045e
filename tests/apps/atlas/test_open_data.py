"""The atlas as open data: addresses that stay, columns that are explained, cells that do not run."""

import csv
import io
import json

import pytest
from django.test import Client
from openpyxl import load_workbook
from pyshacl import validate
from rdflib import DCAT, RDF, Graph

from engagiert.apps.atlas import services
from engagiert.apps.atlas.open_data import TABLES
from engagiert.apps.places import services as place_services
from engagiert.apps.places.public import Place
from engagiert.kernel.authz import Actor
from tests.apps.directory.dcat_rules import kept_european_rules, shapes

pytestmark = pytest.mark.django_db

OLPE = "/kreis/olpe/atlas"
FORMULA = '=HYPERLINK("x")'


@pytest.fixture(autouse=True)
def _a_house_with_a_dangerous_name() -> None:
    place_services.load_register(actor=Actor.operator())
    place = Place.objects.get(ags="05966020")
    services.keep_roll(
        actor=Actor.operator(),
        report=services.ImportReport(type="mehrgenerationenhaus", source="Probe"),
        entries=[services.Entry(FORMULA, place.pk, founded=2004)],
        as_of=place.population_on,
        is_synthetic=True,
    )


def table(client: Client, name: str, suffix: str) -> str:
    answer = client.get(f"{OLPE}/daten/mehrgenerationenhaus/2027-01-01/15/{name}.{suffix}")
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    return answer.content.decode("utf-8-sig")


@pytest.mark.parametrize("name", list(TABLES))
def test_a_table_explains_its_columns_and_each_row_says_day_version_and_that_it_is_made_up(
    client: Client, name: str
) -> None:
    document = json.loads(table(client, name, "json"))
    assert (document["date"], document["synthetic"], document["definitions"]) == ("2027-01-01", True, "2026-1")
    assert list(document["codebook"]) == list(TABLES[name].columns)
    rows = list(csv.DictReader(table(client, name, "csv").splitlines(), delimiter=";"))
    assert len(rows) == len(document["rows"])
    assert {row["synthetic"] for row in rows} <= {"true"}


def test_no_cell_of_a_table_or_a_workbook_runs(client: Client) -> None:
    rows = list(csv.DictReader(table(client, "einrichtungen", "csv").splitlines(), delimiter=";"))
    assert rows[0]["name"] == f"'{FORMULA}"
    file = client.get(f"{OLPE}/blatt.xlsx?art=mehrgenerationenhaus").content
    book = load_workbook(io.BytesIO(file))
    assert book.sheetnames[1:] == list(TABLES)
    cell = book["einrichtungen"]["A2"]
    assert (cell.value, cell.data_type) == (FORMULA, "s")
    assert "Beispieldaten" in str([row[0].value for row in book["Lies mich"].rows])


@pytest.mark.parametrize(
    "wrong",
    ["gibtsnicht/2027-01-01/15/orte.csv", "seniorenbuero/2027-02-30/15/orte.csv", "seniorenbuero/2027-01-01/0/orte.csv",
     "seniorenbuero/2027-01-01/15/orte.pdf", "seniorenbuero/2027-01-01/15/gibtsnicht.csv"],
)  # fmt: skip
def test_an_address_that_means_no_table_is_not_found(client: Client, wrong: str) -> None:
    assert client.get(f"{OLPE}/daten/{wrong}").status_code == 404


# The reader of JSON-LD builds its graph with a class that its own makers call old.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize(("suffix", "form"), [("ttl", "turtle"), ("rdf", "xml"), ("jsonld", "json-ld")])
def test_the_catalogue_leads_to_each_table_of_each_type(client: Client, suffix: str, form: str) -> None:
    found = Graph().parse(data=client.get(f"{OLPE}/katalog.{suffix}").content, format=form)
    assert len(set(found.subjects(RDF.type, DCAT.Dataset))) == 8
    files = {str(address) for address in found.objects(None, DCAT.downloadURL)}
    assert len(files) == 8 * len(TABLES) * 2
    assert client.get(min(files).removeprefix("http://testserver")).status_code == 200


def test_the_catalogue_keeps_the_rules_of_dcat_ap_de_and_the_european_ones(client: Client) -> None:
    found = Graph().parse(data=client.get(f"{OLPE}/katalog.ttl").content, format="turtle")
    conforms, _report, text = validate(found, shacl_graph=shapes(), advanced=True, inference="none")
    assert conforms, text
    checked, broken = kept_european_rules(found)
    assert checked > 1_000
    assert broken == []
