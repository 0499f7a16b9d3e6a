"""The casualty page in Airflow: its addresses, each behind the login, and its place in the navigation.

Every component of Airflow loads its plugins, and only the api-server answers requests: so the application is made when
the first request comes, and no other component pays for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toll import settings

if TYPE_CHECKING:
    from fastapi import FastAPI, Request, Response

    from toll.page import Reply, Visit

PREFIX = "/casualties"


class Casualties:
    """An ASGI application that makes itself at its first request."""

    def __init__(self) -> None:
        self._made: FastAPI | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if self._made is None:
            self._made = application()
        await self._made(scope, receive, send)


def application() -> FastAPI:
    """The routes of `toll.page` over the lake that the environment names; whoever may see plugins may read them."""
    from airflow.api_fastapi.auth.managers.models.resource_details import AccessView
    from airflow.api_fastapi.core_api.security import requires_access_view
    from fastapi import Depends, FastAPI

    allowed = [Depends(requires_access_view(AccessView.PLUGINS))]
    app = FastAPI(dependencies=allowed, docs_url=None, redoc_url=None, openapi_url=None, title="Casualties")
    _route(app)
    return app


def _route(app: FastAPI) -> None:

    from toll.page import Site, style

    site = Site(settings.from_environment())

    # Plain functions run in threads: none holds up the event loop of the api-server.
    @app.get("/")
    def overview(request: Request) -> Response:
        return _response(site.overview(_visit(request)))

    @app.get("/incidents/{name}")
    def incident(request: Request, name: str) -> Response:
        return _response(site.incident(_visit(request), name))

    @app.get("/articles/{name}")
    def article(request: Request, name: str) -> Response:
        return _response(site.article(_visit(request), name))

    @app.get("/quality")
    def quality(request: Request) -> Response:
        return _response(site.quality(_visit(request)))

    @app.get("/validation/{name}")
    def report(request: Request, name: str) -> Response:
        return _response(site.report(_visit(request), name))

    @app.get("/downloads/{name}.{suffix}")
    def download(request: Request, name: str, suffix: str) -> Response:
        return _response(site.download(_visit(request), name, suffix))

    @app.get("/style.css")
    def styled() -> Response:
        return _response(style())


def _visit(request: Request) -> Visit:
    from toll.page import Visit

    root = str(request.scope.get("root_path", "")).rstrip("/")
    path = request.url.path.removeprefix(root)
    return Visit(root, path, dict(request.query_params), request.headers.get("accept-language", ""))


def _response(reply: Reply) -> Response:
    from fastapi import Response

    return Response(reply.body, reply.status, dict(reply.headers), reply.media_type)


APP = {"app": Casualties(), "url_prefix": PREFIX, "name": "Casualties"}
"""What Airflow mounts."""

VIEW = {
    "name": "Casualties",
    "href": f"{PREFIX}/",
    "destination": "nav",
    "url_route": "casualties",
    "nav_top_level": True,
}
"""The entry in the navigation, which shows the page in a frame."""
