"""Who may read the rows of each model: one rule a model, written from the domain and not from the views.

A rule takes a row and gives audience tokens as the record has them (`core.visibility`), and three more: `known` (whom the
coalition has a card of), `account:<id>` and `holder` (whoever holds its secret link); no token: nobody. A rule of one field goes before that of its model.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models

from plenary.bodies.models import Term
from plenary.charter.queries import charter_of, version_in_force
from plenary.charter.rules.schema import Charter, Disclosed
from plenary.core import visibility
from plenary.decisions.models import Effect, Elector, Proposal
from plenary.membership.models import Member, Representative
from plenary.membership.rules import BELONGING
from plenary.texts.models import Thread

type Rule = Callable[[Any], Iterable[str]]

KNOWN, HOLDER = "known", "holder"
MEMBERS = (visibility.MEMBERS,)
NOBODY: tuple[str, ...] = ()


def rule_of(model: type[models.Model]) -> dict[str, Rule]:
    """The rules of a model, that of the whole row under an empty name. Raises KeyError with the name of one without."""
    label = model._meta.label
    if label not in RULES:
        raise KeyError(f"{label} has no rule of who may read it: add one to tests/leaks/audiences.py")
    own = {name.rpartition(".")[2]: rule for name, rule in OF_FIELDS.items() if name.rpartition(".")[0] == label}
    return {"": RULES[label], **own}


def of_field(rules: dict[str, Rule], row: Any, field: str) -> Iterable[str]:
    """Who may read one field of a row; by an empty name, that it is there at all."""
    return rules.get(field, rules[""])(row)


def account(account_id: str) -> str:
    """One account, in whatever coalition."""
    return f"account:{account_id}"


def nobody(_row: Any) -> Iterable[str]:
    """What no page shows."""
    return NOBODY


def own_account(row: Any) -> Iterable[str]:
    """The account whose row it is."""
    return [account(row.account_id)]


def members(_row: Any) -> Iterable[str]:
    """Whoever represents a member or holds an office."""
    return MEMBERS


def _charter(row: Any) -> Charter | None:
    return charter_of(row.coalition_id) if version_in_force(row.coalition_id) else None


def _disclosed(row: Any, what: str) -> list[str]:
    """Those to whom the charter discloses members, bodies, proposals, outcomes or itself."""
    charter = _charter(row)
    to = getattr(charter.disclosure, what) if charter else Disclosed.MEMBERS
    if to is Disclosed.OFFICERS:
        return [visibility.office(office.code) for office in charter.offices] if charter else []
    return [visibility.PUBLIC if to is Disclosed.PUBLIC else visibility.MEMBERS]


def title_of_draft(row: Any) -> Iterable[str]:
    """Besides, whoever may read a proposal that would adopt it, which says so by its title."""
    adopting = Effect.objects.of(row.coalition_id).filter(payload__draft=row.pk).select_related("proposal")
    return {*MEMBERS, *(token for effect in adopting for token in proposal(effect.proposal))}


def holders_of(row: Any, power: str) -> list[str]:
    """The offices to which the charter gives a power."""
    charter = _charter(row)
    return [visibility.office(each.code) for each in charter.offices if power in each.powers] if charter else []


def coalition(row: Any) -> Iterable[str]:
    """Whoever may read its charter, and whom it knows."""
    row.coalition_id = row.pk
    return [*_disclosed(row, "charter"), KNOWN, visibility.MEMBERS]


def charter(row: Any) -> Iterable[str]:
    """As the charter discloses itself; members and those whom the coalition knows always."""
    return [*_disclosed(row, "charter"), KNOWN, visibility.MEMBERS]


def _member_of(row: Any) -> Member | None:
    """The member whose card this is, or None."""
    which = "organisation" if row._meta.label == "directory.Organisation" else "individual"
    return Member.objects.of(row.coalition_id).filter(**{which: row}).first()


def member(row: Member) -> Iterable[str]:
    """Those that belong, as the charter discloses members; applicants and those who left, members; its own always. Of a
    protected one: its own, and whoever has the power to know it."""
    own = [visibility.member(row.pk)]
    if row.protected:
        return [*own, *holders_of(row, "membership.see_protected")]
    return [*own, visibility.MEMBERS, *(_disclosed(row, "members") if row.status in BELONGING else [])]


def once_a_member(row: Member) -> Iterable[str]:
    """Besides, of one that belonged and left, whoever read of it then: the record goes on saying so."""
    left = row.joined_at is not None and not row.protected and row.status not in BELONGING
    return [*member(row), *(_disclosed(row, "members") if left else [])]


def organisation(row: Any) -> Iterable[str]:
    """Members, who read in the record that it was there when it is removed; a protected one, as its member."""
    found = _member_of(row)
    if row.protected:
        return [*(member(found) if found else []), *holders_of(row, "membership.see_protected")]
    return [visibility.MEMBERS]


def name_of_organisation(row: Any) -> Iterable[str]:
    """Besides, whoever may read the member that it is, or was."""
    found = _member_of(row)
    return [*organisation(row), *(once_a_member(found) if found else [])]


def person(row: Any) -> Iterable[str]:
    """Members, and the person; a protected one, whoever has the power to know it, and those who act for the same member."""
    own = [visibility.person(row.pk)]
    acts_for = Representative.objects.of(row.coalition_id).filter(person=row, until=None).first()
    if row.protected:
        same = [visibility.member(acts_for.member_id)] if acts_for else []
        return [*own, *same, *holders_of(row, "membership.see_protected")]
    return own if row.removed_at else [*own, visibility.MEMBERS]


def name_of_person(row: Any) -> Iterable[str]:
    """Besides, of whoever holds an office or a seat, as the charter discloses bodies."""
    holds = not row.protected and Term.objects.of(row.coalition_id).filter(person=row).exists()
    return [*person(row), *(_disclosed(row, "bodies") if holds else [])]


def way_to_reach(row: Any) -> Iterable[str]:
    """A person's: the person, and whoever keeps the cards."""
    keepers = "membership.see_protected" if row.protected else "directory.administer"
    return [visibility.person(row.pk), *holders_of(row, keepers)]


