"""Writes of the way in: applications, the acceptance of the purpose, admission."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db.models import Exists, OuterRef

from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Category, Commitment, Who
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.directory import actions as directory
from plenary.directory.models import Organisation, Person
from plenary.files.formats import Found
from plenary.membership import permissions
from plenary.membership.actions.hearing import enter, named
from plenary.membership.actions.joining import add_files, keep_evidence
from plenary.membership.actions.locking import lock
from plenary.membership.models import Member, OpeningAnswer, Recommendation, Willing
from plenary.membership.rules import FORMER, WAITING, Status, admitted
from plenary.membership.rules.joining import Said
from plenary.record import actions as record

_DEGREES = tuple(Commitment)


def require_category(coalition_id: str, code: str, who: Who, commitment: str) -> Category:
    """The category applied for. Refuses an unknown one (`membership.no_category`), one for others
    (`membership.not_for_organisations`, `membership.not_for_individuals`), and too low a degree of commitment (A1;
    `membership.commitment_too_low`)."""
    try:
        category = charter_of(coalition_id).category(code)
    except KeyError as error:
        raise Refused(refuse("membership.no_category")) from error
    clause = f"category.{code}"
    if category.who not in (who, Who.BOTH):
        reason = "not_for_organisations" if who is Who.ORGANISATIONS else "not_for_individuals"
        raise Refused(refuse(f"membership.{reason}", clause))
    if _DEGREES.index(Commitment(commitment)) < _DEGREES.index(category.commitment):
        raise Refused(refuse("membership.commitment_too_low", clause))
    return category


def add_applicants(
    *, by: Standing, organisations: Sequence[Organisation], category: str, commitment: str = ""
) -> list[Member]:
    """Enter organisations as applicants in a category, all or none, in one act and a constant number of queries.

    Officers do this after an import. The purpose is not accepted on behalf of anyone: each representative is asked.
    `commitment` is empty for the least that the category asks. Refuses any that belongs or has applied
    (`membership.already_belongs`). Those that left before are taken up again. Gives the members in the order given.
    """
    require(permissions.may_administer_members(by))
    with record.act(by=by):
        least = commitment or least_commitment(by.coalition, category)
        require_category(by.coalition, category, Who.ORGANISATIONS, least)
        ids = [organisation.id for organisation in organisations]
        known = {member.organisation_id: member for member in _cards(by.coalition, ids)}
        for organisation in organisations:
            earlier = known.get(organisation.id)
            if earlier and earlier.status not in FORMER:
                raise Refused(refuse("membership.already_belongs", name=organisation.name))
        members = [
            _applied(known.get(organisation.id) or Member(coalition_id=by.coalition), organisation, category, least)
            for organisation in organisations
        ]
        fresh = [member for member in members if member._state.adding]
        again = [member for member in members if not member._state.adding]
        Member.objects.bulk_create(fresh)
        if again:
            Member.objects.of(by.coalition).bulk_update(
                again, ["category", "commitment", "status", "status_since", "accepted_purpose_at"]
            )
        charter = charter_of(by.coalition)
        for member in members:
            facts = {"category": category, "commitment": least}
            enter(by, "membership.applied", member, facts, charter=charter)
        return members


def take_back_applicants(*, by: Standing, organisations: Sequence[Organisation]) -> int:
    """Take back applications that an import made and nobody has acted on: still waiting, nobody represents them, nobody spoke
    for them, or typed in what they answered.

    They are gone as if never entered; the record keeps that they were, and that they were taken back. Gives how many. Refuses
    as `permissions.may_administer_members` says.
    """
    require(permissions.may_administer_members(by))
    with record.act(by=by):
        ids = [organisation.id for organisation in organisations]
        rows = Member.objects.of(by.coalition).select_related("organisation", "individual")
        untouched = rows.filter(
            organisation_id__in=ids,
            status=Status.APPLIED,
            accepted_purpose_at=None,
            representatives=None,
            protected=False,
        )
        said = Recommendation.objects.of(by.coalition).filter(member=OuterRef("pk"))
        glad = Willing.objects.of(by.coalition).filter(with_member=OuterRef("pk"))
        answered = OpeningAnswer.objects.of(by.coalition).filter(member=OuterRef("pk"))
        taken = list(untouched.exclude(Exists(said)).exclude(Exists(glad)).exclude(Exists(answered)))
        charter = charter_of(by.coalition)
        for member in taken:
            enter(by, "membership.application_taken_back", member, charter=charter)
        Member.objects.of(by.coalition).filter(id__in=[member.id for member in taken]).delete()
        return len(taken)


def _cards(coalition_id: str, ids: Sequence[str]) -> list[Member]:
    return list(Member.objects.of(coalition_id).filter(organisation_id__in=ids))


def least_commitment(coalition_id: str, code: str) -> str:
    """The least degree of commitment that a category asks; the lowest of all where the charter has no such category."""
    for category in charter_of(coalition_id).categories:
        if category.code == code:
            return category.commitment
    return Commitment.NETWORKING


def _applied(member: Member, card: Organisation | Person, category: str, commitment: str) -> Member:
    if isinstance(card, Organisation):
        member.organisation = card
    else:
        member.individual = card
    member.category, member.commitment = category, commitment
    member.status, member.status_since, member.accepted_purpose_at = Status.APPLIED, clock.now(), None
    return member


def apply(
    *,
    by: Standing,
    category: str,
    name: str,
    organisation: str = "",
    country: str = "",
    commitment: str = "",
    said: Mapping[int, Said] | None = None,
    files: Mapping[int, Found] | None = None,
) -> Member:
    """Apply for membership oneself, having read and accepted the purpose (A1).

    `by` is the standing of someone signed in who represents no member; `name` is theirs, `organisation` the applicant's
    (empty: they apply as an individual), `country` ISO 3166-1 alpha-3, `said` how it meets each requirement of the
    category, by number from 1, and `files` what is added to these answers. Cards are made, linked to the account; they
    represent the applicant and may decide for it. Order: cards, member, representation, entry, files. Likenesses to other
    cards are not looked for: an applicant is told nothing of who is here.
    Raises FileError for a file that is not kept; then nothing is sent.
    Refuses those who represent a member already (`membership.you_represent`), a requirement left without an answer
    (`membership.evidence_missing`), and what `require_category` refuses.
    """
    allowed = permissions.may_apply(by)
    require(allowed)
    with record.act(by=by):
        least = commitment or least_commitment(by.coalition, category)
        require_category(by.coalition, category, Who.ORGANISATIONS if organisation else Who.INDIVIDUALS, least)
        person = Person.objects.of(by.coalition).filter(id=by.person).first() or directory.add_person(
            by=by, name=name, account_id=by.account, allowed=allowed
        )
        by = replace(by, person=person.id)
        card = (
            directory.add_organisation(by=by, name=organisation, country=country, allowed=allowed)
            if organisation
            else person
        )
        member = _applied(_earlier(card) or Member(coalition_id=by.coalition), card, category, least)
        member.accepted_purpose_at = clock.now()
        member.save()
        kept = keep_evidence(by, member, said or {})
        member.representatives.create(
            coalition_id=by.coalition, person=person, mandate=Mandate.DECIDES, since=clock.now()
        )
        own = ""  # whatever office one holds: one applies for oneself
        facts = {"category": category, "commitment": least, "requirements": len(kept)}
        enter(by, "membership.applied", member, facts, power=own)
        _enter_deciding(by, member, person, power=own)
        add_files(replace(by, member=member.id, mandate=Mandate.DECIDES), kept, files or {})
        return member


def _earlier(card: Organisation | Person) -> Member | None:
    """The membership that an individual left before; an organisation's card is always new here."""
    if isinstance(card, Organisation):
        return None
    member = Member.objects.of(card.coalition_id).filter(individual=card).first()
    if member and member.status not in FORMER:
        raise Refused(refuse("membership.already_belongs", name=card.name))
    return member


