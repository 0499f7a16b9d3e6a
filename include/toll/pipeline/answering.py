"""The last task: answer every standing question, and publish the answers where they agree with the tables."""

from __future__ import annotations

import pyarrow as pa

from toll import lake, statistics
from toll.errors import RefusedError
from toll.pipeline.judging import judged
from toll.pipeline.storing import told
from toll.settings import Settings
from toll.tables import SUMS

PAGE = "statistics"
"""Name of the validation page."""


@told
def publish_statistics(settings: Settings) -> dict[str, int]:
    """Answer every standing question anew and publish the answers; returns the rows of each.

    Raises RefusedError where they do not sum to the incidents, or a table lacks what another refers to; the published
    answers then stay as they were.
    """
    lake.initialise(settings)
    return statistics.publish(settings, lambda sums: _judge(settings, sums))


def _judge(settings: Settings, sums: pa.Table) -> None:
    verdict = judged(settings, {SUMS.name: sums}, page=PAGE, title="Statistics")
    if verdict.rejected:
        worst = verdict.rejected[0]
        raise RefusedError(f"statistics not published: {worst.key}: {worst.reason}")
    if verdict.refused:
        raise RefusedError(f"statistics not published: {verdict.refused}")
