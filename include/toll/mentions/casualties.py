"""Who was harmed: the clauses of a sentence as statements of harm, each with its count, group and outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from toll.codes import CountKind, Means, Outcome, VictimGroup
from toll.languages import Pack
from toll.mentions.counts import SEVERAL, Count, evaluate
from toll.model import Figure, Span
from toll.patterns import Node
from toll.timex import Kind

HARM = ("participle", "fallen", "gone", "hit", "wounds", "held", "died", "perished", "dies", "kills", "lost", "harm_noun", "toll_noun", "body")
_PEOPLE = ("victims", "toll", "person", "named", "names")
_SINGLE = ("person", "named")
_COUNTS = ("count", "one", "multiple", "of_the", "none", "ordinal", "several", "other")
_NOUNS = ("victim", "People", "held")
_COUNTED = ("he", "count", "multiple", "ordinal", "one", "of_the", "several", *_NOUNS, "body")
OPEN = "victims"
"""Value of words that do not tell whether people died."""
_ACTORS = {
    "state_forces": VictimGroup.STATE_FORCES,
    "police": VictimGroup.STATE_FORCES,
    "armed": VictimGroup.NON_STATE_FIGHTERS,
    "group": VictimGroup.NON_STATE_FIGHTERS,
}
_PRONOUN = "he"
_GENERAL = "generic"
_CLAUSES = ("clause", _GENERAL)
"""A sentence that speaks of harm in general ("war kills") is a statement only where it gives a number."""

_NOMINAL = ("harm-of", "subject-participle", "bodies-of")
"""Rules whose statements have no verb of their own."""

_ABOUT = ("in", "by", "of", "of_the", "of_the_one")
_AFTER, _AFTER_REACH = "after", 3
_DEFINITE = ("definite", "this", "whose")
_YEARS = range(1900, 2101)
"""Numbers in brackets that are a year rather than people."""

_ECHOED = ("count", *_PEOPLE)
_ECHO = "echo"
_HURT = ("gravely", "slightly")

_LIST_REACH = 2
_RATE_REACH = 30
_FREED_REACH = 40
_PAIRS = "couples"
_UNKNOWN_GROUPS = {"units", "members", _PAIRS}
_GROUPS = {
    "officials": VictimGroup.CIVILIANS,
    "attackers": VictimGroup.NON_STATE_FIGHTERS,
    "suicide_attackers": VictimGroup.NON_STATE_FIGHTERS,
    "police": VictimGroup.STATE_FORCES,
    "officers": VictimGroup.STATE_FORCES,
}
"""Nouns whose group is another one's for victims, but not for speakers and perpetrators."""

ONE = Figure(1, 1, 1)


@dataclass(frozen=True, slots=True)
class _Words:
    """The text that nodes point into, and its language."""

    text: str
    pack: Pack

    def are_many(self, node: Node) -> bool:
        """Whether a word that stands without a number is written as a plural."""
        return self.text[node.start : node.end].endswith(self.pack.grammar.plural_endings)


@dataclass(frozen=True, slots=True)
class Harm:
    """One statement of harm in a sentence; `whole` is the index of the statement that it is a part of.

    `is_open`: the words ("victims") do not tell whether people died; the article may. `is_reference`: it takes up what
    is known ("the two firemen killed"); `is_recalled`: it only says what something else came after ("riots after the
    death of a man"). The day of its sentence need not be theirs. `is_other`: "three others", of those told before.
    """

    span: Span
    outcome: Outcome
    count: Count
    group: VictimGroup
    rule: str
    means: Means | None = None
    mood: str = "fact"
    negated: bool = False
    whole: int | None = None
    is_toll: bool = False
    is_open: bool = False
    is_reference: bool = False
    is_recalled: bool = False
    is_other: bool = False


def find(text: str, nodes: Sequence[Node], pack: Pack) -> tuple[Harm, ...]:
    """The statements of harm among the nodes of a parsed sentence of `text`, in the order of the text."""
    words = _Words(text, pack)
    found: list[Harm] = []
    for node in _statements(nodes):
        if node.symbol in _CLAUSES:
            told = _told(node, nodes, found, words)
            recalled = _is_aftermath(node, nodes) or _is_apposed(node)
            found += [replace(harm, is_recalled=True) for harm in told] if recalled else told
        elif found and node.symbol == "part":
            found += _late_parts(node, found, words)
        elif found and node.symbol in _ECHOED:
            echo = _echo(node, found[-1], words)
            found += [] if echo.count.figure.value in _YEARS else [echo]
    return tuple(found)


