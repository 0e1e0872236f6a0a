"""Clear Fields, the big coalition: founded by one, grown by proposals, governed by a board, its story told forward."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from plenary.accounts.actions import create_account
from plenary.bodies.actions.founding import found_coalition
from plenary.bodies.queries import terms_in_force
from plenary.charter.actions import draft_charter
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Charter
from plenary.charter.starting import one_page_charter
from plenary.core import clock
from plenary.decisions.rules.phases import Phase
from plenary.demo import content
from plenary.demo.charters import CHANGES, PURPOSE, first_charter
from plenary.demo.content import Told
from plenary.demo.people import COORDINATOR, PROTECTED
from plenary.demo.stage import Effects, Motion, Stage
from plenary.demo.timeline import Timeline
from plenary.directory import actions as directory
from plenary.directory.models import Organisation
from plenary.directory.rules.details import Name
from plenary.membership import actions as membership
from plenary.membership.models import Member
from plenary.membership.permissions import may_see_protected
from plenary.record import actions as record

HOST = "Fields House Geneva"
CORE = (
    "Northern Disarmament Forum", "Femmes du Sahel pour des champs sûrs", "Campo Limpo", "Minefree Balkans",
    "جمعية الأرز للسلامة", "Tierra Segura", "Survivors’ Network of the Hills", "Terres Libres",
    "Albanian Mine Survivors’ House", "Nepal Hill Women’s Federation", "Moçambique Passo a Passo",
)  # fmt: skip
BOARD = (
    "Northern Disarmament Forum", "Femmes du Sahel pour des champs sûrs", "Campo Limpo", "Minefree Balkans",
    "جمعية الأرز للسلامة", "Tierra Segura", "Nepal Hill Women’s Federation", "Terres Libres", "Mindanao Peace Weavers",
)  # fmt: skip
SUSPENDED, REMOVED = "Hungarian Helpers", "British Friends of the Fields"
ON_LEAVE, DORMANT = "Jaffna Return Committee", "Caribbean Arms Watch"
SHELTER = ("Roshana Shelter Circle", "حلقهٔ پناه روشنا")


class ClearFields:
    """The story. `stage` is the coalition as far as it was told."""

    def __init__(self, today: datetime, timeline: Timeline) -> None:
        self.today, self.timeline = today, timeline
        told = content.proposals()
        self.batches = [set(item["countries"]) for item in told["past"] if "countries" in item]
        self.everyone = {item.name: item for item in content.organisations("clear_fields")}
        timeline.at(self.ago(800), self.found)
        timeline.at(self.ago(797), self.enter_core)
        timeline.at(self.ago(785), self.enter_first_members)
        timeline.at(self.ago(770), self.adopt_full_charter)
        timeline.at(self.ago(752), self.seat_first_board)
        timeline.at(self.ago(710), self.enter_later_applicants)
        timeline.at(self.ago(700), self.protect_one)
        for item in (*told["past"], *told["open"]):
            timeline.at(self.ago(item["days"]), lambda item=item: self.stage.move(self.motion(item)))  # type: ignore[misc]
        timeline.at(self.ago(460), self.keep_coordinator)
        timeline.at(self.ago(125), self.let_some_rest)
        timeline.at(self.ago(6), self.enter_applicants)
        timeline.at(self.ago(4), self.discuss)
        timeline.at(self.ago(1), lambda: self.keep_draft(told["draft"][0]))

    def ago(self, days: float) -> datetime:
        """A moment so many days before the demonstration is loaded."""
        return self.today - timedelta(days=days)

    def found(self) -> None:
        """The founding act: the coordinator, employed by the host, with seven answers."""
        account = create_account(email=COORDINATOR.email, name=COORDINATOR.person, language="en", is_demonstration=True)
        answers = {"purpose": PURPOSE.purpose["en"], "deciding": "everyone", "method": "majority", "openness": "public"}
        coalition = found_coalition(
            account_id=account.id,
            slug="clear-fields",
            names={"en": "Clear Fields", "fr": "Champs libres", "es": "Campos libres", "ar": "حقول آمنة"},
            language="en",
            time_zone="Europe/Zurich",
            founder_name=COORDINATOR.person,
            organisation_name=HOST,
            country="CHE",
            charter=one_page_charter(answers, "en"),
            is_demonstration=True,
        )
        self.stage = Stage(coalition, account.id, self.timeline)
        self.stage.represented_by[self.stage.member(HOST).id] = account.id

    def enter_core(self) -> None:
        """The first who were asked apply, and the founder admits them."""
        self.enter([self.everyone[name] for name in CORE])
        self.admit("Admit the founding members", CORE, yes=1)

    def enter_first_members(self) -> None:
        """Those who came in the first months, before there was a board."""
        later = set.union(*self.batches)
        first = [item for item in self.everyone.values() if item.name not in CORE and item.country not in later]
        self.enter(first)
        self.admit("Admit those who joined in the first months", [item.name for item in first], yes=9, abstain=1)

    def enter_later_applicants(self) -> None:
        """The cards of those who apply in the years after."""
        later = set.union(*self.batches)
        self.enter([item for item in self.everyone.values() if item.name not in CORE and item.country in later])

    def adopt_full_charter(self) -> None:
        """From the one-page charter to a full one."""
        effects = lambda: self.amending(lambda _charter: first_charter(), "A full charter")  # noqa: E731
        body = "Nine seats, elected; a plenary once a year; a record that anyone can verify."
        self.stage.move(Motion(title="Adopt a full charter", body=body, effects=effects, yes=70, no=4, abstain=2))

    def seat_first_board(self) -> None:
        """Nine seats, the chair and the committees; some seats stay vacant."""
        body = "The names that the regional groups sent. The treasurer’s office stays vacant for now."
        self.stage.move(
            Motion(title="Seat the first board and the committees", body=body, effects=self.first_seats, yes=66, no=2)
        )

    def first_seats(self) -> Effects:
        """The effects that fill them."""
        active = [name for name in self.everyone if name not in {*BOARD, SUSPENDED, REMOVED, ON_LEAVE, DORMANT}]
        members = {member.name: member for member in self._members()}
        names = iter([name for name in active if name in members])
        fill = lambda body, count: [(body, next(names)) for _ in range(count)]  # noqa: E731
        seats = (
            [("board", name) for name in BOARD]
            + [("outreach", ON_LEAVE)]
            + fill("outreach", 6)
            + fill("policy", 5)
            + fill("finance", 2)
        )
        effects = [
            ("bodies.appoint", {"body": body, "seats": "members", "member": members[name].id}) for body, name in seats
        ]
        chair = self._person_of(members[BOARD[0]])
        return [*effects, ("bodies.appoint", {"office": "chair", "person": chair})]

    def keep_coordinator(self) -> None:
        """The founder’s year ends; the plenary keeps her as coordinator, from the day after."""
        starts = self.ago(434).isoformat()
        effects = lambda: [  # noqa: E731
            ("bodies.appoint", {"office": "coordinator", "person": self.stage.office().person, "starts": starts})
        ]
        body = "The first year was hers by the founding act. From now on it is by our vote."
        self.stage.move(Motion(title="Keep the coordinator", body=body, effects=effects, yes=55, no=1))

    def protect_one(self) -> None:
        """One member is in danger where it works: two members vouch, the chair admits it unnamed."""
        stage = self.stage
        chair = stage.office(stage.represented_by[stage.member(BOARD[0]).id])
        card = directory.add_organisation(
            by=chair,
            name=SHELTER[0],
            other_names=[Name(name=SHELTER[1], language="fa")],
            protected=True,
            allowed=may_see_protected(chair),
        )
        member = membership.propose_protected(by=chair, card=card, category="member", commitment="cooperation")
        for voucher in (BOARD[1], BOARD[6]):
            membership.vouch(by=stage.speaker_for(stage.member(voucher).id), member_id=member.id)
        member = membership.admit_protected(by=chair, member_id=member.id)
        stage.represent(member, PROTECTED.person, language="en", by=chair)

    def let_some_rest(self) -> None:
        """One member goes on leave, another has not been heard of."""
        stage = self.stage
        resting = stage.member(ON_LEAVE)
        membership.go_on_leave(by=stage.speaker_for(resting.id), member=resting)
        membership.find_dormant(by=stage.office(), member=stage.member(DORMANT))

    def enter_applicants(self) -> None:
        """Five organisations that apply now."""
        self.enter(content.organisations("applicants"))

    def discuss(self) -> None:
        """What members say to the proposals that are open."""
        say, member = self.stage.comment, lambda name: self.stage.member(name).id
        seat = "A seat on the board for survivors’ organisations"
        say(
            seat,
            member("Campo Limpo"),
            "Who counts as a survivors’ organisation? We have survivors among our staff, not on our board.",
        )
        say(
            seat,
            member("Survivors’ Network of the Hills"),
            "One whose leading body has a majority of survivors. We wrote it so in the annex.",
        )
        say(
            seat, member("Tierra Segura"), "Apoyamos. Pedimos que el puesto tenga interpretación en cada reunión.", "es"
        )
        say(seat, member("جمعية الأرز للسلامة"), "نؤيد المقترح، ونطلب أن تُتاح الوثائق بالعربية قبل التصويت.", "ar")
        detectors = "Lend the spare detectors to Mindanao Peace Weavers"
        say(
            detectors,
            member("Mindanao Peace Weavers"),
            "We can send two people to fetch them, and return them within the year.",
        )

    def keep_draft(self, item: Mapping[str, Any]) -> None:
        """The member representative of the demonstration has a draft of her own."""
        mover = self.stage.speaker_for(self.stage.member(BOARD[1]).id)
        effects = [("decisions.resolve", {"text": item["title"]})]
        self.stage.draft(item["title"], item["body"], mover, effects)

    def enter(self, told: Sequence[Told]) -> None:
        """Make cards of organisations, enter them as applicants, and give each the person who speaks for it, in one act."""
        stage, by = self.stage, self.stage.office()
        with record.act(by=by):
            cards = [self._card(by, item) for item in told]
            members = membership.add_applicants(
                by=by, organisations=cards, category="member", commitment="coordination"
            )
            for member, item in zip(members, told, strict=True):
                language = item.language if item.language in ("en", "fr", "es", "ar") else "en"
                stage.represent(member, item.representative, language=language, by=by)

    @staticmethod
    def _card(by: Any, item: Told) -> Organisation:
        others = [Name(name=item.other_name, language=item.other_language)] if item.other_name else []
        return directory.add_organisation(
            by=by,
            name=item.name,
            name_language=item.language,
            country=item.country,
            classification=item.classification,
            other_names=others,
        )

    def admit(self, title: str, names: Sequence[str], **ballots: int) -> None:
        """Propose to admit these."""
        effects = lambda: self.admitting(names)  # noqa: E731
        body = "They have read the purpose and accept it; who speaks for each stands on its card."
        self.stage.move(Motion(title=title, body=body, effects=effects, **ballots))

    def motion(self, item: Mapping[str, Any]) -> Motion:
        """A proposal of the content as a motion."""
        effects = {
            "": lambda: [("decisions.resolve", {"text": item["title"]})],
            "amend": lambda: self.amending(CHANGES[item["change"]], item["title"]),
            "admit": lambda: self.admitting([t.name for t in self.everyone.values() if t.country in item["countries"]]),
            "admit-applicants": lambda: self.admitting([t.name for t in content.organisations("applicants")]),
            "suspend": lambda: self.ending("suspend", SUSPENDED, "no answer for a year"),
            "remove": lambda: self.ending("remove", REMOVED, "lent its name to a contractor"),
            "appoint-treasurer": lambda: [
                ("bodies.appoint", {"office": "treasurer", "person": self._person_of(self.stage.member(BOARD[2]))})
            ],
            "appoint-committee": lambda: self.seating("policy", ("Kyrgyz Women Jurists", "Timor Foun")),
            "appoint-finance": lambda: self.seating("finance", ("Campo Limpo", "Terres Libres")),
            "free-seat": lambda: [("bodies.remove", {"term": self._seat_of(ON_LEAVE)})],
        }[item.get("does", "")]
        return Motion(
            title=item["title"],
            body=item["body"],
            effects=effects,
            yes=item.get("yes", 0),
            no=item.get("no", 0),
            abstain=item.get("abstain", 0),
            withdrawn=item.get("withdrawn", False),
            objection=item.get("objection", ""),
        )

    def amending(self, change: Any, title: str) -> Effects:
        """The effect that puts a changed charter in force, drafted by the coordinator."""
        before: Charter = charter_of(self.stage.coalition.id)
        draft = draft_charter(by=self.stage.office(), charter=change(before), title=title)
        return [("charter.amend", {"draft": draft.id})]

    def admitting(self, names: Sequence[str]) -> Effects:
        """The effects that admit these, by the names of their organisations."""
        wanted = {member.name: member.id for member in self._members() if member.name in set(names)}
        return [("membership.admit", {"member": wanted[name]}) for name in names]

    def ending(self, how: str, name: str, reason: str) -> Effects:
        """The effect that suspends or removes one."""
        return [(f"membership.{how}", {"member": self.stage.member(name).id, "reason": reason})]

    def seating(self, body: str, names: Sequence[str]) -> Effects:
        """The effects that give seats of a body to these members."""
        return [
            ("bodies.appoint", {"body": body, "seats": "members", "member": self.stage.member(name).id})
            for name in names
        ]

    def unlike_the_content(self) -> list[str]:
        """Where the story did not end as the content says; empty when it was told right."""
        told = content.proposals()
        found = []
        for item in (*told["past"], *told["open"]):
            proposal = self.stage.proposals[item["title"]]
            proposal.refresh_from_db()
            wanted = item.get("ends") or item["now"]
            phase = Phase.WITHDRAWN if proposal.withdrawn_at else proposal.phase
            actual = phase.value if phase in {Phase.WITHDRAWN, Phase.VOTING, Phase.DISCUSSION, Phase.NOTICE} else ""
            if wanted != (actual or proposal.outcome) or proposal.not_carried_out:
                found.append(f"{item['title']}: {actual or proposal.outcome} {proposal.not_carried_out}, not {wanted}")
        return found

    def _members(self) -> list[Member]:
        rows = Member.objects.of(self.stage.coalition.id).filter(protected=False)
        return list(rows.select_related("organisation", "individual"))

    def _person_of(self, member: Member) -> str:
        return member.representatives.get(until=None).person_id

    def _seat_of(self, name: str) -> str:
        member = self.stage.member(name)
        return terms_in_force(self.stage.coalition.id, clock.now()).filter(member=member).get().id
