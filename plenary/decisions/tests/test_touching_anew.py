"""A proposal whose words change, or that is open already, and touches a subject: its member is told, once for each text."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail

from plenary.accounts.models import Account
from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.core import clock
from plenary.core.asks import asks_of
from plenary.core.standing import Standing, standing_of
from plenary.decisions import actions, queries
from plenary.decisions.models import Proposal
from plenary.decisions.rules.amendments import Act
from plenary.decisions.tests import factories
from plenary.membership.actions import ask_accommodation
from plenary.membership.models import Accommodation, Member, Room, TouchedSubject
from plenary.membership.rules.opening import Audience
from plenary.notices.actions import mails, sending
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db


def ask(by: Standing, subject: str, *, consents: bool = False, of: str = "") -> Accommodation:
    """Room on a subject, for one's own member, or for another (`of`, its id)."""
    member = Member.objects.of(by.coalition).get(id=of or by.member)
    room = Room(subject=subject, cannot="Be named with it.")
    return ask_accommodation(
        by=by, member=member, room=room, audience=Audience.FACILITATOR, language="en", consents=consents
    )


def told(of: str) -> list[tuple[str, str]]:
    """What was entered of touching, each with the one token that reads it, the sealed mark aside."""
    kinds = ["membership.subject_touched", "membership.author_told", "membership.sealed"]
    rows = Entry.objects.of(of).filter(kind__in=kinds).order_by("n")
    return [
        (row.kind.rpartition(".")[2], token)
        for row in rows
        for token in sorted(each.token for each in row.audiences.all())
        if token != "sealed"
    ]


def parts(of: str) -> list[str]:
    return sorted(TouchedSubject.objects.of(of).values_list("part", flat=True))


def move(by: Standing, proposal: Proposal, words: str):
    effect = queries.texts_to_amend(proposal)[0]
    return actions.move_amendment(
        by=by, proposal=proposal, effect=effect, act=Act.ADD, label="1", words=words, reason="It is clearer."
    )


def test_a_text_that_was_told_is_not_told_again_and_a_changed_one_is():
    of = founding.coalition(rules=factories.charter(ordinary={"seconders": 1}))
    mover, other = founding.standings(of, 2)
    ask(other, "Tirana")
    with clock.set_to(factories.MONDAY):
        draft = actions.show_draft(by=mover, proposal=factories.draft(mover))
        assert told(of.id) == [("subject_touched", f"member:{other.member}")]
        actions.second(by=other, proposal=draft)
        opened = actions.open_proposal(by=mover, proposal=draft)
        assert len(told(of.id)) == 1
        amendment = move(mover, opened, "And again in Tirana.")
        actions.accept_amendment(by=mover, amendment=amendment)
    assert told(of.id) == [("subject_touched", f"member:{other.member}")] * 2
    assert parts(of.id) == ["amendment", "whole"]


@pytest.mark.parametrize("is_changed", [False, True])
def test_what_was_told_before_passages_were_kept_is_told_again_once_its_words_change(is_changed: bool):
    of = founding.coalition(rules=factories.charter(ordinary={"seconders": 1}))
    mover, other = founding.standings(of, 2)
    ask(other, "Tirana")
    with clock.set_to(factories.MONDAY):
        draft = actions.show_draft(by=mover, proposal=factories.draft(mover))
        assert TouchedSubject.objects.of(of.id).update(told=[]) == 1
    with clock.set_to(factories.MONDAY + timedelta(minutes=5)):
        if is_changed:
            effects = [("decisions.resolve", {"text": "We gather in Tirana."})]
            draft = actions.amend_draft(
                by=mover, proposal=draft, title="Tirana", body="", language="en", effects=effects
            )
        actions.second(by=other, proposal=draft)
        opened = actions.open_proposal(by=mover, proposal=draft)
        assert len(told(of.id)) == 1 + is_changed
        actions.accept_amendment(by=mover, amendment=move(mover, opened, "We dine."))
        assert len(told(of.id)) == 1 + is_changed
        actions.accept_amendment(by=mover, amendment=move(mover, opened, "And again in Tirana."))
    assert len(told(of.id)) == 2 + is_changed


@pytest.mark.parametrize("consents", [False, True])
def test_an_amendment_that_is_moved_is_told_before_it_is_taken_over(consents: bool):
    of = founding.coalition(rules=factories.charter())
    mover, other, third = founding.standings(of, 3)
    ask(other, "Lima", consents=consents)
    ask(third, "Lima", consents=consents)
    with clock.set_to(factories.MONDAY):
        opened = factories.opened(mover)
        assert told(of.id) == []
        amendment = move(third, opened, "Or in Lima.")
        of_author = [("author_told", f"member:{third.member}")] * consents
        assert told(of.id) == [("subject_touched", f"member:{other.member}"), *of_author]
        actions.accept_amendment(by=mover, amendment=amendment)
    assert [each for each in told(of.id) if each[1] == f"member:{other.member}"] == told(of.id)[:1]


def test_whoever_moves_or_translates_without_a_name_is_not_found_out():
    of = founding.coalition(rules=factories.charter())
    (mover, other), hidden = founding.standings(of, 2), founding.member(of, "Hidden", protected=True)
    unnamed = founding.standing(hidden)
    ask(other, "Lima", consents=True)
    with clock.set_to(factories.MONDAY):
        move(unnamed, factories.opened(mover), "Or in Lima.")
    entry = Entry.objects.of(of.id).get(kind="membership.subject_touched")
    payloads = b"".join(bytes(opening.payload) for opening in entry.openings.all()).decode()
    assert told(of.id) == [("subject_touched", f"member:{other.member}")]
    assert [each for each in (hidden.id, unnamed.person, "Hidden", "Lima") if each in payloads] == []


