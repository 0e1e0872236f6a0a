"""“Why may I not?”: a refusal cites its clause wherever a charter rules on it, and the citation opens the clause itself."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from plenary.charter import starting
from plenary.charter.rules.parts import part_of_clause
from tests.story import Story
from tests.walk import address

type Visit = Callable[[str], Client]

PLENARY = Path(__file__).resolve().parent.parent / "plenary"
_NAMED = [room.removeprefix("plenary.") for room in settings.ROOMS]
ROOMS = _NAMED[_NAMED.index("charter") :]
"""All from the charter on; the rooms below it know no clause that they could cite."""

WITHOUT_CLAUSE = {
    "membership.represents_another", "texts.no_such_thread",
    # who asks is not known, there is nothing to rule, or the operator rules
    "core.sign_in", "core.members_only", "core.not_yet", "bodies.operator_forms", "bodies.address_taken",
    # what is asked for is not there, is over, or is not in the state for it: a fact and no rule
    "accounts.invitation_closed",
    "bodies.no_such_offer", "bodies.no_such_body", "bodies.body_is_closed", "bodies.review_is_past",
    "bodies.same_terms_of_reference",
    "bodies.no_such_place", "bodies.no_such_term", "bodies.term_is_over", "charter.draft_closed", "charter.draft_gone",
    "charter.last_of_its_kind", "decisions.no_objection", "decisions.not_discussed", "decisions.not_draft",
    "decisions.not_voting", "decisions.nothing_to_mend", "decisions.over", "decisions.unknown_effect",
    "membership.already_belongs", "membership.no_category", "membership.no_such_member", "membership.not_waiting",
    "membership.named_by_card", "membership.reasons_missing", "membership.not_recommended",
    "membership.wrong_status", "membership.you_represent", "membership.not_representing",
    "membership.accommodation_settled", "membership.commitment_withdrawn_already", "membership.nothing_answered",
    "membership.network_none", "membership.network_full",
    "decisions.amendment_settled", "decisions.concern_of_another", "decisions.no_call_to_correct",
    "decisions.no_such_candidate",
    "decisions.no_such_delegation", "decisions.no_such_elector", "decisions.no_such_paragraph", "decisions.not_decided",
    "decisions.not_discussed_yet", "decisions.not_your_amendment", "decisions.not_your_delegation",
    "decisions.nothing_to_amend", "decisions.overtaken", "decisions.voting_on_amendments",
    "agreements.changed_meanwhile", "agreements.gone", "agreements.no_scan", "agreements.other_scan", "agreements.no_member",
    "agreements.not_in_force", "agreements.not_signed", "agreements.nothing_changed", "agreements.other_edition",
    "agreements.signed_already", "agreements.no_reservations", "agreements.no_paper", "agreements.no_such_member",
    "agreements.not_its_representative", "agreements.paper_not_needed", "agreements.nothing_waits",
    "agreements.sent_lately",
    "agreements.no_such_body",
    "agreements.no_such_paragraph",
    "core.not_here", "core.other_method",
    "meetings.approved", "meetings.has_come", "meetings.has_date", "meetings.has_minutes", "meetings.is_called_off",
    "meetings.is_done", "meetings.is_over", "meetings.is_settled", "meetings.no_such_body", "meetings.no_such_proposal",
    "meetings.no_such_time", "meetings.not_begun", "meetings.not_invited", "meetings.not_open_to_objections",
    "meetings.not_there", "meetings.owner_not_here", "meetings.proxy_not_given", "meetings.written_meanwhile",
    "monitoring.copy_by_its_form", "monitoring.copy_stays", "monitoring.kept_already", "monitoring.no_copy",
    "monitoring.source_gone",
    "monitoring.checked_it", "monitoring.finding_published", "monitoring.found_already", "monitoring.has_findings",
    "monitoring.is_held", "monitoring.not_cleared", "monitoring.not_next", "monitoring.own_finding",
    "monitoring.writer_clears",
    "monitoring.is_kept", "monitoring.lead_not_here", "monitoring.no_such_actor", "monitoring.not_catalogued",
    "monitoring.not_extended", "monitoring.list_contradicts", "monitoring.nothing_to_take",
    "health.check_is_past", "health.has_key", "health.keeps_no_share", "health.no_key", "health.not_asked",
    "health.other_key", "health.proposed_anew", "health.shares_do_not_fit", "health.too_few_shares",
    "health.wrong_passphrase",
    # alarms are between persons, across coalitions
    "accounts.address_taken", "accounts.no_such_address", "emergency.address_is_theirs", "emergency.enough",
    "emergency.nobody", "emergency.not_a_guide", "emergency.not_chosen", "emergency.too_often", "emergency.undone",
    "emergency.yourself",
    # what was sent is not enough
    "agreements.bad_dates", "agreements.bad_day", "agreements.bad_review", "agreements.no_one_named",
    "agreements.no_title", "agreements.no_words", "agreements.too_long",
    "agreements.too_many", "agreements.no_reason", "agreements.changes_nothing",
    "texts.no_such_language", "texts.is_authentic",
    "charter.file_not_text", "charter.file_too_large", "charter.nothing_brought", "decisions.amendment_too_long",
    "decisions.no_provenance", "decisions.no_reason_to_amend", "decisions.no_reason_to_stand_back",
    "decisions.no_such_fate", "decisions.no_such_feeling", "decisions.no_such_words", "decisions.nothing_changed",
    "decisions.nothing_said", "decisions.statement_too_long", "decisions.strikes_all", "decisions.why_missing",
    "membership.day_to_come",
    "decisions.mixed_matters", "decisions.no_reason", "decisions.no_title",
    "monitoring.bad_code", "monitoring.bad_day", "monitoring.bad_number", "monitoring.no_such_region",
    "monitoring.no_words", "monitoring.too_long", "monitoring.too_many",
    "monitoring.bad_box", "monitoring.bad_words", "monitoring.no_address", "monitoring.not_published",
    "monitoring.bad_year", "monitoring.lacks_claims", "monitoring.lacks_sources", "monitoring.lacks_text",
    "monitoring.only_boxes", "monitoring.only_words", "monitoring.other_kind",
    "meetings.bad_proxy", "meetings.ends_too_soon", "health.too_long",
    # what was sent is an answer to something that has changed since
    "monitoring.list_changed",
    "decisions.asked_otherwise", "decisions.changed_meanwhile", "decisions.replaced_since",
    # the program's own bounds: its own draft, its own count, its own hands
    "decisions.not_acting", "decisions.not_to_mend", "decisions.not_yours", "decisions.only_by_rules",
    "meetings.bad_window", "meetings.not_calling", "meetings.too_many_times",
    "health.enough_files", "health.no_room", "health.too_often",
}  # fmt: skip
"""Refusals on which no charter rules. What is added here needs its reason; what a charter rules on cites its clause."""


def _refusals() -> Iterator[tuple[str, bool]]:
    """Each reason with which something is refused, and whether a clause is given with it."""
    for room in ROOMS:
        for path in (PLENARY / room).rglob("*.py"):
            if "tests" in path.parts or "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                called = getattr(node, "func", None)
                if isinstance(node, ast.Call) and "refuse" in (getattr(called, "id", ""), getattr(called, "attr", "")):
                    cited = len(node.args) > 1 or any(word.arg == "clause" for word in node.keywords)
                    for part in ast.walk(node.args[0]):
                        text = part.value if isinstance(part, ast.Constant) else ""
                        if isinstance(text, str) and re.fullmatch(r"[a-z]+\.[a-z_]+", text):
                            yield text, cited


@pytest.mark.owed
def test_every_refusal_on_which_a_charter_rules_cites_a_clause() -> None:
    bare = {reason for reason, cited in _refusals() if not cited}
    assert sorted(bare - WITHOUT_CLAUSE) == [], (
        "cite a clause, refuse(reason, clause), or say in WITHOUT_CLAUSE why none rules"
    )
    assert sorted(WITHOUT_CLAUSE - bare) == [], "given no longer without a clause: take them out of WITHOUT_CLAUSE"


def _clauses() -> Iterator[str]:
    for room in ROOMS:
        for path in (PLENARY / room).rglob("permissions*"):
            for file in [path] if path.is_file() else path.rglob("*.py"):
                if file.suffix == ".py":
                    yield from re.findall(r"refuse\(\"[a-z_.]+\", \"([a-z_.]+)\"", file.read_text())


@pytest.mark.owed
@pytest.mark.parametrize("code", starting.STARTING)
def test_every_clause_that_is_cited_by_name_is_one_that_charters_have(code: str) -> None:
    charter = starting.shipped(code)
    missing = [clause for clause in set(_clauses()) if not part_of_clause(charter, clause)]
    assert missing == [], (
        "no chapter of this charter has such a clause; keys are told in docs/developers/house.md (Words)"
    )


def test_a_refusal_leads_to_the_clause_itself(story: Story, visit: Visit) -> None:
    client = visit("member")
    refused = client.get(address("directory:export", story))
    assert refused.status_code == 403
    refused = client.post(address("charter:close", story))
    cited = re.search(r'<a class="cite" href="([^"#]+)#([^"]+)"', refused.content.decode())
    assert cited
    assert cited[2] == "office.coordinator"
    assert f'id="{cited[2]}"' in client.get(cited[1]).content.decode()
