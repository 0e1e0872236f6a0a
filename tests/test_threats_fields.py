"""Every field that may hold a person's name is registered as a trace, or says why it holds none: for rooms that come later."""

from django.apps import apps
from django.conf import settings
from django.db import models

from plenary.core.traces import covered_fields

TEXTS = (models.CharField, models.TextField, models.JSONField)
ROOMS = {room.removeprefix("plenary.") for room in settings.ROOMS}

CODES = "a code, an id, a tag, a hash or a figure of the program's own"
OF_ORGANISATIONS = "of an organisation or of a coalition, or of something that is no person"
PROSE = "words that somebody wrote; who is named in them nobody can tell, and those who undo an alarm read how many"
OF_MAILS = "of mails: taken from them or dropped by notices.traces, in ways of its own"
READ_ALONE = "read by its own account alone, or by those whom it names"

HOLDS_NO_NAME: dict[str, dict[str, str]] = {
    "accounts.Account": dict.fromkeys(("id", "password", "reserved", "language", "time_zone"), CODES),
    "accounts.Invitation": {"id": CODES, "language": CODES, "purpose": CODES},
    "accounts.KeptAnswer": dict.fromkeys(("id", "attempt", "digest", "fingerprint"), CODES),
    "accounts.Token": dict.fromkeys(("id", "coalitions", "digest", "scopes"), CODES),
    "agreements.Agreement": {
        **dict.fromkeys(("id", "kind", "body", "language", "made_by", "ended_by"), CODES),
        "title": PROSE,
    },
    "agreements.Edition": {
        **dict.fromkeys(("id", "language", "hash", "made_by", "adopted_by"), CODES),
        **dict.fromkeys(("title", "paragraphs", "why"), PROSE),
    },
    "agreements.Paragraph": {"id": CODES, "side": CODES, "who": OF_ORGANISATIONS, "words": PROSE},
    "agreements.SecondAddress": dict.fromkeys(("id", "entered_by"), CODES),
    "agreements.Signature": {
        **dict.fromkeys(("id", "hash", "mandate", "form", "entered_by", "entry"), CODES),
        **dict.fromkeys(("link_hash", "confirmed_by"), CODES),
        "reservation": PROSE,
    },
    "agreements.Suggestion": {
        **dict.fromkeys(("id", "act", "paragraph", "state"), CODES),
        **dict.fromkeys(("against", "words", "reason", "answer"), PROSE),
    },
    "agreements.Translation": {
        **dict.fromkeys(("id", "paragraph", "language", "source_hash", "made_by"), CODES),
        "words": PROSE,
    },
    "bodies.ChairTurn": dict.fromkeys(("id", "answer"), CODES),
    "bodies.Countback": dict.fromkeys(("id", "proposal", "left", "out", "candidate", "answer"), CODES),
    "bodies.FormedBody": {
        "names": OF_ORGANISATIONS,
        **dict.fromkeys(("id", "kind", "reports_to", "agreement", "adopted_by", "closed_by"), CODES),
    },
    "bodies.TermsOfReference": {"id": CODES, "adopted_by": CODES, "words": PROSE},
    "bodies.Term": dict.fromkeys(("id", "body", "seats", "office", "ended_because", "adopted_by"), CODES),
    "charter.CharterDraft": {"id": CODES, "made_by": CODES, "title": PROSE, "document": PROSE},
    "charter.CharterVersion": {"document": PROSE, **dict.fromkeys(("id", "adopted_by", "entry", "hash"), CODES)},
    "charter.ClauseThread": dict.fromkeys(("id", "clause", "thread"), CODES),
    "charter.DraftChange": {"id": CODES, "made_by": CODES, "parts": CODES, "before": PROSE},
    "coalitions.Coalition": {
        "names": OF_ORGANISATIONS,
        **dict.fromkeys(("id", "slug", "language", "time_zone", "state"), CODES),
    },
    "coalitions.SigningKey": {"id": CODES},
    "core.CacheEntry": {"cache_key": "marks of rates, by a hash", "value": CODES},
    "core.PeriodicRun": {"name": CODES},
    "core.TaskLease": {"worker": CODES},
    "core.ServerAct": {"id": CODES, "kind": CODES, "account": CODES, "facts": CODES},
    "decisions.Advice": {
        **dict.fromkeys(("id", "body", "asked_by", "language", "given_by", "became"), CODES),
        **dict.fromkeys(("question", "words", "became_why"), PROSE),
    },
    "decisions.Amendment": {
        **dict.fromkeys(("id", "kind", "paragraph", "moved_by", "by_person", "state", "count"), CODES),
        **dict.fromkeys(("against", "words", "reason"), PROSE),
    },
    "decisions.AmendmentBallot": dict.fromkeys(("id", "choice", "cast_by", "entry"), CODES),
    "decisions.Ballot": {
        **dict.fromkeys(("id", "choice", "shares", "said", "how", "cast_by", "entry", "sent_as"), CODES),
        "reason": PROSE,
        "source": PROSE,
        "entered_by": OF_ORGANISATIONS,
    },
    "decisions.BallotBox": dict.fromkeys(("id", "seed", "ballots", "winners", "entry"), CODES),
    "decisions.Concern": {
        **dict.fromkeys(("id", "language", "raised_by", "by_person", "answered_by", "state"), CODES),
        "words": PROSE,
        "answer": PROSE,
    },
    "decisions.Delegation": dict.fromkeys(("id", "giver", "carrier", "body", "by_person"), CODES),
    "decisions.Effect": {"id": CODES, "kind": CODES, "text": CODES, "payload": PROSE},
    "decisions.Elector": {
        **dict.fromkeys(("id", "key", "person"), CODES),
        "region": OF_ORGANISATIONS,
        "recusal_reason": PROSE,
    },
    "decisions.Nomination": dict.fromkeys(("id", "groups", "text", "by_person", "ended_because"), CODES),
    "decisions.Objection": {
        **dict.fromkeys(("id", "objector", "by_person", "sent_as"), CODES),
        "reason": PROSE,
        "source": PROSE,
    },
    "decisions.Paper": dict.fromkeys(("id", "code", "said"), CODES),
    "decisions.Proposal": {
        **dict.fromkeys(
            (
                "id",
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
    "decisions.Round": dict.fromkeys(("id", "count", "followed_by", "outcome", "process", "stage"), CODES),
    "decisions.Seconding": {"id": CODES, "by_person": CODES},
    "decisions.Temperature": {"id": CODES, "feeling": CODES},
    "directory.ContactDetail": {"id": CODES},
    "directory.Identifier": {"id": CODES},
    "directory.Import": {
        **dict.fromkeys(("id", "kind", "mapping", "columns", "only", "choices", "after", "made_by", "source"), CODES),
        "file_name": PROSE,
        "rows": "a file on its way in, told to those who undo an alarm; emptied when it is applied",
    },
    "directory.Organisation": {
        "id": CODES,
        "country": CODES,
        **dict.fromkeys(
            (
                "name",
                "name_key",
                "name_language",
                "summary",
                "description",
                "area",
                "classification",
                "founding_date",
                "dissolution_date",
            ),
            OF_ORGANISATIONS,
        ),
    },
    "directory.OtherName": {"id": CODES},
    "directory.Person": {"id": CODES},
    "directory.SharedOrganisation": {"id": CODES},
    "emergency.Alarm": {"id": CODES},
    "emergency.Chosen": {"id": CODES, "role": CODES, "address": READ_ALONE},
    "emergency.Guide": {"id": CODES},
    "emergency.SealedCard": {"id": CODES, "person": CODES},
    "emergency.Taken": {"id": CODES, "trace": CODES},
    "membership.ConductCase": {
        **dict.fromkeys(("id", "clause", "stage", "measure", "decided_by", "proposal", "appealed_to", "ended"), CODES),
        "duty": PROSE,
    },
    "membership.ConductStep": {
        **dict.fromkeys(("id", "kind", "outcome", "way", "person", "by_member", "entry"), CODES),
        "words": PROSE,
    },
    "membership.Evidence": {
        **dict.fromkeys(("id", "category", "by_person"), CODES),
        "requirement": PROSE,
    },
    "meetings.ActionPoint": {"id": CODES, **dict.fromkeys(("words", "became"), PROSE)},
    "meetings.AgendaItem": {
        **dict.fromkeys(("id", "kind", "notes_by"), CODES),
        **dict.fromkeys(("title", "about", "notes"), PROSE),
    },
    "meetings.Attendance": dict.fromkeys(("id", "manner", "entered_by"), CODES),
    "meetings.Meeting": {
        **dict.fromkeys(("id", "body", "time_zone"), CODES),
        **dict.fromkeys(("title", "about", "place", "link", "safety", "access", "interpretation"), PROSE),
    },
    "meetings.Availability": dict.fromkeys(("id", "answer", "answered_by"), CODES),
    "meetings.DateOption": {"id": CODES},
    "meetings.MinutesObjection": {"id": CODES, "words": PROSE, "answer": PROSE},
    "meetings.Need": {"id": CODES, "words": PROSE},
    "meetings.Speech": {"id": CODES},
    "membership.Accommodation": dict.fromkeys(("id", "audience", "language", "by_person", "agreed_by_person"), CODES),
    "membership.Contribution": {
        **dict.fromkeys(("id", "kind", "unit", "country", "language", "audience", "by_person"), CODES),
        **dict.fromkeys(("words", "area", "not_for"), PROSE),
    },
    "membership.MemberCommitment": {
        **dict.fromkeys(("id", "unit", "capacity", "audience", "by_person"), CODES),
        **dict.fromkeys(("words", "delivered_words"), PROSE),
    },
    "health.HandedShare": {"id": CODES},
    "health.KeyRecovery": {"id": CODES},
    "health.KeyShare": {"id": CODES},
    "health.RaisedConcern": dict.fromkeys(("id", "state", "due"), CODES),
    "health.ReceiverKey": {"id": CODES},
    "health.SealedFile": {"id": CODES},
    "health.SealedMessage": {"id": CODES},
    "health.SealedThread": dict.fromkeys(("id", "part", "mediator", "outcome", "holds"), CODES),
    "health.ThreadKey": dict.fromkeys(("id", "office"), CODES),
    "files.File": {
        **dict.fromkeys(("id", "kind", "parent_id", "media_type", "sha256", "stored_as", "kept_by"), CODES),
        "name": PROSE,
    },
    "membership.Member": dict.fromkeys(("id", "category", "status", "commitment"), CODES),
    "membership.Merging": {"id": CODES, "keeps": CODES, "name": OF_ORGANISATIONS},
    "membership.NetworkMember": {
        **dict.fromkeys(("id", "country", "since"), CODES),
        **dict.fromkeys(("name", "name_key"), OF_ORGANISATIONS),
    },
    "membership.OpeningAnswer": {
        **dict.fromkeys(("id", "question", "audience", "language", "by_person"), CODES),
        "words": PROSE,
    },
    "membership.Representative": {"id": CODES, "mandate": CODES},
    "membership.TouchedSubject": dict.fromkeys(("id", "kind", "about", "part", "told"), CODES),
    "membership.Recommendation": dict.fromkeys(("id", "by_person", "office"), CODES),
    "membership.Willing": {"id": CODES},
    "membership.Vouch": {"id": CODES, "by_person": CODES},
    "notices.CalendarFeed": dict.fromkeys(("id", "token_hash", "digest"), CODES),
    "notices.DailyMark": {"id": CODES},
    "notices.HeldReply": dict.fromkeys(("id", "kind", "parent", "reason"), CODES),
    "notices.NoticeChoice": dict.fromkeys(("id", "topic", "way"), CODES),
    "notices.OutgoingMail": {
        **dict.fromkeys(("id", "key", "account", "topic", "asked", "language", "state", "problem", "through"), CODES),
        **dict.fromkeys(("to", "subject", "text", "html"), OF_MAILS),
    },
    "notices.QuietHours": {"id": CODES},
    "notices.ReadMark": {"id": CODES},
    "notices.ReceivedMail": {"id": CODES, "name_hash": CODES},
    "notices.Reminded": {"id": CODES, "things": CODES},
    "notices.ReplyAddress": dict.fromkeys(("id", "token_hash", "kind", "parent"), CODES),
    "notices.Webhook": {
        **dict.fromkeys(("id", "paused", "reads", "says"), CODES),
        "host": OF_ORGANISATIONS,
    },
    "notices.WebhookDelivery": {"id": CODES, "answer": CODES},
    "record.Entry": dict.fromkeys(("id", "kind", "about", "office", "power"), CODES),
    "record.EntryAudience": {"id": CODES, "token": CODES},
    "record.Opening": {"id": CODES, "audience": CODES, "person": CODES},
    "record.SignedHead": {"id": CODES},
    "record.Tree": {"id": CODES},
    "texts.Comment": {**dict.fromkeys(("id", "person", "member", "language"), CODES), "body": PROSE},
    "texts.Text": {"id": CODES, "authentic_language": CODES},
    "texts.Thread": {"id": CODES},
    "texts.Version": {"id": CODES, "language": CODES, "made_by": CODES, "title": PROSE, "body": PROSE},
}
"""What is no trace, and why. A field that shows who somebody is stands in its room's `traces.py` instead."""


def test_every_field_of_words_is_a_trace_or_says_why_not() -> None:
    covered = covered_fields()
    words = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        if model._meta.app_label in ROOMS
        for field in model._meta.concrete_fields
        if isinstance(field, TEXTS)
    }
    excused = {(label, name) for label, names in HOLDS_NO_NAME.items() for name in names}
    assert sorted(words - covered - excused) == []
    assert sorted(excused - words) == []
    assert sorted(excused & covered) == []
