"""Every member may go without its name, so that what has none marks nobody as protected: nothing tells the two apart."""

import re
from dataclasses import replace

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.charter.queries import prose_of_charter
from plenary.charter.rules.schema import Method, Protection
from plenary.core import clock
from plenary.core.standing import Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.decisions import actions, permissions, queries
from plenary.decisions.audits import audit
from plenary.decisions.models import Amendment, Proposal
from plenary.decisions.rules.amendments import Act
from plenary.decisions.spread import adopted_by_member, adopted_by_person
from plenary.decisions.tests import factories
from plenary.membership.models import Member
from plenary.notices.actions import mails, sending
from plenary.record import queries as record
from plenary.record.models import Entry, Opening
from plenary.texts.models import Comment
from tests import founding
from tests.programs import Program
from tests.story.marks import ID

pytestmark = pytest.mark.django_db

CONSENSUS = {"method": Method.CONSENSUS, "rounds": 2, "fallback": "removal", "discussion_days": 3}


def client_of(by: Standing) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=by.account))
    return client


# Longer: each place where it would be told.
def told_all(by: Standing, reader: Standing, *, unnamed: bool) -> tuple[Proposal, str]:
    """What a reader is told of all that one does about a proposal: record, page, API, mails, and openings as they lie."""
    effects = [("decisions.resolve", {"text": "One.\n\nTwo."})]
    draft = actions.draft_proposal(
        by=by, title="Meet", body="Because.", language="en", effects=effects, unnamed=unnamed
    )
    translate(by, draft)
    proposal = actions.open_proposal(by=by, proposal=draft)
    effect = queries.texts_to_amend(proposal)[0]
    with clock.set_to(proposal.discussion_from):
        for place, words in enumerate(("Two!", "Two?")):
            amendment = actions.move_amendment(
                by=by,
                proposal=proposal,
                effect=effect,
                act=Act.REPLACE,
                label="2",
                words=words,
                reason="Better.",
                unnamed=unnamed,
            )
            if place:
                actions.withdraw_amendment(by=by, amendment=amendment)
            else:
                actions.accept_amendment(by=by, amendment=amendment)
        actions.comment(by=by, proposal=proposal, body="I have seen it.", unnamed=unnamed)
        if proposal.frozen_process.method is Method.CONSENSUS:
            concern = actions.raise_concern(by=by, proposal=proposal, words="It is far.", unnamed=unnamed)
            concern = actions.answer_concern(by=by, concern=concern, answer="It is near.")
            actions.uphold_concern(by=by, concern=concern)
        elif permissions.takes_objections(proposal):
            objection = actions.object_to(by=by, proposal=proposal, reason="Too far.", unnamed=unnamed)
            actions.withdraw_objection(by=by, objection=objection)
            actions.object_to(by=by, proposal=proposal, reason="Far.", unnamed=unnamed)
        translate(by, proposal)
        page = client_of(reader).get(reverse("decisions:proposal", args=["clear-fields", proposal.pk]))
        account = Account.objects.get(pk=reader.account)
        answer = Program.of(account).get(f"/coalitions/clear-fields/proposals/{proposal.pk}")
        brief = client_of(reader).get(reverse("decisions:brief-text", args=["clear-fields", proposal.pk]))
        mail.outbox.clear()
        for entry in Entry.objects.of(by.coalition).order_by("n"):
            mails.write_mails(coalition_id=by.coalition, entry_id=entry.id, actor=by.account)
        sending.send_due()
    lines = [(line.kind, line.sentence, str(line.facts), line.power) for line in record.feed(factories.now(reader))]
    rows = Opening.objects.of(by.coalition).order_by("entry__n", "position")
    lain = [
        (row.entry.kind, row.person, row.audience, bytes(row.payload).decode()) for row in rows.select_related("entry")
    ]
    sent = [(m.subject, m.body) for m in mail.outbox if m.to == [account.email]]
    told = (page.content, answer.content, brief.content)
    return proposal, "\n".join([*map(masked, told), *sorted(map(masked, (*sent, *lines, *lain)))])


def translate(by: Standing, proposal: Proposal) -> None:
    resolved = {effect.pk: "Un.\n\nDeux." for effect in queries.texts_to_amend(proposal)}
    actions.translate(
        by=by, proposal=proposal, language="fr", title="Se voir", body="Car.", resolved=resolved, ready=True
    )


def masked(told: object) -> str:
    words = str(told)
    words = re.sub(r"csrf\w*\W+value=\W?\w+|X-CSRFToken\W+\w+|nonce=\W?[\w+/=-]+|sending\W+value=\W+[\w-]+", "~", words)
    words = re.sub(r"root \S+|Signature\S* .*|[0-9a-f]{16,}|/stop/[\w.:-]+|[\w-]{43,}", "~", words)
    return re.sub(r"holds .{0,40}entries|\"n\": \d+", "~", ID.sub("#", words))


@pytest.mark.parametrize("terms", [{"method": Method.CONSENT, "discussion_days": 3}, CONSENSUS])
def test_nobody_tells_a_member_without_a_name_from_a_protected_one(terms):
    house = founding.coalition(rules=factories.charter(ordinary=terms))
    reader, by = founding.standings(house, 2)
    told = []
    for protected in (True, False):
        with transaction.atomic():
            Member.objects.of(house.id).filter(pk=by.member).update(protected=protected)
            acting = standing_of(by.account, house.id)
            told.append(told_all(acting, reader, unnamed=not protected)[1])
            assert list(audit(house.id)) == []
            transaction.set_rollback(True)
    assert told[0] == told[1]
    assert "Member 1" not in told[1]
    assert by.person not in told[1]
    assert "moved without attribution" in told[1]
    assert "a member without a name" in told[1]


