"""Who may read of proposals, of what is said on the way, of texts, and of the record."""

from collections.abc import Iterable
from typing import Any

from plenary.bodies.models import Countback
from plenary.core import visibility
from plenary.decisions.models import BallotBox, Effect, Elector, Nomination, Proposal
from plenary.texts.models import Thread
from tests.leaks.audiences.danger import withheld_from_all_but
from tests.leaks.audiences.tokens import MEMBERS, NOBODY, at_most_members, disclosed


def title_of_draft(row: Any) -> Iterable[str]:
    """Besides, whoever may read a proposal that would adopt it, which says so by its title."""
    adopting = Effect.objects.of(row.coalition_id).filter(payload__draft=row.pk).select_related("proposal")
    return {*MEMBERS, *(token for effect in adopting for token in proposal(effect.proposal))}


def _of_mover(row: Proposal) -> list[str]:
    own = (
        visibility.member(row.moved_by_member_id) if row.moved_by_member_id else visibility.person(row.moved_by_person)
    )
    return [own]


def proposal(row: Proposal) -> Iterable[str]:
    """A draft: its movers. Shown to find seconders: members. Opened: as the charter discloses proposals; decided: as it
    discloses outcomes; always those in its electorate."""
    if row.opened_at is None:
        return [*_of_mover(row), *(MEMBERS if row.shown_at and not row.withdrawn_at else NOBODY)]
    places = Elector.objects.of(row.coalition_id).filter(proposal=row)
    electors = [visibility.person(each.person) if each.person else visibility.member(each.member_id) for each in places]
    return [*_of_mover(row), *electors, *disclosed(row, "outcomes" if row.decided_at else "proposals")]


def of_proposal(row: Any) -> Iterable[str]:
    """As the proposal."""
    return proposal(row.proposal)


def on_the_way(row: Any) -> Iterable[str]:
    """What was said on the way to a decision: as the charter discloses proposals, whatever became of it."""
    of = row if isinstance(row, Proposal) else row.proposal
    seen = set(proposal(of))
    return seen if of.decided_at is None else (seen - {visibility.PUBLIC}) | set(disclosed(of, "proposals"))


def id_of_nomination(row: Nomination) -> Iterable[str]:
    """As what is said on the way; of who stood, as the outcome, whose ballots and count name candidates by it."""
    boxes = BallotBox.objects.of(row.coalition_id).filter(proposal=row.proposal)
    stood = {each.id for box in boxes if box.what for each in box.what.candidates}
    return proposal(row.proposal) if row.proposal.decided_at and row.pk in stood else on_the_way(row)


def elector(row: Elector) -> Iterable[str]:
    """As what is said on the way; a protected member's place, its own alone."""
    own = visibility.person(row.person) if row.person else visibility.member(row.member_id or "")
    return [own] if row.protected else [own, *on_the_way(row)]


def ballot(row: Any) -> Iterable[str]:
    """Its own elector until the outcome is entered, and whoever entered it; then as the roll call. What was said on a call
    was said to all who were on it."""
    own = (
        visibility.person(row.elector.person) if row.elector.person else visibility.member(row.elector.member_id or "")
    )
    is_open = row.proposal.decided_at is None and row.elector.round == row.proposal.round and row.how != "call"
    if is_open or row.elector.protected:
        return [own, *([visibility.person(row.cast_by)] if row.entered_by else [])]
    return [own, *at_most_members(on_the_way(row))]


def counted_ballots(row: Any) -> Iterable[str]:
    """Nobody until the outcome is entered, then as the proposal; of a round that is over before, nobody."""
    is_told = row.proposal.decided_at is not None and row.round == row.proposal.round
    return proposal(row.proposal) if is_told else NOBODY


def countback(row: Countback) -> Iterable[str]:
    """As the election whose ballots are counted again; and whoever is asked."""
    own = visibility.member(row.member_id) if row.member_id else visibility.person(row.person_id or "")
    return [own, *proposal(Proposal.objects.of(row.coalition_id).get(pk=row.proposal))]


def ballot_on_amendment(row: Any) -> Iterable[str]:
    """Its own elector alone: the figures are told, no names."""
    return [
        visibility.person(row.elector.person) if row.elector.person else visibility.member(row.elector.member_id or "")
    ]


def temperature(row: Any) -> Iterable[str]:
    """Its own elector alone."""
    return ballot_on_amendment(row)


def delegation(row: Any) -> Iterable[str]:
    """The two concerned."""
    return [token for one in (row.giver, row.carrier) for token in (visibility.member(one), visibility.person(one))]


def text(row: Any) -> Iterable[str]:
    """As the proposal whose words it holds; the statement of a candidate, as what is said on the way."""
    found = Proposal.objects.of(row.coalition_id).filter(text=row.pk).first()
    if found is None:
        nomination = Nomination.objects.of(row.coalition_id).filter(text=row.pk).select_related("proposal").first()
        if nomination:
            return on_the_way(nomination)
        effect = Effect.objects.of(row.coalition_id).filter(text=row.pk).select_related("proposal").first()
        found = effect.proposal if effect else None
    return proposal(found) if found else NOBODY


def version(row: Any) -> Iterable[str]:
    """As its text; a draft of a translation, members, who translate."""
    tokens = text(row.text)
    return at_most_members(tokens) if row.ready_at is None else tokens


def thread(row: Thread) -> Iterable[str]:
    """As what it stands under: a proposal, or a clause of a draft, which members discuss."""
    found = Proposal.objects.of(row.coalition_id).filter(thread=row.pk).first()
    return on_the_way(found) if found else MEMBERS


def of_thread(row: Any) -> Iterable[str]:
    """As its thread."""
    return thread(row.thread)


def entry(row: Any) -> Iterable[str]:
    """The tokens that were frozen into it; what is sealed, nobody by token."""
    return set(row.audiences.values_list("token", flat=True)) - {visibility.SEALED}


def opening(row: Any) -> Iterable[str]:
    """Its own tokens, else its entry's; one that is withheld, those who may undo the alarm, as far as they read by these."""
    tokens = set(row.audience or entry(row.entry)) - {visibility.SEALED}
    return tokens if row.withheld_at is None else withheld_from_all_but(row, tokens)
