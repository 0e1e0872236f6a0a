"""What Clear Fields agreed in writing: a platform in three languages that its members sign, and a draft beside it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from plenary.agreements import actions as agreements
from plenary.agreements.models import Agreement
from plenary.agreements.permissions import may_sign_for_member
from plenary.agreements.queries import draft_lines
from plenary.agreements.rules import Form, Kind, Terms
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions.rules.amendments import Act
from plenary.demo import content
from plenary.demo.clear_effects import members_by_name, speaker
from plenary.demo.clear_fields import ClearFields
from plenary.demo.stage import Effects, Planned, Stage
from plenary.demo.timeline import Timeline
from plenary.record import actions as record

AN_HOUR = timedelta(hours=1)
SIGNING = (101, 88, 75, 54)
"""So many days before today members signed, in as many waves."""
CONFIRMED = 27
"""So many days before today the one confirmed that signed on paper."""
A_YEAR = timedelta(days=365)


class ClearPlatform:
    """Told on the timeline of Clear Fields. `agreement` is there once it was drafted."""

    agreement: Agreement

    def __init__(self, timeline: Timeline, big: ClearFields) -> None:
        self.big = big
        told = content.agreements()
        self.told, self.draft = told["platform"], told["draft"]
        paper = self.told["paper"]
        timeline.at(big.ago(self.told["days"]), self.write)
        timeline.at(big.ago(self.told["days"]) + AN_HOUR / 2, self.propose)
        for wave, days in enumerate(SIGNING):
            timeline.at(big.ago(days) + AN_HOUR, partial(self.sign, wave))
        timeline.at(big.ago(paper["days"]), partial(self.enter_paper, paper["member"]))
        timeline.at(big.ago(CONFIRMED), partial(self.confirm_paper, paper["member"]))
        timeline.at(big.ago(self.draft["days"]), self.begin_another)

    @property
    def stage(self) -> Stage:
        """The coalition, as far as it was told."""
        return self.big.stage

    def speaker(self, name: str) -> Standing:
        """Who speaks for the member of this name."""
        return self.stage.speaker_for(self.stage.member(name).id)

    def write(self) -> None:
        """One member drafts the platform, others put it into their languages."""
        told, by = self.told, self.speaker(self.told["member"])
        terms = Terms(
            kind=Kind.PLATFORM,
            title=told["title"],
            language="en",
            allows_reservations=True,
            is_public=True,
            review_on=clock.now().date() + A_YEAR,
        )
        self.agreement = self.written(by, terms, told["paragraphs"])
        lines = draft_lines(self.agreement)
        source = {"": told["title"], **{line.key: line.words for line in lines}}
        for made in told["translations"]:
            words = [made["title"], *made["paragraphs"]]
            agreements.translate(
                by=self.speaker(made["member"]),
                agreement=self.agreement,
                language=made["language"],
                words=dict(zip(source, words, strict=True)),
                source=source,
            )

    def written(self, by: Standing, terms: Terms, paragraphs: Sequence[str]) -> Agreement:
        """A draft with these paragraphs, in one act."""
        with record.act(by=by):
            agreement = agreements.draft_agreement(by=by, terms=terms)
            for words in paragraphs:
                agreements.write_paragraph(by=by, agreement=agreement, words=words)
        return agreement

    def propose(self) -> None:
        """It is laid down, and the plenary votes on it."""
        told = self.told["proposal"]
        planned = Planned(
            title=told["title"],
            body=told["body"],
            effects=self.laid_down,
            yes=told["yes"],
            no=told["no"],
            abstain=told["abstain"],
            mover=self.told["member"],
        )
        self.stage.move(planned)

    def laid_down(self) -> Effects:
        """The effect that lets its first edition hold."""
        by = self.speaker(self.told["member"])
        edition = agreements.lay_down(by=by, agreement=self.agreement, is_material=True)
        return [("agreements.adopt", {"edition": edition.id})]

    def signing(self) -> list[str]:
        """Who signs here, by name, in their order; some have not signed when the story is told, one signs on paper."""
        first, last = self.told["first"], {*self.told["last"], self.told["paper"]["member"]}
        names = {name for name, member in members_by_name(self.stage).items() if member.id in self.stage.represented_by}
        others = sorted(names - {*first, *last}, key=lambda name: Random(f"{self.told['title']}{name}").random())
        kept = [name for name in others if name in self.told["reservations"] or name == self.told["personal"]["member"]]
        free = [name for name in others if name not in kept]
        return [*first, *kept, *free[: -self.told["unsigned"]]]

    def sign(self, wave: int) -> None:
        """One wave of signatures, in one act."""
        names, members = self.signing(), members_by_name(self.stage)
        self.agreement.refresh_from_db()
        assert self.agreement.current is not None  # noqa: S101  # it was adopted
        size = -(-len(names) // len(SIGNING))
        with record.act(by=self.stage.office()):
            for name in names[wave * size : (wave + 1) * size]:
                by = self.stage.speaker_for(members[name].id)
                if may_sign_for_member(by):
                    agreements.sign(
                        by=by,
                        agreement=self.agreement,
                        hash=self.agreement.current.hash,
                        form=Form.PERSONAL if name == self.told["personal"]["member"] else Form.ORGANISATION,
                        reservation=self.told["reservations"].get(name, ""),
                    )

    def enter_paper(self, name: str) -> None:
        """One signed on paper; the coordinator enters it."""
        signed = clock.now().date() - timedelta(days=2)
        paper = agreements.Paper(
            member=self.stage.member(name).id,
            person=speaker(self.stage, name),
            form=Form.ORGANISATION,
            signed_on=signed,
        )
        agreements.enter_paper(
            by=self.stage.office(), agreement=self.agreement, paper=paper, no_scan=self.told["paper"]["no_scan"]
        )

    def confirm_paper(self, name: str) -> None:
        """Its member says that it is so."""
        agreements.confirm_paper(by=self.speaker(name), agreement=self.agreement)

    def begin_another(self) -> None:
        """A draft that is being written, and a change to it that another member suggests."""
        told = self.draft
        terms = Terms(kind=Kind.DATA_SHARING, title=told["title"], language="en")
        begun = self.written(self.speaker(told["member"]), terms, told["paragraphs"])
        says, last = told["suggestion"], begun.paragraphs.get(words=told["paragraphs"][-1])
        given = {"act": Act.REPLACE, "words": says["words"], "reason": says["reason"]}
        agreements.suggest(by=self.speaker(says["member"]), agreement=begun, paragraph=last, **given)

    def unlike_the_content(self) -> list[str]:
        """Where it did not come out as told."""
        told: Mapping[str, Any] = self.told["proposal"]
        return self.stage.unlike([told])
