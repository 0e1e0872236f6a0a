"""What was said of two members that become one is said again once whoever said it decides no more."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.charter.decidable import CannotCarryOut, effect
from plenary.core import visibility
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.membership import actions, queries
from plenary.membership.asks import of_its_member
from plenary.membership.models import Member, Merging, Representative
from plenary.membership.tests.merging import agreed, known_member
from plenary.membership.tests.reading import acting, last, refused
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db


def _comes_after(by: Standing, of: Any, member: Member, email: str, how: str) -> Standing:
    """Somebody else decides for a member from then on; whoever did so before acts for it no more, or decides no more."""
    before = Representative.objects.of(of.id).get(member=member, person=by.person, until=None)
    person = founding.person(of, email.split("@", maxsplit=1)[0].title(), email)
    actions.appoint_representative(by=by, member=member, person=person, mandate=Mandate.DECIDES)
    after = standing_of(str(person.account_id), of.id)
    if how == "ended":
        actions.end_representation(by=after, representative=before)
    else:
        actions.change_mandate(by=after, representative=before, mandate=Mandate.CONSULTS)
    return after


def _asked_at_desk(by: Standing) -> list[str]:
    return [ask.title for ask in of_its_member(by) if "whether your member" in ask.title or "become one" in ask.title]


# Longer: one story from the first word to the last.
@pytest.mark.parametrize("how", ["ended", "consults"])
def test_what_was_asked_and_agreed_is_said_again_by_whoever_decides_now(how: str) -> None:
    of = founding.coalition()
    merging, theirs, ours = agreed(of)
    third, officer = acting(founding.member(of, "Third"), "third@example.org"), founding.officer(of)
    assert (list(queries.agreed_mergings(third)), _asked_at_desk(theirs), _asked_at_desk(ours)) == ([merging], [], [])
    new_ours = _comes_after(ours, of, merging.into, "new-valley@example.org", how)
    new_theirs = _comes_after(theirs, of, merging.gone, "new-hills@example.org", how)
    payload = {"merging": merging.id}
    for _side in ("gone", "into"):
        found = queries.visible_merging(third, merging.id)
        assert found is not None
        assert not found.is_agreed
        assert queries.agreed_mergings(third) == []
        assert effect("membership.merge").problems(of.id, payload) == ["membership.merging_not_agreed"]
        with refused("membership.merging_not_agreed"):
            actions.merge_members(by=officer, merging=found)
        with pytest.raises(CannotCarryOut):
            effect("membership.merge").carry_out(founding.system(of), payload)
        if not found.asks_still:
            with refused("membership.merging_asks_no_more"):
                actions.agree_merging(by=new_ours, merging=found)
            assert (_asked_at_desk(new_theirs), _asked_at_desk(new_ours)) == (
                ["Say again whether your member goes into another"],
                [],
            )
            found = actions.agree_merging(by=new_theirs, merging=found)
            assert last(of.id)[0] == "membership.merging_asked"
        else:
            assert (_asked_at_desk(new_theirs), _asked_at_desk(new_ours)) == (
                [],
                ["Another member asks to become one with you"],
            )
            with refused("membership.merging_agreed"):
                actions.agree_merging(by=new_theirs, merging=found)
            found = actions.agree_merging(by=new_ours, merging=found)
            assert last(of.id)[0] == "membership.merging_agreed"
        assert visibility.MEMBERS in last(of.id)[2]
    assert (found.is_agreed, list(queries.agreed_mergings(third))) == (True, [merging])
    with refused("membership.merging_agreed"):
        actions.agree_merging(by=new_ours, merging=found)
    effect("membership.merge").carry_out(founding.system(of), payload)
    assert Member.objects.of(of.id).get(id=merging.gone_id).status == "withdrawn"


def test_where_whoever_asked_is_gone_before_the_other_side_agreed_the_two_alone_hear_that_it_asks_again() -> None:
    of = founding.coalition()
    hills, theirs = known_member(of, "Hills", "hills@example.org")
    valley, ours = known_member(of, "Valley", "valley@example.org")
    merging = actions.ask_merging(by=theirs, member=hills, into=valley)
    again = _comes_after(theirs, of, hills, "new@example.org", "ended")
    assert (_asked_at_desk(again), _asked_at_desk(ours)) == (["Say again whether your member goes into another"], [])
    with refused("membership.merging_asks_no_more"):
        actions.agree_merging(by=ours, merging=Merging.objects.of(of.id).get(id=merging.id))
    actions.agree_merging(by=again, merging=queries.visible_merging(again, merging.id) or merging)
    assert last(of.id)[0] == "membership.merging_asked"
    assert set(last(of.id)[2]) == {visibility.member(hills.id), visibility.member(valley.id)}
    assert _asked_at_desk(ours) == ["Another member asks to become one with you"]
    found = queries.visible_merging(ours, merging.id)
    assert found is not None
    assert actions.agree_merging(by=ours, merging=found).is_agreed


def test_the_page_says_whose_word_stands_no_more_and_lets_the_member_that_goes_ask_again(client: Client) -> None:
    of = founding.coalition()
    merging, theirs, ours = agreed(of)
    _comes_after(ours, of, merging.into, "new-valley@example.org", "ended")
    _comes_after(theirs, of, merging.gone, "new-hills@example.org", "ended")
    page, step = (reverse(f"membership:{name}", args=[of.slug, merging.id]) for name in ("merging", "merging_step"))
    client.force_login(Account.objects.get(email="new-hills@example.org"))
    told = client.get(page).content.decode()
    assert "Whoever asked for Hills does not decide for it any more. Nothing happens unless it asks again." in told
    assert "Whoever agreed for Valley does not decide for it any more. Nothing happens unless it agrees again." in told
    assert "We ask again" in told
    assert "Propose it to the coalition" not in told
    assert client.post(step, {"step": "agree"}).status_code == 302
    told = client.get(page).content.decode()
    assert "Whoever asked" not in told
    client.force_login(Account.objects.get(email="new-valley@example.org"))
    assert "We take it in" in client.get(page).content.decode()
    assert client.post(step, {"step": "agree"}).status_code == 302
    merging.refresh_from_db()
    assert merging.is_agreed
    assert "does not decide for it any more" not in client.get(page).content.decode()


@pytest.mark.parametrize("keeps", [list, dict])
def test_what_was_asked_and_agreed_before_it_was_kept_who_said_so_is_said_again(client: Client, keeps: type) -> None:
    of = founding.coalition()
    merging, theirs, ours = agreed(of)
    held = [str(each.id) for each in Representative.objects.of(of.id).filter(member=merging.gone)]
    row = Merging.objects.of(of.id).filter(id=merging.id)
    row.update(asked_by=None, agreed_by=None, keeps=held if keeps is list else {})  # as rows of then are
    page, step = (reverse(f"membership:{name}", args=[of.slug, merging.id]) for name in ("merging", "merging_step"))
    route = f"/coalitions/{of.slug}/mergings/{merging.id}"
    sides = [Account.objects.get(pk=by.account) for by in (theirs, ours)]
    with refused("membership.merging_not_agreed"):
        actions.merge_members(by=founding.officer(of), merging=row.select_related("gone", "into").get())
    assert _asked_at_desk(theirs) == ["Say again whether your member goes into another"]
    assert _asked_at_desk(ours) == []
    refusal = Program.of(sides[1]).post(route, {"step": "agree"})
    assert (refusal.status_code, refusal.json()["reason"]) == (403, "membership.merging_asks_no_more")
    client.force_login(sides[0])
    told = client.get(page).content.decode()
    assert "When Hills asked, it was not kept yet who said so. Nothing happens unless it asks again." in told
    assert "When Valley agreed, it was not kept yet who said so. Nothing happens unless it agrees again." in told
    assert "does not decide for it any more" not in told
    said = Program.of(sides[0]).get(route).json()
    assert (said["asks_still"], said["agrees_still"], said["may"]["agree"]) == (False, False, True)
    assert client.post(step, {"step": "agree"}).status_code == 302
    assert Program.of(sides[1]).post(route, {"step": "agree", "keeps": held}).status_code == 204
    found = row.select_related(*queries.merging.TOLD).get()
    assert (found.is_agreed, found.kept) == (True, {held[0]: "decides"})
    assert "it was not kept yet" not in client.get(page).content.decode()
