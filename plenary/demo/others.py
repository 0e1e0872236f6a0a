"""The two small coalitions: one that shares six organisations with the big one, and one that is still forming."""

from plenary.accounts.actions import create_account
from plenary.accounts.models import Account
from plenary.bodies.actions import Nomination
from plenary.bodies.actions.founding import found_coalition, seat_founders
from plenary.charter.queries import charter_of
from plenary.charter.starting import one_page_charter
from plenary.core.standing import standing_of
from plenary.demo.clear_fields import ClearFields
from plenary.demo.network import NetworkWays, network_charter
from plenary.demo.people import ELSEWHERE
from plenary.demo.stage import Planned, Stage
from plenary.demo.timeline import Timeline
from plenary.directory import actions as directory
from plenary.membership import actions as membership

SHARED = (
    "Step by Step Rehabilitation", "Survivors’ Network of the Hills", "Moçambique Passo a Passo",
    "Rwanda Amputees’ Association", "Nordic Centre for Victim Assistance", "Albanian Mine Survivors’ House",
)  # fmt: skip


class Riverside:
    """“Whole Again”, a loose network for rehabilitation; six of its eight members are members of Clear Fields too."""

    def __init__(self, timeline: Timeline, big: ClearFields) -> None:
        self.big, self.timeline = big, timeline
        timeline.at(big.ago(400), self.found)
        timeline.at(big.ago(399), self.gather)
        timeline.at(big.ago(388), self.seat)
        timeline.at(big.ago(300), lambda: self.resolve("Exchange trainers for one month each year", 6))
        self.ways = NetworkWays(timeline, big.ago, lambda: self.stage)
        timeline.at(big.ago(3), lambda: self.resolve("Write one guide to prostheses in four languages", 2))

    def found(self) -> None:
        """Founded by a rehabilitation centre in Durban."""
        account = create_account(
            email=ELSEWHERE.email,
            name=ELSEWHERE.person,
            language="en",
            time_zone=ELSEWHERE.time_zone,
            is_demonstration=True,
        )
        coalition = found_coalition(
            account_id=account.id,
            slug="whole-again",
            names={"en": "Whole Again", "fr": "Entiers à nouveau", "es": "De nuevo en pie", "ar": "من جديد"},
            language="en",
            time_zone="Africa/Johannesburg",
            founder_name=ELSEWHERE.person,
            organisation_name="Durban Prosthetics Workshop",
            country="ZAF",
            charter=network_charter(),
            is_demonstration=True,
        )
        self.stage = Stage(coalition, account.id, self.timeline)
        self.stage.represented_by[self.stage.member("Durban Prosthetics Workshop").id] = account.id

    def gather(self) -> None:
        """Seven more members; six agree that they are known in both coalitions."""
        stage, elsewhere = self.stage, self.big.stage
        by, known = stage.office(), elsewhere.organisations()
        cards = [directory.add_organisation(by=by, name=name, country=known[name].country) for name in SHARED]
        for card in cards:
            code = directory.agree_shared(by=elsewhere.office(), organisation=known[card.name]).id
            directory.agree_shared(by=by, organisation=card, shared=code)
        cards.append(directory.add_organisation(by=by, name="Kigali Orthopaedic Guild", country="RWA"))
        category = charter_of(stage.coalition.id).categories[0].code
        members = membership.add_applicants(by=by, organisations=cards, category=category)
        for place, member in enumerate(members):
            stage.represent(member, f"{member.name}: delegate {place + 1}", language="en")
        why = "All seven know the purpose from the other coalition; each accepts it once it is in."
        effects = [("membership.admit", {"member": member.id, "waived": why}) for member in members]
        stage.move(Planned(title="Admit the first seven", body="They asked together.", effects=lambda: effects, yes=1))

    def seat(self) -> None:
        """The founding act ends: two members share the contact, and the network is active."""
        guild = self.stage.member("Kigali Orthopaedic Guild").representatives.select_related("person").get(until=None)
        by = self.stage.office()
        nominations = [Nomination(office="second", person=guild.person)]
        seat_founders(by=by, coalition=self.stage.coalition, nominations=nominations)

    def resolve(self, title: str, yes: int) -> None:
        """A resolution of the network."""
        effects = [("decisions.resolve", {"text": title})]
        self.stage.move(Planned(title=title, body="Asked for in the spring call.", effects=lambda: effects, yes=yes))


class Forming:
    """“Safe Schools”, still forming: seven answers, its founder and two who are asked to join."""

    def __init__(self, timeline: Timeline, big: ClearFields) -> None:
        timeline.at(big.ago(9), self.found)

    def found(self) -> None:
        """Seven questions, answered by a teachers’ union whose representative is in the other small coalition too."""
        account = Account.objects.get(email=ELSEWHERE.email)
        answers = {
            "purpose": "No school is used for war, and every child’s way to school is safe.",
            "commitment": "networking",
            "method": "consent",
            "openness": "members",
        }
        coalition = found_coalition(
            account_id=account.id,
            slug="safe-schools",
            names={"en": "Safe Schools"},
            language="en",
            time_zone=ELSEWHERE.time_zone,
            founder_name=ELSEWHERE.person,
            organisation_name="Durban Teachers’ Union",
            country="ZAF",
            charter=one_page_charter(answers, "en"),
            is_demonstration=True,
        )
        by = standing_of(account.id, coalition.id)
        cards = [
            directory.add_organisation(by=by, name=name, country=country)
            for name, country in (("Parents of Umlazi", "ZAF"), ("Ring Road Drivers’ Guild", "SWZ"))
        ]
        membership.add_applicants(by=by, organisations=cards, category="member")
