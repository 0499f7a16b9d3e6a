"""Charts as SVG, drawn on the server: Vega-Lite specifications of `include/page/charts/` filled with rows and words.

Nothing is fetched: vl-convert carries Vega, and is allowed no address. Texts in the SVG are escaped by Vega.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from markupsafe import Markup

from toll.page.words import Words
from toll.settings import INCLUDE

CHARTS = INCLUDE / "page" / "charts"

Rows = Sequence[Mapping[str, object]]

_VEGA_LITE = "6.4"


DRAWN: Mapping[str, str] = {"timeline": "timeline", "rise": "toll_history"}
"""The table of which each chart is drawn."""


def chart(name: str, rows: Rows, words: Words) -> Markup:
    """The chart `name` of `rows`: dates as ISO 8601, strings that begin with @ in the file said in `words`."""
    said = _said(_read(name), words)
    return _drawn(json.dumps({**said, "datasets": {"rows": _plain(rows)}}), words.charts, said["description"])


@lru_cache(maxsize=64)
def _drawn(specification: str, locale: Any, described: str) -> Markup:
    import vl_convert

    svg = vl_convert.vegalite_to_svg(
        specification,
        vl_version=_VEGA_LITE,
        format_locale=locale,
        time_format_locale=locale,
        allowed_base_urls=[],
    )
    return Markup(svg).replace("<svg ", Markup('<svg role="img" aria-label="{}" ').format(described), 1)  # noqa: S704


@cache
def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CHARTS / f"{name}.vl.json").read_text(encoding="utf-8"))
    return found


def _said(node: Any, words: Words) -> Any:
    if isinstance(node, dict):
        return {key: _said(inner, words) for key, inner in node.items()}
    if isinstance(node, list):
        return [_said(inner, words) for inner in node]
    return words.say(node[1:]) if isinstance(node, str) and node.startswith("@") else node


def _plain(rows: Rows) -> list[dict[str, object]]:
    return [
        {name: v if isinstance(v, (int, float, str, type(None))) else str(v) for name, v in r.items()} for r in rows
    ]
