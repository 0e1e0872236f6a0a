"""Writes of the way in: evidence for each requirement, recommendations, and who would gladly work with whom."""

from collections.abc import Iterable, Mapping

from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Category
from plenary.charter.rules.words import words_in
from plenary.core import clock, visibility
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.files.actions import keep_found, remove_files_of
from plenary.files.formats import Found
from plenary.membership import permissions
from plenary.membership.actions.hearing import enter
from plenary.membership.actions.locking import lock
from plenary.membership.matters import ADMINISTER
from plenary.membership.models import Evidence, Member, Recommendation, Willing
from plenary.membership.queries import category_there, said_there
from plenary.membership.rules.joining import EVIDENCE, Said, numbers_of, unanswered
from plenary.record import actions as record


def give_evidence(
    *,
    by: Standing,
    member: Member,
    said: Mapping[int, Said],
    files: Mapping[int, Found] | None = None,
    category: str = "",
) -> None:
    """Say how an applicant meets each requirement of its category, by number from 1; what was said before is replaced. `files`
    are added to the answers of these numbers; those that stand there stay.

    By those who may decide for it, while it waits and once it accepted the purpose (`membership.purpose_first`,
    `membership.not_waiting_now`). Refuses while a requirement is left without words (`membership.evidence_missing`); the same
    words again change nothing. The record tells that it was done; the words stand in rows alone, for those who decide on
    admission. Raises FileError for a file that is not kept, and then changes nothing.

    With the code of another `category` a member says how it would meet what that one requires, before it is put there; what it
    said of a requirement that is worded alike stands for it.
    """
    require(permissions.may_give_evidence(by, member, category))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        require(permissions.may_give_evidence(by, locked, category))
        if category and category != locked.category:
            _give_there(by, locked, category, said, files or {})
            return
        rows = _answers(locked)
        if not _stands(rows, said):
            rows = keep_evidence(by, locked, said)
            enter(by, "membership.evidence_given", locked, {"category": locked.category, "requirements": len(rows)})
        add_files(by, rows, files or {})


def _give_there(by: Standing, member: Member, code: str, said: Mapping[int, Said], files: Mapping[int, Found]) -> None:
    """Say how a locked member would meet what another category requires; what it said of its own stays as it is."""
    charter = charter_of(by.coalition)
    category = category_there(charter, member, code)
    if category is None:
        raise Refused(refuse("membership.no_category"))
    kept = list(Evidence.objects.of(by.coalition).filter(member=member).order_by("at", "id"))
    rows = {row.number: row for row in kept if row.category == code}
    whole = said_there(charter, category, kept) | dict(said)
    if not _stands(rows, whole):
        rows = _write(by, member, category, whole, rows)
        number = Evidence.objects.of(by.coalition).filter(member=member).count()
        enter(by, "membership.other_evidence_given", member, {"wanted": code, "requirements": number})
    add_files(by, rows, files)


def _answers(member: Member) -> dict[int, Evidence]:
    """What an applicant said in this application, by number."""
    rows = Evidence.objects.of(member.coalition_id).filter(
        member=member, category=member.category, at__gte=member.status_since
    )
    return {row.number: row for row in rows}


def _stands(rows: Mapping[int, Evidence], said: Mapping[int, Said]) -> bool:
    """True where an applicant said the same already."""
    before = {number: Said(words=row.words, link=row.link) for number, row in rows.items()}
    return bool(before) and before == {
        number: Said(words=each.words.strip(), link=each.link) for number, each in said.items()
    }


def add_files(by: Standing, rows: Mapping[int, Evidence], files: Mapping[int, Found]) -> None:
    """Add files to answers, by number. Within the caller's act. Raises FileError."""
    for number, found in sorted(files.items()):
        if number in rows:
            keep_found(by=by, kind=EVIDENCE, parent_id=rows[number].id, found=found)


def keep_evidence(by: Standing, member: Member, said: Mapping[int, Said]) -> dict[int, Evidence]:
    """Replace what a locked applicant said, whole; gives the answers by number, of which the caller enters how many. What was
    said of another category or in an earlier application goes, with its files. Refuses a category that is no
    longer there (`membership.no_category`), and a requirement without an answer (`membership.evidence_missing`)."""
    charter = charter_of(by.coalition)
    category = next((each for each in charter.categories if each.code == member.category), None)
    if category is None:
        raise Refused(refuse("membership.no_category"))
    if unanswered(category, said):
        raise Refused(refuse("membership.evidence_missing", f"category.{category.code}"))
    rows = {number: row for number, row in _answers(member).items() if number in numbers_of(category)}
    _drop(by, Evidence.objects.of(by.coalition).filter(member=member), rows.values())
    return _write(by, member, category, said, rows)


