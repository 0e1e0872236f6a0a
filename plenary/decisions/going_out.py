"""The words of proposals as they go out, for members whose subjects they may touch (A8): the whole, amendments, translations."""

from collections.abc import Iterable, Iterator

from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.decisions.actions import audiences
from plenary.decisions.models import Amendment, Proposal
from plenary.decisions.queries.wording import moved_to_amend, open_to, words_of_all
from plenary.membership.rules.touching import Part
from plenary.membership.touching import Going

TOUCHING = "decisions.proposal"


def whole(proposal: Proposal, words: Iterable[str]) -> Going:
    """A proposal with its words as they stand."""
    return Going(
        about=proposal.id,
        title=proposal.title,
        words=words,
        author=tuple(audiences.of_mover(proposal)),
        own=proposal.moved_by_member_id or "",
    )


def moved(amendment: Amendment) -> Going:
    """The words of an amendment, with the reason; whoever moves it without a name is told nothing. Give it with its proposal."""
    is_member = amendment.moved_by != amendment.by_person
    mover = visibility.member(amendment.moved_by) if is_member else visibility.person(amendment.by_person)
    return Going(
        about=amendment.proposal.id,
        title=amendment.proposal.title,
        words=(amendment.words, amendment.reason),
        author=(mover,) if amendment.name else (),
        own=amendment.moved_by,
        part=Part.AMENDMENT,
    )


def translated(by: Standing, proposal: Proposal, words: tuple[str, str]) -> Going:
    """A translation, title and text, by whoever finished it; one who goes unnamed is told nothing."""
    return Going(
        about=proposal.id,
        title=proposal.title,
        words=words,
        author=tuple(audiences.of_own(by)) if by.member or by.person else (),
        own=by.member,
        part=Part.TRANSLATION,
    )


def open_ones(standing: Standing) -> Iterator[Going]:
    """What a standing may read of proposals that are open, and of amendments to them on which nobody decided. Five queries."""
    proposals = list(open_to(standing))
    words = words_of_all(proposals)
    yield from (whole(each, words[each.pk]) for each in proposals)
    yield from (moved(each) for each in moved_to_amend(proposals))
