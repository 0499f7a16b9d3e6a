"""The words of harm in a clause: the outcome that they tell, and the means that a word itself tells."""

from __future__ import annotations

from dataclasses import dataclass

from toll.codes import Means, Outcome, VictimGroup
from toll.mentions.counts import Count
from toll.model import Figure, Span
from toll.patterns import Node

HARM = (
    "participle",
    "fallen",
    "gone",
    "hit",
    "wounds",
    "custody",
    "held",
    "died",
    "perished",
    "dies",
    "kills",
    "lost",
    "harm_noun",
    "toll_noun",
    "body",
    "remains",
)
_PARTICIPLES = ("participle", "fallen", "gone", "held")
OPEN = "victims"
"""Value of words that do not tell whether people died."""

VERBS = ("harmed", "harming", "losing")
_HURT = ("gravely", "slightly")
_JOINED, _OF_THEM = 5, "ellipsis-harmed"
"""Characters of "and" between two figures, and the rule that reads "54 of them have died"."""

ONE = Figure(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Harm:
    """One statement of harm in a sentence; `whole` is the index of the statement that it is a part of.

    `is_open`: the words ("victims") do not tell whether people died; the article may. `is_reference`: it takes up what
    is known ("the two firemen killed"); `is_recalled`: it only says what something else came after ("riots after the
    death of a man"). The day of its sentence need not be theirs. `is_other`: "three others", "one of the
    soldiers", of those told before; `is_besides`: the former, who are nobody told before.
    `is_of_told`: some of the dead or the wounded that an article tells of, whatever their day: "among the dead are",
    "two of the wounded have died". `is_anaphor`: those told right before, "he was killed"; `takes_up`: "the man" too.
    `names`: what they are called, in lower case; `nations`: their countries (ISO 3166-1) where their people is named;
    `kin`: the noun of whoever is told as somebody's, "her husband was killed".
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
    is_besides: bool = False
    is_of_told: bool = False
    takes_up: bool = False
    is_anaphor: bool = False
    names: tuple[str, ...] = ()
    nations: frozenset[str] = frozenset()
    kin: str = ""


def word(clause: Node) -> Node:
    """The word of harm that governs the clause: its verb's or noun's, else that of its toll."""
    own = [node for node in clause.parts if node.symbol not in ("part", "victims", "aside", "toll")]
    found = next((n for node in reversed(own) if (n := _last(node)) is not None), None) or clause.find(*HARM)
    assert found is not None, f"rule {clause.rule} gives a clause without a word of harm"  # noqa: S101
    return found


def _last(node: Node) -> Node | None:
    found = node.all(*HARM)
    return found[-1] if found else None


def sense(clause: Node, word: Node) -> tuple[Outcome, Means | None]:
    """What befell them; "killed or injured", not told apart, are casualties (coding manual, settled case 1).

    The dead stay dead whatever else is said of them.
    """
    if (toll := clause.parts[0]).symbol == "toll" and (dead := _last(toll)) and outcome_of(dead) is Outcome.KILLED:
        return Outcome.KILLED, None
    holder = next(node for node in clause.parts if node.start <= word.start < node.end)
    outcomes = {outcome_of(other) for other in holder.all(*HARM)}
    means = word.value.partition(" ")[2]
    return outcomes.pop() if len(outcomes) == 1 else Outcome.CASUALTIES, Means(means) if means else None


def befallen_before(clause: Node, word: Node, outcome: Outcome) -> Node | None:
    """The participle that tells what befell them first: "the six teachers abducted in May were killed".

    Those who die of their wounds were not hurt besides (coding manual, settled case 23).
    """
    told = (node for node in clause.parts if node.symbol in _PARTICIPLES and node.end <= word.start)
    first = next((node for node in told if outcome_of(node) is not outcome), None)
    of_wounds = first is not None and outcome is Outcome.KILLED and outcome_of(first) is Outcome.INJURED
    return None if of_wounds else first


def outcome_of(word: Node) -> Outcome:
    """The outcome of a word of harm; words that do not tell whether people died give casualties."""
    return Outcome.CASUALTIES if word.value == OPEN else Outcome(word.value.partition(" ")[0])


def part_outcome(holder: Node, node: Node, outcome: Outcome) -> Outcome:
    """What befell a part: its own word's, "injured" where it says how badly, else what befell its whole."""
    own = node.find(*HARM)
    if own:
        return outcome_of(own)
    degrees = (leaf for leaf in holder.walk() if leaf.start >= node.end and leaf.symbol in ("serious", "adverb"))
    badly = any(leaf.symbol == "serious" or leaf.value in _HURT for leaf in degrees)
    return Outcome.INJURED if badly else outcome


def are_fewer_dead(victims: Harm, dead: Harm) -> bool:
    """Whether `dead` are fewer, told right after `victims`: "104 victims and 44 deaths", "54 of them have died"."""
    if dead.outcome is not Outcome.KILLED or dead.is_open:
        return False
    fewer = 0 < (dead.count.figure.high or 0) < (victims.count.figure.high or 0)
    joined = dead.is_toll and dead.span.gap(victims.span) <= _JOINED
    return fewer and (joined or dead.rule == _OF_THEM)
