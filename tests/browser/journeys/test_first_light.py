"""First light: a coalition forms, takes rules, seats a board, admits real organisations, amends its charter, proves its record.

One journey through pages alone, as three people who found a coalition walk it; each step begins where the desk or the page
before it points. The organisations are named in a public data set; without it the journey is not run.
"""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.clock import Clock
from tests.browser.people import Person, deadlines, enter
from tests.serving import ROOT, Site

NETWORKS = ROOT.parent / "shared" / "data" / "networks"
NODES = NETWORKS / "mpn_bristol_nodes.csv"
CIVIC = 97
SLUG = "civic-bristol"
PURPOSE = (
    "We bring the civic organisations of the city together, so that what is decided for them is decided with them."
)
OTHERS_VOTE = 57  # ballots of those who do not vote in the browser: with three more, three fifths of 99 take part

pytestmark = pytest.mark.skipif(not NODES.exists(), reason=f"not run: {NODES} is absent")


@pytest.fixture
def enters(site: Site, visitor: Callable[..., Any]) -> Callable[[str, str], Person]:
    """Let somebody in, in a browser of their own."""
    return lambda name, organisation: enter(site, visitor(locale="en").new_page(), name, organisation, SLUG)


def test_a_coalition_forms_decides_and_proves_it(
    site: Site, clock: Clock, enters: Callable[[str, str], Person], tmp_path: Path
) -> None:
    ana, ben, chloe = founders = (
        enters("Ana Reyes", "Harbour Forum"),
        enters("Ben Okafor", "Northside Tenants"),
        enters("Chloe Martin", "Avon Carers"),
    )
    form_with_seven_questions(ana)
    for newcomer in (ben, chloe):
        apply(newcomer)
    admit_founders(ana)
    clock.pass_days(5, hours=26)
    deadlines(site, clock)
    assert ana.at_desk().page.get_by_role("heading", level=1).count() == 1

    adopt_charter(founders, site, clock)
    seat_board(founders, site, clock)
    import_organisations(ana)
    admit_all_but_one(founders, site, clock)
    amend_charter(founders, site, clock)
    prove_record(chloe, site, tmp_path)


def form_with_seven_questions(ana: Person) -> None:
    """A new account finds the way to form a coalition, answers, and stands at its desk."""
    ana.page.goto("/")
    ana.opens("To my coalitions")
    assert ana.reads() == "You take part in no coalition yet"
    ana.opens("Form a coalition")
    ana.writes(
        {
            "What is the coalition called?": "Civic Bristol",
            "Its address here": SLUG,
            "Your organisation": ana.organisation,
            "What is the coalition for?": PURPOSE,
        }
    )
    for answer in ("We coordinate: we plan together", "Any organisation that shares the purpose"):
        ana.page.get_by_role("radio", name=answer).check()
    for answer in ("Everyone: each member has a ballot", "By majority", "A coordinator does both"):
        ana.page.get_by_role("radio", name=answer).check()
    ana.page.get_by_role("radio", name="Everyone", exact=True).check()
    ana.opens("Form the coalition", "button")
    ana.page.wait_for_url(f"**/c/{SLUG}/")


def apply(person: Person) -> None:
    """Someone outside opens the coalition's page and applies for an organisation."""
    person.at_desk().opens("Apply for membership")
    person.writes({"Your organisation": person.organisation, "shares the purpose": "We do, and say so here."})
    person.page.get_by_role("checkbox", name="We have read the purpose and accept it.").check()
    person.opens("Apply", "button")
    assert person.reads().startswith(f"{person.organisation} ")


def propose(person: Person, title: str) -> None:
    """Title a proposal that a link has filled in, and keep it as a draft."""
    person.writes({"Title": title})
    person.opens("Keep the draft", "button")
    assert person.reads() == title


def admit_founders(ana: Person) -> None:
    """Two applicants wait; the founder proposes, opens, votes."""
    ana.at_desk().opens("See who waits")
    assert ana.reads() == "2 applicants wait for admission"
    ana.opens("Propose to admit them")
    propose(ana, "Northside Tenants and Avon Carers join")
    ana.opens("Open the proposal", "button")
    ana.votes("Northside Tenants and Avon Carers join")


