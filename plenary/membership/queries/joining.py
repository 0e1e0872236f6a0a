"""Reads of applications: evidence, recommendations, who would gladly work with whom; and of former names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import get_language

from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Charter
from plenary.charter.rules.words import words_in
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.directory.models import Organisation, OtherName
from plenary.directory.rules.details import Name
from plenary.files.listing import with_kinds
from plenary.files.models import File
from plenary.files.queries import files_of
from plenary.membership.models import Evidence, Member, Recommendation, Willing
from plenary.membership.permissions import may_read_application
from plenary.membership.queries.members import visible_members
from plenary.membership.rules import BELONGING, SPEAKING, WAITING
from plenary.membership.rules.joining import EVIDENCE, Lacking, lacking


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One requirement of a category, as it was answered or, where it was not, as the charter words it now."""

    category: str
    number: int
    text: str
    words: str = ""
    link: str = ""
    at: datetime | None = None
    id: str = ""  # of the answer
    is_answered_elsewhere: bool = False  # by words of the application, which the reader may not read
    files: tuple[File, ...] = ()

    @property
    def lines(self) -> list[tuple[File, Label]]:
        """Its files as pages list them."""
        return with_kinds(self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommended:
    """A recommendation, and what the charter calls the office by which it was given; empty where it has that office no longer.
    Who held it is not said: an applicant may not know the persons."""

    row: Recommendation
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Of a member: those who would gladly work with it, and it with them; and whether one's own says so of it."""

    glad: Sequence[Member]
    is_said: bool


def unanswered_requirements(charter: Charter, code: str) -> Sequence[Requirement]:
    """What a charter requires in a category, in the page's language; nothing of a category that it lacks."""
    told = (words_in(words, get_language() or "", charter.languages) for words in charter.requirements(code))
    return tuple(Requirement(category=code, number=number, text=text) for number, text in enumerate(told, 1))


def lacking_of(coalition_id: str, members: Iterable[Member]) -> Mapping[str, Lacking]:
    """What each of some applicants lacks for its admission, by id; those that wait no longer, and those in a category that the
    charter has not, lack nothing. Serves effects and forms: what they said is not told. One query besides the charter's where a
    category asks for answers, else none."""
    categories = {each.code: each for each in charter_of(coalition_id).categories}
    waiting = [each for each in members if each.status in WAITING and each.category in categories]
    asked = [each for each in waiting if categories[each.category].requirements]
    since, answered = {each.id: each.status_since for each in asked}, dict[str, set[int]]()
    rows = Evidence.objects.of(coalition_id).filter(member__in=asked, category=F("member__category")) if asked else ()
    for row in rows:
        if row.at >= since[row.member_id]:
            answered.setdefault(row.member_id, set()).add(row.number)
    return {
        each.id: lacking(
            categories[each.category],
            has_accepted=each.accepted_purpose_at is not None,
            answered=answered.get(each.id, frozenset()),
        )
        for each in waiting
    }


def requirements_of(standing: Standing, member: Member) -> Sequence[Requirement]:
    """What is required of a member's category and what it said of each; none for those who may not read it. One query."""
    if not may_read_application(standing, member):
        return ()
    found = {each.number: each for each in unanswered_requirements(charter_of(standing.coalition), member.category)}
    said = Evidence.objects.of(standing.coalition).filter(member=member, category=member.category)
    for row in said.filter(at__gte=_applied_at(member)):
        found[row.number] = Requirement(
            category=row.category,
            number=row.number,
            text=row.requirement,
            words=row.words,
            link=row.link,
            at=row.at,
            id=row.id,
        )
    return tuple(found[number] for number in sorted(found))


def with_files(standing: Standing, asked: Iterable[Requirement]) -> Sequence[Requirement]:
    """The same, each with the files that were added to its answer. Two queries, none where nothing was answered."""
    answered = tuple(asked)
    files = files_of(standing, EVIDENCE, [each.id for each in answered if each.id])
    return tuple(replace(each, files=files.get(each.id, ())) for each in answered)


def readable_evidence(standing: Standing, ids: Iterable[str]) -> set[str]:
    """Those of some answers that a standing may read, as `requirements_of` tells them. One query besides the charter's."""
    rows = Evidence.objects.of(standing.coalition).filter(id__in=list(ids), member__in=visible_members(standing))
    return {
        row.id
        for row in rows.select_related("member")
        if (row.category == row.member.category or row.member.status in BELONGING)
        and row.at >= _applied_at(row.member)
        and may_read_application(standing, row.member, row.wanted(row.member))
    }


def recommendations_of(standing: Standing, member: Member) -> Sequence[Recommended]:
    """What officers say for an applicant, oldest first; none for those who may not read its application. One query."""
    if not may_read_application(standing, member):
        return ()
    charter, language = charter_of(standing.coalition), get_language() or ""
    offices = {each.code: words_in(each.names, language, charter.languages) for each in charter.offices}
    rows = Recommendation.objects.of(standing.coalition).filter(member=member, at__gte=_applied_at(member))
    rows = rows.order_by("at", "id")
    return tuple(Recommended(row=row, office=offices.get(row.office, "")) for row in rows)


def recommended_by(standing: Standing, member: Member) -> Recommendation | None:
    """What one recommended oneself, or None. One query."""
    rows = Recommendation.objects.of(standing.coalition).filter(member=member, by_person=standing.person)
    rows = rows.filter(at__gte=_applied_at(member))
    return rows.first() if standing.person else None


def together(standing: Standing, member: Member) -> Together:
    """What one reads of a member's working together with others. One query.

    Who would gladly work with it, and it with them, by name: for its own, for members, and of an applicant for those who
    read its application. Whoever is protected, waits itself or has left is left out."""
    own = standing.member == member.id
    reads = own or (may_read_application(standing, member) if member.status in WAITING else standing.is_inside)
    reads = reads and not member.protected and member.status in SPEAKING | WAITING
    if not reads and not standing.member:
        return Together(glad=(), is_said=False)
    said = Willing.objects.of(standing.coalition)
    rows = _members(standing).filter(Exists(said.filter(by_member=OuterRef("pk"), with_member=member)))
    back = Exists(said.filter(by_member=member, with_member=OuterRef("pk")))
    found = list(rows.annotate(back=back).filter(Q(back=True) | Q(pk=standing.member)))
    told = (each for each in found if each.back and not each.protected and each.status in SPEAKING)
    return Together(glad=_by_name(told) if reads else (), is_said=any(each.id == standing.member for each in found))


def willing_towards(standing: Standing) -> Sequence[Member]:
    """The members that say, to an applicant that one acts for, since it applied, that they would gladly work with it; it may say
    the same. One query. A member is told of none, so that nobody is asked for an answer."""
    mine = Member.objects.of(standing.coalition).filter(id=standing.member, protected=False, status__in=WAITING).first()
    if mine is None:
        return ()
    said = Willing.objects.of(standing.coalition).filter(
        by_member=OuterRef("pk"), with_member=mine, at__gte=_applied_at(mine)
    )
    return _by_name(_members(standing).filter(Exists(said), protected=False, status__in=SPEAKING))


def _applied_at(member: Member) -> datetime:
    """Since when what is said of an applicant is of this application: one that left and applies again begins anew. Of others,
    always."""
    return member.status_since if member.status in WAITING else datetime.min.replace(tzinfo=UTC)


def member_to_answer(standing: Standing, member_id: str) -> Member | None:
    """A member to whom one may say yes: one that one may see, or for an applicant one that said so to it."""
    found = visible_members(standing).filter(id=member_id, protected=False).first()
    return found or next((each for each in willing_towards(standing) if each.id == member_id), None)


def names_kept(card: Organisation) -> tuple[Name, ...]:
    """The other names on an organisation's card, as values. Serves the action that adds one. One query."""
    rows = OtherName.objects.of(card.coalition_id).filter(organisation=card).order_by("id")
    return tuple(Name(**row) for row in rows.values("name", "language", "note", "start_date", "end_date"))


def former_names(standing: Standing, member: Member) -> Sequence[OtherName]:
    """What a member organisation was called, newest first, each with the day until which; for members. One query."""
    if not standing.is_inside or member.organisation_id is None:
        return ()
    rows = OtherName.objects.of(standing.coalition).filter(organisation_id=member.organisation_id)
    return list(rows.exclude(end_date="").order_by("-end_date", "name"))


def _members(standing: Standing) -> ScopedQuerySet[Member]:
    """With their cards, but for those whose card was removed."""
    rows = Member.objects.of(standing.coalition).select_related("organisation", "individual")
    return rows.filter(individual__removed_at=None)


def _by_name(rows: Iterable[Member]) -> Sequence[Member]:
    return sorted(rows, key=lambda each: (each.name, each.id))
