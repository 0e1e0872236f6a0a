"""Who may read of agreements: what is drafted and what was signed."""

from collections.abc import Iterable, Mapping
from typing import Any

from plenary.agreements.models import Signature
from plenary.agreements.rules import SCANS, hash_of_words
from plenary.core import visibility
from tests.leaks.audiences.tokens import MEMBERS, Rule, disclosed, holders_of, members


def edition(row: Any) -> Iterable[str]:
    """Members; once it is adopted as public, as the charter discloses outcomes."""
    return [*MEMBERS, *(disclosed(row, "outcomes") if row.adopted_at and row.is_public else [])]


def agreement(row: Any) -> Iterable[str]:
    """As the edition that holds; members always."""
    return [*MEMBERS, *(edition(row.current) if row.current else [])]


def signature(row: Any) -> Iterable[str]:
    """As the edition and the list of members together; of a protected member, and of a person under protection that signed in its
    own name, its own alone."""
    own = [visibility.member(row.member_id)]
    if row.confirmed_at is None:
        return own
    if row.member.protected or (row.form == "personal" and row.person.protected):
        return own
    listed = disclosed(row, "members")
    is_for_all = visibility.PUBLIC in edition(row.edition) and visibility.PUBLIC in listed
    inside = MEMBERS if {visibility.PUBLIC, visibility.MEMBERS} & set(listed) else listed
    return [*own, *inside, *([visibility.PUBLIC] if is_for_all else [])]


def second_address(row: Any) -> Iterable[str]:
    """The member's own, who may sign for it."""
    return [visibility.member(row.member_id)]


def id_of_signature(row: Any) -> Iterable[str]:
    """Besides, of a paper that waits for its member, those inside: the record says that an officer entered it."""
    return [*signature(row), *(MEMBERS if row.on_paper else [])]


def scan(row: Any) -> Iterable[str]:
    """Of a paper, the member's own and who enters papers; under protection its own alone."""
    own = [visibility.member(row.member_id)]
    return own if row.member.protected or row.person.protected else [*own, *holders_of(row, "agreements.enter_paper")]


def file_of_scan(row: Any) -> Iterable[str]:
    """As what a paper is told of alone."""
    return scan(Signature.objects.of(row.coalition_id).get(pk=row.parent_id))


def translation(row: Any) -> Iterable[str]:
    """Members; of words that an edition has, its readers."""
    editions = row.agreement.editions.all()
    words = [(each, line) for each in editions for line in [{"key": "", "words": each.title}, *each.paragraphs]]
    of = [
        each for each, line in words if (line["key"], hash_of_words(line["words"])) == (row.paragraph, row.source_hash)
    ]
    return [*MEMBERS, *(token for each in of for token in edition(each))]


def id_of_paragraph(row: Any) -> Iterable[str]:
    """Members, and who reads an edition that has it: it stays from edition to edition."""
    holding = [each for each in row.agreement.editions.all() if row.id in {line["key"] for line in each.paragraphs}]
    return [*MEMBERS, *(token for each in holding for token in edition(each))]


RULES: Mapping[str, Rule] = {
    "agreements.Agreement": agreement,
    "agreements.Paragraph": members,
    "agreements.Edition": edition,
    "agreements.Translation": translation,
    "agreements.SecondAddress": second_address,
    "agreements.Signature": signature,
    "agreements.Suggestion": members,
}
OF_FIELDS: Mapping[str, Rule] = {
    "agreements.Signature.id": id_of_signature,
    "agreements.Signature.no_scan": scan,
    "agreements.Paragraph.id": id_of_paragraph,
    "agreements.Agreement.title": members,  # that of the draft; what holds has its own
}
OF_FILES: Mapping[str, Rule] = {SCANS: file_of_scan}
