"""The closed lists that the decision branches on."""

from enum import StrEnum


class Criterion(StrEnum):
    """What an offer may ask of a person; `residence` is where the person lives, `other` what only people can judge."""

    STATUS = "status"
    AGE = "age"
    SEX = "sex"
    FAMILY = "family"
    LANGUAGE_LEVEL = "language-level"
    RESIDENCE = "residence"
    OTHER = "other"


class Demand(StrEnum):
    """Whether it asks; `unknown` is an answer of its own and never "none required"."""

    REQUIRED = "required"
    NONE_REQUIRED = "none-required"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    """As in the German register of persons; without entry is the same as not said."""

    FEMALE = "female"
    MALE = "male"
    DIVERSE = "diverse"


class Family(StrEnum):
    """Circumstances that offers name; a person may be in none of them or in several."""

    CHILDREN = "with-children"
    SINGLE_PARENT = "single-parent"
    PREGNANT = "pregnant"
    UNACCOMPANIED = "unaccompanied-minor"


class LanguageLevel(StrEnum):
    """German by the Common European Framework, ascending; `none` is no German yet."""

    NONE = "none"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"


LEVEL_ORDER = {level: number for number, level in enumerate(LanguageLevel)}


class Places(StrEnum):
    """What is known today; an old figure counts as unknown. `not-limited`: whoever comes is served."""

    FREE = "free"
    FULL = "full"
    NOT_LIMITED = "not-limited"
    UNKNOWN = "unknown"


class Door(StrEnum):
    """What the rules leave of a kind of offer for a person, before the offer's own conditions."""

    OPEN = "open"
    IF_PLACE = "if-place"
    LATER = "later"
    CLOSED = "closed"
    ASK = "ask"


class May(StrEnum):
    """May I go there? From best to worst."""

    YES = "yes"
    IF_PLACE = "if-place"
    ASK = "ask"
    AFTER_MONTHS = "after-months"
    NO = "no"


class Whose(StrEnum):
    """Who could say what is not known: the person, the offer, an authority that decides, or nobody so far."""

    PERSON = "person"
    OFFER = "offer"
    AUTHORITY = "authority"
    RULES = "rules"
