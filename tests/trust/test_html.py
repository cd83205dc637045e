"""Every page is valid HTML, by the checker of the W3C (vnu), also the pages that say what went wrong.

It needs Java; without, it is skipped and says so.
"""

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpResponseBase
from django.test import Client

from engagiert.config import env
from tests.cast import BERTA
from tests.factories.worlds import World, a_world
from tests.trust.asking import questions, undone
from tests.trust.promises import Kept

pytestmark = pytest.mark.django_db
CHECKER = env.PROJECT_DIR / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
JAVA = shutil.which("java")


def pages(world: World, is_long: bool) -> Iterator[tuple[str, str]]:
    """Where, and the whole page: for everybody, for the coordinator, and after an empty form was handed in."""
    everybody, berta = Client(raise_request_exception=False), BERTA.browser(raise_request_exception=False)
    found = list(questions(world))
    for question in found if is_long else random.sample(found, 50):
        if question.is_part_of_a_page:
            continue
        for who, client in (("anybody", everybody), ("coordinator", berta)):
            with undone(client):
                yield from whole(f"GET {question.url} {who}", client.get(question.url))
        with undone(berta):
            yield from whole(f"POST {question.url}", berta.post(question.url, {"name": "", "text": "<b>"}))


def whole(where: str, response: HttpResponseBase) -> Iterator[tuple[str, str]]:
    if response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
        text = response.content.decode()  # type: ignore[attr-defined]
        if text.lstrip().lower().startswith("<!doctype"):
            yield where, text


@pytest.mark.skipif(JAVA is None or not CHECKER.exists(), reason="the HTML checker needs Java and the npm part vnu-jar")
def test_every_page_is_valid_html(tmp_path: Path, is_long: bool, promise: Kept) -> None:
    world, places = a_world(BERTA), dict[str, str]()
    # The same page for two people is one page.
    different = {text: where for where, text in pages(world, is_long)}
    for number, (text, where) in enumerate(different.items()):
        name = f"{number:05d}.html"
        places[name] = where
        (tmp_path / name).write_text(text, encoding="utf-8")
    asked = ["--errors-only", "--format", "json", "--exit-zero-always", str(tmp_path)]
    command = [str(JAVA), "-jar", str(CHECKER), *asked]
    checked = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(checked.stderr)["messages"]
    found = {f"{places[Path(one['url']).name]}: {one['message']}: {one.get('extract', '')[:120]}" for one in messages}
    assert found == set(), f"{len(found)} faults\n" + "\n".join(sorted(found)[:60])
    promise("accessible", len(places), "different pages are valid HTML, 0 errors of the checker")
