"""A chronology: what its chapters tell without a day of their own is of the date that opens them."""

from __future__ import annotations

from collections.abc import Sequence

from toll.mentions.reading import Reading
from toll.moments import Moment
from toll.scenes.scene import Scene


def at(reading: Reading, now: Sequence[Moment], here: Scene, story: Scene) -> Scene:
    """The scene that a sentence opens, where it opens a chapter; the whole `story`'s where one has ended; else `here`.

    A heading names the place of its chapter too.
    """
    opened = next((time for time in reading.times if time.until is not None), None)
    if opened is None:
        return story if here.until and reading.sentence.span.start >= here.until else here
    moment = next((moment for moment in now if moment.span.covers(opened.span)), None)
    place = next((mention.place for mention in reading.places if mention.place), None)
    return Scene(moment=moment, place=place, until=opened.until)
