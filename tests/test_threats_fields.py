"""Every field that may hold a person's name is registered as a trace, or says why it holds none: for rooms that come later."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from plenary.core.traces import covered_fields
from plenary.directory.rules import fields

TEXTS = (models.CharField, models.TextField, models.JSONField)
ROOMS = {room.removeprefix("plenary.") for room in settings.ROOMS}

CODES = "a code, an id, a tag, a hash or a figure of the program's own"
OF_ORGANISATIONS = "of an organisation or of a coalition, or of something that is no person"
PROSE = "words that somebody wrote; who is named in them nobody can tell, and those who undo an alarm read how many"
OF_MAILS = "of mails: taken from them or dropped by notices.traces, in ways of its own"
READ_ALONE = "read by its own account alone, or by those whom it names"

HOLDS_NO_NAME: dict[str, dict[str, str]] = {
    "accounts.Account": dict.fromkeys(("password", "reserved", "language", "time_zone"), CODES),
    "accounts.Invitation": dict.fromkeys(("language", "purpose"), CODES),
    "accounts.KeptAnswer": dict.fromkeys(("attempt", "digest", "fingerprint"), CODES),
    "accounts.Token": dict.fromkeys(("coalitions", "digest", "scopes"), CODES),
    "agreements.Agreement": {
        **dict.fromkeys(("kind", "body", "language", "made_by", "ended_by"), CODES),
        "title": PROSE,
    },
    "agreements.Edition": {
        **dict.fromkeys(("language", "hash", "made_by", "adopted_by"), CODES),
        **dict.fromkeys(("title", "paragraphs", "why"), PROSE),
    },
    "agreements.Paragraph": {"side": CODES, "who": OF_ORGANISATIONS, "words": PROSE},
    "agreements.SecondAddress": {"entered_by": CODES},
    "agreements.Signature": {
        **dict.fromkeys(("hash", "mandate", "form", "entered_by", "entry", "link_hash", "confirmed_by"), CODES),
        "reservation": PROSE,
    },
    "agreements.Suggestion": {
        **dict.fromkeys(("act", "paragraph", "state"), CODES),
        **dict.fromkeys(("against", "words", "reason", "answer"), PROSE),
    },
    "agreements.Translation": {
        **dict.fromkeys(("paragraph", "language", "source_hash", "made_by"), CODES),
        "words": PROSE,
    },
    "bodies.ChairTurn": {"answer": CODES},
    "bodies.Countback": dict.fromkeys(("proposal", "left", "out", "candidate", "answer"), CODES),
    "bodies.FormedBody": {
        "names": OF_ORGANISATIONS,
        **dict.fromkeys(("reports_to", "agreement", "adopted_by", "closed_by"), CODES),
    },
    "bodies.TermsOfReference": {"adopted_by": CODES, "words": PROSE},
    "bodies.Term": dict.fromkeys(("body", "seats", "office", "ended_because", "adopted_by"), CODES),
    "charter.CharterDraft": {"made_by": CODES, **dict.fromkeys(("title", "document"), PROSE)},
    "charter.CharterVersion": {"document": PROSE, **dict.fromkeys(("adopted_by", "entry", "hash"), CODES)},
    "charter.ClauseThread": dict.fromkeys(("clause", "thread"), CODES),
    "charter.DraftChange": {**dict.fromkeys(("made_by", "parts"), CODES), "before": PROSE},
    "coalitions.Coalition": {
        "names": OF_ORGANISATIONS,
        **dict.fromkeys(("slug", "language", "time_zone", "state"), CODES),
    },
    "core.CacheEntry": {"value": CODES},
    "core.PeriodicRun": {"name": CODES},
    "core.TaskLease": {"worker": CODES},
    "core.ServerAct": dict.fromkeys(("kind", "account", "facts"), CODES),
    "decisions.Advice": {
        **dict.fromkeys(("body", "asked_by", "language", "given_by", "became"), CODES),
        **dict.fromkeys(("question", "words", "became_why"), PROSE),
    },
    "decisions.Amendment": {
        **dict.fromkeys(("kind", "paragraph", "moved_by", "by_person", "state", "count"), CODES),
        **dict.fromkeys(("against", "words", "reason"), PROSE),
    },
    "decisions.AmendmentBallot": dict.fromkeys(("choice", "cast_by", "entry"), CODES),
    "decisions.Ballot": {
        **dict.fromkeys(("choice", "shares", "said", "how", "cast_by", "entry", "sent_as"), CODES),
        **dict.fromkeys(("reason", "source"), PROSE),
        "entered_by": OF_ORGANISATIONS,
    },
    "decisions.BallotBox": dict.fromkeys(("seed", "ballots", "winners", "entry"), CODES),
    "decisions.Concern": {
        **dict.fromkeys(("language", "raised_by", "by_person", "answered_by", "state"), CODES),
        **dict.fromkeys(("words", "answer"), PROSE),
    },
    "decisions.Delegation": dict.fromkeys(("giver", "carrier", "body", "by_person"), CODES),
    "decisions.Effect": {**dict.fromkeys(("kind", "text"), CODES), "payload": PROSE},
    "decisions.Elector": {
        **dict.fromkeys(("key", "person"), CODES),
        "region": OF_ORGANISATIONS,
        "recusal_reason": PROSE,
    },
    "decisions.Nomination": dict.fromkeys(("groups", "text", "by_person", "ended_because"), CODES),
    "decisions.Objection": {
        **dict.fromkeys(("objector", "by_person", "sent_as"), CODES),
        **dict.fromkeys(("reason", "source"), PROSE),
    },
    "decisions.Paper": dict.fromkeys(("code", "said"), CODES),
    "decisions.Proposal": {
        **dict.fromkeys(
            (
                "language",
                "text",
                "matter",
                "process",
                "next_process",
                "days",
                "asked",
                "stage",
                "charter_version",
                "envelope_key",
                "begun_from",
                "thread",
                "moved_by_person",
                "outcome",
                "count",
                "not_carried_out",
            ),
            CODES,
        ),
        **dict.fromkeys(("title", "body", "urgency", "decided_elsewhere"), PROSE),
    },
    "decisions.Round": dict.fromkeys(("count", "followed_by", "outcome", "process", "stage"), CODES),
    "decisions.Seconding": {"by_person": CODES},
    "decisions.Temperature": {"feeling": CODES},
    "directory.Import": {
        **dict.fromkeys(("kind", "mapping", "columns", "only", "choices", "after", "made_by", "source"), CODES),
        "file_name": PROSE,
        "rows": "a file on its way in, told to those who undo an alarm; emptied when it is applied",
    },
    "directory.Organisation": {
        "country": CODES,
        **dict.fromkeys(
            (
                *(each.code for each in fields.OF_ORGANISATIONS if each.names_nobody),
                "name",
                "name_key",
                "name_language",
                "summary",
                "description",
                "area",
            ),
            OF_ORGANISATIONS,
        ),
    },
    "emergency.Chosen": {"role": CODES, "address": READ_ALONE},
    "emergency.SealedCard": {"person": CODES},
    "emergency.Taken": {"trace": CODES},
    "membership.ConductCase": {
        **dict.fromkeys(("clause", "stage", "measure", "decided_by", "proposal", "appealed_to", "ended"), CODES),
        "duty": PROSE,
    },
    "membership.ConductStep": {
        **dict.fromkeys(("kind", "outcome", "way", "person", "by_member", "entry"), CODES),
        "words": PROSE,
    },
    "membership.Evidence": {**dict.fromkeys(("category", "by_person"), CODES), "requirement": PROSE},
    "meetings.ActionPoint": dict.fromkeys(("words", "became"), PROSE),
    "meetings.AgendaItem": {
        **dict.fromkeys(("kind", "notes_by"), CODES),
        **dict.fromkeys(("title", "about", "notes"), PROSE),
    },
    "meetings.Attendance": dict.fromkeys(("manner", "entered_by"), CODES),
    "meetings.Meeting": {
        **dict.fromkeys(("body", "time_zone"), CODES),
        **dict.fromkeys(("title", "about", "place", "link", "safety", "access", "interpretation"), PROSE),
    },
    "meetings.Availability": dict.fromkeys(("answer", "answered_by"), CODES),
    "meetings.MinutesObjection": dict.fromkeys(("words", "answer"), PROSE),
    "meetings.Need": {"words": PROSE},
    "membership.Accommodation": dict.fromkeys(("audience", "language", "by_person", "agreed_by_person"), CODES),
    "membership.Contribution": {
        **dict.fromkeys(("kind", "unit", "country", "language", "audience", "by_person"), CODES),
        **dict.fromkeys(("words", "area", "not_for"), PROSE),
    },
    "membership.MemberCommitment": {
        **dict.fromkeys(("unit", "capacity", "audience", "by_person"), CODES),
        **dict.fromkeys(("words", "delivered_words"), PROSE),
    },
    "health.RaisedConcern": dict.fromkeys(("state", "due"), CODES),
    "health.SealedThread": dict.fromkeys(("part", "mediator", "outcome", "holds"), CODES),
    "health.ThreadKey": {"office": CODES},
    "files.File": {
        **dict.fromkeys(("kind", "parent_id", "media_type", "sha256", "stored_as", "kept_by"), CODES),
        "name": PROSE,
    },
    "membership.Member": dict.fromkeys(("category", "status", "commitment"), CODES),
    "membership.Merging": {"keeps": CODES, "name": OF_ORGANISATIONS},
    "membership.NetworkMember": {
        **dict.fromkeys(("country", "since"), CODES),
        **dict.fromkeys(("name", "name_key"), OF_ORGANISATIONS),
    },
    "membership.OpeningAnswer": {
        **dict.fromkeys(("question", "audience", "language", "by_person"), CODES),
        "words": PROSE,
    },
    "membership.Representative": {"mandate": CODES},
    "membership.TouchedSubject": dict.fromkeys(("kind", "about", "part", "told"), CODES),
    "membership.Recommendation": dict.fromkeys(("by_person", "office"), CODES),
    "membership.Vouch": {"by_person": CODES},
    "monitoring.Actor": {
        **dict.fromkeys(("code", "kind", "within"), CODES),
        **dict.fromkeys(("names", "also"), OF_ORGANISATIONS),
        "wording": PROSE,
    },
    "monitoring.Approach": {
        **dict.fromkeys(("actor", "step"), CODES),
        **dict.fromkeys(("obstacles", "next_action"), PROSE),
    },
    "monitoring.BroughtList": {
        **dict.fromkeys(("sha256", "ends", "silent", "brought_by"), CODES),
        **dict.fromkeys(("name", "title"), OF_ORGANISATIONS),
        **dict.fromkeys(
            ("told", "unread"), "names of states, and notes of depositaries; emptied when it is taken over"
        ),
    },
    "monitoring.Extension": {"actor": CODES, "source": OF_ORGANISATIONS, "note": PROSE},
    "monitoring.Claim": {"side": CODES, "texts": PROSE},
    "monitoring.ClaimSource": {"place": OF_ORGANISATIONS},
    "monitoring.Dissent": {"words": PROSE},
    "monitoring.Finding": {
        **dict.fromkeys(("actor", "verdict", "confidence", "stage"), CODES),
        **dict.fromkeys(("texts", "held_why"), PROSE),
    },
    "monitoring.FindingStep": dict.fromkeys(("step", "by"), CODES),
    "monitoring.Instrument": {
        **dict.fromkeys(("kind", "entering", "leaving"), CODES),
        **dict.fromkeys(("names", "depositary", "reference"), OF_ORGANISATIONS),
    },
    "monitoring.Obligation": {
        **dict.fromkeys(("article", "binds", "deadline"), CODES),
        **dict.fromkeys(("texts", "norms"), PROSE),
    },
    "monitoring.Source": {
        **dict.fromkeys(
            ("kind", "language", "published", "reliability", "credibility", "readers", "sha256", "kept_by"), CODES
        ),
        **dict.fromkeys(("publisher", "address"), OF_ORGANISATIONS),
        **dict.fromkeys(("title", "note", "withdrawn_why"), PROSE),
    },
    "monitoring.StatusSpan": dict.fromkeys(("actor", "stands"), CODES),
    "monitoring.TakenList": {
        **dict.fromkeys(("sha256", "taken_by"), CODES),
        **dict.fromkeys(("name", "title"), OF_ORGANISATIONS),
    },
    "monitoring.Target": {"region": CODES},
    "monitoring.TreatyAction": {
        **dict.fromkeys(("actor", "kind"), CODES),
        "source": OF_ORGANISATIONS,
        "note": PROSE,
    },
    "notices.CalendarFeed": dict.fromkeys(("token_hash", "digest"), CODES),
    "notices.HeldReply": dict.fromkeys(("kind", "parent", "reason"), CODES),
    "notices.NoticeChoice": dict.fromkeys(("topic", "way"), CODES),
    "notices.OutgoingMail": {
        **dict.fromkeys(("key", "account", "topic", "asked", "language", "state", "problem", "through"), CODES),
        **dict.fromkeys(("to", "subject", "text", "html"), OF_MAILS),
    },
    "notices.ReceivedMail": {"name_hash": CODES},
    "notices.Reminded": {"things": CODES},
    "notices.ReplyAddress": dict.fromkeys(("token_hash", "kind", "parent"), CODES),
    "notices.Webhook": {**dict.fromkeys(("paused", "reads", "says"), CODES), "host": OF_ORGANISATIONS},
    "notices.WebhookDelivery": {"answer": CODES},
    "record.Entry": dict.fromkeys(("kind", "about", "office", "power"), CODES),
    "record.EntryAudience": {"token": CODES},
    "record.Opening": dict.fromkeys(("audience", "person"), CODES),
    "texts.Comment": {**dict.fromkeys(("person", "member", "language"), CODES), "body": PROSE},
    "texts.Text": {"authentic_language": CODES},
    "texts.Version": {**dict.fromkeys(("language", "made_by"), CODES), **dict.fromkeys(("title", "body"), PROSE)},
}
"""What is no trace, and why. A field that shows who somebody is stands in its room's `traces.py` instead."""


@pytest.mark.owed
def test_every_field_of_words_is_a_trace_or_says_why_not() -> None:
    covered = covered_fields()
    words = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        if model._meta.app_label in ROOMS
        for field in model._meta.concrete_fields
        if isinstance(field, TEXTS) and not (field.primary_key or field.choices)  # ids and codes of the program's own
    }
    excused = {(label, name) for label, names in HOLDS_NO_NAME.items() for name in names}
    write = "register it in the room's traces.py, or say in HOLDS_NO_NAME of tests/test_threats_fields.py why it names nobody"
    assert [".".join(field) for field in sorted(words - covered - excused)] == [], write
    assert [".".join(field) for field in sorted(excused - words)] == [], (
        "take them out of HOLDS_NO_NAME: not there, or left out"
    )
    assert [".".join(field) for field in sorted(excused & covered)] == [], "traces: take them out of HOLDS_NO_NAME"
