"""Date expressions: the examples of every language pack, and what resolving does at the edges."""

from __future__ import annotations

from datetime import date

import pytest

from toll.errors import ConfigurationError
from toll.model import Interval, Span
from toll.settings import INCLUDE
from toll.timex import DateRule, find, load, load_file, resolve, resolve_all

PACKS = {path.parent.name: load_file(path) for path in sorted((INCLUDE / "languages").glob("*/dates.yaml"))}
FR = PACKS["fr"]
RULES = [
    pytest.param(language, rule, id=f"{language}-{rule.name}") for language in PACKS for rule in PACKS[language].rules
]


def day(text: str) -> Interval:
    return Interval(date.fromisoformat(text), date.fromisoformat(text), 1)


def days(start: str, end: str, prec: int) -> Interval:
    return Interval(date.fromisoformat(start), date.fromisoformat(end), prec)


@pytest.mark.parametrize(("language", "rule"), RULES)
def test_rule_reads_its_examples(language: str, rule: DateRule):
    words = PACKS[language]
    published = Interval(words.published, words.published, 1)
    for text, gives in rule.examples.items():
        found = find(text, words)
        told = dict(zip(found, resolve_all(found, published), strict=True))
        own = [told[it] for it in found if rule.name in (it.rule, it.inner and it.inner.rule)]
        assert own[-1:] == [gives and Interval(*gives)], text


@pytest.mark.parametrize(("language", "rule"), RULES)
def test_rule_leaves_its_counterexamples(language: str, rule: DateRule):
    for text in rule.counterexamples:
        assert rule.name not in [found.rule for found in find(text, PACKS[language])], text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Tués MARDI à Alep", ["MARDI"], id="capitals"),
        pytest.param("d’août 2014", ["d’août 2014"], id="curly-apostrophe"),
        pytest.param("le 5\u00a0octobre", ["5\u00a0octobre"], id="no-break-space"),
        pytest.param("le 5\noctobre", ["5\noctobre"], id="line-end"),
        pytest.param("le 5\n\noctobre", [], id="paragraph-end"),
        pytest.param("İstanbul, mardi", ["mardi"], id="lower-case-longer-than-upper"),
        pytest.param("mardi, puis du 5 au 8 octobre", ["mardi", "du 5 au 8 octobre"], id="text-order"),
        pytest.param("250.000 morts, 3.500 ans, 1,5 mars", [], id="numbers"),
        pytest.param("", [], id="empty"),
    ],
)
def test_find_gives_the_words_as_written(text: str, words: list[str]):
    found = find(text, FR)
    assert [it.text for it in found] == words
    assert [text[it.span.start : it.span.end] for it in found] == words


def test_find_keeps_within_the_span():
    text = "lundi, mardi, mercredi"
    assert [it.text for it in find(text, FR, Span(7, 12))] == ["mardi"]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        pytest.param("mardi", None, None, id="weekday-without-publication"),
        pytest.param("le 5 octobre", None, None, id="day-without-publication"),
        pytest.param("le 5 octobre 2016", None, day("2016-10-05"), id="full-date-without-publication"),
        pytest.param("en 2011", None, days("2011-01-01", "2011-12-31", 5), id="year-without-publication"),
        pytest.param("mardi", days("2016-10-11", "2016-10-12", 2), day("2016-10-11"), id="two-days-agree"),
        pytest.param(
            "hier", days("2016-10-11", "2016-10-12", 2), days("2016-10-10", "2016-10-11", 2), id="two-days-hull"
        ),
        pytest.param(
            "mardi", days("2016-10-01", "2016-10-31", 4), days("2016-09-27", "2016-10-25", 4), id="month-hull"
        ),
        pytest.param("le 5 octobre", days("2016-10-01", "2016-10-31", 4), day("2016-10-05"), id="month-latest"),
        pytest.param("le 5 octobre", days("2016-01-01", "2016-12-31", 5), None, id="year-cannot-tell"),
        pytest.param("en octobre", day("2016-10-11"), days("2016-10-01", "2016-10-11", 4), id="ends-with-publication"),
        pytest.param("le 29 février", day("2019-05-01"), day("2016-02-29"), id="leap-day"),
        pytest.param("aura lieu le 29 février", day("2017-09-13"), day("2016-02-29"), id="no-leap-day-ahead"),
        pytest.param("le 30 février", day("2019-05-01"), None, id="no-such-day"),
        pytest.param(
            "dans la nuit de lundi à mardi", day("2016-01-01"), days("2015-12-28", "2015-12-29", 2), id="new-year"
        ),
        pytest.param("le lundi de Pâques", day("2020-06-01"), day("2020-04-13"), id="easter"),
    ],
)
def test_resolve(text: str, published: Interval | None, expected: Interval | None):
    (found,) = find(text, FR)
    assert resolve(found, published) == expected


