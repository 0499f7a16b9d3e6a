"""ninjs, the IPTC's News in JSON: one object, one dispatch.

Versions 1.x have `headline` and `body_text`, from 2.0 on `headlines` and `bodies` are lists of values with roles, and
3.0 writes names in camel case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from toll.errors import UnreadableError
from toll.read import decoding, dispatch, newsxml
from toll.read.dispatch import Dispatch
from toll.read.document import Document, Found
from toll.read.formats import Format
from toll.read.source import Source

_MARKS = frozenset({"versioncreated", "pubstatus", "bodytext", "bodyxhtml", "bodyhtml", "bodies", "representationtype"})
"""Names beside `uri` by which an object is known as ninjs: `uri` alone is also what other interfaces of news have."""


def is_ninjs(obj: Mapping[str, Any]) -> bool:
    """Whether `obj` is a ninjs object: it has a `uri` and names its standard, or has two names that only ninjs has."""
    named = _named(obj)
    standard = named.get("standard")
    if not isinstance(named.get("uri"), str):
        return False
    said = isinstance(standard, Mapping) and "ninjs" in str(standard.get("name")).lower()
    return said or len(_MARKS & named.keys()) > 1


def documents(source: Source) -> Iterator[Found]:
    """The dispatch of a file that is one ninjs object; raises UnreadableError for no JSON and for one without text."""
    try:
        obj = json.loads(decoding.decode(source.content()))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"it is no JSON ({error})") from error
    yield document(obj, source, source.locator)


def document(obj: Mapping[str, Any], source: Source, locator: str | None) -> Document:  # noqa: ARG001  (one signature)
    """The document of the ninjs object `obj` at `locator` of `source`; raises UnreadableError where it has no text."""
    named = _named(obj)
    return dispatch.document(
        Dispatch(
            format=Format.NINJS,
            body=_body(named),
            title=_said(named, "headline", "headlines", "title"),
            dateline=_said(named, "dateline"),
            note=_said(named, "ednote"),
            outlet=_source(named),
            url=_said(named, "url"),
            published=_said(named, "contentmodified", "versioncreated", "contentcreated", "firstcreated"),
            uri=_said(named, "uri"),
            revision=_said(named, "version"),
            status=_said(named, "pubstatus"),
            embargoed=_said(named, "embargoed"),
        ),
        locator,
    )


def _named(obj: Mapping[str, Any]) -> Mapping[str, Any]:
    """`obj` by its names without their case and underscores: `body_text`, `bodyText`."""
    return {str(name).replace("_", "").lower(): value for name, value in obj.items()}


def _said(named: Mapping[str, Any], *names: str) -> str | None:
    return next((said for name in names if (said := _words(named.get(name)))), None)


def _words(value: Any) -> str | None:
    """A value, or that of the member of a list which is called `main`, else its first."""
    if isinstance(value, list):
        members = [one for one in value if isinstance(one, Mapping)]
        main = [one for one in members if str(one.get("role", "")).lower().endswith("main")]
        return next((said for one in (*main, *members) if (said := _words(one.get("value")))), None)
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value).strip() or None
    return None


def _body(named: Mapping[str, Any]) -> str:
    """The text; that without newsxml where there are several."""
    plain = [body for body in _bodies(named) if "html" not in body[0] and "nitf" not in body[0]]
    texts = (newsxml.unmarked(text) for _, text in (*plain, *_bodies(named)))
    return next((text for text in texts if text), "")


def _bodies(named: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each text with its kind: the content type, or the end of the name (`body_xhtml`)."""
    for name, value in named.items():
        if name.startswith("body") and isinstance(value, str):
            yield name, value
    listed = named.get("bodies")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping) and isinstance(one.get("value"), str):
            yield str(one.get("contenttype") or one.get("contentType") or "").lower(), one["value"]


def _source(named: Mapping[str, Any]) -> str | None:
    """Who published it: the provider, else the first source, which is a word or an object with a name."""
    for name in ("provider", "infosource", "infosources", "copyrightholder"):
        value = named.get(name)
        for one in value if isinstance(value, list) else [value]:
            if said := _words(one.get("name") if isinstance(one, Mapping) else one):
                return said
    return None
