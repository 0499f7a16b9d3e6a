"""`make bench-linking`: what linking costs at 10,000, 100,000 and 1,000,000 generated events, and how right it is.

Each size runs in a process of its own, over a lake on disk as `build_incidents` reads it: reading, linking, tolls, the
expectations, versions and writing are all in the time. Beside it DuckDB counts, over the same Parquet, the pairs of one
country within a day of each other: what any linker would have to look at.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from generated import generate, pairwise

from toll import lake, pipeline
from toll.settings import Settings
from toll.tables import ARTICLES, CLAIMS, EVENTS, INCIDENT_EVENTS

SIZES = (10_000, 100_000, 1_000_000)

_PEER = """
SELECT count(*) FROM read_parquet('{folder}/[!_]*.parquet') one JOIN read_parquet('{folder}/[!_]*.parquet') other
ON one.country_code = other.country_code AND one.event_id < other.event_id
    AND other.date_start BETWEEN one.date_start - 1 AND one.date_end + 1
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="how many events")
    parser.add_argument("--seed", type=int, default=1, help="of the events that are made up")
    asked = parser.parse_args()
    print("   events   build  again   one batch  DuckDB pairs  peak memory  precision  recall")
    for size in asked.sizes:
        one = multiprocessing.get_context("spawn").Process(target=measure, args=(size, asked.seed))
        one.start()
        one.join()


def measure(size: int, seed: int) -> None:
    """Build the incidents of `size` events, once whole, once with nothing new, once with a small batch more."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        _fill(settings, size, seed)
        whole = _time(settings)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        again = _time(settings)
        truth = generate(size, seed).truth
        links = lake.read(settings, INCIDENT_EVENTS)
        found = np.unique(links["incident_id"].to_numpy(), return_inverse=True)[1]
        precision, recall = pairwise(truth, found[pc.sort_indices(links["event_id"]).to_numpy()])
        peer = _peer(settings)
        batch = _batch(settings, seed)
        print(
            f"{size:9,} {whole:6.1f}s {again:5.1f}s {batch:10.1f}s {peer:12.1f}s {peak:9.2f} GB"
            f" {precision:10.3f} {recall:7.3f}",
            flush=True,
        )


def _fill(settings: Settings, size: int, seed: int) -> None:
    lake.initialise(settings)
    made = generate(size, seed)
    for table, rows in ((ARTICLES, made.articles), (EVENTS, made.events), (CLAIMS, made.claims)):
        lake.publish(settings, table, "first", rows)


def _batch(settings: Settings, seed: int) -> float:
    """The seconds that a batch of a hundred articles of one country takes."""
    made = generate(20_000, seed + 1)
    row = np.flatnonzero(pc.equal(made.events["country_code"], "HT").to_numpy())[:100]
    for table, rows in ((ARTICLES, made.articles), (EVENTS, made.events), (CLAIMS, made.claims)):
        lake.publish(settings, table, "second", _renamed(rows.take(row)))
    return _time(settings)


def _renamed(rows: pa.Table) -> pa.Table:
    for name in {"event_id", "article_id", "claim_id"} & set(rows.column_names):
        place, field = rows.schema.get_field_index(name), rows.schema.field(name)
        rows = rows.set_column(place, field, pc.binary_join_element_wise("n", rows[name], ""))
    return rows


def _time(settings: Settings) -> float:
    begun = time.perf_counter()
    pipeline.build_incidents(settings)
    return time.perf_counter() - begun


def _peer(settings: Settings) -> float:
    begun = time.perf_counter()
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    connection.execute(_PEER.format(folder=settings.lake / EVENTS.name)).fetchall()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