def _echo(node: Node, told: Harm, words: _Words) -> Harm:
    """A figure that takes up the outcome told before it; others than a bare number say who they are."""
    group = told.group if node.symbol == "count" else _group(node)
    return replace(told, span=Span(node.start, node.end), count=_count(node, words), group=group, whole=None, rule=_ECHO)


def _statements(nodes: Sequence[Node]) -> Iterator[Node]:
    """Clauses, the parts that none of them took in, and the figures that take up what a clause told."""
    for node in nodes:
        if node.symbol == "echoes":
            yield from (part for part in node.parts if part.symbol in ("clause", *_ECHOED))
        elif node.symbol in (*_CLAUSES, "part"):
            yield node


def _told(clause: Node, nodes: Sequence[Node], earlier: Sequence[Harm], words: _Words) -> list[Harm]:
    """What a clause states; nothing where it gives a rate, speaks of harm in general, or of people let go."""
    if _is_near(clause, nodes, "rate", _RATE_REACH):
        return []
    told = _alike(list(_clause(clause, len(earlier), words)), clause, earlier)
    general = clause.symbol == _GENERAL and told[0].count.kind is CountKind.VAGUE
    let_go = told[0].outcome is Outcome.DETAINED and _is_near(clause, nodes, "freed", _FREED_REACH)
    return [] if let_go or general else told


def _is_aftermath(clause: Node, nodes: Sequence[Node]) -> bool:
    """Whether it stands as what something else came after or is about: "riots after the death of", "spoke on the death".

    A toll does so through the deed that took it: "hours after an attack that killed 13".
    """
    before = [node for node in nodes if node.end <= clause.start and node.symbol not in ("quote", "the", "one")]
    if clause.rule in _NOMINAL:
        about = clause.rule == _NOMINAL[0] and bool(before) and before[-1].symbol in _ABOUT
        told = about and len(before) > 1 and before[-2].symbol == "announcement"
        return (about and not told) or any(_comes_after(node) for node in before[-_AFTER_REACH:])
    deeds = [i for i, node in enumerate(before) if node.symbol == "means" and _leads_to(before[i + 1 :])]
    deed = max(deeds, default=None)
    return deed is not None and any(_comes_after(node) for node in before[max(0, deed - 1) : deed])


def _is_apposed(clause: Node) -> bool:
    """Whether somebody known is only said to be the one who was harmed: "the Algerian Paul Durand, killed by"."""
    first, *rest = clause.parts
    known = first.symbol in _SINGLE and (first.symbol == "named" or first.parts[0].value in _DEFINITE)
    return clause.rule == _NOMINAL[1] and known and any(node.symbol == "comma" for node in rest)


def _leads_to(between: Sequence[Node]) -> bool:
    """Whether a relative clause leads from a deed to its toll: "an attack … that has left"."""
    symbols = [node.symbol for node in between]
    return "who" in symbols and not {"clause", "comma", "and"} & set(symbols[symbols.index("who") :])


def _comes_after(node: Node) -> bool:
    counted = node.symbol == "time" and node.value.kind is Kind.COUNTED_BACK
    return bool(node.value == _AFTER) or counted


def _late_parts(part: Node, earlier: Sequence[Harm], words: _Words) -> Iterator[Harm]:
    """Parts told at some distance from their whole: "ten were killed on Monday in Gao, among them three children"."""
    whole = max(i for i, harm in enumerate(earlier) if harm.whole is None)
    of = earlier[whole]
    for node in part.all(*_PEOPLE, "count"):
        count = _count(node, words)
        if count.figure.value < of.count.figure.value or of.count.kind is CountKind.VAGUE:
            outcome = _part_outcome(part, node, of.outcome)
            yield replace(of, span=Span(node.start, node.end), outcome=outcome, count=count, group=_group(node), whole=whole)


def _alike(told: list[Harm], clause: Node, earlier: Sequence[Harm]) -> list[Harm]:
    """Read "nine others wounded" as others of the group last named in the sentence, no noun saying who."""
    if not earlier or clause.find("other") is None or clause.find(*_NOUNS) is not None:
        return told
    return [replace(harm, group=earlier[-1].group) for harm in told]


