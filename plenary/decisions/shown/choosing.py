"""What is shown of a choice among several before its outcome: those that stand, the ballot, and what is promised of a secret
one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plenary.bodies.queries import electorate
from plenary.charter.rules.countings import Asks
from plenary.charter.rules.schema import Method, Process
from plenary.core import clock, money
from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.decisions import permissions, queries
from plenary.decisions.forms.choices import ChoiceForm
from plenary.decisions.labels.choosing import (
    FEW_ELECTORS,
    NOT_PROMISED,
    PROMISED,
    TOLD_BY_SUBTRACTION,
    TURNOUT_SEEN,
    sealed_in_words,
)
from plenary.decisions.labels.saying import said_in_words
from plenary.decisions.labels.sentences import ballot_in_words
from plenary.decisions.models import Ballot, Effect, Elector, Proposal
from plenary.decisions.queries import Happening
from plenary.decisions.queries.choosing import Choice
from plenary.decisions.queries.unnamed import votes_of_others_unnamed
from plenary.decisions.rules.choosing import asks_of, takes_equal_places
from plenary.decisions.rules.phases import Phase
from plenary.decisions.rules.secrecy import are_few, is_told_by_subtraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One that stands for choice: what it costs, in words, and what explains it (Markdown)."""

    id: str
    name: str
    cost: int = 0
    costs: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """What a proposal chooses: how many, or out of what money (in words), among which; in the order of the list."""

    listed: tuple[Listed, ...]
    seats: int
    budget: int = 0
    currency: str = ""
    money: str = ""
    costs: str = ""  # what all together cost
    is_nominated: bool = False
    places: int = 0  # how many are to be filled, whether or not so many stand

    @property
    def sentence(self) -> str:
        """How many are chosen, or out of what money."""
        if self.budget:
            facts = {"money": self.money, "costs": self.costs}
            return _("There is %(money)s; all projects together cost %(costs)s.") % facts
        number = len(self.listed)
        words = ngettext("One of %(number)s is chosen.", "%(seats)s of %(number)s are chosen.", self.seats)
        return words % {"seats": self.seats, "number": number} if number else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a ballot: who or what stands there, and the field in which the ballot says something of it."""

    of: Listed
    field: BoundField


def choice_among(proposal: Proposal, happenings: Sequence[Happening]) -> Choice | None:
    """What a proposal chooses, from what is known to happen. No query, except of who is nominated."""
    rows = [Effect(pk=part.id, kind=part.kind, payload=part.payload) for part in happenings]
    return queries.choice_of(proposal, rows)


def choosing_shown(choice: Choice | None) -> Choosing | None:
    """What a choice is among, in the active language."""
    if choice is None:
        return None
    contest, language = choice.contest, get_language() or "en"
    bodies = {each.id: each.body for each in choice.asked.options}

    def words(minor: int) -> str:
        return money.in_words(minor, contest.currency, language) if contest.budget else ""

    return Choosing(
        listed=tuple(
            Listed(id=each.id, name=each.name, cost=each.cost, costs=words(each.cost), body=bodies.get(each.id, ""))
            for each in contest.candidates
        ),
        seats=contest.seats,
        budget=contest.budget,
        currency=contest.currency,
        money=words(contest.budget),
        costs=words(sum(each.cost for each in contest.candidates)),
        is_nominated=choice.asked.nominated,
        places=choice.asked.seats,
    )


def choice_ballot(
    standing: Standing, proposal: Proposal, choice: Choice, place: tuple[Elector, Ballot | None], form: Any = None
) -> dict[str, Any]:
    """The ballot of a choice with its lines, filled in with what was cast (never with what lies sealed), or as it was sent;
    nothing where yes or no is asked. `place` is the reader's, with the ballot that lies there."""
    own, ballot = place
    if proposal.frozen_process.method is not Method.CHOICE:
        return {}
    if not isinstance(form, ChoiceForm):
        asks_whom = permissions.must_say_whom(standing, own)
        said = ballot.said if ballot else {}
        form = ChoiceForm(process=proposal.frozen_process, contest=choice.contest, said=said, asks_whom=asks_whom)
    return {"choice_form": form, "lines": lines_of(form, choice), **asked_of(proposal, choice)}


