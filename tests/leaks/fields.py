"""Which fields of the rooms' models hold what people write, found from the models themselves.

A field that is not free text says so by its shape, or is named here with the reason. A new field is free text until then.
"""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import models

from plenary.core.models import ID_LENGTH

SHORTEST = 12
"""A shorter field has no room for a mark beside words: what it holds is a code, a date, a country."""

BY_NAME = {
    "language": "a BCP 47 tag",
    "authentic_language": "a BCP 47 tag",
    "name_language": "a BCP 47 tag",
    "time_zone": "an IANA name",
    "kind": "the code of a registry or of a format",
    "topic": "the code of a registry",
    "category": "a code of the charter",
    "commitment": "one of three degrees",
    "matter": "the code of a registry",
    "hash": "SHA-256",
    "token_hash": "SHA-256",
    "name_hash": "SHA-256",
    "digest": "SHA-256",
}
"""Names that mean the same in every room."""

NOT_WORDS = {
    "core.ServerAct.facts": "codes, numbers and ids: acts that belong to no coalition",
    "core.CacheEntry.value": "what Django's cache keeps, packed",
    "core.PeriodicRun.name": "the name of a task in the code",
    "accounts.Account.password": "a hash, never read back",
    "accounts.Account.reserved": "a keyed hash",
    "accounts.Invitation.purpose": "ids and codes for the room that invited",
    "accounts.Token.scopes": "codes",
    "accounts.Token.coalitions": "ids of coalitions",
    "accounts.KeptAnswer.fingerprint": "a keyed hash",
    "accounts.KeptAnswer.sealed": "sealed under a key that its program alone has",
    "coalitions.SigningKey.public": "a key",
    "coalitions.SigningKey.private_sealed": "a sealed key",
    "record.Tree.frontier": "hashes",
    "record.Tree.about_key_sealed": "a sealed key",
    "record.Entry.about": "the id of what it is about",
    "record.Entry.envelope": "commitments and opaque marks, whose words a test of its own looks for",
    "record.Entry.hashes": "hashes",
    "record.Entry.power": "the code of a registry",
    "record.Entry.office": "a code of the charter",
    "record.Opening.audience": "audience tokens",
    "record.Opening.person": "the id of a card",
    "record.Opening.salt": "random bytes",
    "record.EntryAudience.token": "an audience token",
    "record.SignedHead.body": "size and root of the tree",
    "record.SignedHead.signature": "a signature",
    "files.File.media_type": "one of a few codes",
    "files.File.sha256": "SHA-256",
    "monitoring.Source.sha256": "SHA-256",
    "files.File.stored_as": "a keyed hash",
    "notices.Reminded.things": "SHA-256",
    "notices.HeldReply.reason": "a reason code",
    "notices.Webhook.secret_sealed": "a sealed key",
    "notices.Webhook.former_sealed": "a sealed key",
    "directory.Import.mapping": "fields and the numbers of columns",
    "directory.Import.source": "the name of a format",
    "directory.Import.only": "chosen by number of column",
    "directory.Import.choices": "codes, by number of row",
    "directory.Import.after": "a code and an id",
    "charter.DraftChange.parts": "keys of clauses",
    "agreements.Translation.source_hash": "SHA-256",
    "monitoring.BroughtList.title": "what the depositary's page calls the instrument",
    "monitoring.StatusSpan.stands": "one of four ways to stand",
    "monitoring.Instrument.entering": "figures and codes",
    "monitoring.Instrument.leaving": "figures and codes",
    "monitoring.Obligation.deadline": "figures and codes",
    "agreements.Agreement.body": "a code of a body",
    "agreements.SecondAddress.link_hash": "SHA-256",
    "agreements.SecondAddress.former_hash": "SHA-256",
    "agreements.Signature.link_hash": "SHA-256",
    "charter.ClauseThread.clause": "the key of a clause",
    "membership.ConductCase.clause": "the key of a clause",
    "membership.ConductCase.decided_by": "a code of the charter",
    "membership.ConductCase.appealed_to": "a code of the charter",
    "membership.Merging.keeps": "ids",
    "membership.TouchedSubject.told": "keyed hashes",
    "membership.Recommendation.office": "a code of the charter",
    "bodies.Countback.out": "ids, with reason codes",
    "bodies.Countback.answer": "a code",
    "bodies.ChairTurn.answer": "a code",
    "bodies.FormedBody.reports_to": "a code of the charter",
    "bodies.FormedBody.agreement": "an id",
    "bodies.Term.body": "a code of the charter",
    "bodies.Term.seats": "a code of the charter",
    "bodies.Term.office": "a code of the charter",
    "bodies.Term.ended_because": "a reason code",
    "meetings.Meeting.body": "a code of the charter",
    "decisions.Proposal.days": "times and zones",
    "decisions.Proposal.count": "figures by code",
    "decisions.Proposal.asked": "codes and names of the charter",
    "decisions.Proposal.not_carried_out": "a reason code and ids",
    "decisions.Round.count": "figures by code",
    "decisions.Round.stage": "a code",
    "decisions.Elector.key": "an id, with what kind of seat it is",
    "decisions.Delegation.body": "a code of the charter",
    "decisions.Advice.body": "a code of the charter",
    "decisions.Amendment.paragraph": "the label of a paragraph",
    "decisions.Amendment.count": "figures by code",
    "decisions.Ballot.sent_as": "a random word of a form",
    "decisions.Objection.sent_as": "a random word of a form",
    "decisions.Ballot.shares": "votes by code",
    "decisions.Ballot.said": "places, ticks, grades or points by the ids of what stands for choice",
    "decisions.Ballot.sealed": "sealed under a key that lies outside the database",
    "decisions.Proposal.begun_from": "a code of the program and an id",
    "decisions.Proposal.envelope_key": "the public half of a key",
    "decisions.Nomination.groups": "codes of the charter",
    "decisions.Nomination.ended_because": "a reason code",
    "decisions.BallotBox.seed": "a hash",
    "decisions.BallotBox.ballots": "what ballots say, by ids and codes, with numbers",
    "decisions.BallotBox.winners": "ids",
    "decisions.BallotBox.account": "figures and places in a list by code, and names of groups of the charter, packed",
    "decisions.Paper.code": "random letters",
    "decisions.Paper.said": "what a ballot says, by ids and codes",
    "health.ReceiverKey.public": "a key",
    "health.ReceiverKey.salt": "random bytes",
    "health.ReceiverKey.private_sealed": "a sealed key",
    "health.KeyShare.sealed": "a sealed share of a key",
    "health.HandedShare.sealed": "a sealed share of a key",
    "health.SealedThread.public": "a key",
    "health.SealedThread.receipt_hash": "Argon2id",
    "health.SealedThread.private_sealed": "a sealed key",
    "health.ThreadKey.private_sealed": "a sealed key",
    "health.ThreadKey.office": "a code of the charter",
    "health.SealedFile.sealed": "a file, sealed under a key that lies among sealed words",
    "health.SealedMessage.sealed": "sealed under a key that nobody has without a passphrase or a code",
    "monitoring.BroughtList.ends": "codes and days",
    "monitoring.BroughtList.sha256": "SHA-256",
    "monitoring.BroughtList.silent": "codes of actors",
    "monitoring.TakenList.sha256": "SHA-256",
    "emergency.Taken.trace": "the name of a trace in the code",
}
"""Fields that hold nothing that anybody wrote, with the reason."""

