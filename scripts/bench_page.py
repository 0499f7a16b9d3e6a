"""`make bench-page`: the server's time for each casualty page over a large lake, the first time and again.

The lake is made once and kept (big_lake.py). `first` holds what a process pays once: the views, the tolls put into
memory, Vega. `changed` holds what the first reader pays after each publication. `cold` asks for a filter or an id that
nobody asked for before, `again` the same once more. Milliseconds are the median of the runs; CPU is what all threads
worked, which on a machine that others use says better what a page takes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import big_lake

from toll.page import Reply, Site, Visit
from toll.settings import Settings
from toll.statistics import Session

RUNS = 5

Call = Callable[[], Reply]
Spent = tuple[float, float]
"""Milliseconds by the clock and of the processors."""


def main() -> None:
    """Print one line a page."""
    claims, settings = int(sys.argv[1]), Settings(data=Path(sys.argv[2]))
    seal = settings.data / f"{claims}-claims"
    if made := big_lake.build(settings, claims, anew=not seal.exists()):
        print(made, flush=True)
    seal.touch()
    print(f"{claims:,} claims\n\n{'page':34}{'ms':>8}{'CPU ms':>9}{'kB':>8}")
    site = Site(settings)
    tell("overview, first of a process", [lambda: site.overview(visit("/"))])
    for name, calls in pages(site).items():
        tell(name, calls)


def pages(site: Site) -> dict[str, Sequence[Call]]:
    """What is measured, by its name."""
    incidents, articles = _names(site.settings, "incident"), _names(site.settings, "article")
    countries = ("SY", "IQ", "ML", "NG", "SO")
    return {
        "overview, a lake that has changed": [lambda: _changed(site)] * RUNS,
        "overview, again": [lambda: site.overview(visit("/"))] * RUNS,
        "overview of a country, cold": [lambda c=c: site.overview(visit("/", country=c)) for c in countries],
        "overview of a year and means, cold": [lambda y=y: site.overview(_year(y)) for y in range(2014, 2014 + RUNS)],
        "incident, cold": [lambda i=i: site.incident(visit(f"/incidents/{i}"), i) for i in incidents],
        "article, cold": [lambda a=a: site.article(visit(f"/articles/{a}"), a) for a in articles],
        "articles and quality": [lambda: site.quality(visit("/quality"))] * RUNS,
        "download, casualties_by_means": [lambda: site.download(visit("/"), "casualties_by_means", "csv")] * RUNS,
    }


def tell(name: str, calls: Sequence[Call]) -> None:
    """Print the line of one page: the medians of `calls`."""
    replies = [spent(call) for call in calls]
    if refused := {reply.status for reply, _ in replies} - {200}:
        raise SystemExit(f"{name} answers {refused}")
    clock, worked = (median(times[side] for _, times in replies) for side in (0, 1))
    print(f"{name:34}{clock:>8.0f}{worked:>9.0f}{len(replies[-1][0].body) / 1000:>8.0f}", flush=True)


def spent(call: Call) -> tuple[Reply, Spent]:
    """A reply, and what it took."""
    began, worked = time.perf_counter(), time.process_time()
    reply = call()
    return reply, ((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000)


def visit(path: str, **query: str) -> Visit:
    """Somebody who asks for this address."""
    return Visit("/casualties", path, query)


def _changed(site: Site) -> Reply:
    (site.settings.lake / "incidents").touch()
    return site.overview(visit("/"))


def _year(year: int) -> Visit:
    return visit("/", since=f"{year}-01-01", until=f"{year}-12-31", means="shelling")


def _names(settings: Settings, kind: str) -> list[str]:
    sql = f"SELECT {kind}_id FROM {kind}s USING SAMPLE reservoir({RUNS} ROWS) REPEATABLE (7)"  # noqa: S608
    with Session(settings, confined=True) as session:
        names: list[str] = session.run(sql).column(0).to_pylist()
        return names


if __name__ == "__main__":
    main()
