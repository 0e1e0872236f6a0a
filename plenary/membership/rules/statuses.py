"""The one table of where a member may stand: what it may do there, what it may become, its words and its look.

Rooms ask what they mean (`SPEAKING`, `SIGNING`, `SEATED` …) and never name a status: a status that is added here is known to
all of them at once. How to add one: docs/developers/how-to.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from plenary.core.marking import mark as _


class Group(StrEnum):
    """Whom the coalition counts as its member: each status stands in one group."""

    WAITING = "waiting"  # not a member yet
    BELONGING = "belonging"  # a member: it reads what members read
    FORMER = "former"  # a member no longer


class Votes(StrEnum):
    """When a member of a status casts ballots, its category having a vote."""

    NEVER = "never"
    ALWAYS = "always"
    ON_TRIAL = "on_trial"  # where its category lets those on trial vote
    FROM_AWAY = "from_away"  # as it would if it came back now: it may, and is not waited for


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a step is called: `done` once it is taken; `button` on the member's page and what it does, `told` to its own and
    `told_officers` to who keeps the list, where that differs. `own` says whether its own representatives take it."""

    done: str
    button: str = ""
    told: str = ""
    told_officers: str = ""
    own: bool = True
    is_main: bool = False


class Step(StrEnum):
    """One step that is taken for a member on its page."""

    words: Taken

    def __new__(cls, code: str, *words: Taken) -> "Step":
        """The step of a code, with its words; `Step(code)` finds it by the code alone."""
        step = str.__new__(cls, code)
        step._value_ = code
        (step.words,) = words
        return step

    ACCEPT = ("accept", Taken(done=_("You accepted the purpose.")))
    LEAVE = (
        "leave",
        Taken(
            done=_("%(name)s is on leave."),
            button=_("Go on leave"),
            told=_("It still reads, speaks and may vote, and is not waited for until it returns."),
            told_officers=_(
                "It still reads, speaks and may vote, and is not waited for in votes that open from then on, until it returns."
            ),
        ),
    )
    RETURN = (
        "return",
        Taken(
            done=_("%(name)s is back."),
            button=_("Return"),
            told=_("From then on it is waited for in votes again, open ones too."),
            is_main=True,
        ),
    )
    DORMANT = ("dormant", Taken(done=_("%(name)s is dormant.")))
    REINSTATE = (
        "reinstate",
        Taken(
            done=_("%(name)s is reinstated."), button=_("Reinstate"), told=_("Its voice and vote come back."), own=False
        ),
    )


