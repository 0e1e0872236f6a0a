"""The closed choices of the charter's schema: enums whose values are the words of its documents."""

from enum import StrEnum


class Commitment(StrEnum):
    """The degrees of working together (A1), least first."""

    NETWORKING = "networking"
    COORDINATION = "coordination"
    COOPERATION = "cooperation"


class Who(StrEnum):
    """Who may stand in a category."""

    ORGANISATIONS = "organisations"
    INDIVIDUALS = "individuals"
    BOTH = "both"


class BodyKind(StrEnum):
    """The shapes a body takes (B1, B2)."""

    PLENARY = "plenary"
    BOARD = "board"
    STEERING = "steering"
    COMMITTEE = "committee"
    TASK_FORCE = "task_force"


class Filled(StrEnum):
    """How a seat or office is filled."""

    EVERY_MEMBER = "every_member"
    ELECTION = "election"
    APPOINTMENT = "appointment"
    HOST = "host"


class Holder(StrEnum):
    """Who holds a seat: a member, through its representative, or a person in their own name."""

    MEMBER = "member"
    PERSON = "person"


class Method(StrEnum):
    """How a process decides.

    Consent: adopted unless an elector votes against it; majority: `threshold` of the yes and no cast; silence: adopted
    unless enough electors object in time, without ballots; consensus: concerns first, then a test without a block.
    """

    CONSENT = "consent"
    MAJORITY = "majority"
    SILENCE = "silence"
    CONSENSUS = "consensus"


class Base(StrEnum):
    """What the threshold is a share of."""

    CAST = "cast"  # yes and no; abstentions count for the quorum alone
    ELECTORATE = "electorate"


class Secrecy(StrEnum):
    """Who sees how each elector voted, once voting closes."""

    OPEN = "open"


class Disclosed(StrEnum):
    """To whom a kind of thing is open."""

    PUBLIC = "public"
    MEMBERS = "members"
    OFFICERS = "officers"


class Weekday(StrEnum):
    """The days of a week, Monday first, as `datetime.weekday` counts them."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