def accept_purpose(*, by: Standing, member: Member) -> None:
    """Accept the purpose for one's member, entered by an officer or an import without it. Nothing when it was accepted.
    Refuses as `permissions.may_act_for` says."""
    require(permissions.may_act_for(by, member))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        if locked.accepted_purpose_at is None:
            locked.accepted_purpose_at = clock.now()
            locked.save(update_fields=["accepted_purpose_at"])
            enter(by, "membership.purpose_accepted", locked)


def admit_member(*, by: Standing, member_id: str) -> Member:
    """Admit one that was invited or applied: provisional where its category has a trial time, else active at once.

    Done by a decision alone (`membership.only_by_decision`). Refuses one that waits no longer (`membership.not_waiting`)
    and one under protection (`membership.protected_otherwise`).
    """
    require(permissions.may_carry_out(by))
    with record.act(by=by):
        member = lock(by.coalition, member_id)
        if member.protected:
            raise Refused(refuse("membership.protected_otherwise", "protection"))
        if member.status not in WAITING:
            raise Refused(refuse("membership.not_waiting", name=member.name))
        welcome(member)
        enter(by, "membership.admitted", member, stands_as(member))
        return member


def found_member(*, by: Standing, organisation: Organisation, person: Person) -> Member:
    """Make the first member of a coalition that has none: active at once, in the charter's first category that votes;
    `person` represents it and may decide. Part of the founding act alone (`membership.only_by_decision` otherwise).

    Refuses a charter without such a category (`membership.no_category`).
    """
    with record.act(by=by):
        if Member.objects.of(by.coalition).exists():
            raise Refused(refuse("membership.only_by_decision", "matter.membership.admit"))
        fitting = (c for c in charter_of(by.coalition).categories if c.vote and c.who is not Who.INDIVIDUALS)
        category = next(fitting, None)
        if category is None:
            raise Refused(refuse("membership.no_category"))
        now = clock.now()
        member = Member.objects.create(
            coalition_id=by.coalition,
            organisation=organisation,
            category=category.code,
            commitment=category.commitment,
            status=Status.ACTIVE,
            status_since=now,
            joined_at=now,
            accepted_purpose_at=now,
        )
        member.representatives.create(coalition_id=by.coalition, person=person, mandate=Mandate.DECIDES, since=now)
        enter(by, "membership.admitted", member, stands_as(member))
        _enter_deciding(by, member, person)
        return member


def _enter_deciding(by: Standing, member: Member, person: Person, power: str | None = None) -> None:
    """Enter that the person who brought a member acts for it."""
    facts, parts = {"mandate": Mandate.DECIDES}, [named(person, member)]
    enter(by, "membership.represented", member, facts, parts, power=power)


def stands_as(member: Member) -> dict[str, str]:
    """The facts of an admission, with which the audit compares the row: category, degree of commitment, status."""
    return {"category": member.category, "commitment": str(member.commitment), "status": str(member.status)}


def welcome(member: Member) -> None:
    """Make a locked applicant a member and save it, and let all hear it to whom it answered the opening questions; the caller
    enters it. Refuses one whose category is no longer there (`membership.no_category`)."""
    try:
        category = charter_of(member.coalition_id).category(member.category)
    except KeyError as error:
        raise Refused(refuse("membership.no_category")) from error
    now = clock.now()
    status, member.provisional_until = admitted(category, now)
    member.status, member.status_since, member.joined_at = status, now, now
    member.save(update_fields=["status", "status_since", "joined_at", "provisional_until"])
    answers = OpeningAnswer.objects.of(member.coalition_id).filter(member=member, before_joining=True)
    answers.update(before_joining=False)
