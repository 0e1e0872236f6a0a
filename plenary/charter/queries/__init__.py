"""Reads of the charter. They serve every room above and take a coalition id; who may see a charter says `permissions`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.core.signals import request_finished, request_started
from django.db.models import Q, QuerySet
from django.utils import translation

from plenary.charter import prose
from plenary.charter.models import CharterDraft, CharterVersion
from plenary.charter.rules.clauses import Chapter, numbers
from plenary.charter.rules.comparison import Change, compare
from plenary.charter.rules.document import charter_from_json
from plenary.charter.rules.schema import Charter, Disclosed, Words
from plenary.charter.rules.words import words_in
from plenary.core import clock, visibility
from plenary.core.prepared import prepared
from plenary.core.standing import Standing

type _Kept = dict[tuple[str, datetime | None], CharterVersion | None]

_kept: ContextVar[_Kept | None] = ContextVar("charter_versions_of_this_request", default=None)


class NoCharterError(LookupError):
    """The coalition has no charter in force (at that moment)."""


def version_in_force(coalition_id: str, as_of: datetime | None = None) -> CharterVersion | None:
    """The version in force at a moment (now), or None. Within one web request it is read once."""
    kept = _kept.get()
    if kept is not None and (coalition_id, as_of) in kept:
        return kept[coalition_id, as_of]
    found = next(iter(_in_force(coalition_id, as_of or clock.now())), None)
    if kept is not None:
        kept[coalition_id, as_of] = found
    return found


@prepared
def _in_force(coalition_id: str, moment: datetime) -> QuerySet[CharterVersion]:
    rows = versions(coalition_id).filter(
        Q(in_force_until=None) | Q(in_force_until__gt=moment), in_force_from__lte=moment
    )
    return rows.defer("document")[:1]  # long, and known already when the version was typed once in this process


def versions(coalition_id: str) -> QuerySet[CharterVersion]:
    """Every version, newest first."""
    return CharterVersion.objects.of(coalition_id).order_by("-number")


def visible_versions(standing: Standing) -> list[CharterVersion]:
    """The versions that a standing may see, newest first: those inside see all, others what each disclosed of itself."""
    found = list(versions(standing.coalition))
    if standing.is_inside or standing.is_system or standing.powers:
        return found
    return [version for version in found if standing.may_read(_readers(charter_in(version)))]


def visible_version(standing: Standing, number: str | int) -> CharterVersion | None:
    """The version of this number, when the standing may see it."""
    return next((version for version in visible_versions(standing) if str(version.number) == str(number)), None)


def drafts(coalition_id: str) -> QuerySet[CharterDraft]:
    """Every draft, newest first."""
    return CharterDraft.objects.of(coalition_id).order_by("-made_at", "id")


def draft_of(coalition_id: str, draft_id: str) -> CharterDraft | None:
    """The draft of this id in this coalition, with the version that it is compared with, or None."""
    return drafts(coalition_id).select_related("based_on").filter(id=draft_id).first()


def charter_of(coalition_id: str, as_of: datetime | None = None) -> Charter:
    """The charter in force at a moment (now), typed. Raises NoCharterError when there is none."""
    return charter_in(_required(coalition_id, as_of))


def charter_in(version: CharterVersion) -> Charter:
    """The charter that a version holds. Typed once a process: a version never changes."""
    return _typed(version.id, _Document(version))


def audience_for(charter: Charter, disclosed: Disclosed) -> frozenset[str]:
    """The audience tokens of a degree of disclosure; officers are the holders of every office of the charter."""
    if disclosed is Disclosed.OFFICERS:
        return frozenset(visibility.office(office.code) for office in charter.offices)
    return frozenset({visibility.PUBLIC if disclosed is Disclosed.PUBLIC else visibility.MEMBERS})


def offices_with(coalition_id: str, power: str) -> list[str]:
    """The audience tokens of the offices to which the charter gives a power; none without a charter."""
    version = version_in_force(coalition_id)
    offices = charter_in(version).offices if version else ()
    return [visibility.office(office.code) for office in offices if power in office.powers]


def prose_in(version: CharterVersion, language: str) -> tuple[Chapter, ...]:
    """A version as chapters of numbered clauses, in a language."""
    return _prose(version.id, _Document(version), language)


def prose_of_charter(charter: Charter) -> tuple[Chapter, ...]:
    """A charter that is not in force as chapters of numbered clauses, in the active language."""
    return prose.chapters(charter, _active())


def prose_of_draft(draft: CharterDraft) -> tuple[Chapter, ...]:
    """A draft as chapters of numbered clauses, in the active language."""
    return prose_of_charter(charter_from_json(draft.document))


def changes_of(draft: CharterDraft) -> tuple[Change, ...]:
    """What a draft changes, clause by clause, against the version that it was made from, in the active language."""
    before = prose_in(draft.based_on, _active()) if draft.based_on else ()
    return compare(before, prose_of_draft(draft))


def called(charter: Charter, names: Words, code: str = "") -> str:
    """What a coalition calls a body, a seat, an office …, in the active language, else as the charter prefers; else the code."""
    return words_in(names, _active(), charter.languages) or code


def clause_number(coalition_id: str, key: str, as_of: datetime | None = None) -> str:
    """The number of a clause in the charter in force, such as "5.3"; empty when the charter has no such clause.

    Raises NoCharterError.
    """
    return numbers(prose_in(_required(coalition_id, as_of), "en")).get(key, "")


def clause_of_power(coalition_id: str, power: str) -> str:
    """The key of the clause that gives a power: that of the first office that has it; empty where none has, or no charter is."""
    version = version_in_force(coalition_id)
    offices = charter_in(version).offices if version else ()
    return next((f"office.{office.code}" for office in offices if power in office.powers), "")


def forget_kept() -> None:
    """Read versions anew within this request: called when one was put in force, and when that was undone."""
    if _kept.get() is not None:
        _kept.set({})


def _readers(charter: Charter) -> frozenset[str]:
    return audience_for(charter, charter.disclosure.charter)


@contextmanager
def reading_once() -> Iterator[None]:
    """Within this block each coalition's version in force is read once, as within a web request: for long work."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def _active() -> str:
    return translation.get_language() or "en"


def _required(coalition_id: str, as_of: datetime | None) -> CharterVersion:
    version = version_in_force(coalition_id, as_of)
    if version is None:
        raise NoCharterError(coalition_id)
    return version


class _Document:
    """A document beside its version's id as the key of a cache: equal to any other, so that the id alone decides.

    It is read from the database only when the cache asks for it.
    """

    def __init__(self, version: CharterVersion) -> None:
        self._version = version

    @property
    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = self._version.document
        return document

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Document)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=512)
def _typed(_version_id: str, held: _Document) -> Charter:
    return charter_from_json(held.document)


@lru_cache(maxsize=512)
def _prose(version_id: str, held: _Document, language: str) -> tuple[Chapter, ...]:
    return prose.chapters(_typed(version_id, held), language)


def _start_keeping(**_signal: object) -> None:
    _kept.set({})


def stop_keeping(**_signal: object) -> None:
    """End what a web request keeps of the charter; nothing where none is under way. For its end, whoever tells of it."""
    _kept.set(None)


request_started.connect(_start_keeping, dispatch_uid="charter.keep")
request_finished.connect(stop_keeping, dispatch_uid="charter.keep")
