"""To whom a concern goes on: in the charter's order, past those who are late, in the rank of the office."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from plenary.bodies import actions as bodies
from plenary.bodies.queries import terms_in_force
from plenary.core import clock
from plenary.health import actions, queries
from plenary.health.actions import Passed
from plenary.health.models import RaisedConcern, ThreadKey
from plenary.health.rules.receivers import About
from plenary.health.rules.steps import Part
from plenary.health.tasks import look_after_concerns
from plenary.health.tests.factories import PASSPHRASE, WORDS, World, world
from plenary.health.tests.test_concerns import heard, opened
from plenary.health.tests.test_pages import SLUG, come_back, signed_in
from plenary.health.tests.test_passing import ALL, hand_office, pass_on, pass_one, refused, words_read_by
from plenary.notices.models import OutgoingMail
from tests import founding

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MIGRATION = import_module("plenary.health.migrations.0003_deadlines_of_concerns")
FURTHER = ("treasurer",)
OUTSIDE = "The ombudsperson of the port, 555 0100"


def have(of: World, concern: RaisedConcern) -> list[str]:
    """Those who find it in their box."""
    return [role for role in of.persons if concern in queries.concerns_for(of.by(role))]


def test_where_the_first_is_concerned_somebody_is_left_to_go_on_to() -> None:
    of = world(keys=ALL, further=FURTHER, acknowledge_hours=24)
    _code, concern = of.raised(About(offices=frozenset({"chair"})))
    assert have(of, concern) == ["deputy"]
    with clock.set_to(clock.now() + 2 * DAY):
        look_after_concerns()
        look_after_concerns()
        assert have(of, concern) == ["deputy", "treasurer"]
    with clock.set_to(clock.now() + 90 * DAY):
        look_after_concerns()
        assert have(of, concern) == ["deputy", "treasurer"]


def test_it_goes_past_those_who_left_before_it_came_to_them() -> None:
    of = world(keys=ALL, further=FURTHER, acknowledge_hours=24)
    _code, concern = of.raised()
    bodies.end_term(by=founding.system(of.of), term_id=terms_in_force(of.of.id).get(office="deputy").id)
    with clock.set_to(clock.now() + 2 * DAY):
        look_after_concerns()
        assert have(of, concern) == ["chair", "treasurer"]


def test_it_goes_on_one_by_one_with_as_much_time_for_each() -> None:
    of = world(keys=ALL, further=FURTHER, acknowledge_hours=24)
    code, concern = of.raised()
    for days, expected in ((1, 1), (2, 2), (3, 2), (4, 3)):
        with clock.set_to(clock.now() + days * DAY):
            look_after_concerns()
            assert len(have(of, concern)) == expected
    with clock.set_to(clock.now() + 30 * DAY):
        assert "nobody comes after those who have it" in come_back(Client(), code)


@pytest.mark.parametrize(
    ("how_far", "days", "due"),
    [
        ("acknowledged", 7, "answer"),
        ("answered", 21, "hear"),
        ("hearing", 21 + 60, "outcome"),
        ("heard", 60, "outcome"),
    ],
)
def test_what_is_not_done_in_time_after_it_was_acknowledged_goes_on_too(how_far: str, days: int, due: str) -> None:
    of = world()
    if how_far == "heard":
        _code, _other, concern = heard(of)
    else:
        _code, concern = of.raised()
        actions.acknowledge(by=of.by("chair"), concern=concern, words="We have it.")
    if how_far == "answered":
        actions.say(by=of.by("chair"), concern=concern, part=Part.RAISED, words="We ask the one concerned next.")
    if how_far == "hearing":
        actions.ask_statement(by=of.by("chair"), concern=concern, words="What happened?")
    look_after_concerns()
    mails = OutgoingMail.objects.count()
    with clock.set_to(clock.now() + days * DAY):
        look_after_concerns()
        concern.refresh_from_db()
        assert (concern.due, have(of, concern)) == (due, ["chair"])
    with clock.set_to(clock.now() + (days + 1) * DAY):
        look_after_concerns()
        look_after_concerns()
        assert have(of, concern) == ["chair", "deputy"]
    assert OutgoingMail.objects.count() == mails + 2
    assert not OutgoingMail.objects.exclude(subject="There is something new for you").exists()


def test_one_from_before_there_were_days_gets_them_and_one_that_is_closed_has_none() -> None:
    of = world()
    _code, concern = of.raised()
    actions.acknowledge(by=of.by("chair"), concern=concern, words="We have it.")
    RaisedConcern.objects.of(of.of.id).update(due="", due_on=None)
    ThreadKey.objects.of(of.of.id).update(office="")
    look_after_concerns()
    concern.refresh_from_db()
    assert (concern.due, concern.due_on) == ("answer", clock.now().date() + 7 * DAY)
    actions.close(by=of.by("chair"), concern=concern, words="It was withdrawn.")
    concern.refresh_from_db()
    assert (concern.due, concern.due_on) == ("", None)


@pytest.mark.parametrize("is_late", [False, True])
def test_one_that_was_answered_never_waits_for_an_answer_again(is_late: bool) -> None:
    """Where the charter gives no day for a statement nothing is due then; it stays with whoever answered it."""
    of = world(hear_days=0)
    _code, concern = of.raised()
    actions.acknowledge(by=of.by("chair"), concern=concern, words="We have it.")
    with clock.set_to(clock.now() + (8 if is_late else 1) * DAY):
        look_after_concerns()
        those = have(of, concern)
        assert those == ["chair", "deputy"][: 1 + is_late]
        actions.say(by=of.by("chair"), concern=concern, part=Part.RAISED, words="We speak with the one concerned next.")
    for days in (9, 10, 100):
        with clock.set_to(clock.now() + days * DAY):
            look_after_concerns()
            concern.refresh_from_db()
            assert (concern.due, concern.due_on, have(of, concern)) == ("", None, those)


def test_one_that_was_answered_before_this_was_kept_counts_as_answered() -> None:
    of = world(hear_days=0)
    rows = []
    for is_answered in (False, True):
        _code, concern = of.raised()
        actions.acknowledge(by=of.by("chair"), concern=concern, words="We have it.")
        if is_answered:
            actions.say(by=of.by("chair"), concern=concern, part=Part.RAISED, words="We ask the one concerned next.")
        rows.append(concern)
    code, waiting = of.raised()
    for words in ("It was on Monday.", "And on Tuesday."):
        actions.say_by_code(by=opened(code), words=words)
    RaisedConcern.objects.of(of.of.id).update(due="", due_on=None, is_answered=False)
    MIGRATION.answered(apps, None)
    look_after_concerns()
    for row, expected in zip([*rows, waiting], [(False, "answer"), (True, ""), (False, "")], strict=True):
        row.refresh_from_db()
        assert (row.is_answered, row.due) == expected


@pytest.mark.parametrize("is_old", [False, True])
def test_whoever_comes_into_an_office_stands_where_the_one_before_stood(is_old: bool) -> None:
    """The deputy had it first, for it is about the chair: so has the next deputy, without waiting for anything."""
    of = world(keys=ALL, further=FURTHER)
    _code, concern = of.raised(About(persons=frozenset({of.persons["chair"].pk})))
    if is_old:  # as it was sealed before offices were kept: the first who were free had the rank 0
        ThreadKey.objects.of(of.of.id).filter(rank=1).update(rank=0, office="")
        ThreadKey.objects.of(of.of.id).filter(rank=2).update(rank=1, office="")
        RaisedConcern.objects.of(of.of.id).update(reached=0)
    hand_office(of, "deputy", "member")
    with clock.set_to(clock.now() + 10 * DAY):
        look_after_concerns()  # past the deputy, who left
        assert have(of, concern) == ["treasurer"]
        assert pass_on(of, "treasurer") == Passed(sealed=1)
        assert have(of, concern) == ["treasurer", "member"]
    there = ThreadKey.objects.of(of.of.id).get(receiver_key__person=of.persons["member"])
    assert (there.rank, there.office) == (0 if is_old else 1, "deputy")


def test_one_named_in_words_alone_never_gets_it_when_they_come_into_the_office() -> None:
    of = world(keys=ALL, further=FURTHER)
    told = {"told_about": "Member, of the Member association", "in_words": True}
    _code, concern = of.raised(About(offices=frozenset({"treasurer"})), **told)
    hand_office(of, "deputy", "member")
    assert pass_on(of, "chair") == Passed(sealed=0, asked=1)
    with refused("health.say_nobody"):
        pass_one(of, "chair", concern, nobody_else=False)
    with refused("health.not_next"):
        pass_one(of, "chair", concern, "chair")
    assert pass_one(of, "chair", concern, "member") == Passed(sealed=0)
    assert not ThreadKey.objects.of(of.of.id).filter(receiver_key__person=of.persons["member"])
    assert pass_on(of, "chair") == Passed(sealed=0)  # it was said, and holds from now on
    assert pass_one(of, "chair", concern) == Passed(sealed=0)


def test_shares_give_no_concern_that_names_somebody_in_words_to_who_came_after() -> None:
    of = world(keys=ALL)
    code, concern = of.raised()
    actions.share_key(by=of.by("chair"), passphrase=f"{PASSPHRASE} chair")
    hand_office(of, "chair", "member")
    key = queries.key_in_use(of.by("chair"))
    recovery = actions.ask_for_key(by=of.by("member"), lost=key.pk if key else "")
    for role in ("deputy", "treasurer"):
        actions.hand_share(by=of.by(role), recovery=recovery, passphrase=f"{PASSPHRASE} {role}")
    assert actions.recover_key(by=of.by("member"), recovery=recovery, passphrase=f"{PASSPHRASE} member") == 0
    assert have(of, concern) == []
    with refused("health.not_now"):  # the deputy still can
        actions.pass_on_by_code(by=opened(code), nobody_concerned=True)


def test_where_nobody_can_whoever_raised_it_seals_it_for_those_who_receive_now(client: Client) -> None:
    of = world(keys=ALL)
    code, concern = of.raised(told_about="Somebody", in_words=True)
    assert "Seal it for those who receive now" not in come_back(client, code)
    hand_office(of, "chair", "member")
    hand_office(of, "deputy", "treasurer")
    assert "Seal it for those who receive now" in come_back(client, code)
    with refused("health.say_nobody"):
        actions.pass_on_by_code(by=opened(code), nobody_concerned=False)
    page = come_back(client, code, step="seal", nobody_concerned="on")
    assert "It is sealed, and sent." in page
    assert "Seal it for those who receive now" not in page
    assert have(of, concern) == ["member"]
    assert words_read_by(of, "member", concern) == [[WORDS]]


@pytest.mark.parametrize("is_acknowledged", [False, True])
def test_those_for_whom_it_is_sealed_anew_have_their_own_time(is_acknowledged: bool) -> None:
    of = world(keys=ALL, acknowledge_hours=24)
    code, concern = of.raised()
    if is_acknowledged:
        actions.acknowledge(by=of.by("chair"), concern=concern, words="We have it.")
    hand_office(of, "chair", "member")
    hand_office(of, "deputy", "treasurer")
    later = clock.now() + 30 * DAY
    with clock.set_to(later):
        look_after_concerns()
        assert have(of, concern) == []
        actions.pass_on_by_code(by=opened(code), nobody_concerned=True)
        look_after_concerns()
        concern.refresh_from_db()
        assert have(of, concern) == ["member"]
        last = concern.due_on if is_acknowledged else concern.acknowledge_by
        assert last == later.date() + (7 if is_acknowledged else 1) * DAY


def test_before_anything_is_sent_the_page_says_who_receives_it(client: Client) -> None:
    world(keys=ALL, further=FURTHER, outside={"en": OUTSIDE})
    address = reverse("health:raise", args=[SLUG])
    first = client.get(address).content.decode()
    assert ("See who receives it" in first, "What happened?" in first) == (True, False)
    page = client.post(address, {"step": "who", "about": ["office:chair"]}).content.decode()
    assert "It goes to: Deputy." in page
    assert "it goes on, in this order, to: Treasurer." in page
    assert ("What happened?" in page, OUTSIDE in page) == (True, True)
    assert '<input type="hidden" name="about" value="office:chair"' in page


@pytest.mark.parametrize("outside", [{"en": OUTSIDE}, {}])
def test_where_nobody_is_left_it_is_said_before_anything_is_sent(client: Client, outside: dict[str, str]) -> None:
    world(keys=ALL, outside=outside)
    about = {"about": ["office:chair", "office:deputy"]}
    page = client.post(reverse("health:raise", args=[SLUG]), {"step": "who", **about}).content.decode()
    assert "Nobody here is left to receive this" in page
    assert (OUTSIDE if outside else "somebody outside whom you trust") in page
    assert "What happened?" not in page
    page = client.post(reverse("health:raise", args=[SLUG]), {"words": WORDS, **about}).content.decode()
    assert "Nobody here can receive this" in page
    assert RaisedConcern.objects.across_coalitions().count() == 0


def test_one_is_passed_on_from_its_page(client: Client) -> None:
    of = world()
    _code, concern = of.raised()
    hand_office(of, "deputy", "member")
    chair, address = signed_in(of, "chair"), reverse("health:concern", args=[SLUG, concern.pk])
    secret = {"passphrase": f"{PASSPHRASE} chair"}
    box = chair.post(reverse("health:box", args=[SLUG]), secret, follow=True).content.decode()
    assert "1 waits for you to open it" in box
    page = chair.post(address, {"step": "open", **secret}).content.decode()
    assert ("Pass it on" in page, "Deputy · Person of Member" in page or "Deputy · " in page) == (True, True)
    wrong = chair.post(address, {"step": "pass", "passphrase": "wrong", "nobody_else": "on"}).content.decode()
    assert ("This passphrase does not open it." in wrong, "Deputy · " in wrong) == (True, False)
    assert "This field is required." in chair.post(address, {"step": "pass", **secret}).content.decode()
    done = chair.post(address, {"step": "pass", "nobody_else": "on", **secret}, follow=True).content.decode()
    assert "1 concern is sealed for more." in done
