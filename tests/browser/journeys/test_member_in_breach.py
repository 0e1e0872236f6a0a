"""A member in breach, on phones without JavaScript, from the first conversation to its appeal: and at each station what the
member, the chair who decides, and a member that it does not concern see of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from conftest import Site
from tests.browser.clock import Clock
from tests.browser.gathering import Place, gather_signed_in, mailed_to, text_of
from tests.browser.people import PHONE, Person, deadlines

SLUG = "river-towns"
ANA, BEN, CHLOE, DINA, EMIL = PLACES = (
    Place("Ana Reyes", "Harbour Forum"),
    Place("Ben Okafor", "Northside Tenants", sits="steering.members"),
    Place("Chloe Martin", "Avon Carers", sits="steering.members"),
    Place("Dina Haddad", "Bridge Readers"),
    Place("Emil Novak", "Orchard Growers"),
)
"""The coordinator keeps the list of members; the chair and one more sit on the committee, which decides on a suspension."""
OFFER, TALKED = (
    "You were silent at three votes. Shall we talk on Friday?",
    "Two of us met. They have no time for votes.",
)
NOTICE, ANSWER = "Three votes went by without you. What keeps you?", "Our only member of staff left in May."
HEARING, STATEMENT = "The same, and that they look for somebody.", "From January on we have somebody again."
REASON, APPEAL = "Until it has somebody who answers.", "We have found somebody, who begins on Monday."
TITLE, APPEALED = "Bridge Readers pauses", "Appeal against the suspension of a member"
MAILED = "Something for you to read"
HIDDEN, SEEN = 404, 200


def test_a_member_is_talked_with_heard_suspended_and_appeals(
    site: Site, clock: Clock, visitor: Callable[..., Any]
) -> None:
    sessions = gather_signed_in(site, clock, SLUG, PLACES)

    def comes(place: Place) -> Person:
        context = visitor(width=PHONE, height=740, locale="en", java_script_enabled=False)
        context.add_cookies([{"name": "sessionid", "value": sessions[place.person], "url": site.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        return Person(place.person, place.organisation, page, SLUG)

    ana, ben, chloe, dina, emil = five = [comes(place) for place in PLACES]
    clock.pass_days(0, hours=1)
    case = offer(ana)
    told(deadlines(site, clock))
    assert sees(case, dina, ben, emil) == [SEEN, HIDDEN, HIDDEN]
    clock.pass_days(4)
    note(ana, case, clock)
    told(deadlines(site, clock))
    answer(dina, case)
    assert sees(case, dina, ben, emil) == [SEEN, HIDDEN, HIDDEN]
    clock.pass_days(7)
    hear_and_choose(ana, case, clock)
    assert sees(case, dina, ben, emil) == [SEEN, SEEN, HIDDEN]
    proposal = propose(ana, case)
    be_heard((ben, dina, emil), case, proposal)
    decide((ben, chloe, dina, emil), site, clock, proposal)
    appeal(dina, site, clock, case)
    assert sees(case, dina, ben, emil) == [SEEN, SEEN, SEEN]
    hear_the_appeal(five, site, clock, case, proposal)
    takes_effect((ben, dina, emil), site, clock, case, proposal)


def sees(case: str, *people: Person) -> list[int]:
    """What each is answered who opens the page of the matter."""
    return [person.page.goto(case).status for person in people]


def told(printed: str) -> None:
    """The member is told by mail that something is there to read, without a word of what; the others are told of nothing."""
    for place in (BEN, CHLOE, DINA, EMIL):
        mine = [mail for mail in mailed_to(printed, place.person) if MAILED in str(mail["Subject"])]
        assert (mine != []) == (place is DINA), (place.person, [str(mail["Subject"]) for mail in mine])
        assert [mail for mail in mine for words in (OFFER, TALKED, NOTICE) if words in text_of(mail)] == []


def takes(person: Person, case: str, step: str, words: Mapping[str, str], *, choice: str = "", way: str = "") -> None:
    """Take one step on the page of the matter: fill in its form and send it."""
    person.page.goto(case)
    form = person.page.locator(f"form[action$='/{step}/']")
    if not form.is_visible():
        person.page.locator("details").filter(has=form).locator("summary").click()
    for name, text in words.items():
        form.locator(f"[name={name}]").fill(text)
    if choice:
        form.get_by_role("radio", name=choice).check()
    if way:
        form.locator("[name=way]").select_option(label=way)
    form.locator("button").click()
    person.fits()
    assert person.page.url.partition("#")[0] == case


def offer(ana: Person) -> str:
    """The coordinator begins on the member's page, with a conversation."""
    ana.at_desk().opens("Members")
    ana.opens(DINA.organisation)
    ana.opens("Offer a conversation about a duty that it does not do")
    ana.chooses("answers when it is asked to decide")
    ana.writes({"What conversation do you offer?": OFFER})
    ana.opens("Offer the conversation", "button")
    return str(ana.page.url).partition("#")[0]


def note(ana: Person, case: str, clock: Clock) -> None:
    """What was said is noted; it did not settle the matter, and so notice is given."""
    day = f"{clock.moment:%Y-%m-%d}"
    people = {"people": "Dina Haddad, Ana Reyes"}
    takes(ana, case, "talk", {"day": day, "words": TALKED, **people}, choice="it did not settle the matter")
    clock.pass_days(0, hours=1)
    takes(ana, case, "notice", {"words": NOTICE})


