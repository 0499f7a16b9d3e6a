"""Airflow's REST API, as much of it as the start and the demonstration ask."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx

from toll_local import login

COMPONENTS = ("metadatabase", "scheduler", "triggerer", "dag_processor")
DAGS = ("ingest_articles", "build_incidents", "publish_statistics")
Json = dict[str, Any]

Unanswered = (httpx.HTTPError, ValueError)
"""What the functions here raise while the api-server is away or not yet ready."""


@dataclass(frozen=True)
class Api:
    """One logged-in user's view of the api-server at `address`."""

    address: str
    token: str

    def get(self, path: str, **query: str | int) -> Json:
        """The answer to `GET /api/v2/<path>`."""
        return _ask(
            "GET", f"{self.address}/api/v2/{path}", params=query, headers={"Authorization": f"Bearer {self.token}"}
        )

    def is_due(self, dag: str) -> bool:
        """Whether assets that `dag` waits for have events that no run took up yet."""
        try:
            return bool(self.get(f"dags/{dag}/assets/queuedEvents")["queued_events"])
        except httpx.HTTPStatusError as error:
            if error.response.status_code == httpx.codes.NOT_FOUND:
                return False
            raise


def address(env: Mapping[str, str]) -> str:
    """Where the UI and the API are."""
    return f"http://{env['AIRFLOW__API__HOST']}:{env['AIRFLOW__API__PORT']}"


def connect(env: Mapping[str, str]) -> Api:
    """Log in as the administrator that `login.prepare` made."""
    credentials = {"username": login.USER, "password": login.password(env)}
    return Api(address(env), str(_ask("POST", f"{address(env)}/auth/token", json=credentials)["access_token"]))


def unhealthy(env: Mapping[str, str]) -> tuple[str, ...]:
    """The components that are not healthy; raises one of `Unanswered` where nothing answers.

    The first question to the API of the tasks takes seconds, which the first dropped file would have to wait for.
    """
    _ask("GET", f"{address(env)}/execution/health")
    health = _ask("GET", f"{address(env)}/api/v2/monitor/health")
    return tuple(name for name in COMPONENTS if health[name]["status"] != "healthy")


def wake_pages(env: Mapping[str, str]) -> None:
    """Have the api-server make the casualty page, which it then keeps ready: the first reader would wait for it.

    It asks without a login and is refused; whatever is answered, nobody need hear of it.
    """
    with suppress(*Unanswered):
        _ask("GET", f"{address(env)}/casualties/")


def unknown_dags(api: Api) -> tuple[str, ...]:
    """The DAGs that the dag-processor has not read yet."""
    known = {dag["dag_id"] for dag in api.get("dags")["dags"]}
    return tuple(dag for dag in DAGS if dag not in known)


def _ask(method: str, url: str, **sent: Any) -> Json:
    # The machine's proxy, if it has one, does not lead to 127.0.0.1.
    with httpx.Client(trust_env=False, timeout=30) as client:
        found: Json = client.request(method, url, **sent).raise_for_status().json()
    return found