def of_card(row: Any) -> Iterable[str]:
    """As the card."""
    return organisation(row.organisation) if row.organisation else person(row.person)


def contact(row: Any) -> Iterable[str]:
    """Of an organisation as its card; of a person, the person and whoever keeps the cards."""
    return organisation(row.organisation) if row.organisation else way_to_reach(row.person)


def importers(row: Any) -> Iterable[str]:
    """Whoever may import."""
    return holders_of(row, "directory.import")


def representative(row: Representative) -> Iterable[str]:
    """Members; of a protected member or person, as the member."""
    if row.member.protected or row.person.protected:
        return [visibility.person(row.person_id), *member(row.member)]
    return [visibility.MEMBERS, visibility.member(row.member_id)]


def vouch(row: Any) -> Iterable[str]:
    """Who vouched, and whoever has the power to know the member."""
    return [visibility.person(row.by_person), *holders_of(row, "membership.see_protected")]


def term(row: Any) -> Iterable[str]:
    """As the charter discloses bodies."""
    return [*_disclosed(row, "bodies"), visibility.MEMBERS]


def _of_mover(row: Proposal) -> list[str]:
    own = visibility.member(row.moved_by_member_id) if row.moved_by_member_id else visibility.person(row.moved_by_person)
    return [own]


def proposal(row: Proposal) -> Iterable[str]:
    """A draft: its movers. Shown to find seconders: members. Opened: as the charter discloses proposals; decided: as it
    discloses outcomes; always those in its electorate."""
    if row.opened_at is None:
        return [*_of_mover(row), *(MEMBERS if row.shown_at and not row.withdrawn_at else NOBODY)]
    places = Elector.objects.of(row.coalition_id).filter(proposal=row)
    electors = [visibility.person(each.person) if each.person else visibility.member(each.member_id) for each in places]
    return [*_of_mover(row), *electors, *_disclosed(row, "outcomes" if row.decided_at else "proposals")]


def of_proposal(row: Any) -> Iterable[str]:
    """As the proposal."""
    return proposal(row.proposal)


def on_the_way(row: Any) -> Iterable[str]:
    """What was said on the way to a decision: as the charter discloses proposals, whatever became of it."""
    of = row if isinstance(row, Proposal) else row.proposal
    seen = set(proposal(of))
    return seen if of.decided_at is None else (seen - {visibility.PUBLIC}) | set(_disclosed(of, "proposals"))