def test_what_has_happened_is_not_ahead():
    (found,) = find("tués le 2 novembre, dira le rapport", FR)
    assert resolve(found, day("2016-10-11")) == day("2016-11-02")
    assert resolve(found, day("2016-10-11"), ahead=False) == day("2015-11-02")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Enlevé le 19 avril 2010. Le 22 juillet, la rançon arrive.",
            ["2010-04-19", "2010-07-22"],
            id="story-goes-on",
        ),
        pytest.param(
            "Le 5 mai 2010, il fuit. Mardi, arrêté. Le 2 juin", ["2010-05-05", "2016-10-11", "2016-06-02"], id="now"
        ),
        pytest.param("Le 5 mai 2010 il fuit. Le 3 avril", ["2010-05-05", "2016-04-03"], id="never-back"),
    ],
)
def test_a_told_story_keeps_its_year(text: str, expected: list[str]):
    assert resolve_all(find(text, FR), day("2016-10-11")) == tuple(day(it) for it in expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Vendredi, une bombe. Trois jours après l'attaque", ["2016-10-07", "2016-10-08"], id="days"),
        pytest.param("Lundi, une bombe. Au lendemain de l'attaque", ["2016-10-10", "2016-10-10"], id="day-after"),
        pytest.param("Le 3 mai, une bombe. Au lendemain de l'attaque", ["2016-05-03", None], id="long-ago"),
    ],
)
def test_what_stands_alone_counts_back_from_publication(text: str, expected: list[str | None]):
    found = find(text, FR)
    told = resolve_all(found, day("2016-10-11"), alone=[found[-1].span])
    assert told == tuple(it and day(it) for it in expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Les crues\n- 1910 : Paris -\nLe 20 janvier.\nMardi.\n- 1999 : l'Aude -\nEn novembre.\n- Après -\nLundi.",
            ["1910", "1910-01-20", None, "1999", "1999-11", "2016-10-10"],
            id="headings",
        ),
        pytest.param(
            "Les crues\n- 3 mars 2014 : une digue cède.\nLe 5 janvier.\n- 2015 : une autre. Le 2 juin.\n",
            ["2014-03-03", "2016-01-05", "2015", "2015-06-02"],
            id="sentences",
        ),
        pytest.param("Les crues\n2015 : l'année noire\nLe 2 juin.", ["2016-06-02"], id="one-is-no-chronology"),
        pytest.param("2015 : la crue\n2014 - la digue\nLe 2 juin.", ["2016-06-02"], id="headline"),
    ],
)
def test_a_chronology_keeps_its_years(text: str, expected: list[str | None]):
    told = resolve_all(find(text, FR), day("2016-10-11"))
    begun = [days and days.start.isoformat() for days in told]
    assert [day and day[: len(it or "")] for day, it in zip(begun, expected, strict=True)] == expected


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param('pattern: "{near}"', 'pattern: "{nowhere}"', "unknown field {nowhere}", id="unknown-field"),
        pytest.param('pattern: "{near}"', 'pattern: "(a|(b))"', "brackets", id="nested-brackets"),
        pytest.param('pattern: "{near}"', 'pattern: "{near}?"', "match nothing", id="empty-match"),
        pytest.param("  counterexamples: [lendemain]\n", "", "counterexamples: Field required", id="no-counterexample"),
        pytest.param("- name: near day", "- name: weekday", "two rules are named 'weekday'", id="name-twice"),
        pytest.param("mardi: 1", "mardi: 9", "weekday.mardi", id="value-out-of-range"),
    ],
)
def test_a_wrong_pack_is_refused(tmp_path, old: str, new: str, message: str):
    text = (INCLUDE / "languages" / "fr" / "dates.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "dates.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message.replace("{", "\\{").replace("}", "\\}")):
        load_file(path)


def test_load_names_the_language():
    assert load("fr") == FR
    with pytest.raises(ConfigurationError, match="xx"):
        load("xx")