TOLD = {
    "texts.Version.body": "amendments are held against its paragraphs",
    "agreements.Edition.title": "translations are held against it",
    "decisions.Amendment.against": "held against the paragraph as it stands",
    "decisions.Amendment.words": "becomes the text",
}
"""Words that other rows must keep matching: they carry the marks with which they were told, and are not marked anew."""

CHANNELS = {
    "notices.OutgoingMail": "a mail is read, as a page is: the walk reads it as its receiver",
}
"""Models whose rows are answers to somebody, and no source of what may be known."""


def models_of_rooms() -> Iterator[type[models.Model]]:
    """Every model of the product's own."""
    for model in apps.get_models():
        if model._meta.app_config.name in settings.ROOMS:
            yield model


def label_of(model: type[models.Model], field: models.Field) -> str:
    """How a field is named in the tables above."""
    return f"{model._meta.label}.{field.name}"


def fields_with_words(model: type[models.Model]) -> Iterator[models.Field]:
    """The fields of a model that hold what people write, in whatever form."""
    for field in model._meta.concrete_fields:
        if _may_hold_words(field) and not reason_against(model, field):
            yield field


def is_marked_anew(model: type[models.Model], field: models.Field) -> bool:
    """True where a row's words can be marked after all was told; documents, openings and sealed words keep their own."""
    return isinstance(field, models.CharField | models.TextField) and label_of(model, field) not in TOLD


def _may_hold_words(field: models.Field) -> bool:
    kinds = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)
    return isinstance(field, kinds) and not field.primary_key


def reason_against(model: type[models.Model], field: models.Field) -> str:
    """Why a field holds no words; empty where it does."""
    if isinstance(field, models.FileField):
        return ""
    if isinstance(field, models.SlugField) or field.choices:
        return "an address or a choice"
    if isinstance(field, models.CharField) and field.max_length == ID_LENGTH:
        return "an id"
    if isinstance(field, models.CharField) and (field.max_length or SHORTEST) < SHORTEST:
        return "too short for words"
    if field.name in _one_of_a_few(model):
        return "one of a few codes, as its constraint says"
    label = label_of(model, field)
    if label in NOT_WORDS or (model._meta.label in CHANNELS):
        return NOT_WORDS.get(label) or CHANNELS[model._meta.label]
    return "" if isinstance(field, models.TextField | models.JSONField) else BY_NAME.get(field.name, "")


def _one_of_a_few(model: type[models.Model]) -> set[str]:
    """The names of fields that a constraint of the model holds to a list of codes."""
    conditions = [each.condition for each in model._meta.constraints if isinstance(each, models.CheckConstraint)]
    return {
        name.removesuffix("__in") for condition in conditions for name in _names(condition) if name.endswith("__in")
    }


def _names(condition: models.Q) -> Iterator[str]:
    for child in condition.children:
        if isinstance(child, models.Q):
            yield from _names(child)
        else:
            yield child[0]
