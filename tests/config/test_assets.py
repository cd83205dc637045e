"""What is copied for the pages."""

import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from engagiert.config import assets

SVG = "{http://www.w3.org/2000/svg}"


def wanted() -> dict[str, object]:
    return tomllib.loads(assets.LIST.read_text(encoding="utf-8"))


def test_the_list_is_copied_whole_and_what_left_it_goes(tmp_path: Path) -> None:
    target = tmp_path / "static"
    (target / "vendor").mkdir(parents=True)
    (target / "vendor" / "left.css").write_text("")
    assets.copy_files(wanted(), target)
    there = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
    assert {"vendor/kern.min.css", "vendor/htmx.min.js", "vendor/icons.svg"} <= there
    assert "vendor/left.css" not in there


def test_the_sprite_has_one_drawn_symbol_for_each_name_in_the_colour_of_the_text() -> None:
    root = ElementTree.fromstring(assets.sprite(["search", "heart", "heart"]))
    symbols = root.findall(f"{SVG}symbol")
    assert [symbol.get("id") for symbol in symbols] == ["heart", "search"]
    for symbol in symbols:
        assert symbol.get("viewBox") == "0 0 24 24"
        assert symbol.get("stroke") == "currentColor"
        assert len(symbol)


def test_a_missing_file_is_named_with_what_to_do() -> None:
    with pytest.raises(assets.AssetsError, match=r"einhorn.*make setup"):
        assets.sprite(["einhorn"])


def test_nothing_is_fetched_from_a_third_party(tmp_path: Path) -> None:
    assets.copy_files(wanted(), tmp_path / "static")
    for path in (tmp_path / "static").rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert "url(http" not in text.replace('"', "").replace("'", "")
        assert "@import" not in text
