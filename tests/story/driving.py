"""The universalisation drive of what each coalition of the story watches: targets, and how it goes about an actor."""

from datetime import date

from plenary.core.standing import Standing
from plenary.monitoring import actions
from plenary.monitoring.models import Instrument
from plenary.monitoring.rules.driving import Step
from tests.story import instruments
from tests.story.marks import said

UNTIL = date(2031, 1, 1)


def watch(by: Standing, words: str = "", lead: str = "") -> dict[str, str]:
    """A treaty that is watched, a target for it, and what is next of an actor, which a member leads; what its addresses need."""

    def told(text: str) -> str:
        return said(f"{words} {text}".strip())

    ids = instruments.watch(by, words)
    treaty = Instrument.objects.of(by.coalition).get(id=ids["instrument_id"])
    aim = actions.Aim(region="", parties=150, until=UNTIL, lead=lead)
    target = actions.set_target(by=by, instrument=treaty, aim=aim)
    way = actions.Way(
        step=Step.SIGN,
        obstacles=told("An election."),
        next_action=told("Write to its minister."),
        due_on=UNTIL,
        lead=lead or None,
        is_friend=True,
    )
    actions.keep_approach(by=by, instrument=treaty, actor=ids["actor_code"], way=way)
    return ids | {"target_id": target.id}


def more(by: Standing, instrument_id: str) -> None:
    """Further targets, and more that is next."""
    treaty = Instrument.objects.of(by.coalition).get(id=instrument_id)
    for actor, region in (("ARG", "019"), ("NPL", "142"), ("POL", "150")):
        actions.set_target(by=by, instrument=treaty, aim=actions.Aim(region=region, parties=20, until=UNTIL))
        way = actions.Way(next_action=f"Write to {actor}", due_on=UNTIL, lead=by.member)
        actions.keep_approach(by=by, instrument=treaty, actor=actor, way=way)
