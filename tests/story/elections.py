"""Elections of the story: one that was counted, its ballots secret and published, whose winner left so that they were counted
again, and one that is open to nominations."""

from datetime import timedelta

from plenary.bodies.actions import Nomination, appoint, give_up
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions as decisions
from plenary.decisions.models import Nomination as Candidate
from plenary.decisions.models import Proposal
from plenary.decisions.tasks import fill_vacancies, keep_deadlines
from tests.story.marks import said
from tests.story.stage import MARK, days_ago
from tests.story.troupe import Troupe

CHAIR, SEAT = {"office": "chair"}, {"body": "board", "seats": ["general"], "vacant": {"general": 1}}
SOON = timedelta(hours=1)


def tell(troupe: Troupe) -> None:
    """Both, in one coalition, and between them the vacancy."""
    _left(troupe, _counted(troupe))
    _nominating(troupe)


def _counted(troupe: Troupe) -> Proposal:
    """Two stand for one seat of the board, each with a statement; two vote; the outcome is held fast."""
    with clock.set_to(days_ago(15)):
        proposal = troupe.opened("elected", [("bodies.elect", SEAT)])
        for part in ("other", "third"):
            by = troupe.by(part)
            nomination = decisions.nominate(by=by, proposal=proposal, member=by.member)
            decisions.write_statement(by=by, nomination=nomination, language="en", body=_words(troupe, "We stand."))
    assert proposal.voting_from
    assert proposal.voting_until
    with clock.set_to(proposal.voting_from + SOON):
        keep_deadlines()
        first, second = (_of(troupe, proposal, part) for part in ("other", "third"))
        ballots = {"mover": [[first.pk], [second.pk]], "other": [[first.pk]], "third": [[second.pk]]}
        for part, places in ballots.items():
            decisions.cast_ballot(by=troupe.by(part), proposal=proposal, said={"ranks": places})
    with clock.set_to(proposal.voting_until + SOON):
        keep_deadlines()
    return proposal


def _left(troupe: Troupe, proposal: Proposal) -> None:
    """Who was chosen sat on the board for a day, and gave the seat up: the other who stood is asked to take it."""
    winner = _of(troupe, proposal, "other")
    with clock.set_to(days_ago(4)):
        by = Standing.system(proposal.coalition_id, "process.election")
        seat = Nomination(body="board", seats="general", member=winner.member)
        term = appoint(by=by, nomination=seat, adopted_by=proposal.pk)
    with clock.set_to(days_ago(3)):
        give_up(by=troupe.by("other"), term=term)
    with clock.set_to(days_ago(2)):
        fill_vacancies()


def _nominating(troupe: Troupe) -> None:
    """One stands, who took it back before, and says why in two languages; one was asked and has not answered."""
    with clock.set_to(days_ago(1)):
        proposal = troupe.opened("nominating", [("bodies.elect", SEAT)], "coordinator")
        by, third = troupe.by("coordinator"), troupe.by("third")
        decisions.withdraw_nomination(by=by, nomination=decisions.nominate(by=by, proposal=proposal, member=by.member))
        stands = decisions.nominate(by=by, proposal=proposal, member=by.member)
        decisions.write_statement(by=by, nomination=stands, language="en", body=_words(troupe, "We stand again."))
        decisions.write_statement(by=by, nomination=stands, language="fr", body=_words(troupe, "Encore une fois."))
        decisions.nominate(by=troupe.by("mover"), proposal=proposal, member=third.member)


def _of(troupe: Troupe, proposal: Proposal, part: str) -> Candidate:
    """The nomination of the member of a part."""
    return Candidate.objects.of(proposal.coalition_id).get(proposal=proposal, member=troupe.by(part).member)


def _words(troupe: Troupe, words: str) -> str:
    return said(f"{MARK} {words}" if troupe.of == troupe.story.elsewhere else words)
