"""How long every standing question and export takes over a large lake, beside the time to read its bytes from the disk.

    make bench-questions [CLAIMS=10000000] [LAKE=/tmp/toll-big-lake] [ONLY="coverage acled"]

The lake is made once and kept, a table that came since is added (big_lake.py). A question that hands out millions of
rows is measured of one country and year too. Seconds are the best of three runs with warm caches, the rows as Arrow
tables in memory. Bytes are those that DuckDB asked the files for. The scan limit is the bytes over the disk's measured
rate: nothing that reads them from the disk can be faster. CPU is what all threads worked in the run that worked least;
on a machine that others use, it over the cores says better than the seconds what the question takes.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

import big_lake

from toll.settings import Settings
from toll.statistics import Session, exports, questions

RUNS = 3

NOTHING: Mapping[str, object] = MappingProxyType({})

NARROW: Mapping[str, object] = MappingProxyType(
    {"country": "SY", "since": date(2016, 1, 1), "until": date(2016, 12, 31)}
)

NARROWED = ("what_sources_say",)
"""Questions that are asked of NARROW as well."""

_BLOCK = 8 << 20


def main() -> None:
    """Print one line a question."""
    claims, settings, only = int(sys.argv[1]), Settings(data=Path(sys.argv[2])), sys.argv[3:]
    seal = settings.data / f"{claims}-claims"
    if made := big_lake.build(settings, claims, anew=not seal.exists()):
        print(made, flush=True)
    seal.touch()
    rate = disk_rate(max(settings.lake.glob("*/*.parquet"), key=lambda path: path.stat().st_size))
    print(f"{claims:,} claims; {os.cpu_count()} cores; the disk reads {rate / 1e6:,.0f} MB/s\n")
    print(f"{'question':36}{'rows':>12}{'MB read':>10}{'seconds':>10}{'CPU s':>8}{'scan limit':>12}{'ratio':>8}")
    for asked in (q for q in (*questions(), *exports()) if not only or q.name in only):
        tell(settings, asked.name, asked.view, rate)
        if asked.name in NARROWED:
            tell(settings, f"{asked.name}, SY in 2016", asked.view, rate, NARROW)


def tell(settings: Settings, name: str, view: str, rate: float, given: Mapping[str, object] = NOTHING) -> None:
    """Print the line of one question."""
    rows, read, seconds, worked = measure(settings, view, given)
    limit = read / rate
    print(
        f"{name:36}{rows:>12,}{read / 1e6:>10.1f}{seconds:>10.2f}{worked:>8.2f}{limit:>12.2f}{seconds / limit:>8.1f}",
        flush=True,
    )


def measure(settings: Settings, view: str, given: Mapping[str, object] = NOTHING) -> tuple[int, int, float, float]:
    """Rows of the answer, bytes read for it, the seconds of the fastest run, and the CPU seconds of the cheapest."""
    with Session(settings) as session:
        restrict(session, given)
        session.run("SET enable_external_file_cache = false")
        read, rows = asked_for(lambda: session.run(f"FROM {view}").num_rows)
    with Session(settings, confined=True) as session:
        restrict(session, given)
        runs = [timed(lambda: session.run(f"FROM {view}")) for _ in range(RUNS)]
    return rows, read, min(seconds for seconds, _ in runs), min(worked for _, worked in runs)


def restrict(session: Session, given: Mapping[str, object]) -> None:
    """Set the parameters of a question."""
    for parameter, value in given.items():
        session.set(parameter, value)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """The seconds that `work` took, and those that all threads together worked for it."""
    began, worked = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - worked


def asked_for(work: Callable[[], int]) -> tuple[int, int]:
    """The bytes that this process asked files for while it did `work`, and what that returned."""
    before = _read_so_far()
    done = work()
    return _read_so_far() - before, done


def disk_rate(path: Path) -> float:
    """Bytes a second with which the disk gives `path` to a single reader, past the cache."""
    with path.open("rb", buffering=0) as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        began, size = time.perf_counter(), 0
        while block := file.read(_BLOCK):
            size += len(block)
    return size / (time.perf_counter() - began)


def _read_so_far() -> int:
    fields = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    return int(fields["rchar"])


if __name__ == "__main__":
    main()
