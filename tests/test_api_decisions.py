"""Decisions by the API: a ballot is the one of its page, refusals name their clause, nothing is told that pages do not tell."""

import json
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.forms.models import model_to_dict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenary.accounts.rules import Scope
from plenary.core import clock
from plenary.decisions import queries
from plenary.decisions.models import Ballot, Delegation, Objection, Proposal
from plenary.decisions.queries.reading import as_asked
from plenary.decisions.tests.found import facts_read
from plenary.record.models import Entry
from tests.programs import Program
from tests.story import SECRETS, Story
from tests.walk import ROLES

type Start = Callable[[str], Program]
type Visit = Callable[[str], Client]

ALL = "/coalitions/open-fields/proposals"
STATES = ("open", "drafts", "decided", "withdrawn")


def at(story: Story, key: str) -> str:
    return f"{ALL}/{story.proposals[key].id}"


@contextmanager
def undone():
    """What is done within is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ballot_that_lies_there(story: Story) -> tuple[Any, ...]:
    """The member's ballot without its ids, the entry that tells of it, and what the member and another read there."""
    proposal = story.proposals["voting"]
    (row,) = Ballot.objects.of(story.open.id).filter(proposal=proposal, elector__member=story.members["Green Valley"])
    values = model_to_dict(row, exclude=["id", "entry"])
    entry = Entry.objects.of(story.open.id).order_by("n").last()
    assert entry is not None
    assert row.entry == entry.id
    told = [facts_read(story.by(role), entry.kind) for role in ("member", "chair")]
    told = [[{**facts, "ballot": ""} if "ballot" in facts else facts for facts in each or ()] for each in told]
    return values, entry.kind, told


def test_a_ballot_by_the_api_is_the_one_of_the_page(story: Story, program: Start, visit: Visit) -> None:
    proposal = story.proposals["voting"]
    asking, browser = program("member"), visit("member")
    with undone():
        answer = browser.post(f"/c/open-fields/proposals/{proposal.id}/ballot/", {"choice": "abstain"})
        assert answer.status_code == 302
        by_page = ballot_that_lies_there(story)
    with undone():
        answer = asking.put(f"{at(story, 'voting')}/ballot", {"choice": "abstain"})
        assert (answer.status_code, sorted(answer.json()), answer.json()["codes"]) == (
            200,
            ["cast_at", "codes", "entry"],
            [],
        )
        by_api = ballot_that_lies_there(story)
    assert by_api == by_page
    assert by_api[0]["choice"] == "abstain"


def test_a_ballot_is_not_counted_as_an_answer_to_something_else(story: Story, program: Start) -> None:
    asking, ballot = program("member"), f"{at(story, 'voting')}/ballot"
    shown = asking.get(at(story, "voting")).json()
    assert shown["asked"] == as_asked(story.proposals["voting"])
    other = asking.put(ballot, {"choice": "no", "given": {"seen": "0" * 16}})
    assert (other.status_code, other.json()["reason"]) == (403, "decisions.asked_otherwise")
    unseen = asking.put(ballot, {"choice": "no", "given": {"seen": shown["asked"], "before": "none"}})
    assert (unseen.status_code, unseen.json()["reason"]) == (403, "decisions.replaced_since")
    given = {"seen": shown["asked"], "before": shown["own"]["ballot"]["entry"]}
    assert asking.put(ballot, {"choice": "no", "given": given}).status_code == 200
    assert asking.get(at(story, "voting")).json()["own"]["ballot"]["choice"] == "no"


def test_a_refusal_names_its_clause_and_a_form_its_field(story: Story, program: Start) -> None:
    early = program("member").put(f"{at(story, 'discussion')}/ballot", {"choice": "yes"})
    assert (early.status_code, early.json()["reason"]) == (403, "decisions.too_early")
    assert early.json()["clause"]["key"] == "process.ordinary"
    wrong = program("member").put(f"{at(story, 'voting')}/ballot", {"choice": "perhaps"})
    assert (wrong.status_code, sorted(wrong.json()["errors"])) == (422, ["choice"])
    split = program("member").put(f"{at(story, 'voting')}/ballot", {"choice": "yes", "parts": {"yes": 1}})
    assert (split.status_code, sorted(split.json()["errors"])) == (422, ["parts.yes"])


def test_a_token_that_may_not_vote_casts_no_ballot(story: Story) -> None:

    asking = Program.of(story.accounts["member"], Scope.READ, Scope.WRITE)
    refused = asking.put(f"{at(story, 'voting')}/ballot", {"choice": "yes"})
    assert (refused.status_code, refused.json()["reason"]) == (403, "accounts.token_scope")


