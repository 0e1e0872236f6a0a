"""Every write by those who may not do it: refused, and not a row is changed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from plenary.charter.rules.document import charter_to_toml
from plenary.charter.starting import shipped
from plenary.notices.topics import topics
from tests.story import Story
from tests.walk import NOBODYS, ROLES, address, answer_of, in_coalitions, methods_of, rows, walking

type Visit = Callable[[str], Client]

WORDS = {"title": "A title", "body": "Because.", "language": "en", "text": "Words.", "effect": "decisions.resolve"}
MAILS = dict.fromkeys(topics(), "never")
CALL = {"occasion": "a call", "held_on": "2026-03-19", "held_at": "10:00", "rest": "for", "step": "enter"}
HOOK = {"address": "https://127.0.0.1/", "reads": "public", "says": "nothing"}  # a number, so that no name is looked up
MEETING = {"title": "A title", "time_zone": "UTC"}
CARD = {"name": "A card", "name_language": "en"}
SHEET = {"who_words": "We.", "who_audience": "members", "language": "en"}
NO_DELAY = {
    "months": "0",
    "days": "0",
    "begins": "that-day",
    "each_months": "0",
    "each_days": "0",
    "each_begins": "that-day",
}
INSTRUMENT = {"name_en": "T", "kind": "law", "parties": "1", **NO_DELAY, "leaving_months": "0", "leaving_days": "0"}
SOURCE = {"title": "T", "kind": "page", "reliability": "F", "credibility": "6", "readers": "members"}
OBLIGATION = {
    "text_en": "T",
    "article": "1",
    "binds": "parties",
    "years": "0",
    "months": "0",
    "days": "0",
    "counted": "entry",
}
MOVERS = {"member", "protected", "chair", "coordinator"}
ELECTORS = {"member", "chair", "coordinator"}

# what is sent, and who may do it: all others are refused
WRITES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "decisions:new": (WORDS, MOVERS),
    "decisions:edit": (WORDS, {"member"}),
    "decisions:show": ({}, set()),  # its process asks for no seconder
    "decisions:second": ({}, {"member", "coordinator"}),  # the chair moved it
    "decisions:open": ({}, {"member"}),
    "decisions:withdraw": ({}, {"member"}),
    "decisions:cast": ({"choice": "yes"}, ELECTORS),
    "decisions:object": ({"reason": "Too early.", "effect": "first"}, MOVERS),
    "decisions:withdraw-objection": ({}, set()),  # another member made it
    "decisions:comment": ({"body": "We agree."}, MOVERS),
    "decisions:translate": ({"title": "Un titre", "body": "Parce que."}, MOVERS),
    "decisions:amend": ({"words": "Other words.", "reason": "Better."}, MOVERS),
    "decisions:vote-on-amendments": ({}, ELECTORS),
    "decisions:accept-amendment": ({}, {"member"}),
    "decisions:withdraw-amendment": ({}, set()),  # another member moved it
    "decisions:temperature": ({"feeling": "warm"}, set()),  # consensus is not tested on it
    "decisions:reword": ({**WORDS, "step": "put"}, set()),
    "decisions:concern": ({"words": "Who pays?"}, set()),
    "decisions:answer-concern": ({"answer": "The host."}, set()),
    "decisions:settle-concern": ({"step": "uphold"}, set()),
    "decisions:nominate": ({"who": NOBODYS}, set()),  # it is no election
    "decisions:answer-nomination": ({"step": "accept"}, set()),
    "decisions:withdraw-nomination": ({}, set()),
    "decisions:answer-vacancy": ({"step": "accept"}, set()),  # nothing fell vacant
    "decisions:statement": ({"body": "Vote for us."}, set()),
    "decisions:refer": ({"body": "board", "days": "2"}, set()),  # its process lets nobody send it away
    "decisions:advise": ({"words": "No."}, set()),
    "decisions:became": ({"became": "taken"}, set()),
    "decisions:send-back": ({}, set()),
    "decisions:again": ({}, {"member", "chair", "coordinator"}),
    "decisions:record_call": (WORDS | CALL, {"chair"}),
    "decisions:settle_on_call": (CALL, {"chair"}),
    "decisions:correct_call": (CALL, {"chair"}),
    "decisions:open_urgently": ({"why": "It is tonight."}, set()),  # the charter lets nothing be decided urgently
    "decisions:undo_again": ({}, set()),
    "decisions:put_again": ({}, MOVERS),
    "decisions:delegations": ({"body": "plenary", "carrier": "protected"}, ELECTORS),
    "decisions:end-delegation": ({}, set()),  # it concerns others
    "decisions:delegate": ({"carrier": "protected"}, ELECTORS),
    "decisions:stand-back": ({"reason": "We are paid by it."}, ELECTORS),
    "decisions:step-in": ({}, set()),  # nobody stood back
    "decisions:extend": ({}, set()),  # nobody of them must consult
    "decisions:answers": (
        {"elector": "protected", "choice": "yes", "who": "A", "how": "phone", "on": "2026-01-01"},
        {"coordinator"},
    ),
    "health:raise": ({"words": "They shouted."}, set(ROLES)),  # whoever may read the charter
    "health:box": ({"passphrase": "four words together"}, {"chair"}),
    "health:key": ({"passphrase": "four words together", "again": "four words together"}, {"chair", "coordinator"}),
    "health:shares": ({"step": "share", "passphrase": "four words together"}, {"chair", "coordinator"}),
    "health:concern": ({"step": "acknowledge", "words": "We have it."}, set()),  # there is none
    "agreements:new": ({"kind": "platform", "title": "T", "language": "en"}, MOVERS),
    "agreements:draft": ({"words": "W"}, MOVERS),
    "agreements:terms": ({"title": "T", "language": "en"}, MOVERS),
    "agreements:paragraph": ({"words": "W"}, MOVERS),
    "agreements:part": ({"role": "The host", "will": "W"}, set()),  # it is a platform
    "agreements:suggest": ({"act": "replace", "words": "W", "reason": "R"}, MOVERS),
    "agreements:suggestion": ({"step": "decline", "answer": "A"}, MOVERS),
    "agreements:lay_down": ({}, MOVERS),
    "agreements:translate": ({"p_": "T"}, MOVERS),
    "agreements:paper": ({"who": "protected"}, {"coordinator"}),
    "agreements:confirm": ({}, set()),  # no paper waits
    "agreements:look_at": ({}, {"coordinator"}),
    "agreements:sign": ({}, MOVERS),
    "agreements:second": ({}, MOVERS),
    "agreements:withdraw": ({}, set()),  # another member signed
    "monitoring:target": ({"region": "002", "parties": "40", "until": "2031-01-01"}, {"coordinator"}),
    "monitoring:take_out_target": ({}, {"coordinator"}),
    "monitoring:approach": ({"next_action": "A letter."}, {"member", "coordinator"}),
    "monitoring:watch": ({"code": "mine-ban"}, {"coordinator"}),
    "monitoring:new": (INSTRUMENT, {"coordinator"}),
    "monitoring:change": (INSTRUMENT, {"coordinator"}),
    "monitoring:enter_action": ({"actor": "TCD", "kind": "accession", "day": "2001-01-01"}, {"coordinator"}),
    "monitoring:take_out_action": ({}, {"coordinator"}),
    "monitoring:bring_list": ({}, {"coordinator"}),
    "monitoring:compare_list": ({"seen": "0"}, {"coordinator"}),
    "monitoring:forget_list": ({}, {"coordinator"}),
    "monitoring:new_obligation": (OBLIGATION, {"coordinator"}),
    "monitoring:obligation": (OBLIGATION, {"coordinator"}),
    "monitoring:take_out_obligation": ({}, {"coordinator"}),
    "monitoring:extend": ({"actor": "MLI", "until": "2031-01-01", "granted_on": "2009-01-01"}, {"coordinator"}),
    "monitoring:take_out_extension": ({}, {"coordinator"}),
    "monitoring:write_finding": (
        {"actor": "NER", "obligation": "first", "year": "2001", "judged": "meets", "confidence": "low", "text_en": "T"},
        MOVERS,
    ),
    "monitoring:change_finding": ({"judged": "meets", "confidence": "low", "text_en": "T"}, {"coordinator"}),
    "monitoring:claim": ({"text_en": "T", "side": "supports", "source": "first"}, {"coordinator"}),
    "monitoring:cite": ({"source": "first", "place": "p. 5"}, {"coordinator"}),
    "monitoring:take_out_claim": ({}, {"coordinator"}),
    "monitoring:take_step": ({"step": "sign-off"}, set()),  # who keeps wrote it
    "monitoring:hold_finding": ({"why": "A court asks."}, {"coordinator"}),
    "monitoring:let_go_on": ({}, {"coordinator"}),
    "monitoring:dissent": ({"words": "We were there."}, MOVERS),
    "monitoring:take_back_dissent": ({}, MOVERS),
    "monitoring:new_source": (SOURCE, {"coordinator"}),
    "monitoring:amend_source": (SOURCE, {"coordinator"}),
    "monitoring:withdraw_source": ({"why": "Not so."}, {"coordinator"}),
    "monitoring:redact": ({"words": "notes", "step": "keep"}, {"coordinator"}),
    "monitoring:word": ({"name_en": "A name", "code": "GROUP", "kind": "armed-group"}, {"coordinator"}),
    "bodies:give_up": ({}, {"member"}),
    "bodies:join": ({}, set()),  # none was formed
    "bodies:turn": ({}, set()),  # it is nobody's turn
    "files:files": ({}, MOVERS),  # on the shelf of members
    "files:remove": ({}, MOVERS),
    "membership:open_case": ({"duty": "", "words": "Shall we talk?"}, {"coordinator"}),
    "membership:case_step": ({}, set()),  # none is theirs
    "meetings:call": (MEETING, {"coordinator"}),
    "meetings:change": (MEETING, {"coordinator"}),
    "meetings:call_off": ({}, {"coordinator"}),
    "meetings:agenda": ({}, {"coordinator"}),
    "meetings:attend": ({"manner": "online"}, ELECTORS),  # of protected members nothing is written down
    "meetings:attendance": ({}, {"coordinator"}),
    "meetings:write": ({"notes": "We said so.", "revision": "1"}, MOVERS),
    "meetings:agree": ({"words": "Ask."}, MOVERS),
    "meetings:finish": ({"ended": "done"}, {"coordinator"}),
    "meetings:dates": ({}, ELECTORS),
    "meetings:offer": ({"minutes": "60"}, {"coordinator"}),
    "meetings:choose": ({}, {"coordinator"}),
    "meetings:need": ({"words": "A ramp."}, ELECTORS),
    "meetings:speak": ({}, ELECTORS),
    "meetings:floor": ({}, {"coordinator"}),
    "meetings:type_in": ({}, {"coordinator"}),
    "meetings:publish": ({"days": "7"}, {"coordinator"}),
    "meetings:object": ({"words": "No."}, MOVERS),
    "meetings:settle": ({"answer": "Yes."}, {"coordinator"}),
    "membership:protected": ({}, {"chair"}),
    "membership:take_up": ({"name": "Another", "category": "member"}, {"chair"}),
    "membership:admit_protected": ({"member": "protected"}, {"chair"}),
    "membership:vouch": ({"code": "protected"}, MOVERS),
    "membership:apply": (
        {"name": "N", "organisation": "O", "category": "member", "accepted": "on"},
        {"outsider", "elsewhere"},
    ),
    "membership:application": ({"evidence_member_1": "We do."}, set()),  # it is a member already
    "membership:recommend": ({"words": "We know them."}, set()),
    "membership:rename": ({"name": "Another name"}, {"member", "coordinator"}),
    "membership:willing": ({}, {"applicant", "chair", "coordinator"}),  # to another member than their own
    "membership:network": ({"lines": "Women of the Coast; Kenya; 2019"}, {"member", "coordinator"}),
    "membership:merge": ({"into": NOBODYS, "name": "Both"}, {"member"}),
    "membership:merging_step": ({"step": "agree"}, set()),  # none is theirs
    "membership:here": ({}, MOVERS),
    "membership:take_over": ({}, MOVERS),
    "membership:change": ({"step": "leave"}, {"member", "coordinator"}),
    "membership:withdraw": ({}, {"member"}),
    "membership:invite": ({"email": "a@example.org", "name": "A", "mandate": "decides"}, {"member", "coordinator"}),
    "membership:uninvite": ({}, set()),  # nobody waits for this member
    "membership:commitment": ({"commitment": "cooperation"}, {"member", "coordinator"}),
    "membership:answer": (SHEET, {"member", "coordinator"}),
    "membership:answer_one": (SHEET, {"member", "coordinator"}),
    "membership:look_again": ({}, {"member", "coordinator"}),
    "membership:ask_accommodation": (
        {"subject": "Land", "cannot": "Be named.", "audience": "members", "language": "en"},
        {"member", "coordinator"},
    ),
    "membership:offer": ({"kind": "skill", "words": "Law", "audience": "members"}, {"member", "coordinator"}),
    "membership:contribution": ({}, set()),  # of nobody's
    "membership:promise": ({"words": "A day", "capacity": "small", "audience": "members"}, {"member", "coordinator"}),
    "membership:member_commitment": ({"step": "withdraw"}, set()),  # of nobody's
    "membership:accommodation": ({"step": "end"}, set()),  # of nobody's
    "membership:mandate": ({"mandate": "observes"}, {"member", "coordinator"}),
    "notices:choices": (MAILS, MOVERS | {"applicant"}),
    "notices:held": ({"step": "confirm"}, {"member"}),
    "notices:new_webhook": (HOOK, {"coordinator"}),
    "notices:webhook": ({"step": "end"}, {"coordinator"}),
    "charter:new": ({"step": "save", "title": "T"}, MOVERS),
    "charter:begin": ({"title": "T"}, MOVERS),
    "charter:copy": ({"title": "T"}, MOVERS),
    "charter:renew": ({}, MOVERS),
    "charter:close": ({}, {"coordinator"}),
    "charter:question": ({"nobody": "agrees"}, MOVERS),
    "charter:step": ({"rest_days": "sunday"}, MOVERS),
    "charter:add": ({"name:en": "Another"}, MOVERS),
    "charter:part": ({"names:en": "Another", "kind": "board"}, MOVERS),
    "charter:take_out": ({}, MOVERS),
    "charter:move": ({"way": "up"}, MOVERS),
    "charter:clause": ({"body": "We agree."}, MOVERS),
    "charter:withdraw_comment": ({}, set()),  # another person said it
    "charter:import": ({"step": "save", "title": "T", "text": charter_to_toml(shipped("loose-network"))}, MOVERS),
    "directory:add_organisation": (CARD, {"coordinator"}),
    "directory:add_person": (CARD, {"coordinator"}),
    "directory:amend_organisation": (CARD, {"coordinator"}),
    "directory:amend_person": (CARD, {"member", "coordinator"}),
    "directory:share": ({"shared": ""}, {"coordinator"}),
    "directory:remove": ({}, {"coordinator"}),
    "directory:import": ({"kind": "organisations"}, {"coordinator"}),
    "directory:import_columns": ({"name": "Name"}, {"coordinator"}),
    "directory:import_preview": ({"duplicates": "add"}, {"coordinator"}),
    "directory:import_undo": ({}, {"coordinator"}),
    "directory:import_discard": ({}, {"coordinator"}),
    "directory:export": ({"kind": "organisations", "file_format": "csv"}, {"coordinator"}),
}


def reads_alone() -> set[str]:
    """The addresses whose view takes no other method than reading, by its mark."""
    return {name for name in in_coalitions() if methods_of(name) == {"GET", "HEAD"}}


@pytest.mark.owed
def test_every_write_is_told() -> None:
    there = set(in_coalitions()) - reads_alone()
    write = "tests/test_walk_refusals.py: what takes a POST goes to WRITES, with who may do it; what is read says @require_safe"
    assert sorted(there - set(WRITES)) == [], write
    assert sorted(set(WRITES) - there) == [], "no such writes: take them out of tests/test_walk_refusals.py"


def _data(story: Story, name: str) -> dict[str, Any]:
    effect = story.proposals["admission"].effects.first()
    real = {"first": effect.id if effect else "", "protected": story.members["protected"].id}
    return {key: real.get(value, value) for key, value in WRITES[name][0].items()}


def test_who_may_not_is_refused_and_nothing_is_changed(story: Story, visit: Visit) -> None:
    walks = walking(ROLES, "anonymous", "member", "coordinator", "elsewhere")
    clients, wrong, before = {role: visit(role) for role in walks}, [], rows()
    for name, (_sent, allowed) in WRITES.items():
        url, data = address(name, story), _data(story, name)
        for role in walks:
            if role in allowed:
                continue
            answer = answer_of(clients[role].post(url, data))
            if answer != "in" if role == "anonymous" else answer not in {"403", "404"}:
                wrong.append((name, role, answer))
        after = rows()
        wrong += [(name, "changed", table) for table in after if after[table] != before[table]]
        before = after
    assert wrong == []


def test_pages_that_are_read_change_nothing_when_written_to(story: Story, visit: Visit) -> None:
    coordinator = visit("coordinator")
    before = rows()
    answers = {name: coordinator.post(address(name, story)).status_code for name in reads_alone()}
    assert {name: answer for name, answer in answers.items() if answer not in {403, 404, 405}} == {}
    assert rows() == before
