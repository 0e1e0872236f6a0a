"""The charter on paper: in force, an earlier version, or a draft, in the reader's language."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.charter import permissions, queries
from plenary.charter.models import CharterVersion
from plenary.charter.rules.clauses import Chapter
from plenary.charter.views.asked import version_asked
from plenary.charter.views.workbench import draft_or_404
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core import clock, printing, times
from plenary.record.permissions import may_read_record
from plenary.record.queries import signed_head
from plenary.record.rules.verification import short_head


@in_coalition(permissions.may_read_charter)
def print_charter(request: CoalitionRequest) -> HttpResponse:
    """The charter in force, or an earlier version (``?version=2``), as a PDF in the active language."""
    version = version_asked(request)
    made = _printed(request, queries.prose_in(version, _active()), _since(request, version), "")
    return printing.answer(made, f"{request.coalition.slug}-charter-{version.number}")


@in_coalition(permissions.may_see_drafts)
def print_draft(request: CoalitionRequest, draft_id: str) -> HttpResponse:
    """A draft as a PDF in the active language, marked as a draft on every page."""
    found = draft_or_404(request, draft_id)
    told = {"title": found.title, "day": _day(request, found.made_at)}
    line = _("Draft “%(title)s” of %(day)s. It is in force only when the members adopt it.") % told
    made = _printed(request, queries.prose_of_draft(found), line, _("Draft"))
    return printing.answer(made, f"{request.coalition.slug}-charter-draft")


def _printed(request: CoalitionRequest, chapters: Sequence[Chapter], line: str, mark: str) -> bytes:
    name = request.coalition.name_in(_active())
    printed = _("Printed on %(day)s") % {"day": _day(request, clock.now())}
    notes = [clause.text for chapter in chapters for clause in chapter.clauses if clause.key == "languages"]
    return printing.pdf(
        "charter/charter",
        {
            "lines": [line, *notes],
            "contents": _("Chapters"),
            "chapters": [asdict(chapter) for chapter in chapters],
        },
        language=_active(),
        title=_("The charter of %(coalition)s") % {"coalition": name},
        author=name,
        around=printing.Around(over=name, day=printed, mark=mark, foot=_head(request)),
    )


def _since(request: CoalitionRequest, version: CharterVersion) -> str:
    told = {"number": version.number, "since": _day(request, version.in_force_from)}
    if version.in_force_until is None:
        return _("Version %(number)s, in force since %(since)s.") % told
    told["until"] = _day(request, version.in_force_until)
    return _("Version %(number)s, in force from %(since)s until %(until)s.") % told


def _head(request: CoalitionRequest) -> str:
    """The head of the record in short, by which a paper can be held against it; to those who may read the record."""
    if not may_read_record(request.standing):
        return ""
    head = signed_head(request.coalition.id)
    return _("Head of the record: %(head)s") % {"head": printing.ltr(short_head(head.size, head.root))}


def _day(request: CoalitionRequest, moment: datetime) -> str:
    zone = times.zone_of(request.coalition.time_zone)
    return printing.day_on_paper(moment, zone=zone, language=_active())


def _active() -> str:
    return get_language() or "en"
