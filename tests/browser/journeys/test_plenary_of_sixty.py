"""A plenary of sixty on phones: who is there and whether that is a quorum, an interpreter, a speaker, a vote that is put within
the meeting, its result in the minutes, and minutes that silence approves. A browser follows four; fifty-six come by wire."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from conftest import Site
from tests.browser.clock import Clock
from tests.browser.crowd import Distant, all_at_once
from tests.browser.gathering import Place, gather_signed_in, mailed_to
from tests.browser.people import PHONE, Person, deadlines
from tests.crash.voters import Browser

SLUG = "river-towns"
ANA, BEN, CHLOE, DINA = FOLLOWED = (
    Place("Ana Reyes", "Harbour Forum"),
    Place("Ben Okafor", "Northside Tenants"),
    Place("Chloe Martin", "Avon Carers"),
    Place("Dina Haddad", "مكتبة الجسر"),
)
MANY = [
    Place(f"Person {n}", f"River Town {n}", account=f"person{n}@example.org", gets_mail=False) for n in range(1, 57)
]
EARLY, LATE, AWAY = slice(0, 12), slice(12, 53), slice(53, 56)
"""Of the many: who is there at the beginning, who comes later, and who does not come."""
CARRIED = "River Town 54"
AGAINST = slice(0, 15)
TERMS = {
    "seconders": 0,
    "discussion_days": 0,
    "voting_days": 0,
    "voting_hours": 1,
    "referral_days": 0,
    "extension_days": 0,
    "quorum": "2/5",
}
"""What a coalition decides at its plenary: at once, within an hour."""
PLENARY, REPORT, FUND = "Plenary of the river towns", "What the year brought", "One fund for the boats"
NEEDED, FROM, INTO = "ترجمة إلى العربية", "English, French", "English, French, Arabic"
NOTES, RESULT = "Put to the vote: all pay into one fund.", "Adopted: 42 said yes, 15 no."
DONE = "adopted, carried out"


def test_sixty_meet_vote_on_their_phones_and_approve_the_minutes(
    site: Site, clock: Clock, visitor: Callable[..., Any]
) -> None:
    sessions = gather_signed_in(site, clock, SLUG, [*FOLLOWED, *MANY], ordinary=TERMS)

    def comes(place: Place, **options: Any) -> Person:
        context = visitor(width=PHONE, height=740, locale="en", **options)
        context.add_cookies([{"name": "sessionid", "value": sessions[place.person], "url": site.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        return Person(place.person, place.organisation, page, SLUG)

    ana = comes(ANA)
    ben, chloe, dina = (comes(place, java_script_enabled=False) for place in (BEN, CHLOE, DINA))
    crowd = [Distant(each.person, each.organisation, Browser(site.url, sessions[each.person])) for each in MANY]
    meeting = call(ben, site, clock)
    told((ana, chloe, dina), crowd[AWAY])
    interpret(ben, dina, meeting)
    clock.pass_days(1)
    gather_in((ana, ben, chloe, dina), crowd, meeting)
    speak((ana, ben, chloe), meeting)
    proposal = put(ben, meeting)
    vote((ana, ben, chloe, dina), crowd, meeting)
    tell_the_result((ana, ben, chloe), site, clock, meeting, proposal)
    approve_by_silence((ben, chloe, dina), clock, meeting)


def call(ben: Person, site: Site, clock: Clock) -> str:
    """The chair calls all members together for tomorrow, with an agenda."""
    tomorrow = (clock.moment + timedelta(days=1)).astimezone(ZoneInfo("Europe/London"))
    ben.at_desk().opens("Meetings")
    ben.opens("Call a meeting")
    ben.writes({"Title": PLENARY, "Day": f"{tomorrow:%Y-%m-%d}", "Begins": f"{tomorrow - timedelta(minutes=20):%H:%M}"})
    ben.writes({"Ends": f"{tomorrow + timedelta(hours=3):%H:%M}", "Place": "The boat house", "Interpretation": FROM})
    ben.opens("Call it", "button")
    meeting = str(ben.page.url).removeprefix(site.url).partition("#")[0]
    ben.opens("Write the agenda")
    ben.page.locator("[name=new-1-title]").fill(REPORT)
    ben.page.locator("[name=new-1-kind]").select_option("inform")
    ben.page.locator("[name=new-2-title]").fill(FUND)
    ben.page.locator("[name=new-2-kind]").select_option("decide")
    ben.opens("Save the agenda", "button")
    return meeting


def told(people: Sequence[Person], crowd: Sequence[Distant]) -> None:
    """It stands among what comes on everybody's desk, and what is new there says that it was called."""
    for person in people:
        assert person.at_desk().page.get_by_role("link", name=PLENARY).count() >= 1
        person.fits()
    all_at_once(crowd, lambda each: each.follows(f"/c/{SLUG}/", PLENARY))


