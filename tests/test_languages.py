"""One contract for every language pack; then what a wrong pack is told."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from newsroom import readings
from toll import languages, packs
from toll.codes import Domain, Means, Outcome, SourceType, VictimGroup
from toll.errors import ConfigurationError
from toll.languages import Grammar, RuleEntry, WordLists
from toll.mentions import harm, sufferers
from toll.patterns import Match

CODES = sorted(languages.supported())
RULES = [
    pytest.param(code, rule, id=f"{code}-{rule.name}")
    for code in CODES
    for stage in languages.load(code).grammar.stages
    for rule in stage.rules
]
CODED = {
    "victim": {*VictimGroup, *sufferers.UNKNOWN_GROUPS, *sufferers.GROUPS},
    "source_noun": {*SourceType},
    "domain": {*Domain},
    "hint": {*Domain},
    "have": {"fact", "before", "rumour", "unreal", "future", "infinitive"},
    "be": {"fact", "rumour", "unreal", "future", "infinitive"},
    "hedge": {"at_least", "at_most", "about"},
    "actor": {"state_forces", "police", "armed", "group"},
    "total": {"since", "total"},
}
"""Classes whose values the rooms of extraction take for codes."""

ASKED = (
    *("abbreviation", "according", "accused", "and", "announcement", "apart", "begun", "born", "by", "claimed"),
    *(
        "collective",
        "collectives",
        "committed",
        "denial",
        "earlier_toll",
        "ended",
        "link",
        "make",
        "multiple",
        "none",
        "not",
    ),
    *("number_word", "offensive", "one", "ordinal", "platform", "raising", "said", "scale", "several", "strife"),
    *("living", "supposed", "until"),
)
"""Further classes whose words the rooms of extraction ask for by name."""

GRAMMAR = """\
plural_endings: [s]
macros: {number: num}
stages:
  - name: counts
    rules:
      - name: count
        pattern: number
        gives: count
        examples: [25 morts]
"""


def fired(code: str, sentence: str) -> list[str]:
    trace: list[Match] = []
    readings(sentence, code, trace)
    return [match.rule for match in trace if match.won]


def values(code: str) -> Counter[tuple[str, str]]:
    lists = [packs.load(path, WordLists).root for path in _word_lists(code)]
    return Counter((symbol, value) for classes in lists for symbol, words in classes.items() for value in words)


def _word_lists(code: str) -> list[Path]:
    return [languages.LANGUAGES / code / f"{name}.yaml" for name in languages._LISTS]


@pytest.mark.parametrize(("code", "rule"), RULES)
def test_a_rule_fires_in_its_examples(code: str, rule: RuleEntry):
    assert [example for example in rule.examples if rule.name not in fired(code, example)] == []


@pytest.mark.parametrize(("code", "rule"), [rule for rule in RULES if rule.values[1].refuses])
def test_a_rule_does_not_fire_in_what_it_refuses(code: str, rule: RuleEntry):
    assert [sentence for sentence in rule.refuses if rule.name in fired(code, sentence)] == []


@pytest.mark.parametrize("code", CODES)
def test_rules_and_stages_have_names_of_their_own(code: str):
    stages = languages.load(code).grammar.stages
    names = Counter([stage.name for stage in stages] + [rule.name for stage in stages for rule in stage.rules])
    assert {name for name, times in names.items() if times > 1} <= {stage.name for stage in stages}
    for stage in stages:
        assert len({rule.name for rule in stage.rules}) == len(stage.rules), stage.name


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("symbol", [pytest.param(symbol, id=symbol) for symbol in CODED])
def test_a_class_of_codes_holds_codes_alone(code: str, symbol: str):
    assert {value for own, value in values(code) if own == symbol} <= {str(known) for known in CODED[symbol]}


@pytest.mark.parametrize("code", CODES)
def test_a_word_of_harm_says_its_outcome_and_means(code: str):
    told = {value for symbol, value in values(code) if symbol in harm.HARM}
    assert {value.split(" ", 1)[0] for value in told} <= {*Outcome, harm.OPEN}
    assert {value.split(" ", 1)[1] for value in told if " " in value} <= {*Means}


@pytest.mark.parametrize("code", CODES)
def test_a_word_of_means_may_say_the_domain_it_makes_or_that_it_sets_aside(code: str):
    told = [value.split(" ") for symbol, value in values(code) if symbol == "means"]
    assert {means for means, *_ in told} <= {*Means, "bombardment", "aircraft", "scuffle"}
    assert {domain.removeprefix("~") for _, *domains in told for domain in domains} <= {*Domain}


@pytest.mark.parametrize("code", CODES)
def test_a_pack_has_every_class_that_extraction_asks_for(code: str):
    asked = {*harm.HARM, *CODED, *ASKED}
    assert asked - languages.load(code).lexicon.symbols == set()


def test_a_language_without_a_pack_is_refused():
    with pytest.raises(ConfigurationError, match=r"no language pack for 'tlh'; there are: .*fr"):
        languages.load("tlh")


@pytest.mark.parametrize(
    ("written", "becomes", "says"),
    [
        pytest.param("examples: [25 morts]", "examples: []", r":9: .*examples: .*at least 1", id="no-example"),
        pytest.param("        examples: [25 morts]\n", "", r":6: .*examples: Field required", id="examples-left-out"),
        pytest.param(
            "gives: count", "gives: count\n        weight: 3", r":9: .*weight: Extra inputs", id="unknown-key"
        ),
        pytest.param("name: counts", "title: counts", r":4: .*name: Field required", id="stage-without-a-name"),
        pytest.param("macros: {number: num}\n", "", r":1: macros: Field required", id="no-macros"),
        pytest.param(
            "pattern: number",
            "pattern: [number]",
            r":7: .*pattern: Input should be a valid string",
            id="pattern-no-text",
        ),
    ],
)
def test_a_wrong_grammar_does_not_load(tmp_path: Path, written: str, becomes: str, says: str):
    path = tmp_path / "grammar.yaml"
    path.write_text(GRAMMAR.replace(written, becomes), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=f"^{path}{says}"):
        packs.load(path, Grammar)


def test_the_grammar_of_these_tests_is_right(tmp_path: Path):
    path = tmp_path / "grammar.yaml"
    path.write_text(GRAMMAR, encoding="utf-8")
    assert [rule.name for stage in packs.load(path, Grammar).stages for rule in stage.rules] == ["count"]


def test_a_word_list_holds_words(tmp_path: Path):
    path = tmp_path / "numbers.yaml"
    path.write_text("hedge:\n  about: [environ]\n  at_least: plus de\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=rf"^{path}:3: hedge.at_least: "):
        packs.load(path, WordLists)
