"""Reads of what a member said of the requirements of another category than its own, and of what lacks before it stands there."""

from collections.abc import Iterable, Sequence

from django.utils.translation import get_language

from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Category, Charter, Who
from plenary.charter.rules.words import words_in
from plenary.core.standing import Standing
from plenary.membership.models import Evidence, Member
from plenary.membership.permissions import may_read_application
from plenary.membership.queries.joining import Requirement
from plenary.membership.rules import BELONGING
from plenary.membership.rules.joining import Lacking, Said, carried_over, lacking


def other_categories(charter: Charter, member: Member) -> Sequence[Category]:
    """The categories that ask something of those who join, and into which a member may come; none for one that does not belong
    or is protected."""
    if member.status not in BELONGING or member.protected:
        return ()
    not_for = Who.INDIVIDUALS if member.organisation_id else Who.ORGANISATIONS
    return tuple(
        each
        for each in charter.categories
        if each.code != member.category and each.who is not not_for and each.requirements
    )


def category_there(charter: Charter, member: Member, code: str) -> Category | None:
    """That of `other_categories` with a code, or None."""
    return next((each for each in other_categories(charter, member) if each.code == code), None)


def said_there(charter: Charter, category: Category, rows: Iterable[Evidence]) -> dict[int, Said]:
    """What a member said of the requirements of a category, by number, out of all its answers: of them themselves, or of
    others that are worded alike. Serves the action too."""
    language, own, alike = charter.languages[0], dict[int, Said](), dict[str, Said]()
    for row in rows:
        told = Said(words=row.words, link=row.link)
        alike[row.requirement] = told
        if row.category == category.code:
            own[row.number] = told
    wordings = {
        number: words_in(words, language, charter.languages) for number, words in enumerate(category.requirements, 1)
    }
    return carried_over(wordings, alike) | {number: told for number, told in own.items() if number in wordings}


def lacking_there(coalition_id: str, wanted: Iterable[tuple[Member, str]]) -> list[Lacking]:
    """What each of some members lacks before it stands in a category (code), in their order; nothing where it stands there, or
    the charter has no such category. One query besides the charter's where one asks for answers, else none."""
    charter, pairs = charter_of(coalition_id), list(wanted)
    categories = {each.code: each for each in charter.categories}
    asked = [member for member, code in pairs if code != member.category and charter.requirements(code)]
    rows: dict[str, list[Evidence]] = {}
    for row in Evidence.objects.of(coalition_id).filter(member__in=asked) if asked else ():
        rows.setdefault(row.member_id, []).append(row)
    return [
        lacking(
            categories[code],
            has_accepted=True,
            answered=said_there(charter, categories[code], rows.get(member.id, ())),
        )
        if member in asked
        else Lacking()
        for member, code in pairs
    ]


def requirements_there(standing: Standing, member: Member, category: Category) -> Sequence[Requirement]:
    """What another category requires and what a member said of it; none for those who may not read it. What it said in its
    application stands there too where it is worded alike; whoever may not read that is told that it stands, and no words of
    it. One query."""
    if not may_read_application(standing, member, category.code):
        return ()
    charter, reads_all = charter_of(standing.coalition), bool(may_read_application(standing, member))
    rows = list(Evidence.objects.of(standing.coalition).filter(member=member).order_by("at", "id"))
    stands, rows = said_there(charter, category, rows), [row for row in rows if reads_all or row.wanted(member)]
    said, kept = said_there(charter, category, rows), {row.number: row for row in rows if row.category == category.code}
    told = (words_in(words, get_language() or "", charter.languages) for words in category.requirements)
    return tuple(
        Requirement(
            category=category.code,
            number=number,
            text=text,
            words=said[number].words if number in said else "",
            link=said[number].link if number in said else "",
            at=kept[number].at if number in kept else None,
            id=kept[number].id if number in kept else "",
            is_answered_elsewhere=number in stands and number not in said,
        )
        for number, text in enumerate(told, 1)
    )
