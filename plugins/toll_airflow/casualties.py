"""The casualty page in Airflow: where it is mounted, and its entry in the navigation.

Every component of Airflow loads its plugins, and only the api-server answers requests: so the application is made when
the first request comes, and no other component pays for it.
"""

from __future__ import annotations

import asyncio
import base64
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from toll import settings

if TYPE_CHECKING:
    from fastapi import FastAPI

PREFIX = "/casualties"

HERE = Path(__file__).parent


def _icon(name: str) -> str:
    """A drawing beside this module as an address of its own: no request is made for it."""
    return f"data:image/svg+xml;base64,{base64.b64encode((HERE / name).read_bytes()).decode()}"


class Casualties:
    """An ASGI application that makes itself at its first request."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: FastAPI | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        app = await asyncio.to_thread(self._application) if self._made is None else self._made
        await app(scope, receive, send)

    def _application(self) -> FastAPI:
        with self._lock:
            if self._made is None:
                from toll_airflow.routes import application

                self._made = application(settings.from_environment())
            return self._made


APP = {"app": Casualties(), "url_prefix": PREFIX, "name": "Casualties"}
"""What Airflow mounts."""

VIEW = {
    "name": "Casualties",
    "href": f"{PREFIX}/",
    "destination": "nav",
    "url_route": "casualties",
    "nav_top_level": True,
    "icon": _icon("icon.svg"),
    "icon_dark_mode": _icon("icon-dark.svg"),
}
"""The entry in the navigation, which shows the page in a frame."""
