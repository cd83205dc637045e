"""A paper of several pages: title, headings, text, lists and tables; as PDF/UA, and as text to go on writing in."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .typesetting import set_in_type

_TEMPLATE = Path(__file__).with_name("paper.typ")

type Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paper:
    """``blocks`` are dictionaries with ``kind``: ``heading`` (``level`` 2 to 4, ``text``), ``text``, ``list``
    (``entries``), ``facts`` (``rows`` of label and value), ``table`` (``head``, ``rows``), ``picture`` (``svg``,
    ``text`` for who does not see it, ``height`` in mm), ``legend``, ``tiles``, ``small`` (text in small print),
    ``break`` (a new page); the functions below make them. ``mark`` stands on every page, such as “Entwurf, bitte prüfen
    lassen”. ``tight`` sets everything a size smaller."""

    title: str
    blocks: tuple[Block, ...]
    under: str = ""
    mark: str = ""
    language: str = "de"
    page_word: str = "Seite"
    # Wide tables are easier to read on a page that lies.
    landscape: bool = False
    tight: bool = False


def heading(text: Any, level: int = 2) -> Block:
    return {"kind": "heading", "level": level, "text": str(text)}


def paragraph(text: Any) -> Block:
    return {"kind": "text", "text": str(text)}


def points(entries: Iterable[Any]) -> Block:
    return {"kind": "list", "entries": [str(entry) for entry in entries]}


def facts(rows: Iterable[tuple[Any, Any]]) -> Block:
    """Pairs of what it is and how it is; a pair without a value is left out."""
    return {"kind": "facts", "rows": [[str(label), str(value)] for label, value in rows if str(value)]}


def table(
    head: Sequence[Any], rows: Iterable[Sequence[Any]], *, widths: Sequence[int] = (), numbers: Sequence[int] = ()
) -> Block:
    """``widths``: parts of the line for each column, all alike where none are said; ``numbers``: columns set right."""
    return {
        "kind": "table",
        "head": [str(cell) for cell in head],
        "rows": [[str(c) for c in row] for row in rows],
        "widths": list(widths) or [1] * len(head),
        "numbers": list(numbers),
    }


def picture(svg: str, text: Any, *, height: int) -> Block:
    """A drawing, no higher than ``height`` mm and no wider than the page; ``text`` says what it shows."""
    return {"kind": "picture", "svg": svg, "text": str(text), "height": height}


def legend(entries: Iterable[tuple[str, Any]]) -> Block:
    """Pairs of a small drawing (SVG) and what it means."""
    return {"kind": "legend", "entries": [[svg, str(words)] for svg, words in entries]}


def tiles(entries: Iterable[tuple[Any, Any, Any]]) -> Block:
    """Figures in large print, four a line: (figure, what it is, what stands beside it)."""
    return {"kind": "tiles", "entries": [[str(part) for part in entry] for entry in entries]}


def small_print(text: Any) -> Block:
    return {"kind": "small", "text": str(text)}


def new_page() -> Block:
    return {"kind": "break"}


def paper_as_pdf(paper: Paper, *, on: datetime.datetime) -> bytes:
    """``on`` is the moment the file says it was made."""
    data = {
        "title": paper.title,
        "under": paper.under,
        "mark": paper.mark,
        "language": paper.language,
        "page_word": paper.page_word,
        "landscape": paper.landscape,
        "tight": paper.tight,
        "blocks": list(paper.blocks),
    }
    return set_in_type(_TEMPLATE, data, on=on)


def paper_as_markdown(paper: Paper) -> str:
    """The same as Markdown, which every editor reads and word processors import."""
    parts = [f"# {paper.title}", *(f"**{word}**" for word in (paper.mark,) if word)]
    parts += [paper.under] if paper.under else []
    return "\n\n".join([*parts, *(_markdown(block) for block in paper.blocks)]) + "\n"


def _markdown(block: Block) -> str:
    match block["kind"]:
        case "heading":
            return f"{'#' * block['level']} {block['text']}"
        case "list" | "facts" | "tiles" | "legend":
            return "\n".join(f"- {entry}" for entry in _entries(block))
        case "table":
            rows = [block["head"], ["---"] * len(block["head"]), *block["rows"]]
            return "\n".join(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows)
        case "break":
            return "---"
        case _:
            return str(block["text"])


def _entries(block: Block) -> list[str]:
    match block["kind"]:
        case "facts":
            return [f"**{label}:** {_one_line(value)}" for label, value in block["rows"]]
        case "tiles":
            return [f"**{figure}** {_one_line(f'{what} {beside}')}" for figure, what, beside in block["entries"]]
        case "legend":
            return [_one_line(words) for _svg, words in block["entries"]]
        case _:
            return [_one_line(entry) for entry in block["entries"]]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cell(text: str) -> str:
    return _one_line(text).replace("|", "\\|")
