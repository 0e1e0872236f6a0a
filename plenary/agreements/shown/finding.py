"""How an agreement, an edition and the two sides of a comparison are found by an address: hidden or missing, 404."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from plenary.agreements import queries
from plenary.agreements.models import Agreement, Edition
from plenary.agreements.permissions import may_open_drafts
from plenary.agreements.queries import Worded
from plenary.agreements.rules import Line
from plenary.coalitions.access import CoalitionRequest
from plenary.core.standing import Standing

_GREATEST = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The older and the newer side of a comparison; a number of 0 is the draft, or nothing before the first."""

    old: int
    new: int
    old_lines: Sequence[Line]
    new_lines: Sequence[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A translation beside the words that decide. `edition` is None where the draft is read."""

    edition: Edition | None
    source: str  # the language that decides
    language: str
    title: Worded
    lines: Sequence[Worded]

    @property
    def stale(self) -> int:
        """How many paragraphs changed since they were translated, the title with them."""
        return sum(each.is_stale for each in (self.title, *self.lines))

    @property
    def untranslated(self) -> int:
        """How many stand in the language that decides, for nobody translated them."""
        return sum(each.language == self.source for each in (self.title, *self.lines))


def beside_of(standing: Standing, agreement: Agreement, edition: Edition | None, language: str) -> Beside:
    """An edition, else what holds, else the draft, in the words that decide and in a language. Four queries at most. Raises
    Http404 for a language into which nothing is translated."""
    shown = edition or agreement.current
    of = shown or agreement
    if language == of.language or language not in queries.languages_of_agreement(agreement):
        raise Http404
    lines = shown.lines if shown else queries.draft_lines(agreement)
    text = queries.Text(title=of.title, lines=lines, language=of.language)
    title, worded = queries.worded(standing, agreement, text, language)
    return Beside(edition=shown, source=of.language, language=language, title=title, lines=worded)


def agreement_found(request: CoalitionRequest, agreement_id: str) -> Agreement:
    """The agreement of an address. Raises Http404."""
    found = queries.visible_agreement(request.standing, agreement_id)
    if found is None:
        raise Http404
    return found


def edition_asked(request: CoalitionRequest, agreement: Agreement) -> Edition | None:
    """The edition that a page's address asks for, or None where it names none. Raises Http404."""
    asked = request.GET.get("edition", "")
    return edition_numbered(request.standing, agreement, asked) if asked else None


def edition_numbered(standing: Standing, agreement: Agreement, number: str | int) -> Edition:
    """The edition of a number. Raises Http404 for what is none, or hidden."""
    text = str(number)
    if not (text.isascii() and text.isdecimal() and len(text) <= 10 and 0 < int(text) <= _GREATEST):
        raise Http404
    found = queries.visible_edition(standing, agreement, int(text))
    if found is None:
        raise Http404
    return found


def sides_of(standing: Standing, agreement: Agreement, old: str = "", new: str = "") -> Sides:
    """The two editions that are asked for, by their numbers. Without them: what holds and, for those who may read it, the draft;
    else the two last that were adopted. Raises Http404 where there is nothing to compare."""
    if old or new:
        one = edition_numbered(standing, agreement, old) if old else None
        two = edition_numbered(standing, agreement, new) if new else None
    else:
        seen = list(queries.visible_editions(standing, agreement).filter(adopted_at__isnull=False)[:2])
        drafts = bool(may_open_drafts(standing)) and not (agreement.ended_at or len(seen) > 1)
        two = None if drafts or not seen else edition_numbered(standing, agreement, seen[0].number)
        place = 0 if drafts else 1
        one = edition_numbered(standing, agreement, seen[place].number) if len(seen) > place else None
        if one is None and not drafts:
            raise Http404
    if two is None and not may_open_drafts(standing):
        raise Http404
    return Sides(
        old=one.number if one else 0,
        new=two.number if two else 0,
        old_lines=one.lines if one else (),
        new_lines=two.lines if two else queries.draft_lines(agreement),
    )
