"""Members that do not do their part: one to whom a conversation is offered, one that appeals against a warning, and one whose
removal was adopted and waits, for its appeal is put to the vote."""

from collections.abc import Callable
from datetime import timedelta

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions as decisions
from plenary.decisions.actions.arising import due_arising, open_arising
from plenary.decisions.models import Proposal
from plenary.decisions.tasks import keep_deadlines
from plenary.membership.actions import StepGiven, open_case, take_conduct_step
from plenary.membership.models import ConductCase, Member
from plenary.membership.rules.conduct import Taken
from tests.story.stage import days_ago
from tests.story.troupe import Troupe


def tell(troupe: Troupe, words: Callable[[str], str]) -> None:
    """Told with words that are marked."""
    with clock.set_to(days_ago(4)):
        _open(troupe, "mover", words)
        _measure(troupe, "third", "warning", words)
    _removed(troupe, words)


def _measure(troupe: Troupe, part: str, measure: str, words: Callable[[str], str]) -> None:
    """The steps up to a measure, and the appeal where no proposal has to come between."""
    case, day = _open(troupe, part, words), clock.now().date()
    for by, step, given in (
        ("coordinator", "talk", {"day": day, "outcome": "open", "people": words("Two"), "words": words("No.")}),
        ("coordinator", "notice", {"words": words("You gave no answer.")}),
        (part, "answer", {"words": words("We had no staff.")}),
        ("coordinator", "hearing", {"day": day, "people": words("Three"), "way": "writing", "words": words("So.")}),
        ("coordinator", "measure", {"outcome": measure, "words": words("Answer in time.")}),
    ):
        case = take_conduct_step(by=troupe.by(by), case=case, step=Taken(step), given=StepGiven(**given))
    if measure == "warning":
        _appeal(troupe, part, case, words)


def _appeal(troupe: Troupe, part: str, case: ConductCase, words: Callable[[str], str]) -> None:
    given = StepGiven(words=words("We do."))
    take_conduct_step(by=troupe.by(part), case=case, step=Taken.APPEAL, given=given)


def _removed(troupe: Troupe, words: Callable[[str], str]) -> None:
    """A removal that was adopted five days after it was opened; the member appeals within its hold, and that opens by itself."""
    member = troupe.by("chair").member
    with clock.set_to(days_ago(9)):
        _measure(troupe, "chair", "removal", words)
        removal = troupe.opened("removed", [("membership.remove", {"member": member, "reason": words("No answer.")})])
    assert removal.voting_until
    _vote(troupe, removal)
    with clock.set_to(removal.voting_until + timedelta(hours=1)):
        keep_deadlines()
        case = ConductCase.objects.of(troupe.of.id).get(member=member)
        _appeal(troupe, "chair", case, words)
        for arising in due_arising(troupe.of):
            if arising.kind == "membership.set_aside":
                appeal = open_arising(by=Standing.system(troupe.of.id, arising.clause), arising=arising)
                assert appeal
                troupe.story.told[troupe.of.slug, "appeal"] = appeal
    _vote(troupe, troupe.story.told[troupe.of.slug, "appeal"])


def _vote(troupe: Troupe, proposal: Proposal) -> None:
    """Three are for it, as soon as they may."""
    assert proposal.voting_from
    with clock.set_to(proposal.voting_from + timedelta(hours=1)):
        for part in ("mover", "other", "third"):
            decisions.cast_ballot(by=troupe.by(part), proposal=proposal, choice="yes")


def _open(troupe: Troupe, part: str, words: Callable[[str], str]) -> ConductCase:
    member = Member.objects.of(troupe.of.id).get(pk=troupe.by(part).member)
    duty = words("answers when it is asked")
    return open_case(
        by=troupe.by("coordinator"), member=member, duty=duty, clause="accountability", words=words("Shall we talk?")
    )
