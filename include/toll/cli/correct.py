"""`toll correct`: what somebody puts right of a claim or an incident."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from toll.cli.options import FormatOption, chosen, deliver
from toll.cli.terminal import complain

if TYPE_CHECKING:
    import pyarrow as pa

    from toll.corrections import Standing


def correct(
    target: Annotated[str, typer.Argument(metavar="ID", help="A claim_id or an incident_id; the first characters do.")],
    fields: Annotated[
        list[str] | None, typer.Argument(metavar="FIELD=VALUE...", help="What it is; FIELD= is no value.")
    ] = None,
    *,
    why: Annotated[str, typer.Option(help="Why, in one line.", show_default=False)],
    who: Annotated[str | None, typer.Option(help="Who says so; your login unless told.", show_default=False)] = None,
    retract: Annotated[
        list[str] | None, typer.Option(metavar="FIELD", help="Take back what was corrected; can be given again.")
    ] = None,
    format: FormatOption = None,
    later: Annotated[
        bool,
        typer.Option("--later", help="Leave it to the next build of incidents."),
    ] = False,
) -> None:
    """Put right a figure, place, day, … of a claim or an incident; what was extracted stays beside it.

    Of a claim: low, best, high, victim_group, status; and for its whole event scope, is_background, place ("Gao, ML"),
    country, date (a day, a month, FIRST..LAST), means, perpetrator, domain. Of an incident: killed_low, killed_best, …
    of every toll; place, country, date, means, perpetrator, domain; is_incident=false takes it out.
    """
    from toll import pipeline, settings

    wanted = pipeline.Correction(
        target=target,
        fields=_given(fields or ()),
        retracted=tuple(retract or ()),
        who=who or getpass.getuser(),
        why=why,
        at=datetime.now(UTC),
    )
    here = settings.from_environment()
    held = pipeline.correct(here, wanted)
    if not later:
        pipeline.build_incidents(here)
        pipeline.publish_statistics(here)
    if later:
        complain("recorded; the next build of incidents applies it: `toll ingest`, or build_incidents in Airflow")
    if format:
        deliver(_rows(held), chosen(format, None), None)
    else:
        _tell(target, held)


def _given(fields: Sequence[str]) -> dict[str, str]:
    parted = [field.partition("=") for field in fields]
    for name, equals, _ in parted:
        if not equals:
            raise typer.BadParameter(f"{name}: write FIELD=VALUE")
    return {name: value for name, _, value in parted}


def _rows(held: Sequence[Standing]) -> pa.Table:
    import pyarrow as pa

    names = ("correction_id", "target", "target_id", "field", "value")
    rows = [(one.correction_id, one.target.value, one.target_id, one.field, _shown(one)) for one in held]
    schema = pa.schema([(name, pa.string()) for name in names])
    return pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows], schema=schema)


def _shown(one: Standing) -> str | None:
    from toll.corrections.fields import text

    return text(one.value)


def _tell(target: str, held: Sequence[Standing]) -> None:
    from toll.cli.terminal import harmless

    if not held:
        print(f"{target}: as extracted")
    for one in sorted(held, key=lambda one: (one.target_id, one.field)):
        print(f"{one.target} {one.target_id}: {one.field} = {harmless(_shown(one) or 'no value')}")
