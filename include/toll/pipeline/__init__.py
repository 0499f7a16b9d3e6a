"""The whole way from a dropped file to a statistic, one function for each task, without Airflow.

Every function takes the settings first, may be killed at any instant and run again, and then ends as if undisturbed.
Between them travels only the path of a batch.
"""

from toll.pipeline.answering import publish_statistics
from toll.pipeline.building import are_incidents_due, build_incidents
from toll.pipeline.claiming import claim_files
from toll.pipeline.compacting import compact
from toll.pipeline.correcting import Correction, correct
from toll.pipeline.extracting import extract_batch
from toll.pipeline.publishing import publish_batch
from toll.pipeline.reprocessing import Reprocessed, reprocess
from toll.pipeline.retrying import retry
from toll.pipeline.unpacking import unpack_files
from toll.pipeline.validating import validate_batch
from toll.pipeline.whole import ingest, preload

__all__ = [
    "Correction",
    "Reprocessed",
    "are_incidents_due",
    "build_incidents",
    "claim_files",
    "compact",
    "correct",
    "extract_batch",
    "ingest",
    "preload",
    "publish_batch",
    "publish_statistics",
    "reprocess",
    "retry",
    "unpack_files",
    "validate_batch",
]
