"""What goes before a member is suspended or removed in the demonstration: the steps of doing one's part (B5), on their days."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from plenary.core import clock
from plenary.demo.stage import Stage
from plenary.demo.timeline import Timeline
from plenary.membership.actions import StepGiven, open_case, take_conduct_step
from plenary.membership.models import ConductCase
from plenary.membership.rules.conduct import Measure, Taken

_STEPS: Mapping[str, tuple[tuple[float, str, dict[str, str]], ...]] = {
    "suspend": (
        (
            40,
            "talk",
            {
                "outcome": "declined",
                "people": "The coordinator",
                "words": "Two calls were offered, and none was taken.",
            },
        ),
        (38, "notice", {"words": "Three letters stayed without an answer. What keeps you from taking part?"}),
        (20, "answer", {"words": "We lost our only member of staff, and cannot say when we can take part again."}),
        (9, "hearing", {"people": "The chair and two of the board", "way": "online", "words": "It asked for a rest."}),
        (4, "measure", {"outcome": Measure.SUSPENSION, "words": "Until it has somebody again who answers."}),
    ),
    "remove": (
        (40, "talk", {"outcome": "open", "people": "The chair", "words": "It does not see what would be wrong."}),
        (38, "notice", {"words": "Your name stands on a contractor’s offers. The charter does not allow it."}),
        (20, "answer", {"words": "The contractor pays for our work, and asked for our name."}),
        (9, "hearing", {"people": "The board", "way": "person", "words": "It keeps the contract."}),
        (4, "measure", {"outcome": Measure.REMOVAL, "words": "It lent its name, and goes on doing so."}),
    ),
}
"""By kind of ending: how many days before the proposal, which step, and what is said."""
_DUTIES = {"suspend": "answers when it is asked", "remove": "keeps its name from those who trade in the field"}
_FIRST = 45  # days before the proposal


def tell_before(timeline: Timeline, stage: Stage, how: str, name: str, moved: datetime) -> None:
    """Let the matter open, and each step follow on its day, before the proposal is moved at a moment."""
    cases: list[ConductCase] = []

    def begin() -> None:
        member = stage.member(name)
        cases.append(
            open_case(
                by=stage.office(),
                member=member,
                duty=_DUTIES[how],
                clause="accountability",
                words="Shall we talk about it?",
            )
        )

    def step(taken: str, given: Mapping[str, Any]) -> None:
        case = cases[-1]
        by = stage.speaker_for(case.member_id) if taken == Taken.ANSWER else stage.office()
        day = clock.now().date() if taken in {Taken.TALK, Taken.HEARING} else None
        cases[-1] = take_conduct_step(by=by, case=case, step=Taken(taken), given=StepGiven(day=day, **given))

    timeline.at(moved - timedelta(days=_FIRST), begin)
    for before, taken, given in _STEPS[how]:
        timeline.at(moved - timedelta(days=before), partial(step, taken, given))
