"""What a page of the atlas costs: waits and processor time from kept results, the first question, the papers.

590 made-up facilities in 396 towns, two web processes as in operation, the web role; a bare Django page stands beside
it in the same run. The first question of a day is asked for days that nobody has asked for.
"""

import datetime
import time

from benchmarks.ground import ground  # isort: split

from benchmarks.bench_pages import cost, queries_of, weight
from benchmarks.measuring import median_of_five, percentile, table
from benchmarks.serving import BARE, OURS, Web, web
from engagiert.apps.atlas import demo

NAME = "bench_atlas"
LAND, KREIS = "/land/nordrhein-westfalen/atlas/", "/kreis/unna/atlas/"
DAY = "?tag=2028-01-01"
PAGES = ("", "ende/", "befunde/", "vergleich/", "einrichtungen/", "daten/")
PAPERS = ("blatt.pdf", "bericht.pdf", "blatt.xlsx")


def first_questions(server: Web, page: str, number: int = 10) -> list[float]:
    """Seconds for days that no process has an answer for yet."""
    waits = []
    for further in range(number):
        day = datetime.date(2029, 1, 1) + datetime.timedelta(days=further)
        begun = time.perf_counter()
        assert server.get(f"{LAND}{page}?tag={day}")[0] == 200
        waits.append(time.perf_counter() - begun)
    return waits


def seconds(server: Web, path: str) -> float:
    def once() -> float:
        begun = time.perf_counter()
        assert server.get(path)[0] == 200
        return time.perf_counter() - begun

    return median_of_five(once)


def main() -> None:
    with ground() as here:
        here.stand_on(NAME, lambda: demo.load(say=lambda _line: None), of=("apps/atlas/**/*.py",))
        with web(here, OURS, NAME) as ours, web(here, BARE, NAME) as bare:
            bare_cost, bare_p95 = cost(bare, "/")
            rows: list[list[object]] = [["bare page", bare_cost, "1.0×", bare_p95, 1, *weight(bare, "/")]]
            for path in [f"{LAND}{page}{DAY}" for page in PAGES] + [f"{KREIS}{page}{DAY}" for page in PAGES]:
                spent, p95 = cost(ours, path)
                # The first question of this process reads what the web processes have already.
                queries_of(path)
                rows.append([path, spent, f"{spent / bare_cost:.1f}×", p95, queries_of(path), *weight(ours, path)])
            head = ("page", "CPU ms", "ratio", "p95 ms (goal 100)", "queries", "kB sent", "kB HTML")
            table("Pages of the atlas from kept results, median of five rounds", head, rows)
            fresh = [1000 * percentile(first_questions(ours, page), 0.95) for page in ("ende/", "befunde/")]
            table("A day nobody has asked for, ten days, p95 ms", ("ende/", "befunde/"), [fresh])
            papers = [[paper, seconds(ours, f"{LAND}{paper}{DAY}")] for paper in PAPERS]
            table("Papers of the Land, seconds, median of five (goal: sheet under 3)", ("paper", "s"), papers)


if __name__ == "__main__":
    main()
