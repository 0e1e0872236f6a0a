"""What pages and the API show of the bodies that were formed by a decision."""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils import translation

from plenary.bodies import permissions
from plenary.bodies.formed import formed_bodies, formed_body, name_of, terms_of_reference
from plenary.bodies.labels import FILLED, KIND
from plenary.bodies.models import FormedBody, Term, TermsOfReference
from plenary.bodies.rotation import follows, open_turn
from plenary.charter.queries import called, charter_of
from plenary.charter.rules.schema import Charter
from plenary.coalitions.queries import slug_of
from plenary.core.standing import Standing


def formed_lines(standing: Standing, terms: Iterable[Term]) -> dict[str, list[dict[str, Any]]]:
    """The bodies that were formed, those that are at work and those that were closed, with how many sit in each by the terms in
    force that are given. One query besides the charter's."""
    charter = charter_of(standing.coalition)
    held = Counter(term.body for term in terms if term.seats and term.starts <= standing.as_of)
    lines = [_line(standing, row, charter, held[row.code]) for row in formed_bodies(standing.coalition)]
    return {
        "open": [line for line in lines if not line["closed_at"]],
        "closed": [line for line in lines if line["closed_at"]],
    }


def _line(standing: Standing, row: FormedBody, charter: Charter, held: int) -> dict[str, Any]:
    return {
        "id": row.pk,
        "code": row.code,
        "name": name_of(row, charter),
        "kind": KIND[row.kind],
        "code_of_kind": row.kind,
        "seats": row.seats,
        "held": held,
        "free": max(0, row.seats - held),
        "is_open": row.is_open,
        "formed_at": row.formed_at,
        "closed_at": row.closed_at,
        "may_join": bool(permissions.may_join(standing, row)) and held < row.seats,
    }


def formed_context(standing: Standing, code: str, charter: Charter) -> dict[str, Any] | None:
    """What the page of a formed body shows besides its seats: what it is for and was before, to whom it reports, whether the
    reader may join, in which order it is chaired by turns, and where to propose a change; None for a body of the charter. Two
    queries besides the charter's, seven where its chair passes by turns."""
    row = formed_body(standing.coalition, code)
    if row is None:
        return None
    versions, slug = terms_of_reference(row), slug_of(standing.coalition)
    reports_to = next((body for body in charter.bodies if body.code == row.reports_to), None)
    by_turns = row.rotates and not row.closed_at and standing.is_inside  # who acts for a member is for members
    turn = open_turn(row) if by_turns else None
    return {
        "row": row,
        "turn": turn,
        "after": [each.person.shown_name for each in follows(row, turn)] if by_turns else [],
        "versions": versions,
        "terms": _version(versions[0], charter),
        "earlier": [_version(each, charter) for each in versions[1:]],
        "reports_to": called(charter, reports_to.names, reports_to.code) if reports_to else "",
        "may_join": permissions.may_join(standing, row),
        "amend": address_of_proposal(slug, "bodies.amend_terms", body=code),
        "close": address_of_proposal(slug, "bodies.close_body", body=code),
    }


def joined(seats: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Seats as they are shown where members take them by their own interest: nobody proposes to fill them."""
    return [{**filling, "filled": FILLED["interest"], "propose": "", "elect": ""} for filling in seats]


def in_turns(offices: Iterable[dict[str, Any]], chair: str) -> list[dict[str, Any]]:
    """Offices as they are shown where the chair passes by turns: nobody proposes to fill it."""
    return [
        {**each, "filled": FILLED["turns"], "propose": "", "elect": ""} if each["place"].office == chair else each
        for each in offices
    ]


def _version(version: TermsOfReference, charter: Charter) -> dict[str, Any]:
    """A version in the reader's language, else as the charter prefers, with the language that it is told in."""
    wanted = translation.get_language() or "en"
    tags = (wanted, wanted.split("-", maxsplit=1)[0], *charter.languages, *sorted(version.words))
    language = next(tag for tag in tags if version.words.get(tag))
    return {
        "number": version.number,
        "language": language,
        "words": version.words[language],
        "in_force_from": version.in_force_from,
        "adopted_by": version.adopted_by,
    }


def address_of_proposal(slug: str, kind: str, **of: str) -> str:
    """The address of a new proposal of this kind; decisions, above, brings the page. Empty where a server runs without it."""
    try:
        address = reverse("decisions:new", args=[slug])
    except NoReverseMatch:
        return ""
    return f"{address}?{urlencode({'effect': kind} | of)}"