def interpret(ben: Person, dina: Person, meeting: str) -> None:
    """She reads Arabic and asks for an interpreter; who calls the meeting reads it and finds one; her page says so."""
    dina.page.goto(meeting)
    dina.page.locator(".foot button[name=language][value=ar]").click()
    dina.page.goto(meeting)
    assert dina.page.locator("html").get_attribute("dir") == "rtl"
    assert dina.page.get_by_text(INTO).count() == 0
    dina.page.locator("a[href$='/need/']").click()
    dina.page.locator("[name=words]").fill(NEEDED)
    dina.page.locator("form[method=post] button.main").click()
    dina.fits()
    ben.page.goto(meeting)
    assert ben.page.get_by_text(NEEDED).count() == 1
    ben.opens("Change")
    ben.writes({"Interpretation": INTO})
    ben.opens("Save", "button")
    dina.page.goto(meeting)
    assert dina.page.get_by_text(INTO).count() == 1
    dina.fits()


def gather_in(four: Sequence[Person], crowd: Sequence[Distant], meeting: str) -> None:
    """They say that they are there, by phone; the chair ticks them off; the live page says when that is a quorum."""
    ana, ben, chloe, dina = four
    attends(ben, meeting)
    all_at_once(crowd[EARLY], lambda each: each.sends(meeting, "/there/", manner="in_person"))
    ana.page.clock.install()
    ana.page.goto(f"{meeting}live/")
    assert_present(ana, voting=13, checked=0, quorum="no quorum")
    all_at_once(crowd[LATE], lambda each: each.sends(meeting, "/there/", manner="in_person"))
    attends(chloe, meeting, acts_for=CARRIED)
    attends(dina, meeting, manner="online")
    ana.page.clock.fast_forward(11_000)  # it renews itself
    ana.page.get_by_text("56 votes are present of 60; 24 are needed.").wait_for()
    tick_off(ben, meeting)
    attends(ana, meeting)
    ana.page.goto(f"{meeting}live/")
    assert_present(ana, voting=58, checked=57, quorum="quorum")


def attends(person: Person, meeting: str, manner: str = "in_person", acts_for: str = "") -> None:
    """Say on the page of the meeting that one is there."""
    person.page.goto(meeting)
    form = person.page.locator("form[action$='/there/']")
    form.locator("[name=manner]").select_option(manner)
    form.locator("[name=acts_for]").fill(acts_for)
    form.locator("button").click()
    person.fits()


def tick_off(ben: Person, meeting: str) -> None:
    """The chair looks at the credentials of all who said that they are there: sixty lines on a phone, one button, and a tick
    that the one proxy that waits is right."""
    ben.page.goto(meeting)
    ben.opens("Tick off who is there")
    assert ben.page.locator("table input[type=radio][value=in_person]:checked").count() == 55
    ben.page.get_by_label("It is right: it counts").check()
    ben.opens("Save", "button")


def assert_present(ana: Person, *, voting: int, checked: int, quorum: str) -> None:
    """What the live page says of who is present."""
    shown = ana.page.locator("#present dd").all_inner_texts()
    assert shown == [f"{voting} / 60", str(voting), str(checked)]
    assert ana.page.locator("#present").get_by_text(quorum, exact=True).count() >= 1


def speak(three: Sequence[Person], meeting: str) -> None:
    """One asks for the floor from her phone; the chair gives it; all see who speaks, and whose voice is missing."""
    ana, ben, chloe = three
    chloe.page.goto(f"{meeting}live/")
    chloe.opens("Ask to speak", "button")
    ben.page.goto(f"{meeting}live/")
    ben.opens("Let speak", "button")
    ana.page.clock.fast_forward(11_000)
    ana.page.locator("#speakers b").get_by_text(chloe.organisation).wait_for()
    assert ana.page.get_by_text("1 of 58 who are here have spoken.").count() == 1
    ben.opens("End the speech", "button")


