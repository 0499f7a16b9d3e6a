"""`make bench-page`: the server's time for each casualty page over a large lake, the first time and again.

The lake is made once and kept (big_lake.py). `first` holds what a process pays once: the views, the tolls put into
memory, the parts looked through. `cold` asks for a filter or an id that nobody asked for before, `again` the same once
more. As in Airflow a thread then makes ready what a publication changes: `made ready` is what that takes beside the
readers, all incidents and articles being new, and `after a publication` what the first reader takes then. Milliseconds
are the median of the runs; CPU is what all threads worked, which on a machine that others use says better what a page
takes. A chart is an image of its own, which the browser asks for beside the page.
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

AFTER = 3
"""Publications measured."""

Call = Callable[[], Reply]
Spent = tuple[float, float]
"""Milliseconds by the clock and of the processors."""

Measured = tuple[Reply, Spent]


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
    site.keep_ready()
    ready = [made_ready(site) for _ in range(AFTER)]
    line("made ready after a publication", ready, 0)
    for name, page in after(site).items():
        tell_all(f"{name}, after a publication", [published(site, page) for _ in range(AFTER)])


def pages(site: Site) -> dict[str, Sequence[Call]]:
    """What is measured, by its name."""
    incidents, articles = _names(site.settings, "incident"), _names(site.settings, "article")
    countries = ("SY", "IQ", "ML", "NG", "SO")
    return {
        "overview, again": [lambda: site.overview(visit("/"))] * RUNS,
        "overview of a country, cold": [lambda c=c: site.overview(visit("/", country=c)) for c in countries],
        "overview of a year and means, cold": [lambda y=y: site.overview(_year(y)) for y in range(2014, 2014 + RUNS)],
        "overview of everything, cold": [lambda y=y: site.overview(_since(y)) for y in range(2001, 2001 + RUNS)],
        "chart of a country, cold": [lambda c=c: site.chart(visit("/", country=c), "timeline") for c in countries],
        "incident, cold": [lambda i=i: site.incident(visit(f"/incidents/{i}"), i) for i in incidents],
        "chart of an incident, cold": [lambda i=i: site.chart(visit("/", incident=i), "rise") for i in incidents],
        "article, cold": [lambda a=a: site.article(visit(f"/articles/{a}"), a) for a in articles],
        "articles and quality, again": [lambda: site.quality(visit("/quality"))] * RUNS,
        "download, casualties_by_means": [lambda: site.download(visit("/"), "casualties_by_means", "csv")] * RUNS,
    }


def after(site: Site) -> dict[str, Call]:
    """Pages of which the first reader after a publication is measured."""
    (incident, *_), (article, *_) = _names(site.settings, "incident"), _names(site.settings, "article")
    return {
        "overview": lambda: site.overview(visit("/")),
        "incident": lambda: site.incident(visit(f"/incidents/{incident}"), incident),
        "article": lambda: site.article(visit(f"/articles/{article}"), article),
        "quality": lambda: site.quality(visit("/quality")),
    }


def made_ready(site: Site) -> Spent:
    """Publish, and wait until readers are shown what came; what that took."""
    before = site.readers.state()
    began, worked = time.perf_counter(), time.process_time()
    for table in ("incidents", "articles", "claims", "events"):
        (site.settings.lake / table).touch()
    while site.readers.state() == before:
        time.sleep(0.01)
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def published(site: Site, page: Call) -> Measured:
    """What the first reader of `page` takes once readers are shown what came."""
    made_ready(site)
    return spent(page)


def tell(name: str, calls: Sequence[Call]) -> None:
    """Print the line of one page: the medians of `calls`."""
    tell_all(name, [spent(call) for call in calls])


def tell_all(name: str, replies: Sequence[Measured]) -> None:
    """Print the line of one page: the medians of these."""
    if refused := {reply.status for reply, _ in replies} - {200}:
        raise SystemExit(f"{name} answers {refused}")
    line(name, [times for _, times in replies], len(replies[-1][0].body))


def line(name: str, times: Sequence[Spent], size: int) -> None:
    """Print medians and bytes."""
    clock, worked = (median(time[side] for time in times) for side in (0, 1))
    print(f"{name:34}{clock:>8.0f}{worked:>9.0f}{size / 1000:>8.0f}", flush=True)


def spent(call: Call) -> Measured:
    """A reply, and what it took."""
    began, worked = time.perf_counter(), time.process_time()
    reply = call()
    return reply, ((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000)


def visit(path: str, **query: str) -> Visit:
    """Somebody who asks for this address."""
    return Visit("/casualties", path, query)


def _since(year: int) -> Visit:
    """All incidents: those of the lake are later."""
    return visit("/", since=f"{year}-01-01")


def _year(year: int) -> Visit:
    return visit("/", since=f"{year}-01-01", until=f"{year}-12-31", means="shelling")


def _names(settings: Settings, kind: str) -> list[str]:
    sql = f"SELECT {kind}_id FROM {kind}s USING SAMPLE reservoir({RUNS} ROWS) REPEATABLE (7)"  # noqa: S608
    with Session(settings, confined=True) as session:
        names: list[str] = session.run(sql).column(0).to_pylist()
        return names


if __name__ == "__main__":
    main()
