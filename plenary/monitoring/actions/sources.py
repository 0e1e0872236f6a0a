"""Keeping a source with its archived copy, amending what is said of it, and withdrawing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.files.actions import keep_found, lock_files, remove_files_of
from plenary.files.formats import FileError, Found
from plenary.monitoring.actions.entering import attributed, short
from plenary.monitoring.models import Source
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.permissions.sources import may_change
from plenary.monitoring.queries.sources import source_of_content
from plenary.monitoring.rules import sources
from plenary.monitoring.rules.sources import Credibility, Kind, Readers, Reliability
from plenary.record import actions as record
from plenary.texts.rules import is_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said of a source: what it is, when it was published as far as is known, its language, where it stood, who published
    it, how far it is relied on, a note, and who opens its archived copy."""

    kind: Kind
    title: str
    published: str = ""
    language: str = ""
    address: str = ""
    publisher: str = ""
    reliability: Reliability = Reliability.NOT_JUDGED
    credibility: Credibility = Credibility.NOT_JUDGED
    note: str = ""
    readers: Readers = Readers.MEMBERS


def keep_source(*, by: Standing, told: Told, found: Found | None = None) -> Source:
    """Keep a source, with its archived copy where there is one (`files.formats.read` gave it); enters it for the members. Content
    that is kept already is no second source: the one that has it is given, as it is.

    Refuses as `permissions.instruments.may_keep` does, without a title (`monitoring.no_words`), with words that are too long
    (`monitoring.too_long`), a day that is none (`monitoring.not_published`) or lies ahead (`monitoring.in-the-future`), what is
    no address (`monitoring.no_address`) or language (`texts.no_such_language`), a copy with formulas (`monitoring.formulas`),
    and as `files.actions.keep_found` does.
    """
    fields = _checked(told)
    digest = sha256(found.data).hexdigest() if found else ""
    with record.act(by=by):
        require(may_keep(by))
        lock_files(by.coalition)
        if same := source_of_content(by.coalition, digest):
            return same
        made = Source.objects.create(
            coalition_id=by.coalition,
            sha256=digest,
            kept_at=clock.now(),
            kept_by="" if by.is_protected else by.person,
            **fields,
        )
        enter(by, "monitoring.source_kept", made, {"source_kind": made.kind})
        if found:
            keep_found(by=by, kind=sources.COPIES, parent_id=made.id, found=found)
    return made


def amend_source(*, by: Standing, source: Source, told: Told, found: Found | None = None) -> Source:
    """Say something else of a source, and give it an archived copy where it had none; the same again changes nothing. A copy that
    is there stays.

    Refuses as `keep_source` and as `permissions.sources.may_change` do, a second copy (`files.one`), and one that another source
    has (`monitoring.kept_already`)."""
    fields = _checked(told)
    with record.act(by=by):
        locked = _locked(by, source)
        if found:
            fields |= _content_of(by, locked, found)
        changed = [name for name, value in fields.items() if getattr(locked, name) != value]
        if changed:
            for name in changed:
                setattr(locked, name, fields[name])
            locked.save(update_fields=changed)
            enter(by, "monitoring.source_amended", locked, {"changed": sorted(changed)})
        if found:
            keep_found(by=by, kind=sources.COPIES, parent_id=locked.id, found=found)
    return locked


def withdraw_source(*, by: Standing, source: Source, why: str) -> Source:
    """Withdraw a source: nothing rests on it any more. Its archived copy and what was redacted from it are destroyed; what is
    said of it stays, with why. Refuses as `permissions.sources.may_change` does, no reason (`monitoring.no_words`), and one that
    is too long (`monitoring.too_long`)."""
    said = short(why, sources.LONGEST_NOTE)
    if not said:
        raise Refused(refuse("monitoring.no_words"))
    with record.act(by=by):
        locked = _locked(by, source)
        locked.withdrawn_at, locked.withdrawn_why = clock.now(), said
        locked.save(update_fields=["withdrawn_at", "withdrawn_why"])
        enter(by, "monitoring.source_withdrawn", locked, {"why": said})
        for kind in (sources.COPIES, sources.REDACTED):
            remove_files_of(by=by, kind=kind, parent_ids=[locked.id])
    return locked


def enter(by: Standing, kind: str, source: Source, facts: Mapping[str, Any]) -> None:
    """Enter something about a source, for the members; whoever represents a protected member goes unnamed (C4)."""
    record.enter(
        by=attributed(by),
        kind=kind,
        about=source.id,
        audience=[visibility.MEMBERS],
        facts={"source": source.id, "title": source.title, **facts},
    )


def _content_of(by: Standing, source: Source, found: Found) -> dict[str, str]:
    """What a source without a copy says of the one that it gets."""
    lock_files(by.coalition)
    digest = sha256(found.data).hexdigest()
    if source.sha256:
        raise FileError("files.one")
    if source_of_content(by.coalition, digest):
        raise Refused(refuse("monitoring.kept_already"))
    return {"sha256": digest}


def _locked(by: Standing, source: Source) -> Source:
    locked = Source.objects.of(by.coalition).select_for_update().get(id=source.id)
    require(may_change(by, locked))
    return locked


def _checked(told: Told) -> dict[str, Any]:
    title = " ".join(short(told.title, sources.LONGEST_TITLE).split())
    if not title:
        raise Refused(refuse("monitoring.no_words"))
    published = sources.published_of(told.published)
    if told.published.strip() and published is None:
        raise Refused(refuse("monitoring.not_published"))
    if published and published.first > clock.now().date():
        raise Refused(refuse("monitoring.in-the-future"))
    address = sources.plain_address(told.address)
    if told.address.strip() and not address:
        raise Refused(refuse("monitoring.no_address"))
    language = told.language.strip()
    if language and not is_language(language):
        raise Refused(refuse("texts.no_such_language"))
    return {
        "kind": Kind(told.kind).value,
        "title": title,
        "published": str(published or ""),
        "language": language,
        "address": address,
        "publisher": short(told.publisher, sources.LONGEST_PUBLISHER),
        "reliability": Reliability(told.reliability).value,
        "credibility": Credibility(told.credibility).value,
        "note": short(told.note, sources.LONGEST_NOTE),
        "readers": Readers(told.readers).value,
    }
