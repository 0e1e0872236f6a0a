"""A coalition with findings and people who write, keep and read them, for tests."""

from dataclasses import replace

from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.core.standing import Standing
from plenary.monitoring import actions
from plenary.monitoring.actions import Found
from plenary.monitoring.matters import KEEP
from plenary.monitoring.models import Claim, Finding, Instrument, Obligation, Source
from plenary.monitoring.queries.findings import visible_finding
from plenary.monitoring.rules.findings import Confidence, Judged, Side, Step
from plenary.monitoring.rules.sources import Reliability
from plenary.monitoring.tests import factories
from plenary.monitoring.tests.kept import Place
from tests import founding

AGAINST = Found(judged=Judged.AGAINST, confidence=Confidence.HIGH, texts={"en": "It lays new mines."})


class Case:
    """A public treaty that binds Mali since 1998, a source, and those who write, keep and read."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.keeper = place.keeper
        self.second = replace(place.standing("Second keepers"), powers=frozenset({KEEP}))
        self.third = replace(place.standing("Third keepers"), powers=frozenset({KEEP}))
        self.writer, self.reader = place.standing("Writers"), place.member
        self.treaty: Instrument = factories.in_force(self.keeper, is_public=True)
        self.clearing: Obligation = factories.clearing(self.keeper, self.treaty)
        self.source: Source = place.keep(reliability=Reliability.USUALLY)

    @property
    def nobody(self) -> Standing:
        return Standing.nobody(self.place.of.id)

    def finding(self, actor: str = "MLI", year: int = 2020, found: Found = AGAINST) -> Finding:
        made = actions.write_finding(by=self.writer, obligation=self.clearing, actor=actor, year=year, found=found)
        self.claimed(made)
        return made

    def claimed(self, finding: Finding, side: Side = Side.SUPPORTS, source: Source | None = None) -> Claim:
        said = {"en": "Seen in the north."}
        return actions.claim(
            by=self.writer, finding=finding, side=side, texts=said, source=source or self.source, place="p. 4"
        )

    def step(self, finding: Finding, step: Step, by: Standing | None = None) -> Finding:
        return actions.take_step(by=by or self.keeper, finding=finding, step=step)

    def cleared(self, finding: Finding) -> Finding:
        for step, by in [(Step.CHECK, self.keeper), (Step.CLEAR_AS_WRITER, self.writer)]:
            self.step(finding, step, by)
        return self.step(finding, Step.CLEAR_AS_KEEPER, self.second)

    def published(self, finding: Finding) -> Finding:
        self.cleared(finding)
        self.step(finding, Step.SIGN_OFF, self.second)
        return self.step(finding, Step.PUBLISH)

    def seen_by(self, finding: Finding) -> dict[str, bool]:
        who = {"keeper": self.second, "writer": self.writer, "reader": self.reader, "nobody": self.nobody}
        return {name: visible_finding(each, finding.id) is not None for name, each in who.items()}


def open_place() -> Place:
    charter = founding.charter()
    offices = (replace(charter.offices[0], powers=(*charter.offices[0].powers, KEEP)), *charter.offices[1:])
    made = founding.coalition(offices=offices, disclosure=Disclosure(outcomes=Disclosed.PUBLIC))
    return Place(made)
