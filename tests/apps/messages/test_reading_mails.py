"""Whatever bytes come in, what can be read of them is read, as text alone."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.apps.messages.reading import Received, own_words, read

FROM = b"From: klaas@probe.example\r\nTo: antwort@nieheim.example\r\n"


def plain(body: bytes, *headers: bytes) -> Received:
    return read(b"\r\n".join([FROM.rstrip(), *headers, b"", body]))


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ((b"Content-Type: text/plain; charset=iso-8859-1",), "Grüße für Höxter".encode("cp1252")),
        ((b"Content-Type: text/plain; charset=utf-8",), "Grüße für Höxter".encode()),
        (
            (b"Content-Type: text/plain; charset=iso-8859-1", b"Content-Transfer-Encoding: quoted-printable"),
            b"Gr=FC=DFe f=\r\n=FCr H=F6xter",
        ),
        (
            (b"Content-Type: text/plain; charset=utf-8", b"Content-Transfer-Encoding: base64"),
            b"R3LDvMOfZSBmw7xyIEjDtnh0ZXI=",
        ),
        ((b"Content-Type: text/plain; charset=gibt-es-nicht",), "Grüße für Höxter".encode()),
        ((b"Content-Type: text/plain; charset=utf-8",), "Grüße für Höxter".encode("cp1252")),
        ((b"Content-Type: text/plain",), "Grüße für Höxter".encode("cp1252")),
        ((), "Grüße für Höxter".encode()),
        (
            (b"Content-Type: text/html; charset=utf-8",),
            "<p>Gr&uuml;&szlig;e <b>für</b> H&#246;xter</p>".encode(),
        ),
    ],
)
def test_letters_are_right_in_whatever_writing_they_come(headers: tuple[bytes, ...], body: bytes) -> None:
    assert plain(body, *headers).text == "Grüße für Höxter"


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        (b"=?ISO-8859-1?Q?Gr=FC=DFe?=", "Grüße"),
        (b"=?utf-8?B?R3LDvMOf?= =?utf-8?B?ZQ==?=", "Grüße"),
        # a letter split between two words
        (b"=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=", "Grüße"),
        ("Grüße".encode(), "Grüße"),
        ("Grüße".encode("cp1252"), "Grüße"),
        (b"=?utf-8?B?kaputt", "=?utf-8?B?kaputt"),
        (b"=?gibt-es-nicht?Q?Gr=FC=DFe?=", "Grüße"),
        (b"eins\r\n zwei", "eins zwei"),
    ],
)
def test_a_subject_is_read_in_whatever_writing_it_comes(raw: bytes, subject: str) -> None:
    assert plain(b"x", b"Subject: " + raw).subject == subject


def many_parts() -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Klaas Exempel <klaas@probe.example>"
    mail["To"] = "antwort@nieheim.example"
    mail.set_content("Der Text.")
    mail.add_alternative("<p>Der <b>Text</b>.</p>", subtype="html")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="Übersicht 1.pdf")
    mail.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="rechnung.pdf.exe")
    mail.add_attachment(b"x", maintype="image", subtype="png", filename="../../etc/bild.png")
    mail.add_attachment(b"x", maintype="text", subtype="html", filename="seite.html")
    return mail


def test_of_many_parts_the_plain_text_is_shown_and_files_are_kept_beside() -> None:
    received = read(many_parts().as_bytes())
    assert received.text == "Der Text."
    assert [(one.name, one.content, one.left_out) for one in received.attachments] == [
        ("Übersicht 1.pdf", b"%PDF-1.4", ""),
        ("rechnung.pdf.exe", None, "program"),
        ("bild.png", b"x", ""),
        ("seite.html", b"x", ""),
    ]
    assert received.problem == ""


def test_where_only_html_came_its_words_are_shown_and_nothing_of_it_runs() -> None:
    body = (
        b"<html><head><title>t</title><style>p{}</style></head><body><p>Ja,<br>morgen.</p><script>alert(1)</script>"
        b'<img src="https://spur.example/x.gif"><ul><li>eins<li>zwei</ul><a href="javascript:x">hier</a></body>'
    )
    received = plain(body, b"Content-Type: text/html")
    assert received.text == "Ja,\nmorgen.\n\n- eins\n- zwei\nhier"


def test_a_name_that_reads_backwards_is_set_right() -> None:
    mail = many_parts()
    mail.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="foto\u202egpj.exe")
    assert read(mail.as_bytes()).attachments[-1].name == "fotogpj.exe"


def test_no_more_files_than_a_person_looks_at() -> None:
    mail = many_parts()
    for number in range(30):
        mail.add_attachment(b"x", maintype="image", subtype="png", filename=f"{number}.png")
    received = read(mail.as_bytes())
    assert (len(received.attachments), received.problem) == (20, "cut")


def test_a_forwarded_mail_is_a_file_and_not_the_text() -> None:
    inner, outer = many_parts(), EmailMessage()
    outer["From"] = "klaas@probe.example"
    outer.set_content("Siehe unten.")
    outer.add_attachment(inner)
    received = read(outer.as_bytes())
    assert received.text == "Siehe unten."
    [file] = received.attachments
    assert file.name == "mail.eml"
    assert b"Der Text." in (file.content or b"")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"Content-Type: multipart/mixed\r\n\r\nohne Grenze",
        b"Content-Type: multipart/mixed; boundary=g\r\n\r\n--g\r\n",
        b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
        b"From: \r\nTo: <<>>,,@\r\nDate: gestern\r\nMessage-ID:\r\n\r\nx",
        b"Date: Mon, 32 Foo 99999 99:99:99 +9999\r\n\r\nx",
        b"Content-Type: text/plain; name*=utf-8''%ff%00; name=\"=?x?q?=?=\"\r\n\r\nx",
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000)),
    ],
)
def test_broken_bytes_stop_nothing(raw: bytes) -> None:
    received = read(raw)
    assert "\x00" not in received.text + received.subject + received.sender_mail + received.message_id


@given(st.binary(max_size=400), st.sampled_from([b"text/plain", b"text/html", b"multipart/mixed; boundary=a", b"x"]))
def test_any_bytes_can_be_read(body: bytes, kind: bytes) -> None:
    received = read(FROM + b"Content-Type: " + kind + b"\r\n\r\n" + body)
    assert received.sender_mail == "klaas@probe.example"
    assert "\x00" not in received.text


@given(st.binary(max_size=200))
def test_any_headers_can_be_read(head: bytes) -> None:
    received = read(head + b"\r\n\r\nText")
    assert len(received.fingerprint) == 64


def test_copies_on_two_ways_are_one_mail() -> None:
    first, second = (b"Received: %d\r\n" % number + FROM + b"\r\nHallo\r\n" for number in (1, 2))
    assert read(first).fingerprint == read(second.replace(b"\r\n", b"\n")).fingerprint
    assert read(first).fingerprint != read(first + b"!").fingerprint


ANSWER = "Ja, die Leiter ist da."


@pytest.mark.parametrize(
    "below",
    [
        "Am Mo., 1. Juni 2026 um 10:00 Uhr schrieb Büro <buero@nieheim.example>:\n> Guten Tag,\n> ist eine Leiter da?",
        "Am 01.06.26 um 10:00 schrieb Büro für Engagement:\n>\n> Guten Tag",
        "Am Mo., 1. Juni 2026 um 10:00 Uhr schrieb Büro für Engagement Nieheim <\nbuero@nieheim.example>:\n> Guten Tag",
        "On Mon, 1 Jun 2026 at 10:00, Office <o@n.example> wrote:\n> Hello",
        "Von: Büro <buero@nieheim.example>\nGesendet: Montag, 1. Juni 2026\nAn: Klaas\nBetreff: Leiter\n\nGuten Tag",
        "-----Ursprüngliche Nachricht-----\nVon: Büro\n\nGuten Tag",
        "-------- Weitergeleitete Nachricht --------\nGuten Tag",
        "________________________________\nVon: Büro\nGesendet: x\n\nGuten Tag",
        "> Guten Tag,\n> ist eine Leiter da?",
        "-- \nKlaas Exempel\n0171 3920022",
        "Von meinem iPhone gesendet",
        "Gesendet mit der GMX Mail App\n\nAm 01.06.26 schrieb Büro:\n> Guten Tag",
    ],
)
def test_what_was_quoted_and_the_signature_are_left_out(below: str) -> None:
    assert own_words(f"{ANSWER}\n\n{below}") == ANSWER


def test_answers_between_the_questions_stay_with_them() -> None:
    text = "Hallo,\n\nAm 1. Juni schrieb Büro:\n> Ist eine Leiter da?\nJa.\n> Wie hoch?\nDrei Meter."
    assert own_words(text) == text


def test_where_nothing_would_be_left_all_is_shown() -> None:
    assert own_words("> Guten Tag") == "> Guten Tag"
    assert own_words("") == ""


@given(st.text(max_size=300))
def test_own_words_are_never_empty_where_there_are_words(text: str) -> None:
    assert bool(own_words(text).strip()) == bool(text.strip())


def test_a_mail_of_nothing_but_quotes_fills_no_memory() -> None:
    html = b"<blockquote>x" * 5_000
    assert len(plain(html, b"Content-Type: text/html").text) < 200_000


def test_a_head_that_never_ends_hides_no_word() -> None:
    html = b"<html><head><meta charset=utf-8><body><p>Guten Tag</p></body></html>"
    assert plain(html, b"Content-Type: text/html").text == "Guten Tag"


@pytest.mark.parametrize("tag", [b"<a x=", b"<!--"])
def test_tags_that_are_never_closed_are_not_looked_through_for_hours(tag: bytes) -> None:
    assert plain(b"<p>Hallo</p>" + tag * 300_000, b"Content-Type: text/html").text == " Hallo"
