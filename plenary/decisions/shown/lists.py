"""What a list shows of each proposal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from plenary.charter.rules.schema import Method
from plenary.core.verdicts import Label
from plenary.decisions.asks import state_of
from plenary.decisions.labels.sentences import turnout_sentences
from plenary.decisions.labels.silence import OPENS, in_short
from plenary.decisions.models import Proposal
from plenary.decisions.rules.counting import turnout
from plenary.decisions.rules.phases import Phase

_SILENT = _("It is adopted unless somebody objects in time.")


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal in the list: its state in a word, the next moment of its path, and what it asks of the reader."""

    proposal: Proposal
    title: str
    language: str
    state: str
    label: str
    phase: Phase
    sentences: Sequence[Label]
    is_asked: bool
    has_voted: bool
    in_short: str
    opens: str


def lines_of(proposals: Iterable[Proposal], titles: Mapping[str, tuple[str, str]]) -> list[Line]:
    """The lines of proposals, in their order, with the titles that `queries.titles_of` gave."""
    return [_line(proposal, *titles[proposal.pk]) for proposal in proposals]


def _line(proposal: Proposal, title: str, language: str) -> Line:
    state, label = state_of(proposal)
    phase = proposal.phase
    silent = bool(proposal.process) and proposal.frozen_process.method is Method.SILENCE
    voting = phase is Phase.VOTING
    has_place, has_voted = getattr(proposal, "has_place", False), getattr(proposal, "has_voted", False)
    told = (
        turnout(proposal.frozen_process, getattr(proposal, "size", 0), getattr(proposal, "voted", 0))
        if voting
        else None
    )
    return Line(
        proposal=proposal,
        title=title,
        language=language,
        state=state,
        label=label,
        phase=phase,
        sentences=([_SILENT] if silent else turnout_sentences(told)) if told else [],
        is_asked=voting and has_place and not has_voted and not silent,
        has_voted=has_voted,
        in_short=in_short(proposal.final_count),
        opens=str(OPENS[proposal.frozen_process.method]) if phase in {Phase.NOTICE, Phase.DISCUSSION} else "",
    )
