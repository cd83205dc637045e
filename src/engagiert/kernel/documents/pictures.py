"""A picture that somebody uploads becomes a PNG of our own making: nothing of the file itself is ever handed out.

Typst draws it (resvg for SVG, in Rust, without network, rooted in an empty folder). An SVG is first written anew with
the elements that draw and nothing else, so that neither scripts nor foreign addresses nor bombs reach the drawing.
"""

import re
import struct
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import typst
from django.utils.translation import gettext as _

LARGEST_BYTES = 500_000
LARGEST_SIDE = 3000
# The drawn height: four times what the head of a page shows, enough for print.
HEIGHT_PT, PPI = 48, 576
_MOST_SHAPES, _DEEPEST = 20_000, 100
_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_DRAWING = {
    *("svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "style", "switch"),
}
# A drawing a thousand times as wide as high would be drawn at full length: its shape is asked before.
_NARROW = "narrow or wide"
_PAGE = """#set page(width: auto, height: auto, margin: 0pt, fill: none)
#let picture = image("{name}", height: {height}pt)
#context {{
  let shape = measure(picture).width / {height}pt
  assert(shape >= 1 / 3 and shape <= 3, message: "{narrow}")
}}
#picture
"""


class UnusablePicture(ValueError):  # noqa: N818 - a state of the picture, said to a person
    """The message is a sentence for the person who chose the file."""


def as_png(content: bytes) -> bytes:
    """An SVG, PNG or JPEG as a PNG 384 pixels high with transparent ground; raises ``UnusablePicture``."""
    if len(content) > LARGEST_BYTES:
        raise UnusablePicture(
            _("Die Datei hat %(kilobytes)d kB. Es gehen höchstens 500 kB.") % {"kilobytes": len(content) // 1000}
        )
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        name, drawn = "picture.png", _of_fair_size(content, _png_size(content))
    elif content.startswith(b"\xff\xd8\xff"):
        name, drawn = "picture.jpg", _of_fair_size(content, _jpeg_size(content))
    else:
        name, drawn = "picture.svg", _clean_svg(content)
    return _draw(name, drawn)


def _draw(name: str, content: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, name).write_bytes(content)
        page = str(Path(folder, "page.typ"))
        Path(page).write_text(_PAGE.format(name=name, height=HEIGHT_PT, narrow=_NARROW), encoding="utf-8")
        try:
            drawn: object = typst.compile(page, root=folder, format="png", ppi=PPI, ignore_system_fonts=True)
        except RuntimeError as error:
            if _NARROW in str(error):
                words = _("Das Bild ist zu schmal oder zu breit. Schneiden Sie den Rand weg.")
                raise UnusablePicture(words) from error
            raise UnusablePicture(_("Dieses Bild lässt sich nicht lesen. Speichern Sie es neu, als PNG.")) from error
    if not isinstance(drawn, bytes):
        raise UnusablePicture(_("Dieses Bild lässt sich nicht lesen. Speichern Sie es neu, als PNG."))
    return drawn


def _of_fair_size(content: bytes, size: tuple[int, int] | None) -> bytes:
    """The same bytes; what unpacks to far more than a picture of arms is refused before it is unpacked."""
    if size is None:
        raise UnusablePicture(_("Dieses Bild lässt sich nicht lesen. Speichern Sie es neu, als PNG."))
    if not all(0 < side <= LARGEST_SIDE for side in size):
        raise UnusablePicture(
            _("Das Bild hat %(width)d × %(height)d Punkte. Es gehen höchstens 3000 × 3000.")
            % {"width": size[0], "height": size[1]}
        )
    return content


def _png_size(content: bytes) -> tuple[int, int] | None:
    return struct.unpack(">II", content[16:24]) if len(content) > 24 and content[12:16] == b"IHDR" else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Width and height from the frame header (ITU T.81, B.2.2), without decoding anything."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _clean_svg(content: bytes) -> bytes:
    refused = UnusablePicture(_("Das ist kein Bild, das wir lesen können. Nehmen Sie SVG, PNG oder JPEG."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused from error
    if "<!ENTITY" in text:
        raise refused
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - without entities there is nothing to expand
    except (ElementTree.ParseError, ValueError) as error:
        raise refused from error
    if root.tag != f"{_SVG}svg":
        raise refused
    if _depth(root) > _DEEPEST:
        raise _nested()
    _strip(root)
    _count(root)
    clean: bytes = ElementTree.tostring(root, encoding="utf-8")
    return clean


def _nested() -> UnusablePicture:
    return UnusablePicture(_("Die Zeichnung ist zu verschachtelt. Speichern Sie sie als PNG."))


def _depth(root: ElementTree.Element) -> int:
    """Counted without recursion, which a hostile file would exhaust; stops where it is too much anyway."""
    depth, level = 0, [root]
    while level and depth <= _DEEPEST:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


def _strip(element: ElementTree.Element) -> None:
    """Leave what draws; what lies in an element that does not draw goes with it."""
    for name in list(element.attrib):
        is_foreign = name in _HREFS and not element.attrib[name].startswith("#")
        if is_foreign or name.lower().startswith("on") or re.search(r"url\(\s*['\"]?(?!#)", element.attrib[name]):
            del element.attrib[name]
    for child in list(element):
        if isinstance(child.tag, str) and child.tag.removeprefix(_SVG) in _DRAWING:
            _strip(child)
        else:
            element.remove(child)


def _count(root: ElementTree.Element) -> None:
    """Raises for a drawing whose references, written out, would be more shapes than any coat of arms has."""
    named = {element.attrib["id"]: element for element in root.iter() if "id" in element.attrib}
    known: dict[ElementTree.Element, int] = {}

    def shapes(element: ElementTree.Element, above: frozenset[ElementTree.Element]) -> int:
        if element in above or len(above) > 2 * _DEEPEST:
            raise _nested()
        if element not in known:
            below = [shapes(child, above | {element}) for child in element]
            href = next((element.attrib[name] for name in _HREFS if name in element.attrib), "")
            if href.lstrip("#") in named:
                below.append(shapes(named[href.lstrip("#")], above | {element}))
            known[element] = 1 + sum(below)
            if known[element] > _MOST_SHAPES:
                raise _nested()
        return known[element]

    shapes(root, frozenset())
