"""`toll compact`: few large files in the place of many small ones."""

from __future__ import annotations


def compact() -> None:
    """Merge the small Parquet files of each table into large ones; every question has the same answer as before.

    Worth its while where thousands of batches were read. Readers see the old files or the new ones.
    """
    from toll import pipeline, settings

    for table, (before, after) in pipeline.compact(settings.from_environment()).items():
        print(f"{table}: {before}" + (f" → {after}" if after != before else "") + f" part{'s' if after != 1 else ''}")
