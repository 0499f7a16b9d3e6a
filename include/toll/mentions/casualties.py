"""Who was harmed: the clauses of a sentence as statements of harm, each with its count, group and outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toll.codes import CountKind, Means, Outcome
from toll.languages import Pack
from toll.mentions import alive, harm, references, sufferers
from toll.mentions.called import called, kin, nations
from toll.mentions.harm import HARM, OPEN, VERBS, Harm
from toll.mentions.sufferers import NOUNS, PEOPLE, Words
from toll.model import Figure, Span
from toll.patterns import Node

__all__ = ["HARM", "Harm", "find"]

_GENERAL = "generic"
_CLAUSES = ("clause", _GENERAL)
"""A sentence that speaks of harm in general ("war kills") is a statement only where it gives a number."""

_YEARS = range(1900, 2101)
"""Numbers in brackets that are a year rather than people."""

_ECHOED = ("count", *PEOPLE)
_ECHOING = frozenset(("clause", *_ECHOED))
_STATING = frozenset((*_CLAUSES, "part"))
_ECHO, _UNTIL = "echo", "until"
_ECHOED_AFTER = {"echo-against": "against", "echo-with": "with"}
"""The prepositions after which these rules take up a clause, by their values."""

_WHOSE = "whose"
_DESCRIBED = "victims-are"
"""The rule that reads "the victims are", which counts them only where it gives a number."""
_RATE_REACH = 30
_FREED_REACH = 40
TWO = Figure(2, 2, 2)


def find(text: str, nodes: Sequence[Node], pack: Pack) -> tuple[Harm, ...]:
    """The statements of harm among the nodes of a parsed sentence of `text`, in the order of the text."""
    words = Words(text, pack, nodes)
    found: list[Harm] = []
    for node in _statements(nodes):
        if node.symbol in _CLAUSES:
            told = _told(node, found, words)
            recalled = references.is_aftermath(node, nodes) or references.is_apposed(node)
            found += [replace(one, is_recalled=True) for one in told] if recalled else told
        elif found and node.symbol == "part":
            found += _late_parts(node, found, words)
        elif found and node.symbol in _ECHOED:
            echo = _echo(node, found[-1], words)
            found += [] if echo.count.figure.value in _YEARS else [echo]
    return tuple(found)


def _echo(node: Node, told: Harm, words: Words) -> Harm:
    """A figure that takes up the outcome told before it; others than a bare number say who they are."""
    group = told.group if node.symbol == "count" else sufferers.group(node)
    return replace(
        told, span=Span(node.start, node.end), count=sufferers.count(node, words), group=group, whole=None, rule=_ECHO
    )


def _statements(nodes: Sequence[Node]) -> Iterator[Node]:
    """Clauses, the parts that none of them took in, and the figures that take up what a clause told."""
    for node in nodes:
        if node.symbol == "echoes":
            yield from (part for i, part in enumerate(node.parts) if part.symbol in _ECHOING and _is_echo(node, i))
        elif node.symbol in _STATING:
            yield node


def _is_echo(echoes: Node, i: int) -> bool:
    """Whether a figure takes up a clause: after a preposition "against 1.200 a year ago" and "with their guide" do."""
    told = _ECHOED_AFTER.get(echoes.rule)
    if told is None or i == 0:
        return True
    leading = next(part for part in reversed(echoes.parts[:i]) if part.symbol == "in")
    with_whom = echoes.parts[i].parts[0].value == _WHOSE or told != "with"
    return leading.value == told and with_whom


def _told(clause: Node, earlier: Sequence[Harm], words: Words) -> list[Harm]:
    """What a clause states; nothing where it gives a rate, speaks of harm in general, or of people unhurt or let go."""
    before = next((node for node in reversed(words.nodes) if node.end <= clause.start), None)
    if _is_near(clause, words.nodes, "rate", _RATE_REACH) or sufferers.disagrees(clause, before, words):
        return []
    told = _alike(list(_clause(clause, len(earlier), words)), clause, earlier)
    told = _happened(told) if before is not None and before.symbol == _UNTIL else told
    told = _both(_carried_on(told, clause, earlier), clause, before, words)
    if told[0].is_open and alive.are_alive(clause, words.nodes):
        return []
    told = [replace(one, is_open=False) for one in told] if alive.are_cared_for(clause, words.nodes) else told
    told = [replace(one, mood="unreal") for one in told] if references.is_demanded(clause, words.nodes) else told
    general = clause.symbol == _GENERAL or clause.rule == _DESCRIBED or references.is_of_known(clause, words.nodes)
    general = general and told[0].count.kind is CountKind.VAGUE
    unhurt = told[0].negated and told[0].outcome is Outcome.INJURED and told[0].count.figure.high != 0
    return [] if general or unhurt or _are_let_go(told[0], clause, words.nodes) else told


def _late_parts(part: Node, earlier: Sequence[Harm], words: Words) -> Iterator[Harm]:
    """Parts told at some distance from their whole: "ten were killed on Monday in Gao, among them three children"."""
    whole = max(i for i, one in enumerate(earlier) if one.whole is None)
    of = earlier[whole]
    for node in part.all(*PEOPLE, "count"):
        count = sufferers.count(node, words)
        if count.figure.value < of.count.figure.value or of.count.kind is CountKind.VAGUE:
            outcome = harm.part_outcome(part, node, of.outcome)
            yield replace(
                of,
                span=Span(node.start, node.end),
                outcome=outcome,
                count=count,
                group=sufferers.group(node),
                whole=whole,
            )


def _alike(told: list[Harm], clause: Node, earlier: Sequence[Harm]) -> list[Harm]:
    """Read "nine others wounded" as others of the group last named in the sentence, no noun saying who."""
    if not earlier or clause.find("other") is None or clause.find(*NOUNS) is not None:
        return told
    return [replace(one, group=earlier[-1].group) for one in told]


def _carried_on(told: list[Harm], clause: Node, earlier: Sequence[Harm]) -> list[Harm]:
    """In the mood of the verb before it, whose auxiliary it shares: "had killed a priest and hurt a woman"."""
    verb = clause.find("harming")
    joined = clause.rule == "and-harming" or (verb is not None and verb.rule == "harming-joined")
    return [replace(one, mood=earlier[-1].mood) for one in told] if joined and earlier else told


def _happened(told: Sequence[Harm]) -> list[Harm]:
    """Told as a fact after "before": its subjunctive, and the "ne" in it, deny nothing ("avant qu'il ne soit tué")."""
    return [replace(one, mood="fact", negated=False) if one.mood == "unreal" else one for one in told]


def _both(told: list[Harm], clause: Node, before: Node | None, words: Words) -> list[Harm]:
    """Read one name after a plural noun, with a plural verb, as two people: "the Durand brothers have been killed"."""
    alone = len(told) == 1 and clause.parts[0].symbol == "named" and before is not None and before.symbol == "victim"
    if not (alone and before is not None and words.are_many(before) and words.says_many(clause)):
        return told
    count = replace(told[0].count, figure=TWO, start=before.start)
    span = Span(before.start, told[0].span.end)
    return [replace(told[0], count=count, span=span, group=sufferers.group(before), names=())]


def _are_let_go(told: Harm, clause: Node, nodes: Sequence[Node]) -> bool:
    """Whether people who were held are let go; those abducted where a word just before says so ("freed four")."""
    if told.outcome is Outcome.ABDUCTED:
        return any(node.symbol == "freed" and 0 <= clause.start - node.end <= _FREED_REACH for node in nodes)
    return told.outcome is Outcome.DETAINED and _is_near(clause, nodes, "freed", _FREED_REACH)


def _is_near(clause: Node, nodes: Sequence[Node], symbol: str, reach: int) -> bool:
    """Rates and people let go are no claims (coding manual, settled case 11)."""
    span = Span(clause.start, clause.end)
    return any(node.symbol == symbol and span.gap(Span(node.start, node.end)) <= reach for node in nodes)


def _clause(clause: Node, first: int, words: Words) -> Iterator[Harm]:
    word = harm.word(clause)
    outcome, means = harm.sense(clause, word)
    verb = clause.find(*VERBS)
    whole: int | None = None
    harmed = sufferers.sufferers(clause)
    for number, (node, is_part) in enumerate(harmed, start=first):
        if is_part:
            yield _harm(node, clause, harm.part_outcome(clause, node, outcome), means, verb, words, whole)
        else:
            yield _harm(node, clause, outcome, means, verb, words, None)
            whole = number
    before = harm.befallen_before(clause, word, outcome)
    if harmed and before and harmed[0][0].end <= before.start:
        told = _harm(harmed[0][0], clause, harm.outcome_of(before), None, None, words, None)
        yield replace(told, span=Span(harmed[0][0].start, before.end), is_recalled=outcome is Outcome.KILLED)
    first_word = clause.parts[0]
    if first_word.symbol in HARM and first_word is not word and harmed:
        yield _harm(harmed[0][0], clause, harm.outcome_of(first_word), None, None, words, None)


def _harm(
    node: Node, clause: Node, outcome: Outcome, means: Means | None, verb: Node | None, words: Words, whole: int | None
) -> Harm:
    count, others = sufferers.count(node, words), clause.find("other") is not None
    names = called(words.text, node, clause, words.nodes)
    return Harm(
        span=_quote(node, clause, whole),
        outcome=outcome,
        count=count,
        group=sufferers.attacker(clause, means) or sufferers.group(sufferers.noun_holder(node, clause)),
        rule=clause.rule,
        means=means,
        mood=_mood(verb),
        negated=verb is not None and words.denies(verb),
        whole=whole,
        is_toll=node.symbol == "toll",
        is_open=harm.word(clause).value == OPEN,
        is_reference=references.is_reference(node, clause),
        is_other=others or references.is_some_of(node),
        is_besides=others,
        is_of_told=references.is_of_told(node, clause),
        takes_up=references.takes_up(node, clause),
        is_anaphor=references.is_anaphor(node),
        names=names if len(names) == count.figure.value else (),
        nations=nations(node),
        kin=kin(words.text, node),
    )


def _mood(verb: Node | None) -> str:
    auxiliary = verb.find("modal", "have", "be") if verb else None
    return str(auxiliary.value) if auxiliary else "fact"


def _quote(node: Node, clause: Node, whole: int | None) -> Span:
    """The shortest run that holds the number and what happened: the phrase and the clause's verb, or the part alone."""
    if whole is not None:
        return Span(node.start, node.end)
    verbs = [n for n in clause.parts if n.symbol not in ("part", "victims", "toll", "aside", "comma")]
    word = harm.word(clause)
    holder = next((n for n in verbs if n.start <= word.start < n.end), node)
    return Span(min(node.start, holder.start), max(node.end, holder.end))