def test_a_draft_that_is_opened_twice_with_one_key_opens_once(story: Story, program: Start) -> None:
    asking, key = program("member"), {"Idempotency_Key": "a-key-of-sixteen-and-more"}
    first = asking.post(f"{at(story, 'draft')}/open", **key)
    again = asking.post(f"{at(story, 'draft')}/open", **key)
    assert (first.status_code, first.json()["phase"]) == (200, "discussion")
    assert (again.status_code, again.content, again["Idempotency-Replayed"]) == (200, first.content, "true")
    entries = Entry.objects.of(story.open.id).filter(kind="decisions.opened", about=story.proposals["draft"].id)
    assert entries.count() == 1
    assert asking.post(f"{at(story, 'draft')}/open").status_code == 403


def test_a_draft_is_written_read_and_changed_as_by_its_form(story: Story, program: Start) -> None:
    asking = program("member")
    kinds = {kind["code"]: kind for kind in asking.get(f"{ALL}/kinds").json()["items"]}
    assert kinds["decisions.resolve"]["may_move"] is True
    (text,) = asking.get(f"{ALL}/kinds/decisions.resolve").json()["fields"]
    assert (text["name"], text["is_required"], text["choices"]) == ("text", True, None)
    wrong = asking.post(ALL, {"kind": "decisions.resolve", "title": "", "language": "xx", "fields": {}})
    assert (wrong.status_code, sorted(wrong.json()["errors"])) == (422, ["fields.text", "language", "title"])
    unknown = asking.post(ALL, {"kind": "decisions.resolve", "title": "A", "fields": {"txt": "We meet."}})
    assert (unknown.status_code, sorted(unknown.json()["errors"])) == (422, ["fields.txt"])
    words = {"title": "Meet in Oslo", "body": "Because.", "language": "en", "fields": {"text": "We meet in Oslo."}}
    made = asking.post(ALL, {"kind": "decisions.resolve", "effects_from": "2027-01-31", **words})
    assert made.status_code == 201
    draft = f"{ALL}/{made.json()['id']}/draft"
    read = asking.get(draft)
    given = {
        "id": made.json()["id"],
        "effects_from": "2027-01-31",
        "unnamed": False,
        "kinds": ["decisions.resolve"],
        **words,
    }
    assert read.json() == given
    changed = asking.put(draft, {**words, "title": "Meet in Bergen"}, If_Match=read["ETag"])
    assert (changed.status_code, changed.json()) == (200, {**given, "effects_from": None, "title": "Meet in Bergen"})
    late = asking.put(draft, words, If_Match=read["ETag"])
    assert (late.status_code, late.json()["reason"]) == (412, "core.changed_meanwhile")


def test_members_are_admitted_by_a_draft_of_the_api(story: Story, program: Start) -> None:
    asking = program("member")
    member, waived = asking.get(f"{ALL}/kinds/membership.admit").json()["fields"]
    assert (member["name"], member["takes_several"]) == ("member", True)
    assert (waived["name"], waived["is_required"]) == ("waived", False)
    chosen = [choice["value"] for choice in member["choices"]]
    lacking = [choice["value"] for choice in member["choices"] if "has not accepted the purpose" in choice["label"]]
    assert 0 < len(lacking) < len(chosen)  # one applied by itself
    fields = {"member": chosen}
    draft = {"kind": "membership.admit", "title": "Admit", "language": "en"}
    unsaid = asking.post(ALL, {**draft, "fields": fields})
    assert (unsaid.status_code, sorted(unsaid.json()["errors"])) == (422, ["fields.waived"])
    made = asking.post(ALL, {**draft, "fields": {**fields, "waived": "Known to all."}})
    assert made.status_code == 201
    row = Proposal.objects.of(story.open.id).get(pk=made.json()["id"])
    assert [(part.kind, part.payload) for part in queries.effects_of(row)] == [
        ("membership.admit", {"member": each} | ({"waived": "Known to all."} if each in lacking else {}))
        for each in chosen
    ]


def test_an_objection_stands_and_is_taken_back(story: Story, program: Start) -> None:
    asking, path = program("member"), at(story, "admission")
    parts = [part for part in asking.get(path).json()["effects"] if not part["objections"]]
    made = asking.post(f"{path}/objections", {"effect": parts[0]["id"], "reason": "Not yet."})
    assert made.status_code == 201
    own = [row for part in asking.get(path).json()["effects"] for row in part["objections"] if row["is_own"]]
    assert [(row["id"], row["reason"]) for row in own] == [(made.json()["id"], "Not yet.")]
    assert asking.delete(f"{path}/objections/{made.json()['id']}").status_code == 204
    assert Objection.objects.of(story.open.id).get(pk=made.json()["id"]).withdrawn_at == clock.now()


def test_a_ballot_is_lent_and_taken_back(story: Story, program: Start) -> None:
    asking, path = program("coordinator"), at(story, "voting")
    carriers = asking.get(path).json()["own"]["carriers"]
    lent = asking.post(f"{path}/delegate", {"carrier": carriers[0]["key"]})
    assert lent.status_code == 201
    own = asking.get(path).json()["own"]
    assert own["lent"] == {"id": lent.json()["id"], "name": carriers[0]["name"], "is_for_proposal": True}
    assert asking.delete(f"/coalitions/open-fields/ballots/{lent.json()['id']}").status_code == 204
    assert Delegation.objects.of(story.open.id).get(pk=lent.json()["id"]).until == clock.now()


