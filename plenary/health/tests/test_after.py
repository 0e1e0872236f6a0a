"""After an outcome, and before it: both sides say whether it holds, a no opens it again; a side proposes a mediator by itself."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plenary.core import clock
from plenary.health import actions
from plenary.health.models import RaisedConcern
from plenary.health.rules.steps import Answer, State, may_ask_mediator, may_say_holds, opened_again
from plenary.health.tasks import look_after_concerns
from plenary.health.tests.factories import World, proposal_on, world
from plenary.health.tests.test_concerns import answered, heard, opened
from plenary.health.tests.test_pages import SLUG, come_back, signed_in
from plenary.health.tests.test_passing import refused
from plenary.notices.models import OutgoingMail

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ASKED = "Does what was agreed hold?"


def agreed(of: World) -> tuple[str, str, RaisedConcern]:
    """A concern with an outcome that is looked at again in 30 days: both codes."""
    code, other, concern = heard(of)
    on = clock.now().date() + 30 * DAY
    actions.conclude(by=of.by("chair"), concern=concern, words="An apology.", check_on=on)
    for each in (code, other):
        answered(each, "outcome")
    look_after_concerns()
    concern.refresh_from_db()
    return code, other, concern


def test_on_the_day_of_the_check_both_sides_are_asked_and_not_before(client: Client) -> None:
    of = world()
    code, other, concern = agreed(of)
    assert ASKED not in come_back(client, code)
    with refused("health.not_now"):
        actions.say_holds(by=opened(code), holds=True)
    with clock.set_to(clock.now() + 30 * DAY):
        look_after_concerns()
        look_after_concerns()
        for each in (code, other):
            assert ASKED in come_back(client, each)
            assert "It is sealed, and sent." in come_back(client, each, step="holds", is_yes="yes")
            assert ASKED not in come_back(client, each)
        page = signed_in(of, "chair").get(reverse("health:concern", args=[SLUG, concern.pk])).content.decode()
        assert page.count("It holds: yes") == 2
        with refused("health.not_now"):
            actions.say_holds(by=opened(code), holds=False)
        actions.close(by=of.by("chair"), concern=concern, words="It holds.")


@pytest.mark.parametrize("who", ["raised", "heard"])
@pytest.mark.parametrize("is_closed", [False, True])
def test_a_no_of_either_side_opens_it_again(who: str, is_closed: bool) -> None:
    of = world()
    code, other, concern = agreed(of)
    with clock.set_to(clock.now() + 31 * DAY):
        look_after_concerns()
        if is_closed:
            actions.close(by=of.by("chair"), concern=concern, words="Done.")
        mails = OutgoingMail.objects.count()
        actions.say_holds(by=opened(code if who == "raised" else other), holds=False, words="It went on.")
        concern.refresh_from_db()
        assert (concern.state, concern.due, concern.check_on) == ("heard", "outcome", None)
        assert concern.due_on == clock.now().date() + 60 * DAY
        assert set(concern.threads.values_list("outcome", "holds")) == {("", "")}
        on = clock.now().date() + 30 * DAY
        actions.conclude(by=of.by("chair"), concern=concern, words="And a month of leave.", check_on=on)
        for each in (code, other):
            answered(each, "outcome")
        concern.refresh_from_db()
        assert (concern.state, concern.due, concern.check_on) == ("agreed", "", on)
    with clock.set_to(clock.now() + 32 * DAY):
        look_after_concerns()
        assert OutgoingMail.objects.count() == mails + 1


def test_what_was_closed_without_an_outcome_is_not_asked_about(client: Client) -> None:
    of = world()
    code, _other, concern = heard(of)
    on = clock.now().date() + DAY
    actions.conclude(by=of.by("chair"), concern=concern, words="An apology.", check_on=on)
    answered(code, "outcome")
    actions.close(by=of.by("chair"), concern=concern, words="They do not agree.")
    with clock.set_to(clock.now() + 2 * DAY):
        assert ASKED not in come_back(client, code)


def test_one_who_never_answered_holds_the_next_outcome_up_no_more_than_the_first() -> None:
    of = world()
    code, concern = of.raised()
    actions.acknowledge(by=of.by("chair"), concern=concern, words="We have it.")
    actions.ask_statement(by=of.by("chair"), concern=concern, words="What happened?")
    with clock.set_to(clock.now() + 22 * DAY):
        for holds in (False, True):
            on = clock.now().date() + DAY
            actions.conclude(by=of.by("chair"), concern=concern, words="So.", check_on=on)
            answered(code, "outcome")
            concern.refresh_from_db()
            assert concern.state == RaisedConcern.AGREED
            if not holds:
                with clock.set_to(clock.now() + DAY):
                    actions.say_holds(by=opened(code), holds=False)
                concern.refresh_from_db()
                assert concern.state == RaisedConcern.HEARING


def mediators(concern: RaisedConcern) -> dict[str, str]:
    return dict(concern.threads.values_list("part", "mediator"))


def test_a_side_proposes_a_mediator_and_the_other_another_until_both_accept(client: Client) -> None:
    of = world()
    code, other, concern = heard(of)
    assert "It is sealed, and sent." in come_back(client, other, step="propose", words="Somebody of the port.")
    assert mediators(concern) == {"raised": "asked", "heard": "yes"}
    page = come_back(client, code)
    assert ("Somebody of the port." in page, "The other side" in page) == (True, True)
    with refused("health.not_now"):
        actions.ask_mediator(by=opened(other), words="Or somebody else.")
    answered(code, "mediator", is_yes=False)
    actions.ask_mediator(by=opened(code), words="Somebody of the town.")
    assert mediators(concern) == {"raised": "yes", "heard": "asked"}
    assert "Propose another mediator" in come_back(client, other)
    page = come_back(client, other)
    come_back(client, other, step="mediator", is_yes="yes", proposal=proposal_on(page, "mediator"))
    assert mediators(concern) == {"raised": "yes", "heard": "yes"}
    assert "Propose another mediator" not in come_back(client, other)


def propose_anew(of: World, concern: RaisedConcern, other: str, by: str) -> None:
    if by == "receivers":
        actions.propose_mediator(by=of.by("chair"), concern=concern, words="Somebody of the town.")
    if by == "other side":
        actions.ask_mediator(by=opened(other), words="Somebody of the town.")
    if by == "outcome":
        on = clock.now().date() + 9 * DAY
        actions.conclude(by=of.by("chair"), concern=concern, words="Somebody of the town.", check_on=on)


@pytest.mark.parametrize(
    ("step", "first", "then"),
    [
        ("mediator", "other side", "receivers"),
        ("mediator", "receivers", "other side"),
        ("mediator", "receivers", "receivers"),
        ("outcome", "outcome", "outcome"),
    ],
)
def test_a_yes_goes_to_the_very_proposal_that_was_read(client: Client, step: str, first: str, then: str) -> None:
    of = world()
    code, other, concern = heard(of)
    propose_anew(of, concern, other, first)
    read = proposal_on(come_back(client, code), step)
    propose_anew(of, concern, other, then)
    for given in ({"proposal": read}, {}):
        page = come_back(client, code, step=step, is_yes="yes", words="Gladly.", **given)
        assert "Something else was proposed meanwhile. Read it, then answer that." in page
        assert ("Somebody of the town." in page, "Gladly." in page, " checked" in page) == (True, True, False)
        assert concern.threads.get(part="raised").serializable_value(step) == "asked"
    again = come_back(client, code, step=step, is_yes="yes", proposal=proposal_on(page, step))
    assert "It is sealed, and sent." in again
    assert concern.threads.get(part="raised").serializable_value(step) == "yes"


def test_neither_who_raised_it_nor_another_word_of_theirs_is_told_with_the_mediator() -> None:
    of = world()
    told = {"name": "Amina Diallo", "told_about": "The chair"}
    code, concern = of.raised(**told)
    actions.acknowledge(by=of.by("chair"), concern=concern, words="We have it.")
    with refused("health.not_now"):  # nobody is there to answer
        actions.ask_mediator(by=opened(code), words="Somebody.")
    other = actions.ask_statement(by=of.by("chair"), concern=concern, words="What happened?")
    actions.ask_mediator(by=opened(code), words="Somebody.")
    read = opened(other).messages()
    assert [(said.kind, said.words, said.name, said.about) for said in read[1:]] == [
        ("mediator_other", "Somebody.", "", "")
    ]


def test_where_the_charter_provides_for_none_nobody_proposes_one(client: Client) -> None:
    of = world(outside_mediator=False)
    code, _other, _concern = heard(of)
    assert "Propose a mediator" not in come_back(client, code)
    with refused("health.no_mediator"):
        actions.ask_mediator(by=opened(code), words="Somebody.")


@pytest.mark.parametrize(
    ("state", "own", "other", "expected"),
    [
        (State.HEARD, Answer.NONE, Answer.NONE, True),
        (State.HEARING, Answer.NONE, Answer.NONE, True),
        (State.HEARD, Answer.NONE, None, False),
        (State.HEARD, Answer.YES, Answer.ASKED, False),
        (State.HEARD, Answer.YES, Answer.YES, False),
        (State.HEARD, Answer.YES, Answer.NO, True),
        (State.HEARD, Answer.ASKED, Answer.YES, True),
        (State.AGREED, Answer.NONE, Answer.NONE, False),
        (State.CLOSED, Answer.NONE, Answer.NONE, False),
    ],
)
def test_when_a_side_may_propose(state: State, own: Answer, other: Answer | None, expected: bool) -> None:
    assert may_ask_mediator(state, own, other) is expected


def test_when_a_side_may_say_whether_it_holds() -> None:
    today = clock.now().date()
    for state in State:
        may = may_say_holds(state, Answer.ASKED, was_agreed=True, check_on=today, today=today)
        assert may is (state in (State.AGREED, State.CLOSED))
    assert not may_say_holds(State.CLOSED, Answer.ASKED, was_agreed=False, check_on=today, today=today)
    assert not may_say_holds(State.AGREED, Answer.YES, was_agreed=True, check_on=today, today=today)
    assert not may_say_holds(State.AGREED, Answer.NONE, was_agreed=True, check_on=today + DAY, today=today)
    assert opened_again([Answer.YES, Answer.YES]) is State.HEARD
    assert opened_again([Answer.YES, Answer.ASKED]) is State.HEARING
