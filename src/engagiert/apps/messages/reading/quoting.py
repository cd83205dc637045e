"""Text for show: HTML made plain, and what the sender wrote themselves apart from what they quoted."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset({
    "address", "article", "blockquote", "br", "center", "dd", "div", "dl", "dt", "fieldset", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul",
})  # fmt: skip
_UNSEEN = frozenset({"head", "style", "script", "title", "noscript", "template", "svg", "object"})
# Between two cells of a row.
_CELLS = frozenset({"td", "th"})


# More markup than that hides no word that somebody would read.
_MOST_HTML = 2_000_000
_MOST_OPEN = 200
_TAG = re.compile(r"<[^<>]*>?")
# Deeper quotes are marked no further: a mail of nothing but quotes would fill the memory with their signs.
_DEEPEST_QUOTE = 10


class _Plain(HTMLParser):
    """Collects what a reader would read. Quoted mails get “>”, as in plain text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._unseen = 0
        self._quoted = 0

    def text(self) -> str:
        self._break()
        return "\n".join(self._lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            # HTML lets the end of the head go without saying.
            self._unseen = 0
        if tag in _UNSEEN:
            self._unseen += 1
        if tag in _BLOCKS:
            self._break()
        if tag == "blockquote":
            self._quoted += 1
        if tag == "li":
            self._line.append("- ")
        if tag in _CELLS:
            self._line.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag in _BLOCKS:
            self._break()
        if tag == "blockquote":
            self._quoted = max(0, self._quoted - 1)
        if tag == "p":
            self._lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._line.append(data)

    def _break(self) -> None:
        line = " ".join("".join(self._line).split())
        self._line = []
        if line:
            self._lines.append("> " * min(self._quoted, _DEEPEST_QUOTE) + line)


def html_as_text(html: str) -> str:
    """The words of an HTML mail; nothing in it is run, fetched or kept as markup."""
    html = html[:_MOST_HTML]
    if html.count("<") > 2 * html.count(">") + _MOST_OPEN:
        # No mail program leaves so many tags open, and the parser looks from each of them to the end: hours for 2 MB.
        return tidy(_TAG.sub(" ", html))
    plain = _Plain()
    plain.feed(html)
    plain.close()
    return tidy(plain.text())


def tidy(text: str) -> str:
    """No blanks at the ends of lines, and never more than one empty line."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


# What mail programs write above the mail that is answered.
_INTRODUCTIONS = re.compile(
    r"""^\s*(?:
        -{2,}\s*(?:Urspr(?:ü|ue)ngliche\s+Nachricht|Original[\s-]?(?:nachricht|Message)|Weitergeleitete\s+Nachricht
          |Forwarded\s+message)\s*-{2,}
        |Am\s.{4,120}\s(?:schrieb|hat)\b.{0,200}:?
        |On\s.{4,120}\swrote:?
        |.{3,120}\sschrieb\s+am\s.{4,120}:
        |_{20,}
    )\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_FORWARD_HEAD = re.compile(r"^\s*\*?(Von|From):\*?\s.+$", re.IGNORECASE)
_FORWARD_NEXT = re.compile(r"^\s*\*?(Gesendet|Sent|Datum|Date|An|To|Betreff|Subject):\*?\s", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"^(--\s?|Von meinem .{2,60} gesendet\.?|Gesendet (?:von|mit) .{2,60}|Sent from my .{2,60}"
    r"|Diese Nachricht wurde von meinem .{2,80} gesendet.*)$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^\s*>")


def own_words(text: str) -> str:
    """What the sender wrote, without the mail they answered and without their signature.

    Answers between the quoted lines stay, with the lines they answer. Where nothing would be left, all of it is
    returned: showing too much is better than hiding a word.
    """
    lines = _without_signature(_before_the_quote(text.splitlines()))
    while lines and (not lines[-1].strip() or _QUOTED.match(lines[-1])):
        lines.pop()
    if lines and _introduces("\n".join(lines[-2:]).replace("\n", " ")) and len(lines) > 1:
        lines = lines[:-2]
    own = tidy("\n".join(lines))
    return own or tidy(text)


def _before_the_quote(lines: list[str]) -> list[str]:
    for number in range(1, len(lines)):
        if _begins_a_quote(lines, number):
            return lines if _answers_below(lines[number + 1 :]) else lines[:number]
    return lines


def _begins_a_quote(lines: list[str], number: int) -> bool:
    line = lines[number]
    if _introduces(line):
        return True
    # Long introductions are folded after the date.
    if re.match(r"^\s*(Am|On)\s", line) and number + 1 < len(lines) and _introduces(f"{line} {lines[number + 1]}"):
        return True
    following = [after for after in lines[number + 1 : number + 4] if after.strip()]
    return bool(_FORWARD_HEAD.match(line)) and any(_FORWARD_NEXT.match(after) for after in following)


def _introduces(line: str) -> bool:
    return len(line) < 400 and bool(_INTRODUCTIONS.match(line))


def _answers_below(lines: list[str]) -> bool:
    """Whether somebody wrote between or below quoted lines, before any signature."""
    quoted = [number for number, line in enumerate(lines) if _QUOTED.match(line)]
    if not quoted:
        return False
    after = _without_signature([line for line in lines[quoted[0] :] if not _QUOTED.match(line)])
    return any(line.strip() for line in after)


def _without_signature(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if number and _SIGNATURE.match(line) and len(lines) - number <= 30:
            return lines[:number]
    return lines
