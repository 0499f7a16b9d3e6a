"""The form by which users of Airflow put something right: who may send it, what is taken, and the recording.

Whoever may trigger a run of `build_incidents` may correct. The login travels as a cookie (`SameSite=Lax`), so a form is
taken only where the browser says that a page of this very server sent it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity, DagDetails
from airflow.api_fastapi.core_api.security import GetUserDep
from airflow.configuration import conf
from airflow.models.dag import DagModel
from fastapi import Depends, HTTPException, Request, status

from toll.errors import CorrectionError, QueryError, TollError
from toll.page import Refused, Reply, Site, Tried, Visit, meant, tried
from toll.settings import Settings
from toll_airflow.builds import DAG, build_soon

BODY_BYTES = 10_000
_FORM = "application/x-www-form-urlencoded"
_FIELDS = 20


def may_correct(user: GetUserDep) -> bool:
    """Whether `user` may trigger the build that applies corrections."""
    team = DagModel.get_team_name(DAG) if conf.getboolean("core", "multi_team", fallback=False) else None
    details = DagDetails(id=DAG, team_name=team)
    return get_auth_manager().is_authorized_dag(
        method="POST", access_entity=DagAccessEntity.RUN, details=details, user=user
    )


MayCorrect = Annotated[bool, Depends(may_correct)]


def editors_alone(may: MayCorrect) -> None:
    """Refuse (403) whoever may not correct."""
    if not may:
        raise HTTPException(status.HTTP_403_FORBIDDEN, "only who may trigger build_incidents may correct")


def same_origin(request: Request) -> None:
    """Refuse (403) a form that another site sent, or of which the browser does not say where it comes from.

    Browsers leave `Sec-Fetch-Site` out over plain HTTP, and then `Origin` tells.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin", "")
    host = request.headers.get("host", "")
    is_ours = site == "same-origin" if site else bool(host) and urlsplit(origin).netloc == host
    if not is_ours:
        raise HTTPException(status.HTTP_403_FORBIDDEN, "a correction is taken from the page of its incident alone")


async def filled_in(request: Request) -> Tried:
    """The form's values; refuses what is no URL-encoded form (415), over BODY_BYTES (413) or no UTF-8 (400)."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise HTTPException(status.HTTP_415_UNSUPPORTED_MEDIA_TYPE, f"send {_FORM}")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_BYTES:
            raise HTTPException(status.HTTP_413_CONTENT_TOO_LARGE, f"a correction has at most {BODY_BYTES} bytes")
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError:
        raise HTTPException(status.HTTP_400_BAD_REQUEST, "this is no form in UTF-8") from None
    return tried(dict(pairs))


FilledIn = Annotated[Tried, Depends(filled_in)]

TAKEN = (Depends(editors_alone), Depends(same_origin))
"""What must hold before a form is read."""


def record(settings: Settings, site: Site, visit: Visit, name: str, wanted: Tried, who: str) -> Reply:
    """Record `wanted` in the name of `who`, and have it applied soon.

    Returns the way back to the incident `name`, or its page that says why not.
    """
    try:
        if unfit := site.unfit(visit, name, wanted):
            return site.refused(visit, name, Refused(wanted, unfit))
        _correct(settings, wanted, who)
    except (CorrectionError, QueryError) as error:
        return site.refused(visit, name, Refused(wanted, str(error)))
    except TollError as error:
        return site.refused(visit, name, Refused(wanted, str(error), status.HTTP_503_SERVICE_UNAVAILABLE))
    return site.recorded(visit, name, is_built=build_soon(who))


def _correct(settings: Settings, wanted: Tried, who: str) -> None:
    from toll import pipeline

    named = meant(wanted.field)
    correction = pipeline.Correction(
        target=wanted.target,
        fields={} if wanted.retract else dict.fromkeys(named, wanted.value),
        retracted=named if wanted.retract else (),
        who=who,
        why=wanted.why,
        at=datetime.now(UTC),
    )
    pipeline.correct(settings, correction)
