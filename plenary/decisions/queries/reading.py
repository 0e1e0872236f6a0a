"""Reads for answers that are sent later than they were given: what a proposal asks now, and what arrived before."""

from collections.abc import Sequence

from plenary.core.standing import Standing
from plenary.decisions.models import Ballot, Objection, Proposal
from plenary.decisions.queries.effects import Happening, effects_of
from plenary.decisions.queries.electors import places_of
from plenary.decisions.queries.languages import Words, words_of
from plenary.decisions.rules.reading import Part, fingerprint


def as_asked(proposal: Proposal, words: Words | None = None, happenings: Sequence[Happening] | None = None) -> str:
    """The fingerprint of what a proposal asks now (`rules.reading`); no query where its words and parts are at hand."""
    read = words or words_of(proposal)
    if happenings is None:
        told = [(row.pk, row.payload, row.severed_at is not None) for row in effects_of(proposal)]
    else:
        told = [(each.id, dict(each.payload), each.severed) for each in happenings]
    parts = [
        Part(
            id=key,
            payload=payload,
            text=read.effects[key].authentic.pk if key in read.effects else "",
            severed=severed,
        )
        for key, payload, severed in told
    ]
    version = read.version or str(proposal.reworded_at or "")
    return fingerprint(round=proposal.round, stage=proposal.stage, words=version, parts=parts)


def ballot_sent_as(standing: Standing, proposal: Proposal, sending: str) -> Ballot | None:
    """The ballot of the standing's own elector, of any round, that arrived under a word of its form; None without one."""
    if not sending:
        return None
    own = places_of(standing, "elector__")
    return Ballot.objects.of(proposal.coalition_id).filter(own, proposal=proposal, sent_as=sending).first()


def objection_sent_as(standing: Standing, proposal: Proposal, sending: str) -> Objection | None:
    """The standing's own objection that arrived under a word of its form, taken back since or not; None without one."""
    if not sending:
        return None
    rows = Objection.objects.of(proposal.coalition_id).filter(proposal=proposal, sent_as=sending)
    return rows.filter(objector=standing.member or standing.person).select_related("effect").first()
