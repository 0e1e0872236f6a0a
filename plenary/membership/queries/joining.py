"""Reads of applications: evidence, recommendations, who would gladly work with whom; and of former names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language

from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Charter
from plenary.charter.rules.words import words_in
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.directory.models import Organisation, OtherName
from plenary.directory.rules.details import Name
from plenary.membership.models import Evidence, Member, Recommendation, Willing
from plenary.membership.permissions_of_joining import may_read_application
from plenary.membership.queries.members import visible_members
from plenary.membership.rules import BELONGING, INSIDE, WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One requirement, as it was answered or, where it was not, as the charter words it now."""

    number: int
    text: str
    words: str = ""
    link: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommended:
    """A recommendation, and what the charter calls the office by which it was given; empty where it has that office no longer.
    Who held it is not said: an applicant may not know the persons."""

    row: Recommendation
    office: str


def unanswered_requirements(charter: Charter, code: str) -> Sequence[Requirement]:
    """What a charter requires in a category, in the page's language; nothing of a category that it lacks."""
    found = next((each for each in charter.categories if each.code == code), None)
    wanted = found.requirements if found else ()
    told = (words_in(words, get_language() or "", charter.languages) for words in wanted)
    return tuple(Requirement(number=number, text=text) for number, text in enumerate(told, 1))


def requires(standing: Standing, member: Member) -> bool:
    """True when a member's category requires something of those who join. Asks the charter alone."""
    return any(each.requirements for each in charter_of(standing.coalition).categories if each.code == member.category)


def requirements_of(standing: Standing, member: Member) -> Sequence[Requirement]:
    """What is required of a member's category and what it said of each; none for those who may not read it. One query."""
    if not may_read_application(standing, member):
        return ()
    found = {each.number: each for each in unanswered_requirements(charter_of(standing.coalition), member.category)}
    for row in Evidence.objects.of(standing.coalition).filter(member=member, category=member.category):
        found[row.number] = Requirement(
            number=row.number, text=row.requirement, words=row.words, link=row.link, at=row.at
        )
    return tuple(found[number] for number in sorted(found))


def recommendations_of(standing: Standing, member: Member) -> Sequence[Recommended]:
    """What officers say for an applicant, oldest first; none for those who may not read its application. One query."""
    if not may_read_application(standing, member):
        return ()
    charter, language = charter_of(standing.coalition), get_language() or ""
    offices = {each.code: words_in(each.names, language, charter.languages) for each in charter.offices}
    rows = Recommendation.objects.of(standing.coalition).filter(member=member).order_by("at", "id")
    return tuple(Recommended(row=row, office=offices.get(row.office, "")) for row in rows)


def recommended_by(standing: Standing, member: Member) -> Recommendation | None:
    """What one recommended oneself, or None. One query."""
    rows = Recommendation.objects.of(standing.coalition).filter(member=member, by_person=standing.person)
    return rows.first() if standing.person else None


def glad_to_work_with(standing: Standing, member: Member) -> Sequence[Member]:
    """The members that would gladly work with this one, and it with them, by name: for its own, for members, and of an
    applicant for those who read its application. Whoever is protected, waits itself or has left is left out. One query."""
    own = standing.member == member.id
    reads = own or (may_read_application(standing, member) if member.status in WAITING else standing.is_inside)
    if not reads or member.protected or member.status not in INSIDE | WAITING:
        return ()
    return _by_name(_of_willing(standing, member, back=True).filter(status__in=INSIDE))


def willing_towards(standing: Standing) -> Sequence[Member]:
    """The members that say, to an applicant that one acts for, that they would gladly work with it; it may say the same.
    One query. A member is told of none, so that nobody is asked for an answer."""
    mine = Member.objects.of(standing.coalition).filter(id=standing.member, protected=False, status__in=WAITING).first()
    return _by_name(_of_willing(standing, mine, back=False).filter(status__in=INSIDE)) if mine else ()


def says_willing(standing: Standing, member: Member) -> bool:
    """True when the member that one acts for says that it would gladly work with this one. One query."""
    if not standing.member:
        return False
    rows = Willing.objects.of(standing.coalition)
    return rows.filter(by_member_id=standing.member, with_member=member).exists()


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


def _of_willing(standing: Standing, member: Member, *, back: bool) -> ScopedQuerySet[Member]:
    said = Willing.objects.of(standing.coalition)
    ways = Q(Exists(said.filter(by_member=OuterRef("pk"), with_member=member)))
    if back:
        ways &= Q(Exists(said.filter(by_member=member, with_member=OuterRef("pk"))))
    rows = Member.objects.of(standing.coalition).select_related("organisation", "individual")
    return rows.filter(ways, protected=False, status__in=BELONGING, individual__removed_at=None)


def _by_name(rows: Iterable[Member]) -> Sequence[Member]:
    return sorted(rows, key=lambda each: (each.name, each.id))
