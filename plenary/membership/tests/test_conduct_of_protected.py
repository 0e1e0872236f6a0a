"""Protected members do their part too: their matters are led by those who may know them, and nobody else learns of a step."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.core import clock, visibility
from plenary.core.asks import asks_of
from plenary.core.standing import Mandate, Standing
from plenary.core.tests.roles import owner_at_work
from plenary.membership import actions
from plenary.membership.actions import StepGiven, open_case, take_conduct_step
from plenary.membership.audits import audit_conduct
from plenary.membership.matters import ADMINISTER, SEE_PROTECTED
from plenary.membership.models import ConductCase, ConductStep, Member, Representative, Vouch
from plenary.membership.queries import steps_shown, steps_to_take, visible_cases
from plenary.membership.rules.conduct import Taken
from plenary.membership.tasks import end_times
from plenary.membership.tests.reading import acting, refused
from plenary.record.models import Entry, EntryAudience, Opening
from plenary.record.queries import feed
from tests import founding

pytestmark = pytest.mark.django_db

NAME = "Zzyzx Shelter"


@pytest.fixture
def of():
    return founding.coalition()


@pytest.fixture
def hidden(of) -> Member:
    return founding.member(of, NAME, protected=True)


def voucher(of, member: Member, name: str) -> Standing:
    by = acting(founding.member(of, name), f"{name}@example.org")
    Vouch.objects.create(coalition_id=of.id, member=member, by_member_id=by.member, by_person=by.person, at=clock.now())
    return by


def knower(of) -> Standing:
    return founding.officer(of, SEE_PROTECTED)


def take(by: Standing, case: ConductCase, step: str, **given: object) -> ConductCase:
    return take_conduct_step(by=by, case=case, step=Taken(step), given=StepGiven(**given))


def proposed(of, hidden: Member, own: Standing, by: Standing, measure: str = "removal") -> ConductCase:
    """A matter in which a grave measure was chosen after all that comes before."""
    today = clock.now().date()
    case = open_case(by=by, member=hidden, duty="answers", clause="accountability", words="Shall we talk?")
    take(by, case, "talk", day=today, outcome="open", people="Two", words="No agreement.")
    take(by, case, "notice", words="You gave no answer.")
    take(own, case, "answer", words="We had to hide.")
    take(by, case, "hearing", day=today, people="The chair", way="trusted", words="So.")
    return take(by, case, "measure", outcome=measure, words="It lent its name.")


def is_asked(by: Standing) -> bool:
    """True where a matter of conduct stands on the desk of one who leads it or decides on it."""
    return any(ask.clause in ("protection", "accountability") for ask in asks_of(by))


def over(case: ConductCase) -> None:
    """The time to appeal ends."""
    with clock.set_to(case.appeal_until + timedelta(hours=1)):
        end_times()
        end_times()
    case.refresh_from_db()


@pytest.mark.parametrize(("measure", "status"), [("suspension", "suspended"), ("removal", "removed")])
def test_two_who_know_it_decide_and_it_takes_effect_once_it_can_be_appealed_no_more(of, hidden, measure, status):
    own, chair, other = acting(hidden), knower(of), voucher(of, hidden, "one")
    case = proposed(of, hidden, own, chair, measure)
    assert (case.stage, case.decided_by, case.appeal_until) == ("proposed", "", None)
    assert [is_asked(by) for by in (chair, other, knower(of))] == [False, True, True]
    with refused("membership.decided_by_another"):
        take(chair, case, "decided", outcome="adopted", words="I agree with me.")
    case = take(other, case, "decided", outcome="adopted", words="So it must be.")
    assert (case.stage, Member.objects.of(of.id).get(pk=hidden.pk).status) == ("measure", "active")
    with refused("membership.conduct_not_now"):
        take(chair, case, "close", words="Faster.")
    over(case)
    hidden.refresh_from_db()
    assert (case.ended, hidden.status) == ("stands", status)
    acts = Representative.objects.of(of.id).filter(member=hidden, until=None).exists()
    assert acts is (measure == "suspension")
    assert list(audit_conduct(of.id)) == []
    if measure == "suspension":
        with refused("membership.not_to_see"):
            actions.reinstate(by=founding.officer(of, ADMINISTER), member_id=hidden.id)
        assert actions.reinstate(by=chair, member_id=hidden.id).status == "active"


def test_all_of_it_is_entered_under_seal_and_read_by_its_own_alone(of, hidden):
    own, chair, other = acting(hidden), knower(of), voucher(of, hidden, "one")
    reader = acting(founding.member(of, "Reader"), "reader@example.org")
    before = Entry.objects.of(of.id).count()
    case = proposed(of, hidden, own, chair)
    over(take(other, case, "decided", outcome="adopted", words="So it must be."))
    entries = Entry.objects.of(of.id).order_by("n")[before:]
    assert {entry.kind for entry in entries} == {"membership.sealed"}
    assert {entry.about for entry in entries} == {""}
    tokens = (
        EntryAudience.objects.of(of.id)
        .filter(entry__in=[entry.pk for entry in entries])
        .values_list("token", flat=True)
    )
    assert set(tokens) == {visibility.SEALED, visibility.member(hidden.id)}
    for by in (reader, other, founding.officer(of, ADMINISTER), chair):
        read = str(feed(by, limit=200))
        assert [words for words in (NAME, hidden.id, case.id, "So it must be", "lent") if words in read] == []
    told = [line.facts.get("happened") for line in feed(own, kinds=["membership.sealed"], limit=100)]
    assert told.count("membership.conduct") == 8
    assert "membership.removed" in told
    envelopes = " ".join(bytes(entry.envelope).decode() for entry in entries)
    assert [words for words in (NAME, hidden.id, "conduct", "removed") if words in envelopes] == []
    assert Opening.objects.of(of.id).filter(entry__in=[e.pk for e in entries], position=0).count() == len(entries)


def test_what_is_not_agreed_to_ends_it(of, hidden):
    own, chair, other = acting(hidden), knower(of), voucher(of, hidden, "one")
    case = take(other, proposed(of, hidden, own, chair), "decided", outcome="rejected", words="It is in danger.")
    hidden.refresh_from_db()
    assert (case.stage, case.ended, hidden.status) == ("closed", "not_adopted", "active")


@pytest.mark.parametrize(("ruling", "status"), [("stands", "removed"), ("set_aside", "active")])
def test_an_appeal_holds_it_and_a_third_who_knows_it_rules(of, hidden, ruling, status):
    own, chair = acting(hidden), knower(of)
    one, two = voucher(of, hidden, "one"), voucher(of, hidden, "two")
    case = take(one, proposed(of, hidden, own, chair), "decided", outcome="adopted", words="So it must be.")
    case = take(own, case, "appeal", words="We were at sea.")
    assert (case.appealed_to, case.is_sealed) == ("", True)
    with clock.set_to(case.appeal_until + timedelta(days=9)):
        end_times()
    hidden.refresh_from_db()
    assert hidden.status == "active"
    assert [is_asked(by) for by in (chair, one, two, knower(of))] == [False, False, True, True]
    given = {"day": clock.now().date(), "outcome": ruling, "people": "Two", "words": "Heard again."}
    for by in (chair, one):
        with refused("membership.ruling_by_another"):
            take(by, case, "ruling", **given)
    with refused("membership.not_yours"):
        take(two, case, "appeal", words="For it.")
    take(two, case, "ruling", **given)
    hidden.refresh_from_db()
    assert hidden.status == status


def fellow(of, by: Standing, name: str) -> Standing:
    """Another who decides for the same member."""
    return acting(Member.objects.of(of.id).get(pk=by.member), f"{name}@example.org")


def test_no_organisation_does_it_alone(of, hidden):
    own, one, two, three = acting(hidden), *(voucher(of, hidden, name) for name in ("one", "two", "three"))
    chair = replace(fellow(of, one, "chair"), powers=frozenset({SEE_PROTECTED}))
    case = proposed(of, hidden, own, chair)
    assert ConductStep.objects.of(of.id).get(case=case, kind="measure").by_member == one.member
    for by in (one, fellow(of, one, "third"), replace(fellow(of, one, "fourth"), powers=frozenset({SEE_PROTECTED}))):
        assert Taken.DECIDED not in steps_to_take(by, case)
        with refused("membership.decided_by_other_member"):
            take(by, case, "decided", outcome="adopted", words="We agree with us.")
    asked = reverse("membership:case", args=[of.slug, case.id])
    assert [asked in [ask.url for ask in asks_of(by)] for by in (one, two)] == [False, True]
    case = take(two, case, "decided", outcome="adopted", words="So it must be.")
    case = take(own, case, "appeal", words="We were at sea.")
    given = {"day": clock.now().date(), "outcome": "stands", "people": "Two", "words": "Heard again."}
    for by in (one, fellow(of, two, "fifth")):
        with refused("membership.decided_by_other_member"):
            take(by, case, "ruling", **given)
    assert [asked in [ask.url for ask in asks_of(by)] for by in (two, three)] == [False, True]
    assert take(three, case, "ruling", **given).ended == "stands"


def test_of_earlier_steps_it_is_told_for_whom_they_were_taken(of, hidden):
    one = voucher(of, hidden, "one")
    proposed(of, hidden, acting(hidden), replace(one, powers=frozenset({SEE_PROTECTED})))
    steps = ConductStep.objects.of(of.id)
    before = list(steps.values_list("kind", "by_member"))
    Representative.objects.of(of.id).filter(person=one.person).update(until=clock.now())
    with owner_at_work():
        steps.update(by_member="")
        import_module("plenary.membership.migrations.0014_step_by_member").represented_then(apps, None)
    assert list(steps.values_list("kind", "by_member")) == before


def test_nobody_else_sees_leads_or_decides(of, hidden):
    own, chair, one = acting(hidden), knower(of), voucher(of, hidden, "one")
    keeper = founding.officer(of, ADMINISTER)
    stranger = acting(founding.member(of, "Other"), "other@example.org")
    board = replace(stranger, bodies=frozenset({"plenary", "board"}))
    with refused("membership.not_to_see"):
        open_case(by=keeper, member=hidden, duty="answers", clause="accountability", words="Shall we talk?")
    with refused("membership.own_conduct"):
        open_case(by=replace(own, powers=frozenset({SEE_PROTECTED})), member=hidden, duty="x", clause="x", words="Us?")
    case = open_case(by=chair, member=hidden, duty="answers", clause="accountability", words="Shall we talk?")
    assert [list(visible_cases(by)) for by in (keeper, stranger, board, one)] == [[], [], [], []]
    take(chair, case, "close", words="No.")
    case = proposed(of, hidden, own, chair)
    assert [list(visible_cases(by)) for by in (keeper, stranger, board)] == [[], [], []]
    assert list(visible_cases(one)) == [case]
    private = [each.words for each in steps_shown(one, case) if each.row.kind in {"offer", "talk"}]
    assert private == ["", ""]
    assert {each.entry for each in steps_shown(one, case)} == {""}
    for by in (keeper, stranger, board, replace(one, mandate=Mandate.CONSULTS), own):
        assert Taken.DECIDED not in steps_to_take(by, case)
        with pytest.raises(Exception, match="membership"):
            take(by, case, "decided", outcome="adopted", words="I.")
    assert (list(steps_to_take(one, case)), Taken.DECIDED in steps_to_take(knower(of), case)) == ([Taken.DECIDED], True)


def test_its_pages_name_it_after_a_look_that_its_own_read(of, hidden):
    own, chair, one = acting(hidden), knower(of), voucher(of, hidden, "one")
    case = proposed(of, hidden, own, chair)
    client = Client()
    client.force_login(Account.objects.get(pk=one.account))
    at = [reverse("membership:conduct", args=[of.slug]), reverse("membership:case", args=[of.slug, case.id])]
    assert [ask.title for ask in asks_of(one) if NAME in f"{ask.title} {ask.sentence}"] == []
    assert at[1] in [ask.url for ask in asks_of(one)]
    lists = client.get(at[0]).content.decode()
    assert (at[1] in lists, NAME in lists) == (True, False)
    looks = _looks(own)
    page = client.get(at[1]).content.decode()
    assert (NAME in page, "Shall we talk?" in page, "lent its name" in page) == (True, False, True)
    assert (page.count("removal, once another who knows it agrees"), "to be proposed" in page) == (2, False)
    assert _looks(own) == looks + 1
    address = reverse("membership:case_step", args=[of.slug, case.id, "decided"])
    assert client.post(address, {"outcome": "adopted", "words": "So."}).status_code == 302
    case.refresh_from_db()
    assert case.stage == "measure"
    page = client.get(at[1]).content.decode()
    assert ("<dd>Removal of a member</dd>" in page, "to be proposed" in page) == (True, False)
    stranger = Client()
    stranger.force_login(Account.objects.get(pk=acting(founding.member(of, "Other"), "other@example.org").account))
    assert [stranger.get(at[1]).status_code, stranger.post(address, {}).status_code] == [404, 404]


def _looks(own: Standing) -> int:
    return sum(line.facts.get("happened") == "membership.looked_at" for line in feed(own, limit=200))
