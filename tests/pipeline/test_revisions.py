"""A dispatch, its correction and its withdrawal, dropped in any order: the old toll never counts beside the new one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dropping import Drop
from toll import lake, pipeline
from toll.settings import Settings
from toll.statistics import Session
from toll.tables import ARTICLE_REVISIONS, ARTICLES, INCIDENTS, REJECTED

AT = datetime(2022, 3, 5, 12, 0, tzinfo=UTC)
URI = "urn:newsml:agence.example:20220304:GAO1"
EIGHT = "Huit soldats ont été tués vendredi dans une embuscade près de Ménaka, dans le nord du Mali, a annoncé l'armée."
TWELVE = EIGHT.replace("Huit", "Douze")

ITEM = """<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{uri}" version="{version}" standard="NewsML-G2">
  <itemMeta>
    <versionCreated>2022-03-04T2{version}:00:00Z</versionCreated>{embargo}
    <pubStatus qcode="stat:{status}"/>
  </itemMeta>
  <contentMeta><headline>Mali: une embuscade</headline></contentMeta>
  <contentSet><inlineXML contenttype="application/xhtml+xml">
    <html xmlns="http://www.w3.org/1999/xhtml"><body><p>{text}</p></body></html>
  </inlineXML></contentSet>
</newsItem>
"""


def item(version: int, text: str, status: str = "usable", until: str | None = None, uri: str = URI) -> str:
    embargo = f"<embargoed>{until}</embargoed>" if until else ""
    return ITEM.format(uri=uri, version=version, text=text, status=status, embargo=embargo)


FIRST, CORRECTED, KILL = item(1, EIGHT), item(2, TWELVE), item(3, TWELVE, "canceled")
RESTORED = item(3, EIGHT)
REPRINT = "date: 2022-03-04\n\n" + EIGHT


def killed(settings: Settings) -> list[tuple[int, int, int]]:
    """The deaths of each present incident."""
    told = lake.read(settings, INCIDENTS, ["status", "killed_low", "killed_best", "killed_high"]).to_pylist()
    return sorted(tuple(row.values())[1:] for row in told if row["status"] == "current")


def taken(settings: Settings, drop: Drop, *contents: str, at: datetime = AT) -> None:
    """Each of `contents` dropped and taken all the way before the next."""
    for number, content in enumerate(contents):
        drop(f"{abs(hash(content)) % 10_000}-{number}.xml", content)
        pipeline.ingest(settings, f"run-{number}", at)


EIGHT_DEAD, TWELVE_DEAD = [(8, 8, 8)], [(12, 12, 12)]


@pytest.mark.parametrize(
    ("issues", "expected", "past"),
    [
        pytest.param((CORRECTED, FIRST), TWELVE_DEAD, 1, id="corrected"),
        pytest.param((FIRST, KILL, CORRECTED), [], 3, id="withdrawn"),
        pytest.param((RESTORED, FIRST, CORRECTED), EIGHT_DEAD, 2, id="restored"),
        pytest.param((REPRINT, FIRST, CORRECTED), TWELVE_DEAD, 2, id="reprinted before it was corrected"),
    ],
)
def test_the_newest_issue_alone_counts(
    settings: Settings, drop: Drop, issues: tuple[str, ...], expected: list[tuple[int, int, int]], past: int
) -> None:
    taken(settings, drop, *issues)
    assert killed(settings) == expected
    assert lake.read(settings, ARTICLES, ["article_id"]).num_rows == len(issues)
    assert lake.read(settings, ARTICLE_REVISIONS).num_rows == past


def test_what_was_superseded_is_judged_before_it_is_published(settings: Settings, drop: Drop) -> None:
    taken(settings, drop, FIRST, CORRECTED)
    page = (settings.reports / "copies.html").read_text()
    assert "article_revisions.newer_stands" in page


def test_the_view_of_articles_says_by_which_issue(settings: Settings, drop: Drop) -> None:
    taken(settings, drop, FIRST, CORRECTED)
    sql = "FROM articles one JOIN articles two ON one.superseded_by = two.article_id "
    columns = "SELECT one.revision AS old, two.revision AS new"
    with Session(settings) as session:
        assert session.run(sql + columns).to_pylist() == [{"old": 1, "new": 2}]


def test_an_article_under_embargo_waits_in_quarantine_until_it_is_dropped_again(settings: Settings, drop: Drop) -> None:
    content = item(1, EIGHT, until="2022-03-05T18:00:00Z")
    taken(settings, drop, content)
    (reason,) = lake.read(settings, REJECTED, ["stage", "reason"]).to_pylist()
    assert reason == {
        "stage": "embargo",
        "reason": "it is under embargo until 2022-03-05 18:00 (UTC); drop it again after that",
    }
    assert killed(settings) == []
    assert len([*settings.quarantine.rglob("*.xml")]) == 1
    taken(settings, drop, content, at=AT.replace(hour=18))
    assert killed(settings) == EIGHT_DEAD
    assert len([*settings.archive.rglob("*.xml")]) == 1


def test_one_item_under_embargo_does_not_hold_up_the_others(settings: Settings, drop: Drop) -> None:
    held = item(1, TWELVE, until="2022-03-05T18:00:00Z", uri="urn:held").split("?>")[1]
    items = FIRST.split("?>")[1] + held
    message = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>'
    taken(settings, drop, message)
    assert killed(settings) == EIGHT_DEAD
    taken(settings, drop, message, at=AT.replace(hour=19))
    assert lake.read(settings, ARTICLES, ["uri"]).num_rows == 2


def test_an_embargo_that_nobody_can_read_holds_up_no_other_file(settings: Settings, drop: Drop) -> None:
    drop("b.txt", "Douze soldats ont été tués mardi.\n")
    taken(settings, drop, item(1, EIGHT, until="demain"))
    (reason,) = lake.read(settings, REJECTED, ["reason"]).to_pylist()
    assert reason == {"reason": "it is under an embargo whose end cannot be read ('demain'); mend it"}
    assert lake.read(settings, ARTICLES, ["article_id"]).num_rows == 1
