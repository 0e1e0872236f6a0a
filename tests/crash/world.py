"""A coalition of fifty members in which there is something to vote on, made by the rooms' actions. Runs inside the product."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.test import Client

from plenary.accounts.models import Account
from plenary.bodies.actions import Nomination, found_coalition, seat_founders
from plenary.charter.rules.schema import Charter, Method, Urgent
from plenary.charter.starting import shipped
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.decisions import actions
from plenary.decisions.models import Elector, Proposal
from plenary.directory.actions import add_organisation, add_person
from plenary.directory.models import Person
from plenary.membership.actions import add_applicants, admit_member, appoint_representative
from plenary.membership.queries import representative_of_person
from plenary.record import actions as record
from tests.crash.inside import kept_head

SLUG = "clear-fields"
MEMBERS = 50
COLLEAGUE = "colleague"
RESOLVE = [("decisions.resolve", {"text": "We meet in Tirana."})]


def charter(provisional: int = 0, **terms: Any) -> Charter:
    """The charter of a steering committee whose members are admitted at once, or after so many months on trial, admit
    others, and decide by majority, for thirty days without seconders; `terms` change that process."""
    whole = shipped("steering-committee")
    voting = {
        "method": Method.MAJORITY, "seconders": 0, "notice_days": 0, "discussion_days": 0, "voting_days": 30,
        "quorum": Fraction(0), "referral_days": 0, "recorded_by": ("coordinator", "chair"),
    }  # fmt: skip
    changed = {"ordinary": voting | terms, "admission": {"electorate": "plenary", "quorum": Fraction(0)}}
    return replace(
        whole,
        categories=tuple(replace(category, provisional_months=provisional) for category in whole.categories),
        processes=tuple(replace(process, **changed.get(process.code, {})) for process in whole.processes),
        urgent=Urgent(),
    )


def gather(slug: str = SLUG, members: int = MEMBERS, rules: Charter | None = None, **terms: Any) -> None:
    """Found a coalition of so many members, each with a representative who decides; the first is the coordinator, the
    second the chair, and a colleague represents the first one's member too."""
    accounts = [Account.objects.create_user(f"person{number}@{slug}.example.org") for number in range(members)]
    coalition = found_coalition(
        account_id=accounts[0].id, slug=slug, names={"en": slug.title()}, language="en", time_zone="UTC",
        founder_name="Person 0", organisation_name="Member 0", charter=rules or charter(**terms),
    )  # fmt: skip
    office, system = standing_of(accounts[0].id, coalition.id), Standing.system(coalition.id, "process.admission")
    with record.act(by=office):
        cards = [add_organisation(by=office, name=f"Member {number}") for number in range(1, members)]
        rows = add_applicants(by=office, organisations=cards, category="member", commitment="cooperation")
        for number, (account, member) in enumerate(zip(accounts[1:], rows, strict=True), start=1):
            person = add_person(by=office, name=f"Person {number}", account_id=account.id)
            appoint_representative(by=office, member=member, person=person, mandate=Mandate.DECIDES)
            admit_member(by=system, member_id=member.id)
    chair = Person.objects.of(coalition.id).get(name="Person 1")
    seat_founders(by=office, coalition=coalition, nominations=[Nomination(office="chair", person=chair)])
    colleague = add_person(
        by=office, name="Colleague", account_id=Account.objects.create_user(f"{COLLEAGUE}@{slug}.example.org").id
    )
    first = representative_of_person(coalition.id, office.person)
    assert first is not None
    appoint_representative(by=office, member=first.member, person=colleague, mandate=Mandate.DECIDES)


def admit(name: str, slug: str = SLUG) -> None:
    """Admit one more organisation, whom nobody represents yet."""
    office = standing(0, slug)
    card = add_organisation(by=office, name=name)
    (row,) = add_applicants(by=office, organisations=[card], category="member", commitment="cooperation")
    admit_member(by=Standing.system(office.coalition, "process.admission"), member_id=row.id)


def coalition_at(slug: str = SLUG) -> Coalition:
    """The coalition at an address."""
    return Coalition.objects.get(slug=slug)


def account(who: int | str, slug: str = SLUG) -> Account:
    """The account of the representative of a number, or of the colleague."""
    name = who if isinstance(who, str) else f"person{who}"
    return Account.objects.get(email=f"{name}@{slug}.example.org")


def standing(who: int | str, slug: str = SLUG) -> Standing:
    """The standing of the representative of a number, or of the colleague, now."""
    return standing_of(account(who, slug).id, coalition_at(slug).id)


def session(of: Account) -> str:
    """The session of somebody who has just signed in."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(of)
    assert client.session[SESSION_KEY] == of.pk
    return str(client.cookies["sessionid"].value)


def drafted(title: str = "Meet in Tirana", by: int = 0, slug: str = SLUG) -> str:
    """The id of a draft."""
    made = actions.draft_proposal(by=standing(by, slug), title=title, body="Why.", language="en", effects=RESOLVE)
    return made.pk


def opened(title: str = "Meet in Tirana", by: int = 0, slug: str = SLUG) -> str:
    """The id of a proposal in voting."""
    proposal = Proposal.objects.of(coalition_at(slug).id).get(pk=drafted(title, by, slug))
    return actions.open_proposal(by=standing(by, slug), proposal=proposal).pk


def begin(members: int = 0) -> dict[str, Any]:
    """A proposal in voting, everybody signed in, and the head of the record as it is now, kept; of a new coalition, if it is
    said of how many members."""
    if members:
        gather(members=members)
    proposal = opened()
    return {"proposal": proposal, "seats": seats(proposal), "head": kept_head(SLUG)}


def ending_soon(slug: str, members: int) -> dict[str, Any]:
    """A coalition whose votes last an hour, everybody signed in, and a proposal whose voting ends in half an hour."""
    hour = timedelta(hours=1)
    with clock.set_to(clock.now() - 2 * hour):
        gather(slug, members, voting_days=0, voting_hours=1)
    sessions = seats(slug=slug)
    deadline = clock.now() + hour / 2
    with clock.set_to(deadline - hour):
        proposal = opened(slug=slug)
    return {"proposal": proposal, "seats": _seated(sessions, proposal, slug), "deadline": deadline.isoformat()}


def seats(proposal: str = "", slug: str = SLUG) -> list[dict[str, str]]:
    """Everybody but the colleague signed in: the sessions, by number, and the key of each one's elector in a proposal."""
    found = Account.objects.filter(email__startswith="person", email__endswith=f"@{slug}.example.org")
    ordered = sorted(found, key=lambda each: int(each.email.removeprefix("person").partition("@")[0]))
    return _seated([{"session": session(each), "account": each.pk} for each in ordered], proposal, slug)


def _seated(sessions: list[dict[str, str]], proposal: str, slug: str) -> list[dict[str, str]]:
    rows = Elector.objects.of(coalition_at(slug).id).filter(proposal=proposal)
    keys = dict(rows.values_list("member__representatives__person__account", "key"))
    return [each | {"elector": keys.get(each["account"], "")} for each in sessions]
