"""How long a browser takes to draw the map's points, beside Leaflet's own circle markers.

Headless Chromium loads our own script, Leaflet and supercluster from the collected files; points are invented, round
the towns of the register. Measured from the text of the answer to the painted frame: parsing, gathering, markers.
"""

import csv
import json
import random
import shutil
from pathlib import Path

from playwright.sync_api import Page, Route, sync_playwright

from benchmarks.measuring import ROUNDS, table
from engagiert.config import env

SIZES = (5_000, 50_000)
GOALS = {5_000: 100, 50_000: 300}
SEED = 2026
MIXED = 0.1
SCRIPTS = ("vendor/leaflet.js", "vendor/supercluster.min.js", "ui/map.js")
STYLES = ("vendor/leaflet.css", "ui/tokens.css", "ui/map.css")
UI = Path(env.__file__).parents[1] / "kernel" / "ui" / "static"
REGISTER = Path(env.__file__).parents[1] / "apps" / "places" / "data" / "nrw.csv"
ADDRESS = "http://karte.example/"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

PAGE = (
    "<!doctype html><meta charset=utf-8>"
    + "".join(f'<link rel=stylesheet href="/{name}">' for name in STYLES)
    + '<figure class="e-map" id="f" data-bounds="5.86,50.32,9.46,52.53" data-own="05" data-words-one="Ein Eintrag"'
    ' data-words-many="{n} Einträge" data-words-pile="{n}" data-words-rough="ungefähr"></figure>'
    + "".join(f'<script src="/{name}"></script>' for name in SCRIPTS)
)
# Each draws into a new box and answers with milliseconds until the frame with its points is painted, and elements.
HEAD = """async ([text]) => {
  const box = document.createElement("div");
  box.style.cssText = "width:640px;height:640px";
  document.body.append(box);
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
"""
TAIL = """
  await painted();
  const spent = performance.now() - started, elements = box.querySelectorAll("*").length;
  map.remove(); box.remove();
  return [spent, elements];
}"""
OURS = f"""{HEAD}
  const figure = document.getElementById("f"), live = new engagiertMap.LiveMap(figure, box), map = live.map;
  await painted();
  const started = performance.now();
  live.points(JSON.parse(text));
{TAIL}"""
# A level is gathered when it is first looked at: what the first step into it costs.
CLOSER = f"""{HEAD}
  const figure = document.getElementById("f"), live = new engagiertMap.LiveMap(figure, box), map = live.map;
  live.points(JSON.parse(text));
  await painted();
  const started = performance.now();
  map.setView([51.5, 7.3], 11, {{ animate: false }});
{TAIL}"""
CIRCLES = f"""{HEAD}
  const map = L.map(box, {{ zoomAnimation: false, renderer: %s }}).fitBounds([[50.32, 5.86], [52.53, 9.46]]);
  await painted();
  const started = performance.now(), {{ origin: [x, y], points }} = JSON.parse(text);
  for (let at = 0; at < points.length; at += 4)
    L.circleMarker([(y + points[at + 1]) / 1e5, (x + points[at]) / 1e5], {{ radius: 6 }}).addTo(map);
{TAIL}"""
WAYS = {
    "ours: supercluster, markers": OURS,
    "ours: first step closer": CLOSER,
    "Leaflet circle markers, SVG": CIRCLES % "L.svg()",
    "Leaflet circle markers, canvas": CIRCLES % "L.canvas()",
}


def payload(size: int) -> str:
    """As ``directory.maps.payload`` writes it, a tenth known only by town."""
    chance = random.Random(SEED)
    with REGISTER.open(encoding="utf-8") as lines:
        towns = [row for row in csv.DictReader(lines) if row["kind"] == "municipality"]
    chosen = chance.choices(towns, weights=[int(row["population"]) for row in towns], k=size)
    numbers: list[int] = []
    for number, town in enumerate(chosen):
        rough = chance.random() < MIXED
        x, y = (float(town[axis]) + (0 if rough else chance.gauss(0, 0.02)) for axis in ("lon", "lat"))
        numbers += [round(x * 1e5) - 500_000, round(y * 1e5) - 5_000_000, int(rough), number + 1]
    return json.dumps({"origin": [500_000, 5_000_000], "points": numbers}, separators=(",", ":"))


def serve(route: Route) -> None:
    name = route.request.url.removeprefix(ADDRESS)
    if not name:
        route.fulfill(body=PAGE, content_type="text/html")
        return
    found = UI / name if (UI / name).exists() else env.load().build_dir / "static" / name
    if found.exists():
        route.fulfill(path=found)
    else:
        route.fulfill(status=404)


def median_spent(page: Page, way: str, text: str) -> tuple[float, int]:
    """Milliseconds, the median of five after one to warm up, and elements in the map."""
    page.evaluate(way, [text])
    found = sorted(page.evaluate(way, [text]) for _round in range(ROUNDS))
    return found[ROUNDS // 2][0], int(found[ROUNDS // 2][1])


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.route("**/*", serve)
        page.goto(ADDRESS)
        for size in SIZES:
            text = payload(size)
            rows: list[list[object]] = []
            for name, way in WAYS.items():
                spent, elements = median_spent(page, way, text)
                rows.append([name, spent, f"{spent / float(rows[0][1]):.1f}×" if rows else "1.0×", elements])
            head = ("way", "ms", "ratio", "elements")
            table(
                f"{size:,} points, {len(text) / 1000:,.0f} kB, to the painted frame (goal {GOALS[size]} ms)", head, rows
            )
        browser.close()


if __name__ == "__main__":
    main()
