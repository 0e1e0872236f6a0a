"""What one person alone cannot do to a second address, what is forgotten of it, and in which order rows are held."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from plenary.accounts.models import Account
from plenary.agreements import actions, queries
from plenary.agreements.asks import signatures_wait
from plenary.agreements.models import Agreement, SecondAddress, Signature
from plenary.agreements.rules import REPLACED_AFTER, Form, Second
from plenary.agreements.tests import factories, seconded
from plenary.agreements.tests.test_actions import reason
from plenary.agreements.welcoming import sign
from plenary.charter.actions import put_in_force
from plenary.charter.rules.document import charter_to_json
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.worker import Worker
from plenary.directory import actions as directory
from plenary.directory.models import Person
from plenary.membership import actions as membership
from plenary.membership.models import Member
from plenary.record.models import Opening
from tests import founding

pytestmark = pytest.mark.django_db
NEW = "new@valley.example"


def keeper(of: Coalition) -> Standing:
    """An officer of another member who enters papers."""
    by = founding.standing(founding.member(of, "Others"))
    return replace(by, powers=frozenset({"agreements.enter_paper"}))


def on_paper(of: Coalition, by: Standing, agreement: Agreement) -> Signature:
    """A paper without a scan that a person signed, which waits for its member."""
    paper = actions.Paper(member=by.member, person=by.person, form=Form.ORGANISATION, signed_on=clock.now().date())
    return actions.enter_paper(by=keeper(of), agreement=agreement, paper=paper, no_scan="It is a fax.")


def the_row(by: Standing) -> SecondAddress:
    return SecondAddress.objects.of(by.coalition).get(member=by.member)


def replaced(by: Standing) -> dict[str, str]:
    """Another address that confirmed itself in the place of a confirmed one; gives the tokens that were mailed to both."""
    actions.enter_second_address(by=seconded.fresh(by), email=NEW)
    sent = dict(seconded.mailed())
    actions.answer_link(token=sent[NEW], is_so=True)
    return sent


def test_what_takes_the_place_of_a_confirmed_address_is_asked_seven_days_later(client: Client) -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    seconded.confirmed(by)
    with seconded.later(by):
        replaced(by)
        factories.signed(by, agreement)
        assert (seconded.mailed(), queries.second_shown(by).is_later) == ([], True)
        assert reason(actions.send_again, by=seconded.fresh(by)) == "agreements.second_later"
        client.force_login(Account.objects.get(id=by.account))
        page = client.get(reverse("agreements:second", args=[of.slug])).content.decode()
        assert "or once the former address says yes" in page
        from_then = the_row(by).usable_from
    assert from_then
    with clock.set_to(from_then - timedelta(minutes=1)):
        assert (seconded.mailed(), the_row(by).former) == ([], seconded.OFFICE)
    with clock.set_to(from_then + timedelta(hours=1)):
        ((to, token),) = seconded.mailed()
        assert (to, the_row(by).former, the_row(by).usable_from) == (NEW, "", None)
        actions.answer_link(token=token, is_so=True)
    assert seconded.counted(by, agreement) == ["Green Valley"]


def test_the_former_says_that_another_is_asked_at_once(client: Client) -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    seconded.confirmed(by)
    with seconded.later(by):
        sent = replaced(by)
        factories.signed(by, agreement)
        link = seconded.link(sent[seconded.OFFICE])
        assert "May another address be asked?" in client.get(link).content.decode()
        assert seconded.mailed() == []
        client.post(link, {"step": "yes"})
        assert client.get(link).status_code == 404
        ((to, _token),) = seconded.mailed()
    assert to == NEW


def test_taken_away_first_it_is_no_faster_and_a_colleague_puts_the_former_back() -> None:
    of, member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    seconded.confirmed(by)
    factories.signed(by, agreement)
    seconded.mailed()
    with seconded.later(by):
        actions.enter_second_address(by=seconded.fresh(by), email="")
        replaced(by)
        assert not the_row(by).is_asked_at(clock.now())
        _account, colleague = seconded.another(member)
        actions.enter_second_address(by=colleague, email=seconded.OFFICE)
        ((to, token),) = seconded.mailed()
        actions.answer_link(token=token, is_so=True)
    assert (to, seconded.counted(by, agreement)) == (seconded.OFFICE, ["Green Valley"])


def test_all_who_act_for_the_member_are_mailed_that_it_changed() -> None:
    _of, member, by = seconded.stage()
    account, _colleague = seconded.another(member)
    actions.enter_second_address(by=seconded.fresh(by), email=seconded.OFFICE)
    while Worker().tick():
        pass
    told = [each.subject for each in mail.outbox if each.to == [account.email]]
    assert [each for each in told if "The second address of your member changed" in each] == [told[0]]


def test_no_address_lies_in_the_table_of_tasks() -> None:
    _of, _member, by = seconded.stage()
    seconded.confirmed(by)
    with seconded.later(by):
        replaced(by)
    kept = str(list(DBTaskResult.objects.values_list("args_kwargs", "return_value")))
    assert [each in kept for each in (seconded.OFFICE, NEW)] == [False, False]


def test_whoever_confirms_a_paper_never_has_the_second_address() -> None:
    of, member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    account, colleague = seconded.another(member)
    seconded.confirmed(by, account.email)
    on_paper(of, by, agreement)
    assert reason(actions.confirm_paper, by=colleague, agreement=agreement) == "agreements.second_is_own"
    row = actions.confirm_paper(by=seconded.fresh(by), agreement=agreement)
    assert (row.confirmed_by, [to for to, _token in seconded.mailed()]) == (by.person, [account.email])


def test_nor_does_whoever_confirmed_one_answer_for_the_address_later() -> None:
    of, member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    account, colleague = seconded.another(member)
    seconded.confirmed(by)
    on_paper(of, by, agreement)
    row = actions.confirm_paper(by=colleague, agreement=agreement)
    ((_to, token),) = seconded.mailed()
    Account.objects.filter(id=account.id).update(email=seconded.OFFICE)
    assert queries.second_of_signature(seconded.waiting(by, agreement)) is Second.LAPSED
    actions.answer_link(token=token, is_so=True)
    row.refresh_from_db()
    assert row.confirmed_at is None


def reads(sql: CaptureQueriesContext) -> list[str]:
    """Which tables the queries of an act read or write first, in their order."""
    return [str(each["sql"]) for each in sql.captured_queries]


def first(told: list[str], begins: str) -> int:
    return next(place for place, sql in enumerate(told) if begins in sql)


def test_files_are_held_before_it_is_seen_which_scan_stands_there() -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    on_paper(of, by, agreement)
    with CaptureQueriesContext(connection) as sql:
        actions.confirm_paper(by=seconded.fresh(by), agreement=agreement)
    held = first(reads(sql), 'SELECT "coalitions_coalition"."id" FROM "coalitions_coalition"')
    assert held < first(reads(sql), 'FROM "files_file"')


def test_who_signs_holds_the_member_before_its_signatures() -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    edition = agreement.current
    assert edition
    now = seconded.fresh(by)
    with CaptureQueriesContext(connection) as sql:
        actions.sign(by=now, agreement=agreement, hash=edition.hash, form=Form.ORGANISATION)
    told = reads(sql)
    assert first(told, 'FROM "membership_member"') < first(told, 'FROM "agreements_signature"')


def test_whoever_erases_a_person_holds_the_files_before_the_card() -> None:
    of, _member, by = seconded.stage()
    eraser = Standing.system(of.id, "protection")
    with CaptureQueriesContext(connection) as sql:
        directory.erase_person(by=eraser, person=by.person)
    held = first(reads(sql), 'SELECT "coalitions_coalition"."id" FROM "coalitions_coalition"')
    assert held < first(reads(sql), 'FROM "directory_person"')


def test_signed_and_withdrawn_again_and_again_it_is_mailed_once() -> None:
    of, _member, by = seconded.stage()
    one, other = factories.adopted(of, by), factories.adopted(of, by, title="Our rules")
    seconded.confirmed(by)
    for _turn in range(3):
        factories.signed(by, one)
        actions.withdraw_signature(by=by, agreement=one)
    factories.signed(by, one)
    factories.signed(by, other)  # another is another question
    assert [to for to, _token in seconded.mailed()] == [seconded.OFFICE] * 2
    with seconded.later(by):
        assert actions.send_again(by=seconded.fresh(by)) == 2


@pytest.mark.parametrize("protected", [False, True])
def test_with_the_membership_it_is_forgotten(client: Client, *, protected: bool) -> None:
    of, member, by = seconded.stage(protected=protected)
    agreement = factories.adopted(of, founding.standing(founding.member(of, "Others")))
    seconded.confirmed(by)
    factories.signed(by, agreement)
    ((_to, token),) = seconded.mailed()
    membership.withdraw(by=seconded.fresh(by), member=Member.objects.of(of.id).get(id=member.id))
    assert not SecondAddress.objects.of(of.id).exists()
    assert client.get(seconded.link(token)).status_code == 404


def test_whoever_said_yes_may_say_no_later(client: Client) -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    token = seconded.enter(by)
    actions.answer_link(token=token, is_so=True)
    assert "Ask this address no more" in client.get(seconded.link(token)).content.decode()
    factories.signed(by, agreement)
    ((_to, asked),) = seconded.mailed()
    assert "asked no more" in client.post(seconded.link(asked), {"step": "stop"}).content.decode()
    row = the_row(by)
    assert (row.email, row.confirmed_at, row.link_hash) == ("", None, "")
    assert (client.get(seconded.link(asked)).status_code, client.get(seconded.link(token)).status_code) == (404, 404)
    waits = seconded.waiting(by, agreement)
    assert (waits.link_hash, waits.withdrawn_at) == ("", None)


def test_a_person_is_forgotten_as_second_address_by_every_address_and_in_what_is_said_of_a_paper() -> None:
    of, member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    account, colleague = seconded.another(member)
    seconded.confirmed(by, account.email)
    on_paper(of, colleague, agreement)
    with seconded.later(by):
        replaced(by)
    assert the_row(by).former == account.email
    assert Person.objects.of(of.id).get(id=colleague.person).email == ""  # the account alone knows it
    directory.erase_person(by=Standing.system(of.id, "protection"), person=colleague.person)
    assert (the_row(by).former, the_row(by).former_hash, the_row(by).email) == ("", "", NEW)
    assert Signature.objects.of(of.id).get().no_scan == ""
    kept = Opening.objects.of(of.id).filter(erased_at=None).values_list("payload", flat=True)
    assert [bytes(each) for each in kept if b"It is a fax." in bytes(each)] == []


def test_where_the_charter_asks_no_more_nothing_waits_for_an_address(client: Client) -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    factories.signed(by, agreement)
    (step,) = sign(seconded.fresh(by))
    assert (step.sentence, step.is_done) == (
        "“Our call” is signed, and counts once your second address has confirmed it.",
        False,
    )
    by_decision = Standing.system(of.id, "matter.charter.amend")
    put_in_force(by=by_decision, coalition_id=of.id, document=charter_to_json(factories.open_charter()))
    assert queries.agreements_to_sign(by) == [(agreement, 0)]
    assert [ask.title for ask in signatures_wait(by)] == ["Sign: Our call"]
    (step,) = sign(seconded.fresh(by))
    assert step.url == reverse("agreements:sign", args=[of.slug, agreement.id])
    client.force_login(Account.objects.get(id=by.account))
    page = client.get(reverse("agreements:agreement", args=[of.slug, agreement.id])).content.decode()
    assert "See how it stands" not in page


def test_what_waits_is_read_in_so_many_queries_however_much_it_is() -> None:
    of, _member, by = seconded.stage()
    seconded.confirmed(by)
    told = []
    for number in (1, 2):
        for each in range(number):
            factories.signed(by, factories.adopted(of, by, title=f"Call {number} {each}"))
        with CaptureQueriesContext(connection) as sql:
            assert {stands for _row, stands in queries.second_shown(by).waiting} == {Second.OPEN}
        told.append(len(sql))
    assert (told[0], len(queries.second_shown(by).waiting)) == (told[1], 3)
    assert list(queries.second_shown(by, with_waiting=False).waiting) == []


def test_seven_days_lie_between() -> None:
    assert timedelta(days=7) == REPLACED_AFTER
