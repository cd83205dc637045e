"""Every text of the interface has its translation, and the translation fits."""

from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import gettext, ngettext, override
from scripts import messages

from engagiert.config import catalogues, env

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def an_entry(text: str, translation: str = "", **more: object) -> polib.POEntry:
    return polib.POEntry(msgid=text, msgstr=translation, **more)


def faults(*entries: polib.POEntry, of: list[messages.Message]) -> list[str]:
    return messages.faults(entries, {message.key: message for message in of})


def test_every_language_has_a_catalogue_and_no_catalogue_is_without_language() -> None:
    assert messages.languages() == LANGUAGES == ["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_its_placeholders_and_nothing_is_left_over(language: str) -> None:
    """Ran `make messages`? It writes what is missing into the catalogue and names it."""
    used = messages.used()
    assert len(used) > 1000
    assert messages.faults(messages.catalogue(language), used) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_stands_as_the_command_writes_it(language: str) -> None:
    kept = messages.catalogue(language)
    assert str(messages.refreshed(kept, messages.used(), language)) == str(kept)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_form_is_made_from_the_catalogue_as_it_stands(language: str) -> None:
    catalogues.build()
    compiled = env.load().build_dir / "locale" / language / "LC_MESSAGES" / "django.mo"
    assert {entry.msgid for entry in polib.mofile(str(compiled))} == {
        entry.msgid for entry in messages.catalogue(language)
    }
    assert not catalogues.build()


def test_english_is_spoken_and_german_is_as_it_was() -> None:
    with override("en"):
        assert gettext("Verzeichnis") == "Directory"
        assert ngettext("%(number)s Vorschlag", "%(number)s Vorschläge", 1) == "%(number)s suggestion"
    with override("de"):
        assert gettext("Verzeichnis") == "Verzeichnis"
        assert ngettext("%(number)s Vorschlag", "%(number)s Vorschläge", 2) == "%(number)s Vorschläge"


def test_texts_are_found_in_code_under_whatever_name_gettext_goes() -> None:
    code = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext as several, pgettext
from elsewhere import gettext_noop
_("eins"); gettext_lazy("zwei" " und mehr"); several("ein Ding", "%(n)s Dinge", n); pgettext("Tag", "vier")
gettext_noop("fremd"); print("kein Text")
"""
    found = [(one.context, one.text, one.plural) for one in messages.in_code(code, "x.py")]
    assert found == [
        ("", "eins", ""),
        ("", "zwei und mehr", ""),
        ("", "ein Ding", "%(n)s Dinge"),
        ("Tag", "vier", ""),
    ]


def test_a_text_put_together_at_run_time_is_refused() -> None:
    code = 'from django.utils.translation import gettext as _\n_(f"Hallo {name}")'
    with pytest.raises(ValueError, match=r"x.py:2: only a plain text"):
        list(messages.in_code(code, "x.py"))


def test_texts_are_found_in_templates() -> None:
    template = """{% translate "eins (1)" %} Text {{ x|default:_("zwei") }}
      {% include "a.html" with label=_("drei") %}{% translate "vier" context "Tag" as y %}
   {% blocktranslate count n=n with who=x %}{{ n }} Ding von {{ who }}{% plural %}{{ n }} Dinge{% endblocktranslate %}
 {% comment %}{% translate "nichts" %}{% endcomment %}"""
    found = [(one.context, one.text, one.plural) for one in messages.in_template(template, "x.html")]
    assert found == [
        ("", "eins (1)", ""),
        ("", "zwei", ""),
        ("", "drei", ""),
        ("Tag", "vier", ""),
        ("", "%(n)s Ding von %(who)s", "%(n)s Dinge"),
    ]


def test_whatever_is_wrong_with_a_catalogue_is_named() -> None:
    text = messages.Message("a.py", "Hallo %(name)s")
    assert faults(of=[text]) == ["not in the catalogue: Hallo %(name)s (a.py)"]
    assert faults(an_entry("Hallo %(name)s"), of=[text]) == ["not translated: Hallo %(name)s → "]
    assert faults(an_entry("Hallo %(name)s", "Hello %(nam)s"), of=[text])[0].startswith("other placeholders")
    assert faults(an_entry("Hallo %(name)s", "Hello"), of=[text])[0].startswith("other placeholders")
    fuzzy = an_entry("Hallo %(name)s", "Hello %(name)s", flags=["fuzzy"])
    assert faults(fuzzy, of=[text]) == ["guessed, not read: Hallo %(name)s"]
    old = an_entry("Weg", "Way", obsolete=True)
    assert faults(old, an_entry("Hallo %(name)s", "Hello %(name)s"), of=[text]) == ["no longer used: Weg"]
    assert faults(an_entry("Hallo %(name)s", "Hello %(name)s"), an_entry("Fort", "Away"), of=[text]) == [
        "no longer used: Fort"
    ]
    assert faults(an_entry(" oder ", "or"), of=[messages.Message("a.py", " oder ")])[0].startswith("other spaces")
    several = messages.Message("a.py", "eine Stadt", "%(n)s Städte")
    entry = an_entry("eine Stadt", msgid_plural="%(n)s Städte", msgstr_plural={0: "one town", 1: "many towns"})
    assert faults(entry, of=[several])[0].startswith("other placeholders")
    assert faults(an_entry("eine Stadt", "a town"), of=[several])[0].startswith("another plural")


def test_the_command_keeps_what_is_translated_drops_what_is_gone_and_guesses_nothing() -> None:
    texts = [messages.Message("a.py", "eins"), messages.Message("b.html", "zwei")]
    old = [an_entry("zwei", "two", tcomment="the number"), an_entry("drei", "three")]
    new = messages.refreshed(old, {text.key: text for text in texts}, "en")
    assert [(entry.msgid, entry.msgstr, entry.tcomment) for entry in new] == [
        ("eins", "", ""),
        ("zwei", "two", "the number"),
    ]
    assert "b.html" in str(new)
    assert ".py:1" not in str(new)


def test_files_that_are_no_source_are_not_read(tmp_path: Path) -> None:
    for name in ("a/migrations/0001.py", "a/templates/a.html", "a/b.py", "a/notes.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        text = '{% translate "x" %}' if name.endswith("html") else ""
        (tmp_path / name).write_text(text or 'from django.utils.translation import gettext as _\n_("y")')
    assert [message.file for message in messages.used(tmp_path).values()] == ["a/b.py", "a/templates/a.html"]
