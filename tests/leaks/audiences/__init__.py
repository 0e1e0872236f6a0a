"""Who may read the rows of each model: one rule a model, written from the domain and not from the views.

A rule takes a row and gives audience tokens as the record has them (`core.visibility`), and three more: `known` (whom the
coalition has a card of), `account:<id>` and `holder` (whoever holds its secret link); no token: nobody. A rule of one field
goes before that of its model.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.db import models

from plenary.core import visibility
from plenary.files.tests.factories import SHELF
from tests.leaks.audiences import agreements, watching
from tests.leaks.audiences.cards import (
    card_keepers,
    charter,
    coalition,
    contact,
    importers,
    keepers_of_invited,
    member,
    name_of_organisation,
    name_of_person,
    of_card,
    once_a_member,
    once_a_person,
    organisation,
    own_gender,
    person,
    representative,
    term,
    vouch,
    way_to_reach,
)
from tests.leaks.audiences.concerns import asks_for_shares, of_concern, raised_concern, receiver_key
from tests.leaks.audiences.conduct import conduct_case, conduct_step, id_of_case, words_of_step
from tests.leaks.audiences.danger import alarm, chosen, names_of_alarm, taken
from tests.leaks.audiences.deciding import (
    ballot,
    ballot_on_amendment,
    countback,
    counted_ballots,
    delegation,
    elector,
    entry,
    id_of_nomination,
    of_proposal,
    of_thread,
    on_the_way,
    opening,
    proposal,
    temperature,
    text,
    thread,
    title_of_draft,
    version,
)
from tests.leaks.audiences.joining import application, evidence, id_of_recommendation, merging, of_network, willing
from tests.leaks.audiences.meeting import link, meeting, need, of_meeting, of_option
from tests.leaks.audiences.own_words import said_of_itself, touched
from tests.leaks.audiences.tokens import HOLDER, KNOWN, Rule, account, members, nobody, own_account

__all__ = ["ALSO", "HOLDER", "KNOWN", "OF_FIELDS", "RULES", "Rule", "account", "of_field", "rule_of"]


def rule_of(model: type[models.Model]) -> dict[str, Rule]:
    """The rules of a model, that of the whole row under an empty name. Raises KeyError with the name of one without."""
    label = model._meta.label
    if label not in RULES | OF_OTHERS:
        raise KeyError(f"{label} has no rule of who may read it: add one to tests/leaks/audiences/")
    own = {name.rpartition(".")[2]: rule for name, rule in OF_FIELDS.items() if name.rpartition(".")[0] == label}
    return {"": (RULES | OF_OTHERS)[label], **own}


def of_field(rules: dict[str, Rule], row: Any, field: str) -> Iterable[str]:
    """Who may read one field of a row; by an empty name, that it is there at all."""
    return rules.get(field, rules[""])(row)


def file(row: Any) -> Iterable[str]:
    """Those who may read what a file hangs on: the row of the model that its kind names. Shelves of the story are named after
    their readers; what is for others than its row has a line in `OF_FILES`."""
    if row.kind in OF_FILES:
        return OF_FILES[row.kind](row)
    model = apps.get_model(row.kind)
    return of_field(rule_of(model), model._base_manager.get(pk=row.parent_id), "")


OF_FILES: dict[str, Rule] = {SHELF: lambda row: [row.parent_id], **agreements.OF_FILES, **watching.OF_FILES}
"""Whose files are for others than the row that they hang on, by kind."""

RULES: dict[str, Rule] = {
    "core.ServerAct": nobody,
    "core.CacheEntry": nobody,
    "core.PeriodicRun": nobody,
    "core.TaskLease": nobody,
    "accounts.Account": lambda row: [account(row.pk)],
    "accounts.Invitation": lambda _row: [HOLDER],
    "accounts.Token": own_account,
    "accounts.KeptAnswer": nobody,
    "coalitions.Coalition": coalition,
    "coalitions.SigningKey": nobody,
    "record.Tree": nobody,
    "record.Entry": entry,
    "record.Opening": opening,
    "record.EntryAudience": nobody,
    "record.SignedHead": nobody,
    "texts.Text": text,
    "texts.Version": version,
    "texts.Thread": thread,
    "texts.Comment": of_thread,
    "files.File": file,
    "notices.OutgoingMail": nobody,
    "notices.ReadMark": own_account,
    "notices.NoticeChoice": own_account,
    "notices.QuietHours": own_account,
    "notices.DailyMark": own_account,
    "notices.Reminded": nobody,
    "notices.CalendarFeed": own_account,
    "notices.ReplyAddress": nobody,
    "notices.ReceivedMail": nobody,
    "notices.HeldReply": own_account,
    "notices.Webhook": members,
    "notices.WebhookDelivery": nobody,
    "directory.SharedOrganisation": nobody,
    "directory.Import": importers,
    "directory.Organisation": organisation,
    "directory.Person": person,
    "directory.OtherName": of_card,
    "directory.Identifier": of_card,
    "directory.ContactDetail": contact,
    "charter.CharterVersion": charter,
    "charter.CharterDraft": members,
    "charter.DraftChange": members,
    "charter.ClauseThread": members,
    "membership.ConductCase": conduct_case,
    "membership.ConductStep": conduct_step,
    "membership.Member": member,
    "membership.Accommodation": said_of_itself,
    "membership.Contribution": said_of_itself,
    "membership.MemberCommitment": said_of_itself,
    "membership.OpeningAnswer": said_of_itself,
    "membership.TouchedSubject": touched,
    "membership.Representative": representative,
    "membership.Vouch": vouch,
    "membership.Evidence": evidence,
    "membership.Recommendation": application,
    "membership.Willing": willing,
    "membership.Merging": merging,
    "membership.NetworkMember": of_network,
    "bodies.Term": term,
    "bodies.Countback": countback,
    "bodies.FormedBody": term,
    "bodies.TermsOfReference": term,
    **agreements.RULES,
    **watching.RULES,
    "bodies.ChairTurn": term,
    "decisions.Proposal": proposal,
    "decisions.Effect": of_proposal,
    "decisions.Round": of_proposal,
    "decisions.Seconding": of_proposal,
    "decisions.Elector": elector,
    "decisions.Ballot": ballot,
    "decisions.BallotBox": counted_ballots,
    "decisions.Paper": counted_ballots,
    "decisions.Delegation": delegation,
    "decisions.Objection": on_the_way,
    "decisions.Temperature": temperature,
    "decisions.Concern": on_the_way,
    "decisions.Nomination": on_the_way,
    "decisions.Advice": on_the_way,
    "decisions.Amendment": on_the_way,
    "decisions.AmendmentBallot": ballot_on_amendment,
    "meetings.Meeting": meeting,
    "meetings.AgendaItem": of_meeting,
    "meetings.Attendance": of_meeting,
    "meetings.ActionPoint": of_meeting,
    "meetings.DateOption": of_meeting,
    "meetings.Availability": of_option,
    "meetings.Need": need,
    "meetings.MinutesObjection": of_meeting,
    "meetings.Speech": of_meeting,
    "health.ReceiverKey": receiver_key,
    "health.KeyShare": nobody,
    "health.KeyRecovery": asks_for_shares,
    "health.HandedShare": nobody,
    "health.RaisedConcern": raised_concern,
    "health.SealedThread": of_concern,
    "health.ThreadKey": nobody,
    "health.SealedMessage": of_concern,
    "health.SealedFile": of_concern,
    "emergency.Chosen": chosen,
    "emergency.Alarm": alarm,
    "emergency.SealedCard": nobody,
    "emergency.Taken": taken,
    "emergency.Guide": nobody,
}
"""One rule a model: a model without one fails the walk."""

OF_OTHERS: dict[str, Rule] = {
    "usersessions.UserSession": lambda row: [account(row.user_id)],
}
"""Models that are not the house's own, whose rows an address names."""

