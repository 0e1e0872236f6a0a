"""What is passed on to one who comes into an office: by another who receives, or by shares; never to one whom it is about."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plenary.bodies import actions as bodies
from plenary.bodies.actions import Nomination
from plenary.bodies.queries import terms_in_force
from plenary.core import clock
from plenary.core.verdicts import Refused
from plenary.health import actions, queries
from plenary.health.actions import Passed
from plenary.health.models import RaisedConcern, ThreadKey
from plenary.health.queries.recovering import keys_of_before
from plenary.health.rules.receivers import About
from plenary.health.tasks import look_after_concerns
from plenary.health.tests.factories import PASSPHRASE, WORDS, World, world
from plenary.health.tests.test_concerns import answered, heard, opened
from plenary.health.tests.test_pages import come_back, signed_in
from plenary.notices.models import OutgoingMail
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db
ALL = ("chair", "deputy", "treasurer")


def refused(reason: str) -> pytest.RaisesExc[Refused]:
    """Expect a refusal for exactly this reason."""
    return pytest.RaisesExc(Refused, check=lambda refusal: refusal.verdict.reason == reason)


def hand_office(of: World, office: str, to: str) -> None:
    """Who held the office leaves it, and another one comes, with a key unless there is one."""
    before = terms_in_force(of.of.id).get(office=office)
    bodies.end_term(by=founding.system(of.of), term_id=before.id)
    bodies.appoint(by=founding.system(of.of), nomination=Nomination(office=office, person=of.persons[to]))
    if queries.key_in_use(of.by(to)) is None:
        actions.make_key(by=of.by(to), passphrase=f"{PASSPHRASE} {to}")


def words_read_by(of: World, role: str, concern: RaisedConcern) -> list[list[str]]:
    sides = queries.opened_for(of.by(role), concern, f"{PASSPHRASE} {role}")
    return [[said.words for said in side.messages] for side in sides]


def pass_on(of: World, role: str) -> Passed:
    return actions.pass_on(by=of.by(role), passphrase=f"{PASSPHRASE} {role}")


def pass_one(of: World, role: str, concern: RaisedConcern, *concerned: str, nobody_else: bool = True) -> Passed:
    """Pass one on, as somebody who read it says: about whom of those who come next it is."""
    ids = [of.persons[each].pk for each in concerned]
    given = {"passphrase": f"{PASSPHRASE} {role}", "concerned": ids, "nobody_else": nobody_else}
    return actions.pass_on_one(by=of.by(role), concern=concern, **given)


def test_one_who_still_receives_seals_it_for_the_newcomer_and_nothing_enters_the_record() -> None:
    of = world()
    _code, other, concern = heard(of)
    hand_office(of, "deputy", "member")
    assert list(queries.concerns_for(of.by("member"))) == []
    before = Entry.objects.of(of.of.id).count()
    assert pass_on(of, "chair") == Passed(sealed=0, asked=1)  # nobody was chosen as concerned: a reader says so first
    assert pass_one(of, "chair", concern) == Passed(sealed=1)
    assert pass_on(of, "chair") == Passed(sealed=0)
    assert Entry.objects.of(of.of.id).count() == before
    ranks = ThreadKey.objects.of(of.of.id).filter(receiver_key__person=of.persons["member"])
    assert list(ranks.values_list("rank", flat=True)) == [1, 1]
    assert list(queries.concerns_for(of.by("member"))) == []  # it was acknowledged: the second rank is not asked
    hand_office(of, "chair", "treasurer")
    with refused("health.not_a_receiver"):
        actions.pass_on(by=of.by("chair"), passphrase=f"{PASSPHRASE} chair")
    assert not queries.is_with_nobody(opened(other).thread)


def test_it_is_never_passed_on_to_one_whom_it_is_about_in_whatever_office_they_are_now() -> None:
    of = world(keys=ALL)
    _code, concern = of.raised(About(offices=frozenset({"treasurer"})))
    bodies.end_term(by=founding.system(of.of), term_id=terms_in_force(of.of.id).get(office="treasurer").id)
    hand_office(of, "deputy", "treasurer")
    assert pass_on(of, "chair") == Passed(sealed=0)
    assert not ThreadKey.objects.of(of.of.id).filter(receiver_key__person=of.persons["treasurer"])
    hand_office(of, "deputy", "member")
    assert pass_on(of, "chair") == Passed(sealed=1)
    with clock.set_to(clock.now() + timedelta(days=30)):
        look_after_concerns()
        assert words_read_by(of, "member", concern) == [[WORDS]]


def test_the_passphrase_is_asked_for() -> None:
    of = world()
    of.raised()
    with refused("health.wrong_passphrase"):
        actions.pass_on(by=of.by("chair"), passphrase="wrong")
    with refused("health.not_a_receiver"):
        actions.pass_on(by=of.by("member"), passphrase=PASSPHRASE)


def test_a_new_key_of_one_who_receives_is_sealed_for_by_another() -> None:
    of = world(acknowledge_hours=24)
    _code, concern = of.raised()
    with clock.set_to(clock.now() + timedelta(days=3)):
        look_after_concerns()
        actions.make_key(by=of.by("chair"), passphrase="another four words of mine", anew=True)
        assert pass_on(of, "deputy") == Passed(sealed=1)
        sides = queries.opened_for(of.by("chair"), concern, "another four words of mine")
    assert [[said.words for said in side.messages] for side in sides] == [[WORDS]]


def shared_and_left(of: World) -> None:
    """The chair shared the key, and left; a member came."""
    actions.share_key(by=of.by("chair"), passphrase=f"{PASSPHRASE} chair")
    hand_office(of, "chair", "member")


def test_where_nobody_can_any_more_shares_give_the_key_of_before_to_who_came_after(client: Client) -> None:
    of = world(keys=ALL)
    code, concern = of.raised(About(offices=frozenset({"deputy"})))
    _code, about_member = of.raised(About(offices=frozenset({"deputy"}), persons=frozenset({of.persons["member"].pk})))
    assert "None of those for whom it is sealed" not in come_back(client, code)
    shared_and_left(of)
    assert "None of those for whom it is sealed" in come_back(client, code)
    address = reverse("health:shares", args=[of.of.slug])
    member = signed_in(of, "member")
    page = member.get(address).content.decode()
    assert ("Chair" in page, "Ask for its shares" in page) == (True, True)
    key = queries.key_in_use(of.by("member"))
    assert key is not None
    [(lost, _name)] = keys_of_before(of.by("member"), key)
    assert member.post(address, {"step": "ask", "key": lost.pk}).status_code == 302
    for role in ("deputy", "treasurer"):
        keeper = signed_in(of, role)
        assert "It is the key of:" in keeper.get(address).content.decode()
        recovery = lost.recoveries.get()
        given = {"step": "hand", "recovery": recovery.pk, "passphrase": f"{PASSPHRASE} {role}"}
        assert keeper.post(address, given).status_code == 302
    given = {"step": "recover", "recovery": recovery.pk, "passphrase": f"{PASSPHRASE} member"}
    assert member.post(address, given).status_code == 302
    assert words_read_by(of, "member", concern) == [[WORDS]]
    assert list(queries.concerns_for(of.by("member"))) == [concern]
    assert queries.visible_concern(of.by("member"), about_member.pk) is None
    assert "None of those for whom it is sealed" not in come_back(client, code)
    assert Entry.objects.of(of.of.id).filter(kind="health.key_asked").count() == 1


def test_only_keys_of_those_who_receive_no_more_are_asked_for() -> None:
    of = world(keys=ALL)
    actions.share_key(by=of.by("chair"), passphrase=f"{PASSPHRASE} chair")
    key = queries.key_in_use(of.by("deputy"))
    assert key is not None
    assert keys_of_before(of.by("deputy"), key) == []
    with refused("health.keeps_no_share"):
        own = queries.key_in_use(of.by("chair"))
        actions.ask_for_key(by=of.by("deputy"), lost=own.pk if own else "")
    with refused("health.not_a_receiver"):
        actions.ask_for_key(by=of.by("treasurer"), lost="0000000000000000")


def test_passing_on_through_the_box() -> None:
    of = world()
    _code, concern = of.raised(About(offices=frozenset({"treasurer"})))
    hand_office(of, "deputy", "member")
    chair, address = signed_in(of, "chair"), reverse("health:box", args=[of.of.slug])
    assert "This passphrase does not open it." in chair.post(address, {"passphrase": "wrong"}).content.decode()
    for said in ("1 concern is sealed for more.", "All is sealed for everybody who may receive it."):
        page = chair.post(address, {"passphrase": f"{PASSPHRASE} chair"}, follow=True).content.decode()
        assert said in page
    with clock.set_to(clock.now() + timedelta(days=30)):
        look_after_concerns()
        assert words_read_by(of, "member", concern) == [[WORDS]]


def test_on_the_day_of_the_check_those_who_receive_are_told_once() -> None:
    of = world()
    code, other, concern = heard(of)
    look_after_concerns()
    today = clock.now().date()
    actions.conclude(by=of.by("chair"), concern=concern, words="So.", check_on=today + timedelta(days=30))
    for each in (code, other):
        answered(each, "outcome")
    with clock.set_to(clock.now() + timedelta(days=1)):
        look_after_concerns()
    before = OutgoingMail.objects.count()
    for days in (30, 31):
        with clock.set_to(clock.now() + timedelta(days=days)):
            look_after_concerns()
    assert OutgoingMail.objects.count() == before + 1