def test_its_own_see_that_it_is_theirs(house):
    reader, by = founding.standings(house, 2)
    colleague = founding.standing(Member.objects.of(house.id).get(pk=by.member))
    proposal, told = told_all(by, reader, unnamed=True)
    address = reverse("decisions:proposal", args=["clear-fields", proposal.pk])
    assert "by your member; nobody else is told" not in told
    for own in (by, colleague):
        page = client_of(own).get(address).content.decode()
        assert page.count("by your member; nobody else is told") == 2  # the proposal and the amendment that stands
        program = Program.of(Account.objects.get(pk=own.account))
        assert program.get(f"/coalitions/clear-fields/proposals/{proposal.pk}").json()["is_own"] is True
    assert actions.withdraw_proposal(by=by, proposal=proposal).withdrawn_at
    last = record.feed(reader)[0]
    assert (last.kind, "Member 1" in str(last)) == ("decisions.withdrawn", False)


def test_what_was_moved_without_a_name_counts_for_nobody(house):
    by, other = founding.standings(house, 2)
    for unnamed in (True, False):
        draft = actions.draft_proposal(
            by=by, title="Meet", body="", language="en", effects=factories.RESOLVE, unnamed=unnamed
        )
        proposal = actions.open_proposal(by=by, proposal=draft)
        with clock.set_to(proposal.voting_from):
            for voter in (by, other):
                actions.cast_ballot(by=voter, proposal=proposal, choice="yes")
        factories.close(proposal)
    assert Proposal.objects.of(house.id).filter(outcome="adopted").count() == 2
    with clock.set_to(proposal.voting_until):
        assert adopted_by_member(house.id) == {by.member: 1}
        assert sum(adopted_by_person(house.id).values()) <= 1


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ({"unnamed": False}, "charter.all_are_named"),
        ({"allowed": False}, "charter.all_are_named"),
    ],
)
def test_where_the_charter_names_all_nobody_goes_without(rule, reason):
    plain = factories.charter()
    rules = replace(plain, protection=replace(plain.protection, **rule))
    house = founding.coalition(rules=rules)
    (by,) = founding.standings(house, 1)
    with pytest.raises(Refused) as refused:
        actions.draft_proposal(by=by, title="Meet", body="", language="en", effects=factories.RESOLVE, unnamed=True)
    assert (refused.value.verdict.reason, refused.value.verdict.clause) == (reason, "protection")
    proposal = factories.opened(by)
    with clock.set_to(proposal.discussion_from):
        with pytest.raises(Refused):
            actions.comment(by=by, proposal=proposal, body="No.", unnamed=True)
        page = client_of(by).get(reverse("decisions:proposal", args=[house.slug, proposal.pk])).content.decode()
        assert 'name="unnamed"' not in page
        posted = client_of(by).post(
            reverse("decisions:comment", args=[house.slug, proposal.pk]), {"body": "No.", "unnamed": "on"}
        )
    assert (posted.status_code, Comment.objects.of(house.id).count()) == (403, 0)


def test_the_charter_says_so_in_its_words():
    plain = factories.charter()
    said = "Every member may move, amend and speak without its name"
    assert Protection().unnamed
    for unnamed in (True, False):
        rules = replace(plain, protection=replace(plain.protection, unnamed=unnamed))
        words = " ".join(clause.text for chapter in prose_of_charter(rules) for clause in chapter.clauses)
        assert (said in words) is unnamed


def test_forms_and_programs_ask(house):
    (by,) = founding.standings(house, 1)
    client, program = client_of(by), Program.of(Account.objects.get(pk=by.account))
    write = reverse("decisions:new", args=[house.slug]) + "?effect=decisions.resolve"
    assert 'name="unnamed"' in client.get(write).content.decode()
    words = {"title": "Meet", "body": "", "language": "en", "text": "We meet."}
    client.post(write, {**words, "effect": "decisions.resolve", "unnamed": "on"})
    draft = Proposal.objects.of(house.id).get()
    assert draft.moved_by_name == ""
    at = f"/coalitions/clear-fields/proposals/{draft.pk}"
    kept = {"title": "Meet!", "body": "", "language": "en", "fields": {"text": "We meet."}}
    assert program.put(f"{at}/draft", kept).json()["unnamed"] is True  # left out: as it stands
    assert program.put(f"{at}/draft", {**kept, "unnamed": False}).json()["unnamed"] is False
    draft.refresh_from_db()
    assert draft.moved_by_name == "Member 0"
    edit = reverse("decisions:edit", args=[house.slug, draft.pk])
    client.post(edit, {**words, "unnamed": "on"})
    draft.refresh_from_db()
    assert draft.moved_by_name == ""
    proposal = actions.open_proposal(by=by, proposal=draft)
    effect = queries.texts_to_amend(proposal)[0]
    with clock.set_to(proposal.discussion_from):
        amend = {"act": "replace", "label": "1", "words": "We part.", "reason": "So.", "unnamed": True}
        assert program.post(f"{at}/texts/{effect.pk}/amendments", amend).status_code == 201
        assert program.post(f"{at}/comments", {"body": "So.", "unnamed": True}).status_code == 201
    assert Amendment.objects.of(house.id).get().name == ""
    assert Comment.objects.of(house.id).get().member == ""