def test_a_decision_of_a_call_is_entered(story: Story, program: Start) -> None:
    asking = program("chair")
    electors = asking.get(f"{ALL}/call/decisions.resolve").json()
    now = clock.now() - timedelta(hours=2)
    said = {electors["items"][0]["key"]: "for", electors["items"][1]["key"]: "against"}
    call = {"held_on": f"{now:%Y-%m-%d}", "held_at": f"{now:%H:%M}", "occasion": "call of the board", "said": said}
    words = {"title": "Meet in Bern", "language": "en", "fields": {"text": "We meet in Bern."}}
    made = asking.post(f"{ALL}/call", {"kind": "decisions.resolve", **words, "call": call})
    assert (made.status_code, made.json()["phase"]) == (201, "window")
    entered = asking.get(f"{ALL}/{made.json()['id']}/call/entered").json()
    assert {row["key"]: row["said"] for row in entered["items"] if row["said"]} == said
    assert (entered["occasion"], electors["time_zone"]) == ("call of the board", "UTC")
    fixed = asking.put(f"{ALL}/{made.json()['id']}/call", {**call, "occasion": "call of the chairs"})
    assert fixed.status_code == 200
    assert asking.get(f"{ALL}/{made.json()['id']}").json()["call"]["occasion"] == "call of the chairs"


def test_lists_are_those_of_the_pages_for_each_role(story: Story, program: Start) -> None:
    for role in ROLES[1:]:
        by = story.by(role)
        asking = program(role)
        if asking.get(ALL).status_code != 200:
            continue
        expected = {
            "open": [row.pk for row in queries.open_proposals(by)],
            "drafts": [row.pk for row in queries.draft_proposals(by)],
            "decided": [row.pk for row in queries.decided_proposals(by)],
            "withdrawn": [row.pk for row in queries.withdrawn_proposals(by)],
        }
        for state in STATES:
            found, cursor = [], ""
            for _page in range(20):
                answer = asking.get(f"{ALL}?state={state}&limit=2&cursor={cursor}").json()
                found += [line["id"] for line in answer["items"]]
                cursor = answer["next"] or ""
                if not cursor:
                    break
            assert (role, state, found) == (role, state, expected[state])


def test_nobody_reads_how_others_vote_while_voting_is_open(story: Story, program: Start) -> None:
    shown = program("coordinator").get(at(story, "voting")).json()
    assert (shown["roll_call"], shown["decided"], shown["own"]["ballot"]) == ([], None, None)
    assert (shown["turnout"]["voted"], shown["electorate"]) == (2, None)


def test_of_what_is_decided_outsiders_read_the_outcome_alone(story: Story, program: Start) -> None:
    inside, outside = (program(role).get(at(story, "rejected")).json() for role in ("member", "outsider"))
    assert inside["decided"] == outside["decided"]
    assert [vote["choice"] for vote in inside["roll_call"]].count("no") == inside["decided"]["ballots"]["no"] == 3
    said = ("roll_call", "comments", "objections", "concerns", "advice", "stood_back")
    assert {name: outside[name] for name in said} == {name: [] for name in said}
    assert (outside["own"], outside["amended"], outside["asked"]) == (None, None, "")


def test_no_answer_tells_who_is_protected_or_what_a_draft_says(story: Story, program: Start) -> None:
    told = []
    for role in ("outsider", "applicant", "member", "coordinator"):
        asking = program(role)
        answers = [asking.get(at(story, key)) for key in story.proposals]
        answers += [asking.get(f"{ALL}?state={state}") for state in STATES]
        answers += [asking.get(f"{at(story, 'voting')}/answers"), asking.get("/coalitions/open-fields/ballots")]
        text = " ".join(json.dumps(answer.json(), ensure_ascii=False) for answer in answers)
        told += [(role, secret) for secret in SECRETS if secret in text]
        protected = story.members["protected"]
        told += [(role, "id") for key in (protected.pk, story.ids["protected_person"]) if key in text]
    assert told == []


def test_a_proposal_takes_as_many_queries_for_more_as_for_few(story: Story, program: Start) -> None:
    asking = program("member")

    def costs() -> list[int]:
        found = []
        for path in (at(story, "discussion"), f"{ALL}?state=decided&limit=1", f"{ALL}?state=decided"):
            with CaptureQueriesContext(connection) as asked:
                assert asking.get(path).status_code == 200
            found.append(len(asked))
        return found

    costs()
    before = costs()
    assert before[1] == before[2]
    for number in range(3):
        body = {"body": f"Again {number}.", "language": "en"}
        assert asking.post(f"{at(story, 'discussion')}/comments", body).status_code == 201
        label = {"act": "add", "label": "1", "words": f"And in {number}.", "reason": "Both."}
        effect = story.ids["effect_id"]
        assert asking.post(f"{at(story, 'discussion')}/texts/{effect}/amendments", label).status_code == 201
    assert costs() == before
