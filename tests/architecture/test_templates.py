"""Templates: strict policy, every word translatable, nothing marked as safe unseen."""

import ast
import re
from collections import Counter

from django.conf import settings

from tests.architecture.sources import PACKAGE, Source, imported, python, templates
from tests.architecture.wording import untranslated

INLINE = {
    "style attribute": r"<[^>]*\sstyle\s*=",
    "style element": r"<style\b",
    "event handler": r"<[^>]*\son[a-z]+\s*=",
    "script in the page": r"<script(?![^>]*\b(src|type=\"(application/ld\+json|importmap)\"))[^>]*>",
    "address that runs": r"javascript:",
    "address that carries": r"(src|href)\s*=\s*\"data:(?!image)",
    "foreign address": r"<(script|link|img|iframe|source|object|embed)[^>]*\b(src|href)=\"(https?:)?//",
    "form to elsewhere": r"<form[^>]*action=\"(https?:)?//",
}
# Where text becomes markup: how often, and who has looked at it.
SAFE = {
    # figures of a QR code; parts that format_html has escaped one by one; a widget that Django has rendered
    "src/engagiert/kernel/ui/templatetags/ui.py": 5,
    # JSON with <, > and & written as \\u003c and so on
    "src/engagiert/apps/directory/linked_data.py": 1,
}
TRANSLATING = {"_", "gettext_lazy", "gettext_noop", "ngettext", "pgettext", "pgettext_lazy"}
# Rooms of an app that say something to people.
SPEAKING = {
    *("views", "forms", "import_forms", "case_forms", "kinds", "reaching", "shell", "selectors", "services", "models"),
    *("facets", "fields", "problems", "rules", "tables", "vocabulary", "wording"),
}
GERMAN = re.compile(r"\b(der|die|das|und|nicht|ist|ein|eine|für|von|mit|wird|sind|Sie|Bitte|kein|keine)\b|[äöüßÄÖÜ„“]")


def found(pattern: str) -> list[str]:
    return [
        f"{source.name}: {match[0][:80]}"
        for source in templates()
        for match in re.finditer(pattern, _without_comments(source.text), re.IGNORECASE | re.DOTALL)
    ]


def _without_comments(text: str) -> str:
    return re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", text, flags=re.DOTALL)


def test_nothing_stands_in_a_page_that_the_strict_policy_refuses() -> None:
    assert len(templates()) > 60
    assert {what: found(pattern) for what, pattern in INLINE.items() if found(pattern)} == {}


def test_every_word_of_a_template_can_be_translated() -> None:
    assert {source.name: words for source in templates() if (words := untranslated(source.text))} == {}


def test_every_form_that_writes_carries_its_token() -> None:
    bare = [
        source.name
        for source in templates()
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", source.text, re.IGNORECASE | re.DOTALL)
        if "csrf_token" not in form
    ]
    assert bare == []


def forms_in_lines(text: str) -> list[str]:
    """Forms inside an element that holds a line of text only, where a browser may not put them (HTML, phrasing)."""
    found, open_elements = [], list[str]()
    for tag in re.finditer(r"<(/?)(span|p|a|label|form)\b", text):
        if tag[1]:
            # A block of the template may close what another has opened.
            if tag[2] in open_elements:
                del open_elements[len(open_elements) - 1 - open_elements[::-1].index(tag[2]) :]
            continue
        if tag[2] == "form" and set(open_elements) & {"span", "p", "a", "label"}:
            found.append(text[tag.start() : tag.start() + 60])
        open_elements.append(tag[2])
    return found


def test_no_form_stands_inside_a_line_of_text() -> None:
    assert {source.name: forms for source in templates() if (forms := forms_in_lines(source.text))} == {}
    assert forms_in_lines('<p>Ja <form method="post">') == ['<form method="post">']
    assert forms_in_lines('<p>Ja</p><form method="post">') == []


def test_no_page_switches_escaping_off() -> None:
    """Mails are plain text and must; whatever a browser shows must not."""
    pattern = r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off"
    assert [s.name for s in templates() if s.path.suffix == ".html" and re.search(pattern, s.text)] == []