def answer(dina: Person, case: str) -> None:
    """From the desk on her phone she reads what is asked, and until when, and answers."""
    dina.at_desk()
    dina.page.locator(f"main a[href*='{case.split('/c/')[1]}']").first.click()
    assert dina.page.get_by_text(NOTICE).count() == 1
    assert dina.page.get_by_text("Answer by").count() == 1
    assert dina.page.get_by_label("What do you answer?").is_visible()  # nothing need be opened first
    takes(dina, case, "answer", {"words": ANSWER})
    assert dina.page.locator(".over .state").inner_text() == "the member answered"


def hear_and_choose(ana: Person, case: str, clock: Clock) -> None:
    """The member is heard before a measure is chosen."""
    day = f"{clock.moment:%Y-%m-%d}"
    takes(ana, case, "hearing", {"day": day, "people": "The committee", "words": HEARING}, way="on a call")
    clock.pass_days(0, hours=1)
    takes(ana, case, "measure", {"words": REASON}, choice="suspension, to be proposed")


def propose(ana: Person, case: str) -> str:
    """Only a proposal suspends a member; it says why."""
    ana.page.goto(case)
    ana.opens("Write the proposal")
    ana.writes({"Title": TITLE, "Reason": REASON})
    ana.opens("Keep the draft", "button")
    ana.opens("Open the proposal", "button")
    return str(ana.page.url)


def be_heard(three: Sequence[Person], case: str, proposal: str) -> None:
    """The member says on its own phone what those who decide are to know. They read the matter from now on, but for what was
    said in the conversation; whom it does not concern reads the proposal alone; the member has no ballot in it."""
    ben, dina, _emil = three
    takes(dina, case, "statement", {"words": STATEMENT})
    ben.page.goto(case)
    shown = [ben.page.get_by_text(words).count() for words in (ANSWER, HEARING, STATEMENT, OFFER, TALKED)]
    assert shown == [1, 1, 1, 0, 0]
    for person in three:
        person.page.goto(proposal)
        person.fits()
        assert [person.page.get_by_text(words).count() for words in (ANSWER, STATEMENT, HEARING)] == [1, 1, 0]


def decide(four: Sequence[Person], site: Site, clock: Clock, proposal: str) -> None:
    """The committee votes after three weeks of notice, the member and others do not; the measure is adopted, and held."""
    ben, chloe, dina, emil = four
    clock.pass_days(24, hours=26)
    for person in (dina, emil):
        person.page.goto(proposal)
        assert person.page.locator("#ballot input").count() == 0
    for person in (ben, chloe):
        person.votes(TITLE)
    clock.pass_days(5, hours=2)
    deadlines(site, clock)
    for person in (dina, emil):
        person.page.goto(proposal)
        assert person.page.get_by_text("It takes effect after the hold that the charter sets:").count() == 1
        assert standing_of(person) == "active"


def standing_of(person: Person) -> str:
    """What the page of the member in breach says that it is, as this reader sees it."""
    person.at_desk().opens("Members")
    person.opens(DINA.organisation)
    return str(person.page.locator(".over .state").inner_text())


def appeal(dina: Person, site: Site, clock: Clock, case: str) -> None:
    """Two days before it would take effect the member appeals, from its phone; that is put to the vote by itself."""
    clock.pass_days(19)
    takes(dina, case, "appeal", {"words": APPEAL})
    deadlines(site, clock)


def hear_the_appeal(five: Sequence[Person], site: Site, clock: Clock, case: str, proposal: str) -> None:
    """The plenary decides, the member heard and without a ballot. The hold is over meanwhile, and nothing takes effect."""
    ana, ben, chloe, dina, emil = five
    clock.pass_days(7, hours=26)
    deadlines(site, clock)
    for person in (ben, dina, emil):
        person.page.goto(proposal)
        assert person.page.get_by_text("until the appeal is decided this does not take effect").count() == 1
        assert standing_of(person) == "active"
    dina.at_desk()
    assert dina.page.get_by_role("link", name=f"Vote: {APPEALED}").count() == 0
    for person, choice in ((ana, "no"), (ben, "no"), (chloe, "no"), (emil, "yes")):
        person.votes(APPEALED, choice)
    assert emil.page.get_by_text(APPEAL).count() == 1
    assert ben.page.goto(case).status == SEEN
    assert ben.page.get_by_text(OFFER).count() == 0


def takes_effect(three: Sequence[Person], site: Site, clock: Clock, case: str, proposal: str) -> None:
    """The plenary did not agree: the measure stands and takes effect by itself, and its page says to each how it went."""
    _ben, dina, _emil = three
    clock.pass_days(7, hours=2)
    deadlines(site, clock)
    deadlines(site, clock)
    for person in three:
        assert standing_of(person) == "suspended"
        person.page.goto(case)
        assert person.page.get_by_text("The measure stands.").count() == 1
        measure = person.page.get_by_role("link", name="Suspension of a member", exact=True)
        assert str(measure.get_attribute("href")) in proposal
        person.fits()
    assert [dina.page.get_by_text(words).count() for words in (OFFER, TALKED, APPEAL)] == [1, 1, 1]