def _is_near(clause: Node, nodes: Sequence[Node], symbol: str, reach: int) -> bool:
    """Rates and people let go are no claims (coding manual, settled case 11)."""
    span = Span(clause.start, clause.end)
    return any(node.symbol == symbol and span.gap(Span(node.start, node.end)) <= reach for node in nodes)


def _clause(clause: Node, first: int, words: _Words) -> Iterator[Harm]:
    word = _harm_word(clause)
    outcome, means = _sense(clause, word)
    verb = clause.find("harmed", "harming", "losing")
    whole: int | None = None
    sufferers = _sufferers(clause)
    for number, (node, is_part) in enumerate(sufferers, start=first):
        if is_part:
            yield _harm(node, clause, _part_outcome(clause, node, outcome), means, verb, words, whole)
        else:
            yield _harm(node, clause, outcome, means, verb, words, None)
            whole = number
    first_word = clause.parts[0]
    if first_word.symbol in HARM and first_word is not word and sufferers:
        yield _harm(sufferers[0][0], clause, _outcome(first_word), None, None, words, None)


def _sufferers(clause: Node) -> list[tuple[Node, bool]]:
    """Whom the clause counts, each with whether it is a part of the one before."""
    people: list[tuple[Node, bool]] = []
    last: int | None = None
    for i, part in enumerate(clause.parts):
        if part.symbol == "part":
            people += [(node, True) for node in part.all(*_PEOPLE, "count")]
        elif part.symbol in _PEOPLE and (last is None or part.symbol != "named" or _joined(clause.parts[last + 1 : i])):
            people.append((part, bool(people) and _describes(part, people[0][0], clause.parts[i - 1])))
            last = i
    if people:
        return people
    counted = sorted((part for part in clause.parts if part.symbol in _COUNTED), key=lambda part: part.symbol == "body")
    return [(counted[0] if counted else _harm_word(clause), False)]


def _describes(part: Node, whole: Node, before: Node) -> bool:
    """Whether somebody after a comma is one of those counted: "two soldiers, the sergeant Paul Durand and"."""
    count = whole.find("count")
    return part.symbol in _SINGLE and before.symbol in ("comma", "and") and whole.symbol == "victims" and count is not None


def _joined(between: Sequence[Node]) -> bool:
    """Whether a name goes on with a list; one that only stands in an apposition is nobody more."""
    words = [node for node in between if node.symbol not in ("comma", "and", "aside", "part")]
    return len(words) <= _LIST_REACH and len(words) < len(between)


def _harm(
    node: Node, clause: Node, outcome: Outcome, means: Means | None, verb: Node | None, words: _Words, whole: int | None
) -> Harm:
    return Harm(
        span=_quote(node, clause, whole),
        outcome=outcome,
        count=_count(node, words),
        group=_attacker(clause, means) or _group(_noun_holder(node, clause)),
        rule=clause.rule,
        means=means,
        mood=_mood(verb),
        negated=verb is not None and verb.find("not") is not None,
        whole=whole,
        is_toll=node.symbol == "toll",
        is_open=_harm_word(clause).value == OPEN,
        is_reference=_is_reference(node, clause),
        is_other=clause.find("other") is not None or _is_some_of(node),
    )


def _attacker(clause: Node, means: Means | None) -> VictimGroup | None:
    """Who blows himself up, or is shot after what he did, is the attacker: "before being shot dead"."""
    shot = clause.parts[0].symbol == "before_being" and means is Means.SHOOTING
    return VictimGroup.NON_STATE_FIGHTERS if shot or means is Means.SUICIDE_BOMB else None


def _is_some_of(node: Node) -> bool:
    """Whether it counts some of those told before: "one of the soldiers"."""
    begins = [part.symbol for part in node.parts[:3]]
    return any(a in ("one", "count") and b == "of_the" for a, b in pairwise(begins))


def _is_reference(node: Node, clause: Node) -> bool:
    """Whether a statement without a verb begins with a definite article: it speaks of what is known."""
    begins = (clause if clause.rule == "harm-of" else node).parts
    definite = bool(begins) and begins[0].symbol in ("the", "the_many") and begins[0].value in _DEFINITE
    return definite and (clause.rule in _NOMINAL or node.symbol == "toll")


