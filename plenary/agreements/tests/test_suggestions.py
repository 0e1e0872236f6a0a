"""Suggestions on a paragraph of a draft: made, taken over, declined, taken back; about an older wording; unnamed; on pages."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from plenary.agreements import actions, queries
from plenary.agreements.asks import drafts_and_reviews_wait
from plenary.agreements.audits import audit_suggestions
from plenary.agreements.models import Agreement, Suggestion
from plenary.agreements.rules import Fit, Line, fit_of
from plenary.agreements.tests import factories
from plenary.agreements.tests.factories import paragraph, suggested
from plenary.core import clock
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.decisions.rules.amendments import Act
from plenary.decisions.tests import factories as decisions
from plenary.membership.models import Member
from plenary.record.models import Opening
from tests import founding
from tests.story.marks import ID

pytestmark = pytest.mark.django_db


def reason(does: Any, **given: Any) -> str:
    """The reason code with which an action refuses."""
    with pytest.raises(Refused) as refused:
        does(**given)
    return refused.value.verdict.reason


def words_of(agreement: Agreement) -> list[str]:
    """What the draft says."""
    return [line.words for line in queries.draft_lines(agreement)]


def told(by: Standing, agreement: Agreement) -> list[queries.Suggested]:
    """What is read of its suggestions."""
    return list(queries.suggestions_on(by, agreement, queries.draft_lines(agreement)))


@pytest.mark.parametrize(
    ("act", "after"),
    [
        (Act.REPLACE, ["We ask for a ban.", "Last."]),
        (Act.ADD, ["First.", "We ask for a ban.", "Last."]),
        (Act.STRIKE, ["Last."]),
    ],
)
def test_what_is_taken_over_changes_the_draft_and_names_the_member(act: Act, after: list[str]) -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other = founding.standings(of, 2)
    agreement = factories.drafted(one, ("First.", "Last."))
    row = suggested(other, agreement, "We ask for a ban.", act)
    assert words_of(agreement) == ["First.", "Last."]
    actions.take_suggestion(by=one, suggestion=row)
    assert words_of(agreement) == after
    (seen,) = told(one, agreement)
    assert (seen.state, seen.name, seen.is_own) == ("taken", "Member 1", False)
    assert reason(actions.take_suggestion, by=one, suggestion=row) == "agreements.suggestion_settled"
    assert list(audit_suggestions(of.id)) == []


def test_one_about_an_older_wording_is_taken_over_only_by_who_compared_it() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other = founding.standings(of, 2)
    agreement = factories.drafted(one, ("First.", "Last."))
    row, added = suggested(other, agreement, "Better."), suggested(other, agreement, "And more.", Act.ADD)
    first = actions.write_paragraph(by=one, agreement=agreement, words="Changed.", paragraph=paragraph(agreement))
    assert [each.state for each in told(one, agreement)] == ["older", "open"]
    assert reason(actions.take_suggestion, by=one, suggestion=row) == "agreements.older_wording"
    stale = {"by": one, "suggestion": row, "revision": first.revision - 1}
    assert reason(actions.take_suggestion, **stale) == "agreements.changed_meanwhile"
    actions.take_suggestion(by=one, suggestion=added)
    actions.take_suggestion(by=one, suggestion=row, revision=first.revision)
    assert words_of(agreement) == ["Better.", "And more.", "Last."]


def test_one_on_a_paragraph_that_is_gone_can_be_declined_alone() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other = founding.standings(of, 2)
    agreement = factories.drafted(one, ("First.", "Last."))
    row = suggested(other, agreement, "Better.")
    actions.remove_paragraph(by=one, agreement=agreement, paragraph=paragraph(agreement))
    assert [(each.state, each.number) for each in told(one, agreement)] == [("gone", 0)]
    assert reason(actions.take_suggestion, by=one, suggestion=row) == "agreements.no_such_paragraph"
    assert reason(actions.decline_suggestion, by=one, suggestion=row, answer=" ") == "agreements.no_reason"
    actions.decline_suggestion(by=one, suggestion=row, answer="It is out.")
    (seen,) = told(other, agreement)
    assert (seen.state, seen.row.answer, seen.is_own) == ("declined", "It is out.", True)


def test_who_may_suggest_answer_and_take_back() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other = founding.standings(of, 2)
    agreement = factories.drafted(one)
    observer = founding.standing(founding.member(of, "Third"), mandate="observes")
    row = suggested(observer, agreement, "We ask for a ban.")  # who observes suggests, and does not draft
    assert reason(actions.take_suggestion, by=observer, suggestion=row) == "agreements.observers_do_not_draft"
    assert reason(actions.withdraw_suggestion, by=other, suggestion=row) == "agreements.not_your_suggestion"
    actions.withdraw_suggestion(by=observer, suggestion=row)
    assert reason(actions.decline_suggestion, by=one, suggestion=row, answer="No.") == "agreements.suggestion_settled"
    given = {"agreement": agreement, "paragraph": paragraph(agreement), "act": Act.REPLACE, "reason": "Why."}
    suspended = replace(other, member_status="suspended")
    assert reason(actions.suggest, by=suspended, words="W", **given) == "agreements.suspended"
    officer = replace(one, member="", offices=frozenset({"chair"}))
    assert reason(actions.suggest, by=officer, words="W", **given) == "agreements.members_suggest"
    assert reason(actions.suggest, by=other, words="We call for a ban.", **given) == "agreements.changes_nothing"
    assert reason(actions.suggest, by=other, words=" ", **given) == "agreements.no_words"
    assert reason(actions.suggest, by=other, words="x" * 8001, **given) == "agreements.too_long"
    assert reason(actions.suggest, by=other, words="W", **{**given, "reason": " "}) == "agreements.no_reason"
    for number in range(50):
        suggested(other, agreement, f"Words {number}.")
    assert reason(actions.suggest, by=other, words="W", **given) == "agreements.too_many_suggestions"
    assert list(audit_suggestions(of.id)) == []


def test_a_protected_member_suggests_unnamed() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, _other = founding.standings(of, 2)
    hidden = founding.standing(founding.member(of, "Roshana Shelter", protected=True))
    agreement = factories.drafted(one)
    row = suggested(hidden, agreement, "We ask for a ban.")
    assert [(each.name, each.is_own) for each in told(one, agreement)] == [("", False)]
    assert [(each.name, each.is_own) for each in told(hidden, agreement)] == [("", True)]
    actions.take_suggestion(by=one, suggestion=row)
    rows = Opening.objects.of(of.id).filter(entry__kind__startswith="agreements.sugg")
    said = [(row.position, bytes(row.payload).decode()) for row in rows.order_by("entry__n", "position")]
    assert [hidden.member in words for _position, words in said] == [False, True, False]  # in a part for its own alone
    assert not [words for _position, words in said if "Roshana" in words or hidden.person in words]


def test_nobody_tells_a_suggestion_without_a_name_from_that_of_a_protected_member() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, _other = founding.standings(of, 2)
    member = founding.member(of, "Roshana Shelter")
    agreement, seen, now = factories.drafted(one), [], clock.now()
    for protected in (True, False):
        with transaction.atomic(), clock.set_to(now):
            Member.objects.of(of.id).filter(id=member.id).update(protected=protected)
            by = standing_of(str(founding.represent(member).account.pk), of.id)
            on = {"agreement": agreement, "paragraph": paragraph(agreement), "act": Act.REPLACE, "reason": "So."}
            row = actions.suggest(by=by, words="We ask for a ban.", unnamed=not protected, **on)
            page = told(one, agreement)
            assert [each.is_own for each in told(by, agreement)] == [True]
            actions.withdraw_suggestion(by=by, suggestion=row)
            actions.suggest(by=by, words="We ask.", unnamed=not protected, **on)
            rows = Opening.objects.of(of.id).filter(entry__kind__startswith="agreements.sugg")
            lain = [(each.audience, each.person, bytes(each.payload).decode()) for each in rows.order_by("entry__n")]
            seen.append(ID.sub("#", f"{[(each.name, each.unnamed_by) for each in page]} {lain}"))
            assert list(audit_suggestions(of.id)) == []
            transaction.set_rollback(True)
    assert seen[0] == seen[1]
    assert "Roshana" not in seen[1]


def test_the_desk_tells_those_who_draft_how_many_of_others_wait() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other = founding.standings(of, 2)
    agreement = factories.drafted(one)
    first = suggested(other, agreement, "We ask for a ban.")
    row = suggested(other, agreement, "We want a ban.")
    own = suggested(one, agreement, "We shall have a ban.")
    factories.drafted(one, title="Another")
    assert [ask.title for ask in drafts_and_reviews_wait(one)] == ["2 suggestions on “Our call” wait"]
    assert [ask.title for ask in drafts_and_reviews_wait(other)] == ["1 suggestion on “Our call” waits"]  # not its own
    actions.withdraw_suggestion(by=one, suggestion=own)
    assert list(drafts_and_reviews_wait(other)) == []
    assert list(drafts_and_reviews_wait(replace(one, mandate=Mandate.OBSERVES))) == []
    [several] = drafts_and_reviews_wait(one)
    actions.decline_suggestion(by=one, suggestion=row, answer="No.")
    [alone] = drafts_and_reviews_wait(one)
    assert (alone.title, alone.button) == ("1 suggestion on “Our call” waits", "Answer it")
    assert several.url.endswith("/draft/")
    assert alone.url.endswith(f"/suggestions/{first.pk}/")


def test_the_audit_tells_of_a_suggestion_that_was_changed_behind_the_record() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other = founding.standings(of, 2)
    agreement = factories.drafted(one)
    row, gone = suggested(other, agreement, "We ask for a ban."), suggested(other, agreement, "We want a ban.")
    Suggestion.objects.of(of.id).filter(id=row.id).update(words="We want nothing.", state="taken")
    Suggestion.objects.of(of.id).filter(id=gone.id).delete()
    assert list(audit_suggestions(of.id)) == [
        f"suggestion {row.id}: the record says otherwise: state, words",
        f"suggestion {gone.id}: the record has it, and the rows do not",
    ]


def test_how_a_suggestion_fits() -> None:
    line = Line(key="a", words="Now.")
    assert fit_of(line, against="Now.", adds=False) is Fit.NOW
    assert fit_of(line, against="Then.", adds=False) is Fit.OLDER
    assert fit_of(line, against="Then.", adds=True) is Fit.NOW
    assert fit_of(None, against="Then.", adds=True) is Fit.GONE


def test_a_suggestion_goes_its_way_on_pages(client: Client) -> None:
    of = founding.coalition(rules=decisions.charter())
    drafter = founding.represent(founding.member(of, "Green Valley")).account
    suggesting = founding.represent(founding.member(of, "Open Roads")).account
    by = standing_of(drafter.id, of.id)
    agreement = factories.drafted(by)
    draft = reverse("agreements:draft", args=[of.slug, agreement.id])
    client.force_login(suggesting)
    suggest = reverse("agreements:suggest", args=[of.slug, agreement.id, paragraph(agreement).id])
    assert suggest in client.get(draft).content.decode()
    assert "We call for a ban." in client.get(suggest).content.decode()
    given = {"act": "replace", "words": "We call for a clear ban.", "reason": "Clear."}
    assert list(client.post(suggest, {**given, "reason": ""}).context["form"].errors) == ["reason"]
    assert client.post(suggest, given)["Location"] == draft
    page = client.get(draft).content.decode()
    assert "<ins>clear </ins>" in page
    assert "suggested by your member" in page
    row = Suggestion.objects.of(of.id).get()
    one = reverse("agreements:suggestion", args=[of.slug, agreement.id, row.id])
    client.force_login(drafter)
    page = client.get(draft).content.decode()
    assert "suggested by <bdi>Open Roads</bdi>" in page
    assert one in page
    first = paragraph(agreement)
    seen = client.get(one).context["take"].initial["revision"]
    actions.write_paragraph(by=by, agreement=agreement, words="We call for a total ban.", paragraph=first)
    stale = client.post(one, {"step": "take", "revision": seen})
    assert "This was changed meanwhile" in stale.content.decode()
    assert "about an older wording" in stale.content.decode()
    assert "<del>total" in stale.content.decode()
    assert "has changed since this was suggested" in client.post(one, {"step": "take"}).content.decode()
    again = stale.context["take"].initial["revision"]
    assert client.post(one, {"step": "take", "revision": again})["Location"] == draft
    assert words_of(agreement)[0] == "We call for a clear ban."
    assert client.post(one, {"step": "decline", "answer": "No."}).status_code == 403


def test_a_suggestion_is_declined_with_a_reason_on_pages(client: Client) -> None:
    of = founding.coalition(rules=decisions.charter())
    drafter = founding.represent(founding.member(of, "Green Valley")).account
    by = standing_of(drafter.id, of.id)
    agreement = factories.drafted(by)
    row = suggested(by, agreement, "We call for a clear ban.")
    one = reverse("agreements:suggestion", args=[of.slug, agreement.id, row.id])
    client.force_login(drafter)
    assert list(client.post(one, {"step": "decline"}).context["decline"].errors) == ["answer"]
    client.post(one, {"step": "decline", "answer": "All bans are clear."})
    draft = reverse("agreements:draft", args=[of.slug, agreement.id])
    assert "All bans are clear." in client.get(draft).content.decode()
    assert client.get(reverse("agreements:suggestion", args=[of.slug, agreement.id, "nobody"])).status_code == 404
