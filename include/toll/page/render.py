"""Templates to HTML: everything escaped, nothing undefined."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from toll.page.cells import cell, is_number, kinds
from toll.settings import INCLUDE

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = INCLUDE / "page" / "templates"


def render(template: str, **values: object) -> str:
    """`template` of `include/page/templates/`, named with its format, with these values."""
    return _environment().get_template(f"{template}.j2").render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(TEMPLATES),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"cell": cell, "is_number": is_number, "kinds_of": kinds}
    return environment
