"""Text that an office writes for its own pages: a small, safe part of Markdown, drawn as HTML.

Understood are ``## headings`` (h2, ``###`` h3), paragraphs, ``- lists``, ``**bold**``, ``[words](address)`` and bare
web and mail addresses. Everything else is shown as it was typed. Packages for Markdown let HTML through or need a
cleaner behind them; here nothing is ever let through, because each piece is escaped as it is written.
"""

import re
from collections.abc import Iterable, Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_INLINE = re.compile(
    r"\*\*(?P<bold>[^*\n]+)\*\*"
    r"|\[(?P<words>[^\]\n]+)\]\((?P<to>(?:https?://|mailto:|tel:)[^\s<>\"')]+)\)"
    r"|(?P<web>https?://[^\s<>\"')]*[^\s<>\"').,;:!?])"
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)
_HEADING = re.compile(r"(#{1,4})\s+(.+)")
_ITEM = re.compile(r"[-*•]\s+(.+)")


def prose(text: str) -> SafeString:
    """The text as headings, paragraphs and lists; headings begin at h2, since the page has its h1."""
    return _joined(_blocks(text))


def _joined(parts: Iterable[str]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _blocks(text: str) -> Iterator[SafeString]:
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        while lines:
            if heading := _HEADING.fullmatch(lines[0]):
                shape = "<h3>{}</h3>" if len(heading[1]) > 2 else "<h2>{}</h2>"
                yield format_html(shape, _inline(heading[2]))
                lines = lines[1:]
                continue
            is_list = bool(_ITEM.fullmatch(lines[0]))
            length = next((at for at, line in enumerate(lines) if at and _turns(line, is_list)), len(lines))
            yield _list(lines[:length]) if is_list else _paragraph(lines[:length])
            lines = lines[length:]


def _turns(line: str, in_list: bool) -> bool:
    """Whether this line begins a block of its own."""
    return bool(_HEADING.fullmatch(line)) or (bool(_ITEM.fullmatch(line)) is not in_list)


def _paragraph(lines: list[str]) -> SafeString:
    first, *others = map(_inline, lines)
    return format_html("<p>{}</p>", _joined([first, *(format_html("<br>{}", line) for line in others)]))


def _list(lines: list[str]) -> SafeString:
    items = [_inline(found[1]) for line in lines if (found := _ITEM.fullmatch(line))]
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((item,) for item in items)))


def _inline(text: str) -> SafeString:
    parts: list[str] = []
    end = 0
    for found in _INLINE.finditer(text):
        parts += [text[end : found.start()], _marked(found)]
        end = found.end()
    return _joined([*parts, text[end:]])


def _marked(found: re.Match[str]) -> SafeString:
    if found["bold"]:
        return format_html("<b>{}</b>", found["bold"])
    if found["to"]:
        return format_html('<a href="{}">{}</a>', found["to"], found["words"])
    if found["web"]:
        shown = re.sub(r"^https?://(?:www\.)?", "", found["web"]).rstrip("/")
        return format_html('<a href="{}">{}</a>', found["web"], shown)
    return format_html('<a href="mailto:{}">{}</a>', found["mail"], found["mail"])
