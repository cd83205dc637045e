"""Promises of the look: no inline style or script, known icons only, light style sheets, a complete style guide."""

import gzip
import re
import tomllib
from pathlib import Path

import pytest
from django.template.loader import get_template

import engagiert
from engagiert.kernel.ui import guide

SOURCE = Path(engagiert.__file__).parent
UI = SOURCE / "kernel" / "ui"
TEMPLATES = sorted(SOURCE.glob("**/templates/**/*.html"))
SHEETS = sorted((UI / "static" / "ui").glob("*.css"))
ICONS = set(tomllib.loads((UI / "assets.toml").read_text(encoding="utf-8"))["icons"]["names"])


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_has_no_inline_style_script_or_handler(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|hx-on", text)
    for script in re.findall(r"<script[^>]*>", text):
        assert "src=" in script or "nonce=" in script


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_names_only_icons_of_the_sprite(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r'{% icon "([a-z0-9-]+)"', text)) | set(re.findall(r'\bicon="([a-z0-9-]+)"', text))
    named |= set(re.findall(r"{{ icons }}#([a-z0-9-]+)", text))
    assert named <= ICONS


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_loads_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r'(src|href|action)="(https?:)?//', text)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_uses_logical_properties_only(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    sides = r"[{;](?:margin|padding|border)-(?:left|right)|[{;](?:left|right):"
    assert not re.findall(rf"{sides}|(?:text-align|float):(?:left|right)", text)


def test_our_style_sheets_weigh_at_most_twelve_kilobytes_compressed() -> None:
    # The guide is for us, and only pages with a map load what belongs to it.
    sheets = [path.read_bytes() for path in SHEETS if path.name not in ("guide.css", "map.css")]
    assert sum(len(gzip.compress(sheet, 9)) for sheet in sheets) <= 14_000
    assert len(gzip.compress(b"".join(sheets), 9)) <= 12_000


def test_the_map_adds_at_most_six_kilobytes_of_our_own() -> None:
    own = [UI / "static" / "ui" / name for name in ("map.css", "map.js")]
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in own) <= 6_000


def test_every_component_of_the_guide_has_its_page() -> None:
    for component in guide.COMPONENTS:
        get_template(f"ui/guide/{component.slug}.html")


def test_the_look_never_names_a_class_that_no_style_sheet_knows() -> None:
    sheets = "".join(path.read_text(encoding="utf-8") for path in SHEETS)
    known = set(re.findall(r"\.((?:e|g|q)-[a-zA-Z0-9_-]+)", sheets))
    for path in TEMPLATES:
        for value in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")):
            if "{" not in value:
                used = {word for word in value.split() if word.startswith(("e-", "g-", "q-"))}
                assert used <= known, path


@pytest.mark.parametrize("selector", ["h1", "h2", ".e-crumb li"])
def test_a_name_without_spaces_breaks_rather_than_widen_the_page(selector: str) -> None:
    """Names of 300 letters are allowed; heading and breadcrumb show them whole on every page of a record."""
    text = re.sub(r"/\*.*?\*/", "", (UI / "static" / "ui" / "base.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", text)
    breaking = {name.strip() for names, rule in rules if "overflow-wrap:anywhere" in rule for name in names.split(",")}
    assert selector in breaking