def _write(
    by: Standing, member: Member, category: Category, said: Mapping[int, Said], kept: Mapping[int, Evidence]
) -> dict[int, Evidence]:
    """Write what is said of a category into the rows that are there, and into new ones; those that it asks no more go. Refuses a
    requirement left without words (`membership.evidence_missing`)."""
    if unanswered(category, said):
        raise Refused(refuse("membership.evidence_missing", f"category.{category.code}"))
    charter = charter_of(by.coalition)
    language, numbers = charter.languages[0], numbers_of(category)
    rows = {number: row for number, row in kept.items() if number in numbers}
    there = Evidence.objects.of(by.coalition).filter(member=member, category=category.code)
    _drop(by, there, rows.values())
    for number in numbers:
        row = rows.setdefault(
            number, Evidence(coalition_id=by.coalition, member=member, category=category.code, number=number)
        )
        row.requirement = words_in(category.requirements[number - 1], language, charter.languages)
        row.words, row.link = said[number].words.strip(), said[number].link
        row.by_person, row.at = by.person, clock.now()
    Evidence.objects.bulk_create(row for row in rows.values() if row._state.adding)
    Evidence.objects.of(by.coalition).bulk_update(
        [row for row in rows.values() if not row._state.adding], ["requirement", "words", "link", "by_person", "at"]
    )
    return rows


def _drop(by: Standing, said: ScopedQuerySet[Evidence], kept: Iterable[Evidence]) -> None:
    """Drop of what was said all but what is kept, with its files."""
    others = said.exclude(id__in=[row.id for row in kept])
    ids = list(others.values_list("id", flat=True))
    if ids:
        remove_files_of(by=by, kind=EVIDENCE, parent_ids=ids)
        others.filter(id__in=ids).delete()


def recommend(*, by: Standing, member: Member, words: str) -> Recommendation:
    """Recommend an applicant, with reasons; said again, it replaces what one said before. By an office that keeps the list.

    Shown to those who decide on admission and to the applicant. Refuses without reasons (`membership.reasons_missing`), and
    as `permissions.may_recommend`.
    """
    require(permissions.may_recommend(by, member))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        require(permissions.may_recommend(by, locked))
        if not words.strip():
            raise Refused(refuse("membership.reasons_missing"))
        row, _is_new = Recommendation.objects.of(by.coalition).update_or_create(
            member=locked,
            by_person=by.person,
            defaults={"words": words.strip(), "office": by.office_for(ADMINISTER), "at": clock.now()},
            create_defaults={
                "coalition_id": by.coalition,
                "words": words.strip(),
                "office": by.office_for(ADMINISTER),
                "at": clock.now(),
            },
        )
        enter(by, "membership.recommended", locked, {"recommendation": row.id})
        return row


def take_back_recommendation(*, by: Standing, member: Member) -> None:
    """Take back what one said for an applicant. Refuses where there is nothing (`membership.not_recommended`)."""
    require(permissions.may_recommend(by, member))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        row = Recommendation.objects.of(by.coalition).filter(member=locked, by_person=by.person).first()
        if row is None:
            raise Refused(refuse("membership.not_recommended"))
        told = {"recommendation": row.id}
        row.delete()
        enter(by, "membership.recommendation_taken_back", locked, told)


def say_willing(*, by: Standing, member: Member) -> None:
    """Say that one's member would gladly work with another, or with an applicant (A9). Said twice, it stands once.

    Its own alone hear of it; the other, where it is an applicant. Others read it once both say so, and both hear of it then: a
    yes is no way to find out in silence what others said. Nothing but a yes can be said. Refuses as
    `permissions.may_say_willing`.
    """
    require(permissions.may_say_willing(by, member))
    with record.act(by=by):
        own = lock(by.coalition, by.member)
        rows = Willing.objects.of(by.coalition)
        if rows.filter(by_member=own, with_member=member).exists():
            return
        row = Willing.objects.create(coalition_id=by.coalition, by_member=own, with_member=member, at=clock.now())
        enter(by, "membership.willing", own, {"yes": row.id}, audience=_heard_by(own, member))


def take_back_willing(*, by: Standing, member: Member) -> None:
    """Take the yes back; nothing is left of it but that one's own member once said a yes and took it back, of which the
    other hears too where both had said it. Nothing where none was said. Refuses as `permissions.may_say_willing` says."""
    require(permissions.may_say_willing(by, member))
    with record.act(by=by):
        own = lock(by.coalition, by.member)
        row = Willing.objects.of(by.coalition).filter(by_member=own, with_member=member).first()
        if row is not None:
            told = {"yes": row.id}
            row.delete()
            enter(by, "membership.willing_no_longer", own, told, audience=_heard_by(own, member))


def _heard_by(own: Member, other: Member) -> list[str]:
    """Who hears of a yes, under seal: envelopes, which all may read, do not tell how often one was said and when."""
    both = Willing.objects.of(own.coalition_id).filter(by_member=other, with_member=own).exists()
    return [visibility.SEALED, visibility.member(own.id), *([visibility.member(other.id)] if both else [])]
