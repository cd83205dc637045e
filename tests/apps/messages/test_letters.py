"""People without mail get the same words on paper."""

import io
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from engagiert.apps.accounts.public import Office
from engagiert.apps.messages.public import Message, Text, letters_pdf, link, paragraph, points, quote, short_code
from engagiert.kernel.documents import Address, Letter, Sender, letters_as_pdf
from tests.cast import BERTA, the_operator_at_work
from tests.factories.letters import a_letter, a_message

pytestmark = pytest.mark.django_db

MILLIMETRE = 72 / 25.4


def read(*letters: Message) -> PdfReader:
    return PdfReader(io.BytesIO(letters_pdf(letters, now=timezone.now())))


def positions(reader: PdfReader, page: int = 0) -> dict[str, tuple[float, float]]:
    """Where a run of text begins, as millimetres from the left and from the top."""
    found: dict[str, tuple[float, float]] = {}
    height = float(reader.pages[page].mediabox.height)

    def visit(text: str, current: Any, matrix: Any, font: Any, size: Any) -> None:
        if text.strip():
            x = current[0] * matrix[4] + current[2] * matrix[5] + current[4]
            y = current[1] * matrix[4] + current[3] * matrix[5] + current[5]
            found.setdefault(text.strip(), (round(x / MILLIMETRE, 1), round((height - y) / MILLIMETRE, 1)))

    reader.pages[page].extract_text(visitor_text=visit)
    return found


def the_office_has_an_address() -> None:
    with the_operator_at_work():
        Office.objects.filter(pk=BERTA.office().pk).update(
            phone="05274 0000", street="Marktstraße 1", town_line="33039 Nieheim", mail="buero@nieheim.example"
        )


def test_the_address_stands_in_the_window_and_the_sender_above_it() -> None:
    the_office_has_an_address()
    place = positions(read(a_letter(by=BERTA)))
    for line in ("Anneliese Erdacht", "Musterweg 12", "33039 Nieheim"):
        left, top = place[line]
        # DIN 5008, form B: the window is 20 to 105 mm from the left, the address zone 62.7 to 90 mm from the top.
        assert 20 <= left <= 105, line
        assert 62.7 <= top <= 90, line
    left, top = place["Büro für Engagement Nieheim · Marktstraße 1 · 33039 Nieheim"]
    assert 20 <= left <= 105
    assert 45 <= top <= 62.7


def test_the_file_is_tagged_has_a_title_and_says_its_language() -> None:
    reader = read(a_letter(by=BERTA))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "de"
    assert reader.metadata is not None
    assert reader.metadata.title == "Stimmt Ihr Eintrag noch?"
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()


def test_mail_and_letter_say_the_same() -> None:
    the_office_has_an_address()
    blocks = (
        paragraph("Ist eine Leiter da? #let x = [*fett*] $y$ \\ </p>"),
        points(["ja", "nein"]),
        quote("Erste Zeile\nZweite Zeile"),
        link("Mehr dazu", "https://engagiert.example/mehr"),
        short_code("Stand Ihrer Anfrage", "K7F 3QX", "https://engagiert.example/s/K7F3QX"),
    )
    letter = a_letter(by=BERTA, text=Text("Glühbirne", blocks))
    reader = read(letter)
    printed = " ".join(reader.pages[0].extract_text().split())
    for words in (
        "Glühbirne", "Guten Tag,", "Ist eine Leiter da? #let x = [*fett*] $y$ \\ </p>", "ja", "nein", "Erste Zeile",
        "Zweite Zeile", "Mehr dazu: https://engagiert.example/mehr", "K7F 3QX", "Mit freundlichen Grüßen",
        "05274 0000",
    ):  # fmt: skip
        assert words in printed, words


def test_many_letters_are_one_file_and_each_begins_on_its_own_page() -> None:
    long = Text("Lang", tuple(paragraph(f"Absatz {number}. " + "Wort " * 60) for number in range(12)))
    letters = [a_letter(by=BERTA, to="Wilhelmine Vorlage", text=long), a_letter(by=BERTA, to="Heinrich Erdacht")]
    reader = read(*letters)
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) >= 3
    assert "Wilhelmine Vorlage" in pages[0]
    assert "Seite 2 / " in " ".join(pages[1].split())
    assert "Heinrich Erdacht" in pages[-1]
    assert "Seite" not in pages[-1]


def test_a_name_in_another_script_does_not_stop_the_printer() -> None:
    assert len(read(a_letter(by=BERTA, to="أحمد 🙂 Öztürk")).pages) == 1


def test_a_letter_may_be_english() -> None:
    reader = read(a_letter(by=BERTA, text=Text("Your request", (paragraph("Is there a ladder?"),), language="en")))
    said = reader.pages[0].extract_text()
    assert "Is there a ladder?" in said
    assert "Kind regards" in said
    assert "Grüßen" not in said
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"


@pytest.mark.parametrize("lines", [(), tuple(f"Zeile {n}" for n in range(7))])
def test_an_address_that_does_not_fit_the_window_is_an_error(lines: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="an address has"):
        Letter(Address(lines), Sender("Büro", "Büro"), "Hallo", ())


def test_without_letters_there_is_no_file() -> None:
    with pytest.raises(ValueError, match="needs a letter"):
        letters_as_pdf([], title="Briefe", on=timezone.now())


def test_who_has_mail_and_address_gets_a_mail() -> None:
    message = a_message(by=BERTA, to="chor@probe.example")
    assert (message.channel, message.postal) == ("mail", [])