def put(ben: Person, meeting: str) -> str:
    """The chair writes in the minutes what is put, makes a proposal of it, and opens it: the vote runs at once."""
    ben.page.goto(meeting)
    item_of(ben).get_by_role("link", name="Write the minutes").click()
    ben.writes({"Minutes": NOTES})
    ben.opens("Save the minutes", "button")
    item_of(ben).get_by_role("link", name="Make it a proposal").click()
    ben.opens("Resolve something in words")
    ben.writes({"What the coalition resolves": f"{FUND}, into which all pay."})
    ben.opens("Keep the draft", "button")
    ben.opens("Open the proposal", "button")
    return str(ben.page.url)


def item_of(person: Person) -> Any:
    """The item on the page of the meeting that is to be decided."""
    return person.page.locator("#agenda ol.listed > li").filter(has_text=FUND)


def vote(four: Sequence[Person], crowd: Sequence[Distant], meeting: str) -> None:
    """From the page of the meeting to the ballot, each on a phone: four in browsers, the others by wire."""
    ana = four[0]
    ana.page.clock.fast_forward(11_000)
    ana.page.get_by_role("link", name="Vote").wait_for()
    for person in four:
        person.page.goto(f"{meeting}live/")
        person.page.locator("#votes a.button.main").click()
        person.page.locator("#ballot input[name=choice][value=yes]").check()
        person.page.locator("form[action$='/ballot/'] button.main").click()
        person.fits()

    def votes(each: Distant) -> None:
        choice = "no" if each in crowd[AGAINST] else "yes"
        each.sends(each.follows(f"{meeting}live/", "Vote"), "/ballot/", choice=choice)

    all_at_once([*crowd[EARLY], *crowd[LATE]], votes)
    ana.page.goto(f"{meeting}live/")
    votes_of_meeting = ana.page.locator("#votes")
    assert votes_of_meeting.get_by_text("57 of 60 have voted.").count() == 1
    assert votes_of_meeting.get_by_text("Your ballot is cast.").count() == 1


def tell_the_result(three: Sequence[Person], site: Site, clock: Clock, meeting: str, proposal: str) -> None:
    """The hour is over: it is counted, told to those who were there, and stands in the minutes beside its item."""
    ana, ben, chloe = three
    clock.pass_days(0, hours=2)
    printed = deadlines(site, clock)
    ana.page.clock.fast_forward(11_000)
    ana.page.locator("#votes").get_by_text("42 – 15").wait_for()
    assert ana.page.locator("#votes").get_by_text(DONE, exact=True).count() == 1
    assert [mail for mail in mailed_to(printed, chloe.name) if FUND in str(mail["Subject"])] != []
    chloe.page.goto(proposal)
    counted = chloe.page.get_by_role("region", name="Outcome").get_by_role("definition").all_inner_texts()
    assert counted == ["42", "15", "0", "3"]
    ben.page.goto(meeting)
    item_of(ben).get_by_role("link", name="Go on writing").click()
    ben.writes({"Minutes": f"{NOTES}\n\n{RESULT}"})
    ben.opens("Save the minutes", "button")
    chloe.page.goto(meeting)
    item = item_of(chloe)
    assert [item.get_by_text(words, exact=True).count() for words in (RESULT, DONE)] == [1, 1]
    assert str(item.get_by_role("link", name=FUND, exact=True).get_attribute("href")) in proposal


def approve_by_silence(three: Sequence[Person], clock: Clock, meeting: str) -> None:
    """The minutes are published; nobody objects in two weeks, and they are approved, with the result in them."""
    ben, chloe, dina = three
    clock.pass_days(1)
    ben.page.goto(meeting)
    ben.opens("Publish the minutes")
    ben.opens("Publish", "button")
    chloe.page.goto(meeting)
    assert chloe.page.get_by_text("who does not object in time approves them").count() == 1
    assert chloe.page.get_by_role("link", name="Object", exact=True).count() == 1
    clock.pass_days(14, hours=1)
    chloe.page.goto(meeting)
    assert chloe.page.get_by_text("The minutes are approved.").count() == 1
    assert chloe.page.get_by_role("link", name="Object", exact=True).count() == 0
    dina.page.goto(meeting)
    assert dina.page.get_by_text(RESULT).count() == 1
    dina.fits()
