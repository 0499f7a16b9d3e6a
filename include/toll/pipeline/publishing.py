"""Fifth task: put a batch's accepted rows into the tables that readers see, then file its files away."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from toll import lake, rows, statistics
from toll.files import filing
from toll.files.batch import Batch
from toll.files.ledger import Outcome
from toll.pipeline import staging
from toll.pipeline.storing import told
from toll.settings import Settings
from toll.tables import ARTICLES, REJECTED


@told
def publish_batch(settings: Settings, batch: str) -> dict[str, int]:
    """Publish the accepted rows of `batch`; returns how many rows each table got.

    An article that the lake has already, perhaps from a file with other white space, is left out with all its rows and
    becomes a row of `rejected`. Raises RefusedError where `batch` was refused.
    """
    with staging.working_on(settings, batch) as found:
        if found is None:
            return staging.counts(settings, batch)
        with lake.writing(settings):
            in_lake = lake.read(settings, ARTICLES, ["article_id"], without=found.batch_id)["article_id"]
            parts = without_known(found, staging.load(settings, found, staging.ACCEPTED), in_lake.combine_chunks())
            for table in staging.PARTS:
                lake.publish(settings, table, found.batch_id, parts[table.name])
            statistics.refresh_views(settings)
        counts = {name: part.num_rows for name, part in parts.items()}
        filing.finish(
            settings,
            found,
            Outcome.PUBLISHED,
            refusals=staging.unreadable(settings, found),
            counts=counts,
            members=staging.members(settings, found),
        )
        staging.remove(settings, found)
        return counts


def without_known(batch: Batch, parts: dict[str, pa.Table], in_lake: pa.Array) -> dict[str, pa.Table]:
    """`parts` without the articles whose ids are `in_lake`, and a row of `rejected` for each of them."""
    is_known = pc.is_in(parts[ARTICLES.name]["article_id"], value_set=in_lake)
    known = parts[ARTICLES.name].filter(is_known).select(["article_id", "source_file", "source_locator"])
    kept = {name: part.filter(_others(part, known)) for name, part in parts.items() if name != REJECTED.name}
    losses = [
        staging.rejection(
            batch,
            "publish",
            article["source_file"],
            f"article {article['article_id']} came before",
            locator=article["source_locator"],
        )
        for article in known.to_pylist()
    ]
    return {**kept, REJECTED.name: pa.concat_tables([parts[REJECTED.name], rows.arrow(REJECTED, losses)])}


def _others(part: pa.Table, known: pa.Table) -> pa.Array:
    return pc.invert(pc.is_in(part["article_id"], value_set=known["article_id"].combine_chunks()))
