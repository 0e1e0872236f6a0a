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
    CHOICE = "choice"


class Strength(StrEnum):
    """By what Schulze's method and ranked pairs compare majorities."""

    WINNING_VOTES = "winning-votes"
    MARGINS = "margins"


class Completion(StrEnum):
    """What becomes of money that Equal Shares leaves: every share is raised by one, the cheapest for their votes are taken, both
    one after the other, or nothing."""

    INCREMENT_GREEDY = "increment-greedy"
    INCREMENT = "increment"
    GREEDY = "greedy"
    NONE = "none"


class Uncontested(StrEnum):
    """What happens when no more stand than there are seats."""

    ELECTED = "elected"  # without a ballot
    BALLOT = "ballot"  # the ballot is held all the same, with the choice to call for nominations again


class TooFew(StrEnum):
    """What happens when fewer stand than there are seats."""

    FILL = "fill"  # those who stand fill what they can; the rest stays vacant
    AGAIN = "again"  # the call is held open once more for as long, then as above


class Vacancies(StrEnum):
    """How a seat is filled whose holder, chosen by ballot, leaves before the time."""

    BY_ELECTION = "by-election"
    COUNTBACK = "countback"  # the ballots that chose the holder are counted again; where they name nobody, as above


class Base(StrEnum):
    """What the threshold is a share of."""

    CAST = "cast"  # yes and no; abstentions count for the quorum alone
    PRESENT = "present"  # yes, no and abstentions
    ELECTORATE = "electorate"


class Second(StrEnum):
    """A second majority that is needed besides the first, each time more than half of those who say yes or no."""

    NONE = "none"
    MEMBERS = "members"  # each elector once, whatever its ballot weighs
    REGIONS = "regions"  # each region once; it says what more than half of its own votes say


class Secrecy(StrEnum):
    """Who sees how each elector voted, once voting closes: members and electors, or nobody."""

    OPEN = "open"
    SECRET = "secret"  # noqa: S105  # no password


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
