"""Many small parts of a table made few large ones, in a new generation of the lake that takes the old one's place."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from toll import durable, generations, lake
from toll.files import ledger
from toll.files.ledger import Outcome
from toll.pipeline import staging
from toll.pipeline.reprocessing import replace_lake
from toll.pipeline.storing import told
from toll.settings import Settings
from toll.statistics import VIEWS
from toll.tables import Table

Groups = Sequence[Sequence[str]]
"""Names of the parts of a table, each group to be merged into one."""

LARGE = 64_000_000
"""Bytes up to which parts are merged."""

MERGED = "merged-"
"""How the names of merged parts begin; what follows tells what was merged."""


@told
def compact(settings: Settings) -> dict[str, tuple[int, int]]:
    """Merge the small parts of each table that batches bring; returns by table how many parts it had and has.

    Only parts of batches whose receipt says that they are published are merged: no task writes such a part again. Rows
    stay the same and in the same order. Readers see the old lake or the new one; killed at any instant it begins anew.
    """
    lake.initialise(settings)
    with lake.writing(settings, generations.MAKING), lake.all_writing(settings):
        groups = {table: tuple(_groups(settings, table, _published(settings))) for table in staging.PARTS}
        before = {table: len(lake.parts(settings, table)) for table in staging.PARTS}
        if not any(groups.values()):
            return {table.name: (count, count) for table, count in before.items()}
        with generations.draft(settings) as draft:
            after = _compact(settings, draft, groups)
            replace_lake(settings, draft)
        return {table.name: (before[table], after[table]) for table in staging.PARTS}


def _compact(settings: Settings, draft: Settings, groups: Mapping[Table, Groups]) -> dict[Table, int]:
    """Fill the draft; returns how many parts each table has in it."""
    merged = {table: {name for names in many for name in names} for table, many in groups.items()}
    for table, many in groups.items():
        for names in many:
            _merge(settings, draft, table, names)
    _take_over(settings, draft, {lake.part(settings, table, name) for table, all_ in merged.items() for name in all_})
    return {table: len(lake.parts(draft, table)) for table in groups}


def _published(settings: Settings) -> frozenset[str]:
    return frozenset(one.batch_id for one in ledger.receipts(settings) if one.outcome is Outcome.PUBLISHED)


def _groups(settings: Settings, table: Table, published: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Names of parts that together are not larger than LARGE, two or more."""
    group: list[str] = []
    size = 0
    for name in lake.parts(settings, table):
        if name in published or name.startswith(MERGED):
            bytes_ = lake.part(settings, table, name).stat().st_size
            if size + bytes_ > LARGE:
                yield from [tuple(group)] if len(group) > 1 else []
                group, size = [], 0
            group.append(name)
            size += bytes_
    yield from [tuple(group)] if len(group) > 1 else []


def _merge(settings: Settings, draft: Settings, table: Table, names: Collection[str]) -> None:
    digest = hashlib.sha256("\n".join(names).encode()).hexdigest()[:20]
    rows = pa.concat_tables(lake.load_part(settings, table, name) for name in names)
    lake.publish(draft, table, f"{MERGED}{digest}", rows)


def _take_over(settings: Settings, draft: Settings, merged: Collection[Path]) -> None:
    """Give the draft every file of the lake but those `merged`, locks, and the views, which are made anew."""
    for path in sorted(settings.lake.rglob("[!.]*")):
        if path.is_file() and path not in merged and path.name != VIEWS:
            durable.lend(path, draft.lake / path.relative_to(settings.lake))
