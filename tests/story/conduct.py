"""Members that do not do their part: one to whom a conversation is offered, and one that appeals against a warning."""

from collections.abc import Callable

from plenary.core import clock
from plenary.membership.actions import StepGiven, open_case, take_conduct_step
from plenary.membership.models import ConductCase, Member
from plenary.membership.rules.conduct import Taken
from tests.story.stage import days_ago
from tests.story.troupe import Troupe


def tell(troupe: Troupe, words: Callable[[str], str]) -> None:
    """Told with words that are marked."""
    with clock.set_to(days_ago(4)):
        _open(troupe, "mover", words)
        case = _open(troupe, "third", words)
        day = clock.now().date()
        for part, step, given in (
            ("coordinator", "talk", {"day": day, "outcome": "open", "people": words("Two"), "words": words("No.")}),
            ("coordinator", "notice", {"words": words("You gave no answer.")}),
            ("third", "answer", {"words": words("We had no staff.")}),
            ("coordinator", "hearing", {"day": day, "people": words("Three"), "way": "writing", "words": words("So.")}),
            ("coordinator", "measure", {"outcome": "warning", "words": words("Answer in time.")}),
            ("third", "appeal", {"words": words("We do.")}),
        ):
            case = take_conduct_step(by=troupe.by(part), case=case, step=Taken(step), given=StepGiven(**given))


def _open(troupe: Troupe, part: str, words: Callable[[str], str]) -> ConductCase:
    member = Member.objects.of(troupe.of.id).get(pk=troupe.by(part).member)
    duty = words("answers when it is asked")
    return open_case(
        by=troupe.by("coordinator"), member=member, duty=duty, clause="accountability", words=words("Shall we talk?")
    )
