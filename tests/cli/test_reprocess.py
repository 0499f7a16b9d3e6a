import json
from datetime import UTC, datetime

from cli.conftest import Run
from dropping import Drop
from toll import lake, pipeline
from toll.settings import Settings
from toll.tables import CLAIMS

GOOD = "date: 2022-03-05\n\nTrois civils ont été tués vendredi à Gao par une mine, selon la mairie.\n"


def test_what_changed_is_told_and_small_parts_are_merged(settings: Settings, drop: Drop, run: Run, monkeypatch) -> None:
    monkeypatch.setenv("TOLL_DATA", str(settings.data))
    for day in (5, 6):
        drop(f"{day}.txt", GOOD.replace("Trois", "Quatre") if day == 6 else GOOD)
        pipeline.ingest(settings, f"run-{day}", datetime(2022, 3, day, tzinfo=UTC))
    (part, *_) = lake.parts(settings, CLAIMS)
    lake.publish(settings, CLAIMS, part, CLAIMS.schema.empty_table())

    shown = run("reprocess", "--dry-run")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("2 batches read again; the lake stays as it was\narticles: 2\n")
    assert "claims: 1 → 2\n" in shown.out
    (changed,) = json.loads(run("reprocess", "-f", "json").out)
    assert (changed["claims_before"], changed["claims_now"], changed["gained"], changed["lost"]) == (0, 1, 1, 0)
    assert run("reprocess").out.startswith("2 batches read again\narticles: 2\n")
    assert run("compact").out.startswith("articles: 2 → 1 part\n")
    assert run("compact").out.startswith("articles: 1 part\n")
