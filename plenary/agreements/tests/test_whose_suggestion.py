"""Whose a suggestion is: under which name it is read, on pages and in the record, and by which clause it is refused."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from plenary.agreements import actions, queries
from plenary.agreements.tests import factories
from plenary.agreements.tests.factories import paragraph, suggested
from plenary.charter.queries import charter_of
from plenary.core import clock, visibility
from plenary.core.standing import standing_of
from plenary.core.verdicts import Refused, Verdict
from plenary.decisions.rules.amendments import Act
from plenary.decisions.tests import factories as decisions
from plenary.record.models import Entry, Opening
from plenary.record.queries import feed
from tests import founding
from tests.story.marks import ID

pytestmark = pytest.mark.django_db


def verdict(does: Any, **given: Any) -> Verdict:
    """The verdict with which an action refuses."""
    with pytest.raises(Refused) as refused:
        does(**given)
    return refused.value.verdict


def test_where_officers_alone_know_the_members_they_alone_read_whose_it_is() -> None:
    of = founding.coalition(rules=factories.closed_charter())
    one, other = founding.standings(of, 2)
    officer = replace(one, offices=frozenset({"chair"}), audiences=one.audiences | {visibility.office("chair")})
    agreement = factories.drafted(one)
    row, back = suggested(other, agreement, "We ask for a ban."), suggested(other, agreement, "We want a ban.")
    actions.take_suggestion(by=one, suggestion=row)
    actions.withdraw_suggestion(by=other, suggestion=back)
    lines = queries.draft_lines(agreement)
    for by, named in ((one, ("", "disclosure")), (other, ("Member 1", "")), (officer, ("Member 1", ""))):
        seen = queries.suggestions_on(by, agreement, lines)
        assert [(each.name, each.unnamed_by) for each in seen] == [named, named]
    for by, is_told in ((one, False), (other, True), (officer, True)):
        entries = [entry for entry in feed(by) if entry.kind.startswith("agreements.sugg")]
        assert [entry.facts.get("name", "") for entry in entries] == ["Member 1" if is_told else ""] * 4
    rows = Opening.objects.of(of.id).filter(entry__kind__startswith="agreements.sugg", position=0)
    openings = [bytes(payload).decode() for payload in rows.values_list("payload", flat=True)]
    assert len(openings) == 4
    assert not [words for words in openings if other.member in words or other.person in words or "Member 1" in words]


@pytest.mark.parametrize("is_taken", [True, False])
def test_one_without_a_name_is_answered_alike_by_its_own_member_and_by_others(is_taken: bool) -> None:
    of = founding.coalition(rules=decisions.charter())
    standings, seen, now = founding.standings(of, 2), [], clock.now()
    agreement = factories.drafted(standings[0])
    on = {"agreement": agreement, "paragraph": paragraph(agreement), "act": Act.REPLACE, "reason": "So."}
    for by in standings:
        with transaction.atomic(), clock.set_to(now):
            row = actions.suggest(by=standings[0], words="We ask for a ban.", unnamed=True, **on)
            if is_taken:
                actions.take_suggestion(by=by, suggestion=row)
            else:
                actions.decline_suggestion(by=by, suggestion=row, answer="No.")
            entry = Entry.objects.of(of.id).filter(kind__startswith="agreements.suggestion_").get()
            envelope = json.loads(bytes(entry.envelope))
            openings = Opening.objects.of(of.id).filter(entry=entry)
            told = [(each.audience, each.person, json.loads(bytes(each.payload))) for each in openings]
            assert by.person in str(told)
            seen.append((len(envelope["commit"]), ID.sub("#", str(told))))
            transaction.set_rollback(True)
    assert seen[0] == seen[1]


def test_pages_say_under_which_name_it_stands(client: Client) -> None:
    of = founding.coalition(rules=decisions.charter())
    hidden = founding.represent(founding.member(of, "Roshana Shelter", protected=True)).account
    drafter = founding.represent(founding.member(of, "Green Valley")).account
    one, other = standing_of(drafter.id, of.id), founding.standing(founding.member(of, "Open Roads"))
    agreement = factories.drafted(one)
    unnamed = suggested(standing_of(hidden.id, of.id), agreement, "We ask for a ban.")
    named = suggested(other, agreement, "We want a ban.")
    suggest = reverse("agreements:suggest", args=[of.slug, agreement.id, paragraph(agreement).id])
    client.force_login(hidden)
    assert "and unnamed, for your member is protected" in client.get(suggest).content.decode()
    client.force_login(drafter)
    page = client.get(suggest).content.decode()
    assert "under your member's name" in page
    assert "and unnamed" not in page
    for row, is_told in ((unnamed, False), (named, True)):
        page = client.get(reverse("agreements:suggestion", args=[of.slug, agreement.id, row.id])).content.decode()
        assert "The draft changes at once" in page
        assert ("the record says who suggested it" in page) is is_told
        assert ("suggested without attribution" in page) is not is_told


def test_pages_of_a_closed_coalition_name_no_member(client: Client) -> None:
    of = founding.coalition(rules=factories.closed_charter())
    drafter = founding.represent(founding.member(of, "Green Valley")).account
    agreement = factories.drafted(standing_of(drafter.id, of.id))
    row = suggested(founding.standing(founding.member(of, "Open Roads")), agreement, "We ask for a ban.")
    client.force_login(drafter)
    suggest = reverse("agreements:suggest", args=[of.slug, agreement.id, paragraph(agreement).id])
    assert "Officers alone read that your member made it." in client.get(suggest).content.decode()
    draft = reverse("agreements:draft", args=[of.slug, agreement.id])
    for address in (draft, reverse("agreements:suggestion", args=[of.slug, agreement.id, row.id])):
        page = client.get(address).content.decode()
        assert "suggested by a member" in page
        assert "#disclosure" in page
        assert "Open Roads" not in page
        assert "the record says who suggested it" not in page


def test_what_is_refused_cites_how_agreements_are_adopted() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other = founding.standings(of, 2)
    agreement = factories.drafted(one, ("First.", "Last."))
    older, back = suggested(other, agreement, "Better."), suggested(other, agreement, "Best.")
    actions.withdraw_suggestion(by=other, suggestion=back)
    actions.write_paragraph(by=one, agreement=agreement, words="Changed.", paragraph=paragraph(agreement))
    refused = [verdict(actions.take_suggestion, by=one, suggestion=each) for each in (older, back)]
    refused += [verdict(actions.withdraw_suggestion, by=each, suggestion=back) for each in (one, other)]
    given = {
        "agreement": agreement,
        "paragraph": paragraph(agreement),
        "act": Act.STRIKE,
        "words": "",
        "reason": "Why.",
    }
    refused.append(verdict(actions.suggest, by=replace(one, member="", offices=frozenset({"chair"})), **given))
    for _each in range(49):
        actions.suggest(by=other, **given)
    refused.append(verdict(actions.suggest, by=other, **given))
    actions.end_agreement(by=founding.system(of), agreement_id=agreement.id, because="Done.")
    refused.append(verdict(actions.suggest, by=one, **given))
    refused.append(verdict(actions.decline_suggestion, by=one, suggestion=older, answer="No."))
    refused.append(verdict(actions.end_agreement, by=founding.system(of), agreement_id=agreement.id, because="Done."))
    assert [each.reason.removeprefix("agreements.") for each in refused] == [
        "older_wording", "suggestion_settled", "not_your_suggestion", "suggestion_settled", "members_suggest",
        "too_many_suggestions", "has_ended", "has_ended", "has_ended",
    ]  # fmt: skip
    process = charter_of(of.id).process_for("agreements.adopt").code
    assert {each.clause for each in refused} == {f"process.{process}"}
    suspended = verdict(actions.suggest, by=replace(one, member_status="suspended"), **given)
    assert (suspended.reason, suspended.clause) == ("agreements.suspended", "accountability")
