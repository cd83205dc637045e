"""Keeps the catalogues of translations: what the source says, what each language makes of it.

`make messages` reads every marked text from code and templates, brings `src/engagiert/locale/*/LC_MESSAGES/django.po`
up to date and names what has no translation yet. The order is that of the files; no line numbers stand in the
catalogue, so that a change elsewhere leaves it as it is. Needs no gettext on the machine.
"""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1] / "src" / "engagiert"
LOCALE = SOURCE / "locale"
WIDTH = 120

# Function → which argument is the context, the message, its plural.
_SHAPES = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
_CALL = re.compile(r"\b(_|n?p?gettext)\(")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%%")

type Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Message:
    """One marked text; ``file`` is where it was met first, below src/engagiert."""

    file: str
    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> Key:
        return self.context, self.text


def used(source: Path = SOURCE) -> dict[Key, Message]:
    """Every marked text of code and templates, in the order of the files."""
    found: dict[Key, Message] = {}
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source).as_posix()
        for message in _in_file(path, name):
            known = found.get(message.key)
            # gettext knows one plural a text; the same text without plural asks for the same entry.
            if known is None or (message.plural and not known.plural):
                found[message.key] = Message(
                    known.file if known else name, message.text, message.plural, message.context
                )
    return found


def _in_file(path: Path, name: str) -> Iterator[Message]:
    if path.suffix == ".py" and "migrations" not in path.parts:
        yield from in_code(path.read_text(encoding="utf-8"), name)
    elif path.suffix in (".html", ".txt") and "templates" in path.parts:
        yield from in_template(path.read_text(encoding="utf-8"), name)


def in_code(text: str, name: str) -> Iterator[Message]:
    """Calls of gettext's functions, whatever name a file imports them by."""
    tree = ast.parse(text)
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        function = names.get(call.func.id, "")  # type: ignore[attr-defined]
        if function in _SHAPES:
            yield _message(call, function, name)


def in_template(text: str, name: str) -> Iterator[Message]:
    """What Django's own extraction finds in a template."""
    code = templatize(text, origin=name)
    for match in _CALL.finditer(code):
        call = ast.parse(_up_to_the_end(code[match.start() :]), mode="eval").body
        if isinstance(call, ast.Call):
            yield _message(call, "gettext" if match[1] == "_" else match[1], name)


def _up_to_the_end(code: str) -> str:
    """The call that begins here: up to the bracket that closes it."""
    depth, taken = 0, []
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        taken.append(token.string)
        depth += {"(": 1, ")": -1}.get(token.string, 0)
        if token.string == ")" and depth == 0:
            break
    return " ".join(taken)


def _message(call: ast.Call, function: str, name: str) -> Message:
    context, text, plural = ("" if at is None else _text(call, at, name) for at in _SHAPES[function])
    return Message(name, text, plural, context)


def _text(call: ast.Call, at: int, name: str) -> str:
    argument = call.args[at] if at < len(call.args) else None
    if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
        raise ValueError(f"{name}:{call.lineno}: only a plain text can be translated")
    return argument.value


def placeholders(text: str) -> list[str]:
    """The places that are filled in, sorted; both languages must name the same."""
    return sorted(_PLACEHOLDER.findall(text))


def faults(catalogue: Iterable[polib.POEntry], messages: dict[Key, Message]) -> list[str]:
    """What is wrong with a catalogue, one line a fault."""
    entries = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue}
    wrong = [
        f"not in the catalogue: {message.text} ({message.file})"
        for key, message in messages.items()
        if key not in entries
    ]
    for key, entry in entries.items():
        if entry.obsolete or key not in messages:
            wrong.append(f"no longer used: {entry.msgid}")
            continue
        if entry.fuzzy:
            wrong.append(f"guessed, not read: {entry.msgid}")
        wrong += [f"{why}: {entry.msgid} → {text}" for why, text in _faults_of(entry, messages[key])]
    return wrong


def _faults_of(entry: polib.POEntry, message: Message) -> Iterator[tuple[str, str]]:
    texts = list(entry.msgstr_plural.values()) if message.plural else [entry.msgstr]
    if message.plural != entry.msgid_plural or (message.plural and len(texts) != 2):
        yield "another plural", entry.msgid_plural
        return
    for text, original in zip(texts, [message.text, message.plural], strict=False):
        if not text.strip():
            yield "not translated", text
        elif _differs(text, original, message):
            yield "other placeholders", text
        elif text[:1].isspace() != original[:1].isspace() or text[-1:].isspace() != original[-1:].isspace():
            yield "other spaces at the ends", text


def _differs(text: str, original: str, message: Message) -> bool:
    """A singular may leave the number out; everything else must be there."""
    if message.plural:
        allowed = set(placeholders(message.text)) | set(placeholders(message.plural))
        return not set(placeholders(text)) <= allowed or not set(placeholders(original)) <= set(placeholders(text))
    return placeholders(text) != placeholders(original)


def refreshed(old: Iterable[polib.POEntry], messages: dict[Key, Message], language: str) -> polib.POFile:
    """A catalogue with exactly these messages, in their order, and the translations known so far."""
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=WIDTH)
    new.metadata = {
        "Project-Id-Version": "Engagiert",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for key, message in messages.items():
        new.append(_entry(message, known.get(key)))
    return new


def _entry(message: Message, before: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.text, occurrences=[(message.file, "")])
    if message.context:
        entry.msgctxt = message.context
    if placeholders(message.text) or placeholders(message.plural):
        entry.flags = ["python-format"] if "%" in message.text + message.plural else ["python-brace-format"]
    if message.plural:
        entry.msgid_plural = message.plural
        same = before is not None and before.msgid_plural == message.plural
        entry.msgstr_plural = before.msgstr_plural if same and before else {0: "", 1: ""}
    else:
        entry.msgstr = before.msgstr if before else ""
    if before is not None:
        # A note of the translator stays; a guess stays a guess until somebody has read it.
        entry.tcomment = before.tcomment
        entry.flags += ["fuzzy"] if before.fuzzy else []
    return entry


def languages() -> list[str]:
    """The languages that have a catalogue."""
    return sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/django.po"))


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"), wrapwidth=WIDTH)


def main() -> int:
    if not settings.configured:
        settings.configure(USE_I18N=False)
    messages = used()
    open_ones = 0
    for language in languages():
        new = refreshed(catalogue(language), messages, language)
        new.save(str(LOCALE / language / "LC_MESSAGES" / "django.po"))
        wrong = faults(new, messages)
        open_ones += len(wrong)
        lines = [f"{language}: {len(messages)} texts, {len(wrong)} open", *(f"  {line}" for line in wrong)]
        sys.stdout.write("\n".join(lines) + "\n")
    return 1 if open_ones else 0


if __name__ == "__main__":
    sys.exit(main())
