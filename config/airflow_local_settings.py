"""Airflow imports this at the start of every component; it loads what tasks need into those that fork tasks.

A task is forked from the scheduler (LocalExecutor) or a Celery worker and inherits all that is loaded there, so that
none pays seconds for pandas, Great Expectations and the language packs. Only imports and constructions belong here:
threads that a computation starts do not survive the fork.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys

from toll.errors import TollError

FORKING = (["scheduler"], ["celery", "worker"])
"""First arguments of the `airflow` commands whose processes fork tasks."""

_PR_SET_PDEATHSIG = 1


def _take_children_along() -> None:
    """Whatever this process forks ends with it: Airflow's workers would outlive a killed scheduler for ever."""
    if sys.platform == "linux":
        prctl = ctypes.CDLL(None).prctl
        os.register_at_fork(after_in_child=lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGKILL))


def _preload() -> None:
    from toll import pipeline

    try:
        pipeline.preload()
    except TollError as error:
        # The scheduler goes on: each task says the same, where people look for it.
        print(f"toll: not preloaded: {error}", file=sys.stderr)
    gc.freeze()  # keeps the collector from touching, and so copying, the pages that all tasks share


if any(sys.argv[1 : 1 + len(command)] == command for command in FORKING):
    _take_children_along()
    _preload()