def test_a_translation_is_told_once_it_is_finished_and_others_read_it():
    of = founding.coalition(rules=replace(factories.charter(), languages=("en", "fr")))
    mover, other = founding.standings(of, 2)
    ask(other, "réunir")
    with clock.set_to(factories.MONDAY):
        opened = factories.opened(mover)
        words = {row.pk: "Nous y allons." for row in queries.texts_to_amend(opened)}
        given = {"language": "fr", "title": "Se réunir", "body": "", "resolved": words}
        actions.translate(by=mover, proposal=opened, ready=False, **given)
        assert told(of.id) == []
        for _time in range(2):
            actions.translate(by=mover, proposal=opened, ready=True, **given)
        assert told(of.id) == [("subject_touched", f"member:{other.member}")]
        actions.translate(by=mover, proposal=opened, ready=True, **(given | {"title": "Se réunir là-bas"}))
    assert parts(of.id) == ["translation"] * 2


def test_a_translation_that_is_not_finished_touches_nothing_and_hides_no_finished_one():
    of = founding.coalition(rules=replace(factories.charter(), languages=("en", "fr")))
    mover, other = founding.standings(of, 2)
    with clock.set_to(factories.MONDAY):
        opened = factories.opened(mover)
        words = {row.pk: "Nous y allons." for row in queries.texts_to_amend(opened)}
        given = {"language": "fr", "title": "Se réunir", "body": "", "resolved": words}
        actions.translate(by=mover, proposal=opened, ready=False, **given)
        ask(other, "réunir")
        assert told(of.id) == []
        actions.translate(by=mover, proposal=opened, ready=True, **given)
        assert told(of.id) == [("subject_touched", f"member:{other.member}")]
        resolved = dict.fromkeys(words, "Nous restons.")
        actions.translate(by=mover, proposal=opened, ready=False, **(given | {"title": "Rester", "resolved": resolved}))
        ask(other, "Rester")
        ask(other, "restons")
        assert len(told(of.id)) == 1
        ask(other, "Se réunir")
        ask(other, "allons")
    assert told(of.id) == [("subject_touched", f"member:{other.member}")] * 3


@pytest.mark.parametrize("is_protected", [False, True])
def test_what_is_open_already_is_told_at_once_as_far_as_the_member_may_read_it(is_protected: bool):
    of = founding.coalition(rules=factories.charter())
    mover = founding.standing(founding.member(of, "Mover"))
    other = founding.standing(founding.member(of, "Other", protected=is_protected))
    with clock.set_to(factories.MONDAY):
        factories.draft(mover)
        opened = factories.opened(mover)
        move(mover, opened, "Or in Lima.")
        ask(mover, "Tirana")
        ask(other, "Lima", consents=True)
        ask(other, "Quito")
        ask(other, "Tirana")
    found = TouchedSubject.objects.of(of.id)
    assert sorted(found.values_list("part", "about", "author_told")) == [
        ("amendment", opened.pk, not is_protected),
        ("whole", opened.pk, False),
    ]
    entered = [each for each in told(of.id) if each[1] == f"member:{other.member}"]
    assert len(entered) == (5 if is_protected else 2)  # of a protected member, that it asked is sealed in the same way


def test_no_subject_finds_out_what_stands_in_a_proposal_that_its_member_may_not_read():
    hidden = Disclosure(proposals=Disclosed.OFFICERS)
    of = founding.coalition(rules=replace(factories.charter(), disclosure=hidden))
    mover = founding.standing(founding.member(of, "Mover"))
    with clock.set_to(factories.MONDAY):
        opened = factories.opened(mover)
        other = founding.standing(founding.member(of, "Other"))
        assert queries.visible_proposal(other, opened.pk) is None
        ask(other, "Tirana", consents=True)
    assert told(of.id) == []


def test_a_proposal_that_is_decided_is_open_no_longer():
    of = founding.coalition(rules=factories.charter())
    mover, other = founding.standings(of, 2)
    with clock.set_to(factories.MONDAY):
        opened = factories.opened(mover)
        actions.withdraw_proposal(by=mover, proposal=opened)
        ask(other, "Tirana")
    assert told(of.id) == []


def test_no_mail_says_which_subject_nor_which_words_and_a_protected_member_is_told_on_its_desk_alone():
    of = founding.coalition(rules=factories.charter())
    mover, other = founding.standings(of, 2)
    hidden = founding.standing(founding.member(of, "Hidden", protected=True))
    with clock.set_to(factories.MONDAY):
        opened = factories.opened(mover)
        for each in (other, hidden):
            ask(each, "Tirana")
            ask(each, "Lima")
        move(mover, opened, "Or in Lima.")
        for entry in Entry.objects.of(of.id).filter(kind__in=["membership.subject_touched", "membership.sealed"]):
            mails.write_mails(coalition_id=of.id, entry_id=entry.id, actor="")
        sending.send_due()
    found = {}
    for message in mail.outbox:
        found.setdefault(message.to[0], []).append(f"{message.subject} {message.body}")
    whole = " ".join(text for texts in found.values() for text in texts)
    assert whole.count("touches a subject on which your organisation asked for room") == 2
    assert [word for word in ("Tirana", "Lima") if word in whole] == []
    assert list(found) == [Account.objects.get(id=other.account).email]
    own = standing_of(hidden.account, of.id, factories.MONDAY)
    assert "Subjects of yours are touched" in [each.title for each in asks_of(own)]
