"""The addresses of the casualty page, every one behind Airflow's login: whoever may see plugins may read them.

Only one writes: whoever may trigger the build of incidents may put something right (`corrections_form`).
"""

from __future__ import annotations

from airflow.api_fastapi.auth.managers.models.resource_details import AccessView
from airflow.api_fastapi.core_api.security import GetUserDep, requires_access_view
from fastapi import Depends, FastAPI, Request, Response

from toll.page import Reply, Site, Visit, style
from toll.settings import Settings
from toll_airflow.corrections_form import TAKEN, FilledIn, MayCorrect, record

ALLOWED = Depends(requires_access_view(AccessView.PLUGINS))


def application(settings: Settings) -> FastAPI:
    """The routes of `toll.page` over one lake."""
    app = FastAPI(title="Casualties", dependencies=[ALLOWED], docs_url=None, redoc_url=None, openapi_url=None)
    site = Site(settings)
    site.keep_ready()

    # Plain functions run in threads: none holds up the event loop of the api-server.
    @app.get("/")
    def overview(request: Request) -> Response:
        return _response(site.overview(_visit(request)))

    @app.get("/incidents/{name}")
    def incident(request: Request, name: str, may: MayCorrect) -> Response:
        return _response(site.incident(_visit(request, may_correct=may), name))

    @app.post("/incidents/{name}/corrections", dependencies=TAKEN)
    def correct(request: Request, name: str, user: GetUserDep, wanted: FilledIn) -> Response:
        visit = _visit(request, may_correct=True, path=f"/incidents/{name}")
        return _response(record(settings, site, visit, name, wanted, user.get_name()))

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

    @app.get("/charts/{name}.svg")
    def chart(request: Request, name: str) -> Response:
        return _response(site.chart(_visit(request), name))

    @app.get("/style.css")
    def styled() -> Response:
        return _response(style())

    return app


def _visit(request: Request, *, may_correct: bool = False, path: str | None = None) -> Visit:
    root = str(request.scope.get("root_path", "")).rstrip("/")
    here = request.url.path.removeprefix(root) if path is None else path
    accepted = request.headers.get("accept-language", "")
    return Visit(root, here, dict(request.query_params), accepted, may_correct=may_correct)


def _response(reply: Reply) -> Response:
    return Response(reply.body, reply.status, dict(reply.headers), reply.media_type)