OF_FIELDS: dict[str, Rule] = {
    "membership.ConductStep.words": words_of_step,
    "membership.ConductStep.people": words_of_step,
    **agreements.OF_FIELDS,
    "membership.Member.id": once_a_member,
    "charter.CharterDraft.title": title_of_draft,
    "directory.Organisation.name": name_of_organisation,
    "directory.Person.id": once_a_person,
    "directory.Organisation.shared": card_keepers,
    "directory.Person.name": name_of_person,
    "directory.Person.email": way_to_reach,
    "directory.Person.gender_given": own_gender,
    "notices.Webhook.address_sealed": nobody,  # the host is shown, and what stands behind it is not
    "emergency.Chosen.address": own_account,
    "emergency.Alarm.names_sealed": names_of_alarm,
    "decisions.Nomination.id": id_of_nomination,
    "membership.ConductCase.id": id_of_case,
    "membership.Recommendation.id": id_of_recommendation,
    "meetings.Meeting.link": link,
    "directory.Import.id": lambda row: [*importers(row), visibility.MEMBERS],  # that there was one is in the record
}
"""Fields that are for others than the rest of their row."""

ALSO: dict[str, Callable[[Any], tuple[str, Iterable[str]]]] = {
    "accounts.Invitation": keepers_of_invited,
}
"""Who else may read rows that belong to no coalition, and in which."""