def test_no_page_hides_from_its_own_forms_where_they_come_from() -> None:
    """A browser that may not say so sends “Origin: null”, and the form is refused; other sites learn nothing anyhow."""
    assert settings.SECURE_REFERRER_POLICY == "same-origin"
    assert [s.name for s in templates() if re.search(r"name=.referrer.", s.text)] == []


def test_text_becomes_markup_only_where_somebody_has_looked() -> None:
    made = Counter(
        source.name
        for source in python(PACKAGE)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("mark_safe", "SafeString")
    )
    assert dict(made) == SAFE


def test_no_html_is_put_together_by_hand() -> None:
    """``format_html`` escapes what is put in; an f-string with a tag in it does not."""
    wrong = [
        f"{source.name}:{node.lineno}"
        for source in python(PACKAGE)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.JoinedStr) and re.search(r"<[a-z]+[ >]", _text_of(node))
    ]
    # Files written when the installation is set up, from our own numbers and names.
    at_set_up = {"src/engagiert/config/assets.py", "src/engagiert/kernel/ui/picture.py"}
    assert [place for place in wrong if place.partition(":")[0] not in SAFE.keys() | at_set_up] == []


def _text_of(node: ast.JoinedStr) -> str:
    return "".join(part.value for part in node.values if isinstance(part, ast.Constant) and isinstance(part.value, str))


def test_german_words_in_pages_code_go_through_gettext() -> None:
    """What a page or a report says can be translated; what is compared or stored stays as it is."""
    stored = {
        "von Hand angelegt",
        "House coordinates are open data of the Länder; they name no person.",
        # how a stored label is recognised, and what an invented person wrote
        "Liste „(.*)“",
        "Wir lesen Kindern vor, jeden Mittwoch in der Bücherei.",
    }
    wrong = [
        f"{source.name}:{line}: {text[:60]}"
        for source in [*python(PACKAGE / "apps"), *python(PACKAGE / "kernel")]
        if source.room in SPEAKING or source.name.startswith(("src/engagiert/kernel/ui", "src/engagiert/kernel/http"))
        for line, text in _plain_strings(source)
        if GERMAN.search(text) and " " in text and text not in stored and "\\s" not in text
    ]
    assert wrong == []


def _plain_strings(source: Source) -> list[tuple[int, str]]:
    """Strings that are neither documentation nor wrapped in a call of gettext."""
    tree, wrapped = source.tree, set[int]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATING:
            wrapped |= {id(argument) for argument in ast.walk(node)}
        if isinstance(node, ast.Expr):
            wrapped.add(id(node.value))
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in wrapped
    ]


def test_what_the_checks_look_for_is_really_found() -> None:
    planted = '<p title="Hallo Welt">{% translate "Ja" %} Nein <a href="/x">{{ name }}</a></p>'
    assert untranslated(planted) == ["Hallo Welt", "Nein"]
    assert untranslated('{% include "a.html" with label="Weiter" title=_("Gut") kind="info" %}') == ["Weiter"]
    assert untranslated("{% blocktranslate %}Guten Tag{% endblocktranslate %}<b>{{ x }} · 3</b>") == []
    faulty = {
        "style attribute": '<p class="x" style="color: red">',
        "style element": "<style>p{}</style>",
        "event handler": '<a href="#" onclick="x()">',
        "script in the page": "<script>x()</script>",
        "address that runs": '<a href="javascript:x()">',
        "address that carries": '<a href="data:text/html,x">',
        "foreign address": '<script src="https://boese.example/x.js">',
        "form to elsewhere": '<form action="https://boese.example/">',
    }
    assert [what for what, text in faulty.items() if not re.search(INLINE[what], text)] == []
    assert not re.search(INLINE["script in the page"], '<script type="module" src="x.js">')


def test_imports_are_read_as_python_reads_them() -> None:
    [source] = [s for s in python(PACKAGE) if s.name.endswith("kernel/tenancy/scope.py")]
    assert "engagiert.kernel.authz.actor" in {module for module, _line in imported(source)}
    [source] = [s for s in python(PACKAGE) if s.name.endswith("directory/services/importing/undoing.py")]
    assert "engagiert.apps.directory.projection" in {module for module, _line in imported(source)}