def adopt_charter(founders: tuple[Person, ...], site: Site, clock: Clock) -> None:
    """From a starting charter through its questions, a draft and a vote, to rules in force."""
    ana, title = founders[0], "We take the charter of an elected board"
    ana.opens("Charter")
    ana.opens("Prepare an amendment")
    ana.opens("Elected board with a plenary")
    ana.writes({"What do you call this draft?": "Elected board"})
    ana.opens("Read the charter", "button")
    assert ana.reads() == "This is what your charter would say"
    ana.opens("Keep it as a draft", "button")
    ana.opens("Propose it to the members")
    propose(ana, title)
    ana.opens("Open the proposal", "button")
    clock.pass_days(3, hours=26)
    for person in founders:
        person.votes(title)
    clock.pass_days(7, hours=26)
    deadlines(site, clock)
    ana.at_desk().opens("Charter")
    assert ana.page.get_by_text("Version 2, in force since").count() == 1


def seat_board(founders: tuple[Person, ...], site: Site, clock: Clock) -> None:
    """The desk says that seats are vacant; three members are proposed for the board, seconded and elected."""
    ana, ben, _chloe = founders
    title = "The founding members sit on the board"
    ana.at_desk().opens("See which")
    ana.opens("Propose to fill it: Board members")
    for person in founders:
        ana.page.get_by_role("checkbox", name=person.organisation).check()
    propose(ana, title)
    ana.opens("Ask members to second it", "button")
    ben.seconds(title)
    ana.page.reload()
    ana.opens("Open the proposal", "button")
    clock.pass_days(7, hours=26)
    for person in founders:
        person.votes(title)
    clock.pass_days(7, hours=26)
    deadlines(site, clock)
    ana.at_desk().opens("Bodies")
    assert ana.reads() == "4 of 31 seats and offices are held"


def import_organisations(ana: Person) -> None:
    """The wizard takes the named civic organisations of a mixed table, as applicants."""
    ana.opens("Directory")
    ana.opens("Import a file")
    ana.page.get_by_label("File").set_input_files(NODES)
    ana.opens("Read the file", "button")
    ana.page.get_by_label("Only rows where").select_option("lvl")
    ana.page.get_by_label(re.compile(r"^is\b")).fill("2.0")
    ana.opens("Show what would be added", "button")
    assert ana.reads() == f"{CIVIC} cards would be added"
    ana.page.get_by_role("radio", name="Enter them as applicants: Member").check()
    ana.opens("Add them", "button")
    assert ana.reads() == f"{CIVIC} cards were added"


def admit_all_but_one(founders: tuple[Person, ...], site: Site, clock: Clock) -> None:
    """One proposal admits all; a member objects to one of them, and that one is taken out."""
    ana, ben, chloe = founders
    title = "The civic organisations of the city join"
    ana.opens("See who waits")
    assert ana.reads() == f"{CIVIC} applicants wait for admission"
    ana.opens("Propose to admit them")
    ana.writes({"Why what is missing is waived": "They stand in the city’s list, and are asked on their first day."})
    propose(ana, title)
    ana.opens("Open the proposal", "button")
    address = ana.page.url
    chloe.page.goto(address)
    chloe.page.get_by_text("Object to a part of it").click()
    chloe.page.get_by_label("What you object to").select_option(index=1)
    chloe.page.get_by_label("Why", exact=True).fill("It has not told us yet whom it speaks for.")
    chloe.opens("Object", "button")
    clock.pass_days(3, hours=26)
    for person in (ana, ben):
        person.votes(title)
    clock.pass_days(5, hours=26)
    deadlines(site, clock)
    chloe.page.goto(address)
    assert chloe.page.get_by_text("taken out", exact=True).count() == 1
    chloe.opens("Members")
    assert chloe.reads() == f"{CIVIC + 2} members"
    assert chloe.page.get_by_role("link", name="One applicant waits").count() == 1


