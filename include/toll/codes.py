"""The closed code lists of the tables.

What each code means is the coding manual's matter (UCDP GED 24.1, ACLED 2023, Airwars; docs/coding.md).
"""

from enum import IntEnum, StrEnum


class Outcome(StrEnum):
    """What people suffered."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    ABDUCTED = "abducted"
    DETAINED = "detained"
    CASUALTIES = "casualties"


class CountKind(StrEnum):
    """How the words bound the number."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"


class VictimGroup(StrEnum):
    """Who the victims are, the most specific that the words say."""

    CIVILIANS = "civilians"
    CHILDREN = "children"
    WOMEN = "women"
    STATE_FORCES = "state_forces"
    NON_STATE_FIGHTERS = "non_state_fighters"
    AID_WORKERS = "aid_workers"
    JOURNALISTS = "journalists"
    PEOPLE = "people"


class Scope(StrEnum):
    """One event, or a total over several."""

    INCIDENT = "incident"
    AGGREGATE = "aggregate"


class Status(StrEnum):
    """How the article itself stands to the claim."""

    REPORTED = "reported"
    SUPERSEDED = "superseded"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class SourceType(StrEnum):
    """What kind of voice gives the figure."""

    OFFICIAL = "official"
    MILITARY = "military"
    MEDICAL = "medical"
    NGO = "ngo"
    MEDIA = "media"
    ARMED_GROUP = "armed_group"
    WITNESS = "witness"
    OTHER = "other"


class Means(StrEnum):
    """By what people were harmed."""

    AIR_STRIKE = "air_strike"
    SHELLING = "shelling"
    BOMB = "bomb"
    SUICIDE_BOMB = "suicide_bomb"
    SHOOTING = "shooting"
    CLASH = "clash"
    ATTACK = "attack"
    STABBING = "stabbing"
    VEHICLE = "vehicle"
    EXECUTION = "execution"
    RIOT = "riot"
    OTHER = "other"


class Domain(StrEnum):
    """What kind of happening it is; only `conflict` enters conflict statistics."""

    CONFLICT = "conflict"
    CRIME = "crime"
    ACCIDENT = "accident"
    DISASTER = "disaster"
    OTHER = "other"


class PublishedBasis(StrEnum):
    """What the publication date rests on."""

    METADATA = "metadata"
    HEADER = "header"
    FILENAME = "filename"
    INFERRED = "inferred"
    NONE = "none"


class Responsibility(StrEnum):
    """How firmly the perpetrator is named (MUC-4)."""

    REPORTED_AS_FACT = "reported_as_fact"
    SUSPECTED_OR_ACCUSED = "suspected_or_accused"
    CLAIMED_OR_ADMITTED = "claimed_or_admitted"
    POSSIBLE = "possible"


class ActorType(StrEnum):
    """ACLED's kinds of actor."""

    STATE_FORCES = "State forces"
    REBEL_GROUPS = "Rebel groups"
    POLITICAL_MILITIAS = "Political militias"
    IDENTITY_MILITIAS = "Identity militias"
    RIOTERS = "Rioters"
    PROTESTERS = "Protesters"
    CIVILIANS = "Civilians"
    EXTERNAL_FORCES = "External/Other forces"


class EventType(StrEnum):
    """ACLED's event types."""

    BATTLES = "Battles"
    EXPLOSIONS = "Explosions/Remote violence"
    VIOLENCE_AGAINST_CIVILIANS = "Violence against civilians"
    PROTESTS = "Protests"
    RIOTS = "Riots"
    STRATEGIC_DEVELOPMENTS = "Strategic developments"


class SubEventType(StrEnum):
    """The sub-event types of ACLED that the means of a claim can tell."""

    ARMED_CLASH = "Armed clash"
    AIR_STRIKE = "Air/drone strike"
    SHELLING = "Shelling/artillery/missile attack"
    REMOTE_EXPLOSIVE = "Remote explosive/landmine/IED"
    SUICIDE_BOMB = "Suicide bomb"
    ATTACK = "Attack"
    ABDUCTION = "Abduction/forced disappearance"
    MOB_VIOLENCE = "Mob violence"
    VIOLENT_DEMONSTRATION = "Violent demonstration"
    ARRESTS = "Arrests"
    OTHER = "Other"


class Clarity(IntEnum):
    """UCDP `event_clarity`: 1 an event that can be told apart, 2 a total over several."""

    INCIDENT = 1
    AGGREGATE = 2


class Target(StrEnum):
    """What a correction puts right."""

    CLAIM = "claim"
    INCIDENT = "incident"


class IncidentStatus(StrEnum):
    """Whether a row of `incidents` is the present reading or a tombstone."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    DELETED = "deleted"


class Grading(StrEnum):
    """Airwars' grading of how well an incident is attested."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
