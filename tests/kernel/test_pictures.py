"""What somebody uploads as a picture is drawn anew; nothing of the file itself is handed out."""

import struct
import zlib

import pytest

from engagiert.kernel.documents import UnusablePicture, as_png
from tests.factories.pictures import SHIELD

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 48">{}</svg>'
SQUARE = '<path d="M0 0h40v48H0z"/>'


def drawing(inside: str) -> bytes:
    return SVG.format(inside).encode()


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def a_png(width: int, height: int) -> bytes:
    """Grey, without colour table; its rows unpack to as much as the head says."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" * (width + 1)) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_every_picture_becomes_a_png_of_one_height() -> None:
    assert size(as_png(SHIELD)) == (320, 384)
    assert size(as_png(a_png(300, 400))) == (288, 384)


def test_scripts_and_foreign_addresses_do_not_reach_the_drawing() -> None:
    plain = as_png(drawing(SQUARE))
    for extra in (
        "<script>alert(1)</script>",
        '<image xlink:href="https://evil.example/a.png" width="40" height="48"/>',
        '<image href="file:///etc/hostname" width="40" height="48"/>',
        '<foreignObject width="40" height="48"><p xmlns="http://www.w3.org/1999/xhtml">Hallo</p></foreignObject>',
        '<use href="https://evil.example/a.svg#x"/>',
        '<rect width="40" height="48" fill="url(https://evil.example/#a)" opacity="0" onload="alert(1)"/>',
    ):
        assert as_png(drawing(SQUARE + extra)) == plain, extra


def test_references_within_the_drawing_are_kept() -> None:
    named = '<defs><path id="a" d="M0 0h40v48H0z"/></defs><use xlink:href="#a"/>'
    assert as_png(drawing(named)) == as_png(drawing(SQUARE))


def doubling(times: int) -> bytes:
    """Each group shows the one before it ten times: a bomb of few bytes."""
    groups = [f'<g id="g{at}">{f"<use href='#g{at - 1}'/>" * 10}</g>' for at in range(1, times)]
    return drawing(f'<g id="g0">{SQUARE}</g>' + "".join(groups))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Das ist kein Bild.",
        b"<svg/>",
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        SHIELD.decode().encode("utf-16"),
        SHIELD[:60],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        a_png(300, 400)[:-40],
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 40,
        a_png(20, 9000),
        a_png(2900, 20),
        b" " * 500_001,
        drawing('<g id="a"><use href="#a"/></g>'),
        drawing("<g>" * 5000 + "</g>" * 5000),
        doubling(9),
    ],
    ids=lambda content: str(len(content)),
)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(UnusablePicture, match=r"\.$"):
        as_png(content)


@pytest.mark.parametrize("box", ["0 0 10000000 1", "0 0 1 10000000"])
def test_a_drawing_without_end_is_refused_before_it_is_drawn(box: str) -> None:
    endless = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{SQUARE}</svg>'
    for content in (endless.encode(), a_png(3000, 1)):
        with pytest.raises(UnusablePicture, match="zu schmal oder zu breit"):
            as_png(content)