def said_elsewhere(proposal: Proposal, choice: Choice | None, form: ChoiceForm | None) -> dict[str, Any]:
    """The lines of a ballot on which an officer enters what an elector said elsewhere; nothing where yes or no is asked."""
    if choice is None or form is None:
        return {}
    shown = {"choice_form": form, "lines": lines_of(form, choice), "choosing": choosing_shown(choice)}
    return {**shown, **asked_of(proposal, choice)}


def lines_of(form: ChoiceForm, choice: Choice) -> list[Line]:
    """The lines of a ballot, in the order of the list."""
    shown = choosing_shown(choice)
    by_id = {each.id: each for each in shown.listed} if shown else {}
    return [Line(of=by_id[each], field=field) for each, field in form.lines]


def asked_of(proposal: Proposal, choice: Choice) -> dict[str, Any]:
    """What the ballots of a choice ask: an order, ticks, grades up to the highest, or points to share out."""
    process = proposal.frozen_process
    asks = asks_of(process, choice.contest)
    return {
        "asks": asks.value,
        "takes_equal_places": asks is Asks.RANKS and takes_equal_places(process),
        "highest": process.grades if asks is Asks.GRADES else 0,
        "points": process.points if asks is Asks.POINTS else 0,
    }


def secrecy_shown(standing: Standing, process: Process, electors: int) -> dict[str, Any]:
    """What is promised of a secret ballot and what is not, and whether so few may vote that votes can be guessed."""
    if not queries.is_secret(process):
        return {"is_secret": False}
    return {
        "is_secret": True,
        "promised": (TURNOUT_SEEN[standing.is_protected], *PROMISED),
        "not_promised": NOT_PROMISED,
        "few_electors": FEW_ELECTORS if are_few(electors) else "",
    }


def secrecy_of_draft(standing: Standing, proposal: Proposal) -> dict[str, Any]:
    """The same for a draft, whose electorate is not frozen yet. No query unless its ballots would be secret."""
    process = queries.process_of(proposal)
    if not queries.is_secret(process):
        return {"is_secret": False}
    number = len(electorate(proposal.coalition_id, process.electorate, clock.now()))
    return secrecy_shown(standing, process, number)


def own_ballot_in_words(proposal: Proposal, choice: Choice | None, ballot: Ballot | None) -> str:
    """What a ballot says to its own elector; of a secret one, where it lies."""
    if ballot is None:
        return ""
    if ballot.is_secret:
        is_counted = not bytes(ballot.sealed) and proposal.phase is not Phase.VOTING
        return sealed_in_words(is_counted=is_counted, is_withdrawn=proposal.withdrawn_at is not None)
    if ballot.said:
        if ballot.said.get("blank") or choice is None:
            return _("Your ballot is blank.")
        return _("Your ballot: %(said)s.") % {"said": said_in_words(ballot.said, choice.contest)}
    return ballot_in_words(ballot.choice, ballot.shares)


def told_by_subtraction(elector: Elector | None, *, is_secret: bool) -> Label:
    """What a protected elector is told before it casts an open ballot that can be worked out all the same; else empty. One
    query, for protected electors alone."""
    if elector is None or is_secret or not elector.protected:
        return ""
    others = votes_of_others_unnamed(elector)
    return TOLD_BY_SUBTRACTION if is_told_by_subtraction(elector.weight, others) else ""


def seen_in_words(*, is_secret: bool, is_protected: bool) -> Label:
    """Who will see how one voted."""
    if is_secret:
        return _("Nobody sees how you voted.")
    return _("Your name is not shown with it.") if is_protected else _("Members will see how each member voted.")
