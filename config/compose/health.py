"""`health.py COMPONENT`: exit 0 where that component of the Compose stack is healthy, else 1 and one line saying why.

Without Airflow's own command line, which costs three seconds of a core each time it is asked.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import urllib.request
from collections.abc import Callable

API = os.environ.get("TOLL_HEALTH_API", "http://api-server:8080")
SCHEDULER = "http://127.0.0.1:8974/health"
SECONDS = 10.0


def main(arguments: list[str]) -> int:
    """Ask about the component named; returns the exit code."""
    if len(arguments) != 1 or arguments[0] not in _CHECKS:
        print(f"usage: health.py {'|'.join(_CHECKS)}", file=sys.stderr)
        return 2
    try:
        state = _CHECKS[arguments[0]]()
    except Exception as error:  # whatever goes wrong here, the component is not known to be healthy
        state = f"{type(error).__name__}: {error}"
    if state != "healthy":
        print(f"{arguments[0]}: {state}", file=sys.stderr)
        return 1
    return 0


def _told(url: str, component: str) -> str:
    with urllib.request.urlopen(url, timeout=SECONDS) as answer:  # noqa: S310 - addresses of our own
        return str(json.load(answer)[component]["status"])


def _scheduler() -> str:
    # Answers 200 with no body while the scheduler's heartbeat is young, else 503, which raises.
    with urllib.request.urlopen(SCHEDULER, timeout=SECONDS):
        return "healthy"


def _worker() -> str:
    from celery import Celery

    name = f"celery@{socket.gethostname()}"
    answers = Celery(broker=os.environ["AIRFLOW__CELERY__BROKER_URL"]).control.ping([name], timeout=SECONDS)
    return "healthy" if answers else f"{name} does not answer"


_CHECKS: dict[str, Callable[[], str]] = {
    "api-server": lambda: _told(f"{API}/api/v2/monitor/health", "metadatabase"),
    "scheduler": _scheduler,
    "dag-processor": lambda: _told(f"{API}/api/v2/monitor/health", "dag_processor"),
    "triggerer": lambda: _told(f"{API}/api/v2/monitor/health", "triggerer"),
    "worker": _worker,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