class Follows(StrEnum):
    """What an entry about a member does to what rooms above keep of it: entry kinds say so as they are registered (`does`)."""

    GOES_AWAY = "membership.goes_away"  # it is not waited for
    COMES_BACK = "membership.comes_back"  # it is waited for again
    ENDS_VOTE = "membership.ends_vote"  # it has no vote any more
    ENDS_MEMBERSHIP = "membership.ends_membership"  # it belongs no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a status means. Nothing is allowed that is not said.

    `speaks` where its category has a voice; `is_seated`: it takes and holds seats and offices; `signs` agreements and merges;
    `becomes` the codes of the statuses that may follow; `offers` the step that its page offers; `look` the class of its shape;
    `coming_back` what its desk says while it is away.
    """

    group: Group
    name: str
    sentence: str
    look: str
    becomes: str
    votes: Votes = Votes.NEVER
    speaks: bool = False
    is_seated: bool = False
    signs: bool = False
    is_waited_for: bool = False
    offers: Step | None = None
    coming_back: str = ""


class Status(StrEnum):
    """Where a member stands (B4, B5), each with its place."""

    place: Place

    def __new__(cls, code: str, *place: Place) -> "Status":
        """The status of a code, with its place; `Status(code)` finds it by the code alone."""
        status = str.__new__(cls, code)
        status._value_ = code
        (status.place,) = place
        return status

    INVITED = (
        "invited",
        Place(
            group=Group.WAITING,
            name=_("invited"),
            sentence=_("has been invited and has not answered yet"),
            look="waiting",
            becomes="applied provisional active withdrawn",
        ),
    )
    APPLIED = (
        "applied",
        Place(
            group=Group.WAITING,
            name=_("applied"),
            sentence=_("has applied and waits for the coalition to decide"),
            look="waiting",
            becomes="provisional active withdrawn",
        ),
    )
    PROVISIONAL = (
        "provisional",
        Place(
            group=Group.BELONGING,
            name=_("provisional"),
            sentence=_("is a member on trial"),
            look="waiting",
            becomes="active on_leave dormant suspended withdrawn removed",
            votes=Votes.ON_TRIAL,
            speaks=True,
            is_seated=True,
            signs=True,
            is_waited_for=True,
            offers=Step.LEAVE,
        ),
    )
    ACTIVE = (
        "active",
        Place(
            group=Group.BELONGING,
            name=_("active"),
            sentence=_("is a member"),
            look="done",
            becomes="on_leave dormant suspended withdrawn removed",
            votes=Votes.ALWAYS,
            speaks=True,
            is_seated=True,
            signs=True,
            is_waited_for=True,
            offers=Step.LEAVE,
        ),
    )
    ON_LEAVE = (
        "on_leave",
        Place(
            group=Group.BELONGING,
            name=_("on leave"),
            sentence=_("is on leave: it reads, speaks and may vote, and is not waited for until it returns"),
            look="past",
            becomes="active provisional dormant suspended withdrawn removed",
            votes=Votes.FROM_AWAY,
            speaks=True,
            is_seated=True,
            signs=True,
            offers=Step.RETURN,
            coming_back=_("%(name)s is on leave: it may vote, and is not waited for. Coming back takes one click."),
        ),
    )
    DORMANT = (
        "dormant",
        Place(
            group=Group.BELONGING,
            name=_("dormant"),
            sentence=_(
                "is dormant: it has not taken part for long; it may vote, and is not waited for until it returns"
            ),
            look="past",
            becomes="active provisional suspended withdrawn removed",
            votes=Votes.FROM_AWAY,
            speaks=True,
            is_seated=True,
            signs=True,
            offers=Step.RETURN,
            coming_back=_("%(name)s is dormant: it may vote, and is not waited for. Coming back takes one click."),
        ),
    )
    SUSPENDED = (
        "suspended",
        Place(
            group=Group.BELONGING,
            name=_("suspended"),
            sentence=_("is suspended: it reads, without voice or vote"),
            look="waiting",
            becomes="active provisional withdrawn removed",
            offers=Step.REINSTATE,
        ),
    )
    WITHDRAWN = (
        "withdrawn",
        Place(
            group=Group.FORMER,
            name=_("withdrawn"),
            sentence=_("has left the coalition"),
            look="past",
            becomes="applied",
        ),
    )
    REMOVED = (
        "removed",
        Place(
            group=Group.FORMER,
            name=_("removed"),
            sentence=_("was removed from the coalition"),
            look="refused",
            becomes="applied",
        ),
    )


def _where(fits: Callable[[Place], bool]) -> frozenset[Status]:
    return frozenset(status for status in Status if fits(status.place))


WAITING = _where(lambda place: place.group is Group.WAITING)
"""Not members yet."""

BELONGING = _where(lambda place: place.group is Group.BELONGING)
"""Those whom the coalition counts as its members: they read what members read."""

FORMER = _where(lambda place: place.group is Group.FORMER)

SPEAKING = _where(lambda place: place.speaks)
"""They speak where their category has a voice: members in good standing."""

SILENCED = BELONGING - SPEAKING
"""They belong, and have no voice. Whoever acts for such a member asks `standing.is_silenced`."""

VOTING = _where(lambda place: place.votes is not Votes.NEVER)
"""They may cast ballots where their category votes."""

WITHOUT_VOTE = BELONGING - VOTING
"""They belong, and nobody casts a ballot for them, whatever stands in a frozen electorate."""

SEATED = _where(lambda place: place.is_seated)
"""They may stand for seats and offices, and take them."""

UNSEATED = BELONGING - SEATED
"""They belong, and what seats they have rest."""

SIGNING = _where(lambda place: place.signs)
"""They may bind themselves: sign agreements, become one with another."""

AWAITED = _where(lambda place: place.is_waited_for)
"""They are expected: at meetings, on committees, in what a charter asks of members."""

AWAY = _where(lambda place: place.votes is Votes.FROM_AWAY)
"""Members that may act and are not waited for: they stand outside the quorum until they come back."""

TRIED = _where(lambda place: place.votes is Votes.ON_TRIAL)
"""Members on trial: the clock ends it (`status_at`)."""


def may_become(status: Status, other: Status) -> bool:
    """True when a member of this status may take the other; one that left or was removed may only apply again."""
    return other in status.place.becomes.split()
