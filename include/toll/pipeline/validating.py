"""Fourth task: judge a batch's staged rows; only what the gate accepts can be published."""

from __future__ import annotations

import json
from collections.abc import Collection

import pyarrow as pa

from toll import lake, rows
from toll.errors import RefusedError
from toll.files import filing
from toll.files.batch import Batch
from toll.files.ledger import Outcome, Refusal
from toll.model import Rejection
from toll.pipeline import staging
from toll.pipeline.judging import judged
from toll.pipeline.storing import told
from toll.settings import Settings
from toll.tables import REJECTED
from toll.validate import Verdict


@told
def validate_batch(settings: Settings, batch: str) -> dict[str, int]:
    """Judge the staged rows of `batch` and write its validation page; returns how many rows each table keeps.

    Raises RefusedError where the batch as a whole fails: its files are then in quarantine, the reasons in `rejected`.
    """
    with staging.working_on(settings, batch) as found:
        if found is None:
            return staging.counts(settings, batch)
        staged = staging.load(settings, found, staging.EXTRACTED)
        accepted, refused = judge_batch(settings, found, staged)
        if refused:
            _refuse(settings, found, refused, accepted[REJECTED.name])
        staging.save(settings, found, staging.ACCEPTED, accepted)
        return {name: part.num_rows for name, part in accepted.items()}


def judge_batch(settings: Settings, batch: Batch, staged: dict[str, pa.Table]) -> tuple[dict[str, pa.Table], str]:
    """The rows of `staged` that may be published, with a row of `rejected` for each other; and why none may, if so."""
    verdict = _judge(settings, batch, staged)
    rejected = [staged[REJECTED.name], rows.arrow(REJECTED, _rejections(batch, verdict, staged))]
    return {**verdict.accepted, REJECTED.name: pa.concat_tables(rejected)}, verdict.refused or ""


def refusals(batch: Batch, reason: str, contents: Collection[str]) -> pa.Table:
    """The rows of `rejected` for the files of a refused `batch` that have these `contents` (sha256)."""
    files = [file for file in batch.originals if file.sha256 in contents]
    return rows.arrow(REJECTED, [staging.rejection(batch, "validate", file.name, reason) for file in files])


def _judge(settings: Settings, batch: Batch, staged: dict[str, pa.Table]) -> Verdict:
    parts = {name: part for name, part in staged.items() if name != REJECTED.name}
    title = f"Batch {batch.batch_id}: {batch.label}"
    return judged(settings, parts, page=batch.batch_id, title=title, max_rejected_share=settings.max_rejected_share)


def _rejections(batch: Batch, verdict: Verdict, staged: dict[str, pa.Table]) -> list[Rejection]:
    articles = staged["articles"].select(["article_id", "source_file", "source_locator"]).to_pylist()
    places = {article["article_id"]: (article["source_file"], article["source_locator"]) for article in articles}
    told = [(row, *places.get(json.loads(row.row_json)["article_id"], ("", None))) for row in verdict.rejected]
    return [
        staging.rejection(
            batch, "validate", file, row.reason, locator=locator, expectation=row.expectation, row=row.row_json
        )
        for row, file, locator in told
    ]


def _refuse(settings: Settings, batch: Batch, reason: str, rejected: pa.Table) -> None:
    kept_out = {file.sha256: Refusal(stage="validate", reason=reason) for file in batch.files}
    kept_out |= staging.unreadable(settings, batch)
    files = refusals(batch, reason, {sha256 for sha256, why in kept_out.items() if why.stage == "validate"})
    with lake.writing(settings):
        lake.publish(settings, REJECTED, batch.batch_id, pa.concat_tables([rejected, files]))
    members = staging.members(settings, batch)
    filing.finish(settings, batch, Outcome.REFUSED, refusals=kept_out, counts={}, reason=reason, members=members)
    staging.remove(settings, batch)
    raise RefusedError(reason)
