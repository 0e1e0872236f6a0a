"""A source as its page and the API show it, and how one is found by an address: hidden or missing, 404."""

from dataclasses import dataclass

from django.http import Http404

from plenary.coalitions.access import CoalitionRequest
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Verdict
from plenary.files.models import File
from plenary.files.queries import files_of
from plenary.monitoring.labels import CREDIBILITY, RELIABILITY, SOURCE_KINDS, SOURCE_READERS
from plenary.monitoring.models import Source
from plenary.monitoring.permissions.sources import may_change, may_open_copy
from plenary.monitoring.queries.sources import visible_source
from plenary.monitoring.rules.sources import COPIES, REDACTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A source for a reader: in words, with its archived copy where they open it, and what was redacted from it."""

    row: Source
    copy: tuple[File, ...]
    redacted: tuple[File, ...]
    may_open: Verdict
    may_change: Verdict

    @property
    def kind(self) -> Label:
        """What kind of source it is, in words."""
        return SOURCE_KINDS[self.row.kind]

    @property
    def reliability(self) -> Label:
        """How far the source is relied on, in words."""
        return RELIABILITY[self.row.reliability]

    @property
    def credibility(self) -> Label:
        """How far what it says is borne out, in words."""
        return CREDIBILITY[self.row.credibility]

    @property
    def readers(self) -> Label:
        """Who opens its archived copy, in words."""
        return SOURCE_READERS[self.row.readers]


def source_shown(standing: Standing, source: Source) -> Shown:
    """A source that the standing may see. Four queries at most besides the charter's."""
    return Shown(
        row=source,
        copy=files_of(standing, COPIES, [source.id])[source.id],
        redacted=files_of(standing, REDACTED, [source.id])[source.id],
        may_open=may_open_copy(standing, source),
        may_change=may_change(standing, source),
    )


def source_found(request: CoalitionRequest, source_id: str) -> Source:
    """The source of an address. Raises Http404."""
    found = visible_source(request.standing, source_id)
    if found is None:
        raise Http404
    return found
