"""The circumstances of one statement of harm, the value that all rooms of scenes share."""

from __future__ import annotations

from dataclasses import dataclass

from toll.codes import Means
from toll.mentions.actors import Perpetrator
from toll.model import Place
from toll.moments import Moment


@dataclass(frozen=True, slots=True)
class Scene:
    """The circumstances of one statement, each None where the article does not tell.

    `period` and `land` are what a total stated there would cover: the period that its sentence names or the war's that
    it speaks of, and the country that the article is about where it names no place. `named` is the place of the
    sentence itself, `beside` that which stands right behind its figure ("141 in Lebanon"), `distance` the characters
    between the statement and the words of its day where the sentence has them. `is_of_past_war`: it has no day of its
    own in an article about a war that is over. `war` is the period of the war that the article tells of. `until` is
    where the chapter ends whose scene it is, an offset into the text.
    """

    place: Place | None = None
    moment: Moment | None = None
    means: Means | None = None
    perpetrator: Perpetrator | None = None
    dated_here: bool = False
    distance: int = 0
    is_of_past_war: bool = False
    war: Moment | None = None
    period: Moment | None = None
    land: Place | None = None
    named: Place | None = None
    beside: Place | None = None
    until: int | None = None
