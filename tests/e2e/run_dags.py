"""Run DAGs to their end by Airflow's own `dag.test()`: `python run_dags.py WHEN KILL_AT DAG…`; 1 where one fails.

KILL_AT is a part of a path: the process kills itself, as a power cut would, when it is about to rename something there.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime

from airflow.dag_processing.dagbag import DagBag


def main(when: str, kill_at: str, *dag_ids: str) -> int:
    if kill_at:
        sys.addaudithook(lambda event, arguments: _kill(event, arguments, kill_at))
    dags = DagBag(os.environ["AIRFLOW__CORE__DAGS_FOLDER"]).dags
    states = {dag_id: str(dags[dag_id].test(run_after=datetime.fromisoformat(when)).state) for dag_id in dag_ids}
    print(states)
    return 0 if set(states.values()) == {"success"} else 1


def _kill(event: str, arguments: tuple[object, ...], kill_at: str) -> None:
    if event == "os.rename" and kill_at in os.fsdecode(arguments[1]):
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