def amend_charter(founders: tuple[Person, ...], site: Site, clock: Clock) -> None:
    """Half a year later all are full members; three fifths take part, two thirds agree, and the board has eleven seats."""
    ana, title = founders[0], "The board has eleven seats"
    clock.pass_days(190)
    deadlines(site, clock)
    site.shell(clock.at(OTHERS.replace("COUNT", str(OTHERS_VOTE))))
    ana.opens("Charter")
    ana.opens("Prepare an amendment")
    ana.opens("Elected board with a plenary")
    ana.writes({"What do you call this draft?": "Eleven seats", "How many seats has the Board?": "11"})
    ana.opens("Read the charter", "button")
    assert ana.page.get_by_text("One clause differs from version 2").count() == 1
    ana.opens("Keep it as a draft", "button")
    ana.opens("Propose it to the members")
    propose(ana, title)
    address = ana.page.url
    ana.opens("Ask members to second it", "button")
    for person in founders[1:]:
        person.seconds(title)
    ana.page.reload()
    ana.opens("Open the proposal", "button")
    clock.pass_days(21, hours=26)
    for person in founders:
        person.votes(title, "no" if person is founders[2] else "yes")
    site.shell(clock.at(THEIR_BALLOTS.replace("TITLE", title)))
    clock.pass_days(10, hours=26)
    deadlines(site, clock)
    ana.page.goto(address)
    counted = ana.page.get_by_role("region", name="Outcome").get_by_role("definition").all_inner_texts()
    assert counted == [str(OTHERS_VOTE + 2), "1", "0", str(CIVIC + 2 - OTHERS_VOTE - 3)]
    ana.opens("Charter")
    assert ana.page.get_by_text("Version 3, in force since").count() == 1


def prove_record(chloe: Person, site: Site, folder: Path) -> None:
    """A member takes the record away; it holds, and with one byte changed it does not. The rows agree with it."""
    chloe.opens("Record")
    chloe.opens("How to verify it")
    with chloe.page.expect_download() as download:
        chloe.opens("Download the bundle")
    whole, changed = folder / "whole.jsonl", folder / "changed.jsonl"
    download.value.save_as(whole)
    assert site.command("record", "verify", str(whole)).startswith("All holds: ")
    data = bytearray(whole.read_bytes())
    place = data.index(b"Northside Tenants")
    data[place] ^= 1
    changed.write_bytes(data)
    with pytest.raises(subprocess.CalledProcessError) as refused:
        site.command("record", "verify", str(changed))
    assert re.search(r"[Ee]ntry \d+", refused.value.stderr)
    assert site.command("record", "audit").endswith("All holds: 1 coalitions were audited.\n")


OTHERS = """
from plenary.accounts.actions import create_account
from plenary.accounts.models import Account
from plenary.coalitions.queries import coalition_at
from plenary.core.standing import Mandate, standing_of
from plenary.directory.actions import add_person
from plenary.membership.actions import appoint_representative
from plenary.membership.models import Member
coalition = coalition_at("civic-bristol")
office = standing_of(Account.objects.get(email="ana@example.org").id, coalition.id)
for n, member in enumerate(Member.objects.of(coalition.id).filter(status="active", representatives=None)[:COUNT]):
    account = create_account(email=f"other{n}@example.org", name=f"Other {n}")
    person = add_person(by=office, name=account.name, account_id=account.id)
    appoint_representative(by=office, member=member, person=person, mandate=Mandate.DECIDES)
"""
"""Give so many of the admitted members somebody who decides for them."""

THEIR_BALLOTS = """
from plenary.accounts.models import Account
from plenary.coalitions.queries import coalition_at
from plenary.core.standing import standing_of
from plenary.decisions.actions import cast_ballot
from plenary.decisions.models import Proposal
coalition = coalition_at("civic-bristol")
proposal = Proposal.objects.of(coalition.id).get(title="TITLE")
for account in Account.objects.filter(email__startswith="other"):
    cast_ballot(by=standing_of(account.id, coalition.id), proposal=proposal, choice="yes")
"""
"""The ballots of those, by the same action that the page calls."""
