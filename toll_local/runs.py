"""The runs of the three DAGs, seen through the API: told while they go on, and whether any failed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from toll.errors import TollError
from toll_local.api import DAGS, Api, Json

_OPEN_RUNS = ("queued", "running")
_SETTLED_TASKS = ("success", "failed", "skipped", "upstream_failed", "removed")
_PATIENCE_SECONDS = 600.0
_POLL_SECONDS = 0.5

RunId = tuple[str, str]


def ended(api: Api) -> frozenset[RunId]:
    """Every run that has come to its end by now, as (DAG, run); one under way may still take up a file."""
    return frozenset((run["dag_id"], run["dag_run_id"]) for run in _runs(api) if run["state"] not in _OPEN_RUNS)


def is_quiet(api: Api) -> bool:
    """Whether no run is open and no DAG is due."""
    return not any(api.is_due(dag) for dag in DAGS) and not any(run["state"] in _OPEN_RUNS for run in _runs(api))


@dataclass
class Follower:
    """Tells each task of runs that are not `before` once, as it ends."""

    api: Api
    before: frozenset[RunId]
    tell: Callable[[str], None]
    _told: set[tuple[str, str, str, int]] = field(default_factory=set)

    def follow(self, begun: Callable[[], bool]) -> tuple[Json, ...]:
        """Wait until `begun`, until no run is open and no DAG is due, and return the new runs.

        Raises TollError where that takes longer than ten minutes.
        """
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            quiet = begun() and not self._due()
            runs = self._look()
            if quiet and runs and not any(run["state"] in _OPEN_RUNS for run in runs):
                return runs
            time.sleep(_POLL_SECONDS)
        raise TollError(f"The DAGs did not come to an end in {_PATIENCE_SECONDS:.0f} s")

    def _look(self) -> tuple[Json, ...]:
        runs = tuple(run for run in _runs(self.api) if (run["dag_id"], run["dag_run_id"]) not in self.before)
        for run in runs:
            self._tell_tasks(run)
        return runs

    def _tell_tasks(self, run: Json) -> None:
        path = f"dags/{run['dag_id']}/dagRuns/{quote(run['dag_run_id'])}/taskInstances"
        tasks = self.api.get(path, limit=100, order_by="end_date")["task_instances"]
        for task in tasks:
            key = (run["dag_id"], run["dag_run_id"], task["task_id"], task["map_index"])
            if task["state"] in _SETTLED_TASKS and task["end_date"] and key not in self._told:
                self._told.add(key)
                self.tell(_line(task))

    def _due(self) -> bool:
        return any(self.api.is_due(dag) for dag in DAGS)


def failed(runs: Iterable[Json]) -> tuple[str, ...]:
    """The runs that did not succeed, as `DAG: run`."""
    return tuple(f"{run['dag_id']}: {run['dag_run_id']}" for run in runs if run["state"] != "success")


def _runs(api: Api) -> list[Json]:
    found = [run for dag in DAGS for run in api.get(f"dags/{dag}/dagRuns", limit=50, order_by="-run_after")["dag_runs"]]
    return sorted(found, key=lambda run: str(run["run_after"]))


def _line(task: Json) -> str:
    label = f" · {task['rendered_map_index']}" if task.get("rendered_map_index") else ""
    seconds = f"{task['duration']:.1f} s" if task.get("duration") is not None else ""
    return f"  {task['dag_id']:<19} {task['task_id']:<20} {task['state']:<8} {seconds:>7}{label}"
