"""The universalisation drive: targets, leads and notes of the members' own, who may write what, and pages in few queries."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from plenary.charter.rules.schema import Charter, Disclosed, Disclosure, Office
from plenary.charter.tests.in_force import in_force
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.tests.standings import OBSERVES, OUTSIDE, STRANGER, SUSPENDED, SYSTEM, Around, officer, one
from plenary.core.verdicts import Refused
from plenary.membership.models import Member
from plenary.monitoring import actions
from plenary.monitoring.matters import KEEP
from plenary.monitoring.models import Approach, Instrument, Target
from plenary.monitoring.permissions.drive import may_read_drive, may_write_approach
from plenary.monitoring.rules.delays import Delay
from plenary.monitoring.rules.driving import Step
from plenary.monitoring.rules.obligations import Deadline
from plenary.monitoring.tests import factories
from plenary.record.models import Entry
from plenary.record.queries import feed
from tests import founding

pytestmark = pytest.mark.django_db

OPEN = replace(founding.charter(), disclosure=Disclosure(outcomes=Disclosed.PUBLIC))
KEPT = replace(
    OPEN,
    offices=(
        *OPEN.offices,
        Office(code="editor", names={"en": "Editor"}, powers=(KEEP,)),
    ),
)
AROUND = Around(
    {
        "who keeps": officer("editor", KEEP),
        "the lead": one(member="lead"),
        "another": one(member="other"),
        "a lead that observes": one(member="lead", **OBSERVES),
        "a lead that is suspended": one(member="lead", **SUSPENDED),
        "who left": one(**OUTSIDE),
        "a stranger": one(**STRANGER),
        "the program": one(**SYSTEM),
    }
)
AHEAD = clock.now().date() + timedelta(days=300)


def address(name: str, of: object, *args: object) -> str:
    return reverse(f"monitoring:{name}", args=[getattr(of, "slug", of), *args])


@pytest.fixture
def by() -> Standing:
    """Who holds the office that keeps instruments."""
    return founding.officer(founding.coalition(rules=KEPT), KEEP)


def test_the_public_never_reads_it_and_its_lead_writes_of_a_state(monkeypatch: pytest.MonkeyPatch) -> None:
    charters: dict[str, Charter] = in_force(monkeypatch, c=KEPT)
    assert AROUND.told(may_read_drive) == AROUND.all(
        "yes, is_member", who_left="no, members_only", a_stranger="no, members_only"
    )
    assert AROUND.told(lambda standing: may_write_approach(standing, "lead")) == AROUND.all(
        "no, not_keeping: office.editor",
        who_keeps="yes, by_office: office.editor",
        the_program="yes, by_office: office.editor",
        the_lead="yes, leads: office.editor",
        a_lead_that_observes="no, observes: category.member",
        a_lead_that_is_suspended="no, suspended: accountability",
        who_left="no, members_only",
        a_stranger="no, members_only",
    )
    assert not may_write_approach(one(member="lead"), None)
    charters["c"] = OPEN
    assert may_write_approach(one(member="other"), "lead")


def kinds(by: Standing) -> list[str]:
    rows = Entry.objects.of(by.coalition).filter(kind__startswith="monitoring.").order_by("n")
    return [kind.removeprefix("monitoring.") for kind in rows.values_list("kind", flat=True)]


def test_a_target_is_set_once_a_region_changed_and_taken_out(by: Standing) -> None:
    treaty = factories.in_force(by)
    before = len(kinds(by))
    aim = actions.Aim(region="002", parties=40, until=AHEAD)
    row = actions.set_target(by=by, instrument=treaty, aim=aim)
    actions.set_target(by=by, instrument=treaty, aim=aim)
    actions.set_target(by=by, instrument=treaty, aim=replace(aim, parties=41))
    assert Target.objects.of(by.coalition).get().parties == 41
    actions.take_out_target(by=by, target=row)
    actions.take_out_target(by=by, target=row)
    assert kinds(by)[before:] == ["target_set", "target_set", "target_taken_out"]
    told = [line.sentence for line in feed(by)]
    assert "A target for “Treaty on Fields” was set (Africa): 40 parties." in told


BAD = [
    ({"region": "001"}, "monitoring.no_such_region"),
    ({"parties": 0}, "monitoring.bad_number"),
    ({"parties": 1001}, "monitoring.bad_number"),
    ({"until": date(2001, 1, 1)}, "monitoring.bad_day"),
    ({"lead": "nobody"}, "monitoring.lead_not_here"),
]


@pytest.mark.parametrize(("changed", "reason"), BAD)
def test_a_target_that_cannot_be_is_refused(by: Standing, changed: dict[str, object], reason: str) -> None:
    treaty = factories.in_force(by)
    with pytest.raises(Refused, match=reason):
        actions.set_target(
            by=by, instrument=treaty, aim=replace(actions.Aim(region="", parties=150, until=AHEAD), **changed)
        )
    assert not Target.objects.of(by.coalition).exists()


def test_the_lead_of_a_region_writes_of_its_states_and_names_no_lead() -> None:
    of = founding.coalition("led", rules=KEPT)
    by = founding.officer(of, KEEP)
    treaty = factories.in_force(by)
    lead, other = founding.member(of, "Green Valley"), founding.member(of, "Red River")
    actions.set_target(by=by, instrument=treaty, aim=actions.Aim(region="019", parties=30, until=AHEAD, lead=lead.id))
    way = actions.Way(step=Step.ACCEDE, obstacles="An election", next_action="Write to it", due_on=AHEAD)
    leads, others = founding.standing(lead), founding.standing(other)
    row = actions.keep_approach(by=leads, instrument=treaty, actor="PER", way=way)
    assert (row.step, row.obstacles, row.lead) == ("accede", "An election", None)
    for standing, actor, changed, reason in (
        (others, "PER", {}, "monitoring.not_keeping"),
        (leads, "TCD", {}, "monitoring.not_keeping"),
        (leads, "PER", {"lead": other.id}, "monitoring.not_keeping"),
        (leads, "PER", {"obstacles": "x" * 1001}, "monitoring.too_long"),
        (by, "ATLANTIS", {}, "monitoring.no_such_actor"),
        (by, "PER", {"lead": "nobody"}, "monitoring.lead_not_here"),
    ):
        with pytest.raises(Refused, match=reason):
            actions.keep_approach(by=standing, instrument=treaty, actor=actor, way=replace(way, **changed))
    actions.keep_approach(by=by, instrument=treaty, actor="PER", way=replace(way, lead=other.id))
    with pytest.raises(Refused, match=r"monitoring.not_keeping"):
        actions.keep_approach(by=leads, instrument=treaty, actor="PER", way=replace(way, obstacles=""))
    actions.keep_approach(by=others, instrument=treaty, actor="PER", way=replace(way, is_friend=True))
    assert Approach.objects.of(of.id).get().lead == other
    entered = len(kinds(by))
    actions.keep_approach(by=others, instrument=treaty, actor="PER", way=replace(way, is_friend=True))
    assert len(kinds(by)) == entered


def test_the_record_tells_the_members_that_notes_changed_and_neither_the_words_nor_the_public(by: Standing) -> None:
    treaty = factories.in_force(by, is_public=True)
    way = actions.Way(obstacles="The minister of defence", next_action="Ask the bishop")
    actions.keep_approach(by=by, instrument=treaty, actor="PER", way=way)
    entries = Entry.objects.of(by.coalition).filter(kind="monitoring.approach_kept")
    told = repr(list(entries.values_list("openings__payload", flat=True)))
    assert "Peru" in told
    assert "bishop" not in told
    assert "minister" not in told
    outside = [line.kind for line in feed(Standing.nobody(by.coalition))]
    assert "monitoring.approach_kept" not in outside


def test_a_keeper_drives_by_the_pages(client: Client) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of, "Green Valley")).account)
    treaty = factories.in_force(founding.standing(founding.member(of, "Sand")), is_public=True)
    drive = address("drive", of, treaty.id)
    assert drive in client.get(address("instrument", of, treaty.id)).content.decode()
    page = client.get(drive).content.decode()
    assert "2 of 197 are parties" in page
    assert "Peru" in page
    told = {"region": "019", "parties": "30", "until": AHEAD.isoformat(), "lead": "Green Valley"}
    assert client.post(address("target", of, treaty.id), told)["Location"] == drive
    told |= {"region": "", "parties": "150"}
    client.post(address("target", of, treaty.id), told)
    assert b"150" in client.get(address("target", of, treaty.id)).content
    approach = address("approach", of, treaty.id, "PER")
    written = {"obstacles": "An election", "next_action": "Write to it", "due_on": "2020-01-01", "is_friend": "on"}
    assert client.post(approach, written | {"lead": "Green Valley"})["Location"] == drive
    page = client.get(drive).content.decode()
    for words in ("An election", "Write to it", "The coalition aims at 150", "Green Valley", "late", "0 of 35"):
        assert words in page
    assert "At the middle pace there are not 150 parties within a hundred years." in page
    assert "Write to it" in client.get(address("week", of)).content.decode()
    assert "No member is called so." in client.post(approach, {"lead": "Nobody"}).content.decode()
    assert client.get(address("approach", of, treaty.id, "ATLANTIS")).status_code == 404
    row = Target.objects.of(of.id).get(region="")
    client.post(address("take_out_target", of, treaty.id, row.id))
    assert client.post(address("take_out_target", of, treaty.id, row.id)).status_code == 404


def test_the_calendar_tells_what_is_due_and_what_is_next(client: Client) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of, "Green Valley")).account)
    by = founding.standing(founding.member(of, "Sand"))
    treaty = factories.in_force(by)
    factories.clearing(by, treaty, deadline=Deadline(Delay(), month=4, day=30))
    actions.set_target(by=by, instrument=treaty, aim=actions.Aim(region="002", parties=40, until=AHEAD))
    way = actions.Way(next_action="Write to it; soon, please", due_on=AHEAD)
    actions.keep_approach(by=by, instrument=treaty, actor="PER", way=way)
    answer = client.get(address("calendar", of, treaty.id))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    told = [(event.decoded("dtstart").date(), str(event["summary"])) for event in events]
    assert told == sorted(told)
    assert (AHEAD, "Peru: Write to it; soon, please") in told
    assert (AHEAD, "Target: 40 parties (Africa)") in told
    assert [title for day, title in told if (day.month, day.day) == (4, 30)] == ["Mali: article 5", "Niger: article 5"]


def test_nobody_outside_reads_it_though_the_instrument_is_public(client: Client) -> None:
    of = founding.coalition(rules=OPEN)
    treaty = factories.in_force(founding.standing(founding.member(of, "Sand")), is_public=True)
    assert client.get(address("instrument", of, treaty.id)).status_code == 200
    assert "drive" not in client.get(address("instrument", of, treaty.id)).content.decode()
    assert client.get(address("drive", of, treaty.id)).status_code == 302
    client.force_login(founding.account())
    assert client.get(address("drive", of, treaty.id)).status_code == 404


def test_a_lead_that_came_under_protection_is_named_to_nobody_and_keeps_its_states(client: Client) -> None:
    of = founding.coalition()
    treaty = factories.in_force(founding.standing(founding.member(of, "Sand")))
    lead = founding.member(of, "Hidden Valley")
    keeper = founding.standing(founding.member(of, "River"))
    aim = actions.Aim(region="019", parties=30, until=AHEAD, lead=lead.id)
    actions.set_target(by=keeper, instrument=treaty, aim=aim)
    way = actions.Way(next_action="Write to it", lead=lead.id)
    actions.keep_approach(by=keeper, instrument=treaty, actor="PER", way=way)
    Member.objects.of(of.id).filter(id=lead.id).update(protected=True)
    client.force_login(founding.represent(founding.member(of, "Green Valley")).account)
    for page in ("drive", "target", "approach"):
        args = [treaty.id, "PER"] if page == "approach" else [treaty.id]
        answer = client.get(address(page, of, *args), {"region": "019"}).content.decode()
        assert "Hidden Valley" not in answer
        assert lead.id not in answer
    told = {"region": "019", "parties": "31", "until": AHEAD.isoformat(), "lead": ""}
    client.post(address("target", of, treaty.id), told)
    client.post(address("approach", of, treaty.id, "PER"), {"next_action": "Write again", "lead": ""})
    assert {Target.objects.of(of.id).get().lead_id, Approach.objects.of(of.id).get().lead_id} == {lead.id}
    last = Entry.objects.of(of.id).filter(kind="monitoring.target_set").order_by("-n").first()
    assert last is not None
    assert lead.id not in repr(list(last.openings.values_list("payload", flat=True)))


def test_the_drive_asks_as_much_of_many_states_as_of_few(client: Client) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of)).account)
    by = founding.standing(founding.member(of, "Sand"))
    treaty: Instrument = factories.in_force(by)
    actions.keep_approach(by=by, instrument=treaty, actor="PER", way=actions.Way(next_action="x", lead=by.member))
    counted = []
    for states in ((), ("TCD", "ARG", "FJI", "NPL", "POL")):
        for state in states:
            member = founding.member(of, f"Of {state}")
            way = actions.Way(next_action="x", lead=member.id)
            actions.keep_approach(by=by, instrument=treaty, actor=state, way=way)
        client.get(address("drive", of, treaty.id))
        with CaptureQueriesContext(connection) as queries:
            client.get(address("drive", of, treaty.id))
        counted.append(len(queries))
    assert counted[0] == counted[1]