def elector(row: Elector) -> Iterable[str]:
    """As what is said on the way; a protected member's place, its own alone."""
    own = visibility.person(row.person) if row.person else visibility.member(row.member_id or "")
    return [own] if row.protected else [own, *on_the_way(row)]


def ballot(row: Any) -> Iterable[str]:
    """Its own elector until the outcome is entered, and whoever entered it; then as the roll call. What was said on a call
    was said to all who were on it."""
    own = visibility.person(row.elector.person) if row.elector.person else visibility.member(row.elector.member_id or "")
    is_open = row.proposal.decided_at is None and row.elector.round == row.proposal.round and row.how != "call"
    if is_open or row.elector.protected:
        return [own, *([visibility.person(row.cast_by)] if row.entered_by else [])]
    return [own, *_at_most_members(on_the_way(row))]


def _at_most_members(tokens: Iterable[str]) -> Iterable[str]:
    return {visibility.MEMBERS if token == visibility.PUBLIC else token for token in tokens}


def ballot_on_amendment(row: Any) -> Iterable[str]:
    """Its own elector alone: the figures are told, no names."""
    return [visibility.person(row.elector.person) if row.elector.person else visibility.member(row.elector.member_id or "")]


def temperature(row: Any) -> Iterable[str]:
    """Its own elector alone."""
    return ballot_on_amendment(row)


def delegation(row: Any) -> Iterable[str]:
    """The two concerned."""
    return [token for one in (row.giver, row.carrier) for token in (visibility.member(one), visibility.person(one))]


def text(row: Any) -> Iterable[str]:
    """As the proposal whose words it holds."""
    found = Proposal.objects.of(row.coalition_id).filter(text=row.pk).first()
    if found is None:
        effect = Effect.objects.of(row.coalition_id).filter(text=row.pk).select_related("proposal").first()
        found = effect.proposal if effect else None
    return proposal(found) if found else NOBODY


def version(row: Any) -> Iterable[str]:
    """As its text; a draft of a translation, members, who translate."""
    tokens = text(row.text)
    return _at_most_members(tokens) if row.ready_at is None else tokens


def thread(row: Thread) -> Iterable[str]:
    """As what it stands under: a proposal, or a clause of a draft, which members discuss."""
    found = Proposal.objects.of(row.coalition_id).filter(thread=row.pk).first()
    return on_the_way(found) if found else MEMBERS


def of_thread(row: Any) -> Iterable[str]:
    """As its thread."""
    return thread(row.thread)


def entry(row: Any) -> Iterable[str]:
    """The tokens that were frozen into it; what is sealed, nobody by token."""
    return set(row.audiences.values_list("token", flat=True)) - {visibility.SEALED}


def opening(row: Any) -> Iterable[str]:
    """Its own tokens, else its entry's."""
    return set(row.audience or entry(row.entry)) - {visibility.SEALED}


RULES: dict[str, Rule] = {
    "core.ServerAct": nobody,
    "core.CacheEntry": nobody,
    "core.PeriodicRun": nobody,
    "core.TaskLease": nobody,
    "accounts.Account": lambda row: [account(row.pk)],
    "accounts.Invitation": lambda _row: [HOLDER],
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
    "membership.Member": member,
    "membership.Representative": representative,
    "membership.Vouch": vouch,
    "bodies.Term": term,
    "decisions.Proposal": proposal,
    "decisions.Effect": of_proposal,
    "decisions.Round": of_proposal,
    "decisions.Seconding": of_proposal,
    "decisions.Elector": elector,
    "decisions.Ballot": ballot,
    "decisions.Delegation": delegation,
    "decisions.Objection": on_the_way,
    "decisions.Temperature": temperature,
    "decisions.Concern": on_the_way,
    "decisions.Advice": on_the_way,
    "decisions.Amendment": on_the_way,
    "decisions.AmendmentBallot": ballot_on_amendment,
}
"""One rule a model: a model without one fails the walk."""

OF_FIELDS: dict[str, Rule] = {
    "membership.Member.id": once_a_member,
    "charter.CharterDraft.title": title_of_draft,
    "directory.Organisation.name": name_of_organisation,
    "directory.Person.name": name_of_person,
    "directory.Person.email": way_to_reach,
    "directory.Import.id": lambda row: [*importers(row), visibility.MEMBERS],  # that there was one is in the record
}
"""Fields that are for others than the rest of their row."""