def _harm_word(clause: Node) -> Node:
    """The word of harm that governs the clause: its verb's or noun's, else that of its toll."""
    own = [node for node in clause.parts if node.symbol not in ("part", "victims", "aside", "toll")]
    found = next((n for node in reversed(own) if (n := _last(node)) is not None), None) or clause.find(*HARM)
    assert found is not None, f"rule {clause.rule} gives a clause without a word of harm"  # noqa: S101
    return found


def _last(node: Node) -> Node | None:
    found = node.all(*HARM)
    return found[-1] if found else None


def _sense(clause: Node, word: Node) -> tuple[Outcome, Means | None]:
    """What befell them; "killed or injured", not told apart, are casualties (coding manual, settled case 1)."""
    holder = next(node for node in clause.parts if node.start <= word.start < node.end)
    outcomes = {_outcome(other) for other in holder.all(*HARM)}
    means = word.value.partition(" ")[2]
    return outcomes.pop() if len(outcomes) == 1 else Outcome.CASUALTIES, Means(means) if means else None


def _outcome(word: Node) -> Outcome:
    return Outcome.CASUALTIES if word.value == OPEN else Outcome(word.value.partition(" ")[0])


def _part_outcome(holder: Node, node: Node, outcome: Outcome) -> Outcome:
    """What befell a part: its own word's, "injured" where it says how badly, else what befell its whole."""
    own = node.find(*HARM)
    if own:
        return _outcome(own)
    degrees = (leaf for leaf in holder.walk() if leaf.start >= node.end and leaf.symbol in ("serious", "adverb"))
    badly = any(leaf.symbol == "serious" or leaf.value in _HURT for leaf in degrees)
    return Outcome.INJURED if badly else outcome


def _count(node: Node, words: _Words) -> Count:
    if node.symbol in (*_NOUNS, *HARM, _PRONOUN) and words.are_many(node):
        return Count(Figure(SEVERAL), CountKind.VAGUE, node.start, node.end)
    if node.symbol in (*_SINGLE, *_NOUNS, *HARM, _PRONOUN):
        return Count(ONE, CountKind.EXACT, node.start, node.end)
    if node.symbol == "names":
        number = len(node.all("named"))
        return Count(Figure(number, number, number), CountKind.EXACT, node.start, node.end)
    count = evaluate(_counting(node), words.pack.code)
    noun = node.find("victim")
    pairs = noun is not None and noun.value == _PAIRS
    return replace(count, figure=count.figure.times(2)) if pairs else count


def _counting(node: Node) -> list[Node]:
    """The nodes of a phrase that count, up to its noun."""
    if node.symbol in _COUNTS:
        return [node]
    noun = next((i for i, part in enumerate(node.parts) if _ends_count(i, part)), len(node.parts))
    afterwards = [part for part in node.parts[noun:] if part.symbol == "hedge"]
    return [*node.parts[:noun], *afterwards] or [node]


def _ends_count(i: int, part: Node) -> bool:
    """A count ends at its noun, or before those out of whom it counts: "two *of the three* hostages"."""
    return part.symbol in (*_NOUNS, *HARM) or (i > 0 and part.symbol in ("of_the", "of"))


def _noun_holder(node: Node, clause: Node) -> Node:
    """Where the noun of a count stands: with it, else elsewhere in its clause, but not in a part of it."""
    wholes = (part for part in clause.parts if part.symbol != "part")
    return next((holder for holder in (node, *wholes) if holder.find("victim")), node)


def _group(node: Node) -> VictimGroup:
    noun = node.find("victim")
    if noun is not None and noun.value in _GROUPS:
        return _GROUPS[noun.value]
    if noun is not None and noun.value not in _UNKNOWN_GROUPS:
        return VictimGroup(noun.value)
    side = node.find("actor") if noun is not None and noun.value == "members" else None
    return _ACTORS[side.value] if side else VictimGroup.PEOPLE


def _mood(verb: Node | None) -> str:
    auxiliary = verb.find("modal", "have", "be") if verb else None
    return str(auxiliary.value) if auxiliary else "fact"


def _quote(node: Node, clause: Node, whole: int | None) -> Span:
    """The shortest run that holds the number and what happened: the phrase and the clause's verb, or the part alone."""
    if whole is not None:
        return Span(node.start, node.end)
    verbs = [n for n in clause.parts if n.symbol not in ("part", "victims", "toll", "aside", "comma")]
    word = _harm_word(clause)
    holder = next((n for n in verbs if n.start <= word.start < n.end), node)
    return Span(min(node.start, holder.start), max(node.end, holder.end))
