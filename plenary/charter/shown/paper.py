"""The charter on paper: in force, an earlier version, or a draft, in the reader's language."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.charter import queries
from plenary.charter.models import CharterDraft, CharterVersion
from plenary.charter.rules.clauses import Chapter
from plenary.coalitions.models import Coalition
from plenary.core import clock, printing, times
from plenary.core.standing import Standing
from plenary.record.permissions import may_read_record
from plenary.record.queries import signed_head
from plenary.record.rules.verification import short_head


def paper_of_version(standing: Standing, coalition: Coalition, version: CharterVersion) -> bytes:
    """A version as a PDF."""
    return _printed(standing, coalition, queries.prose_in(version, _active()), _since(coalition, version), "")


def paper_of_draft(standing: Standing, coalition: Coalition, draft: CharterDraft) -> bytes:
    """A draft as a PDF, marked as a draft on every page."""
    told = {"title": draft.title, "day": _day(coalition, draft.made_at)}
    line = _("Draft “%(title)s” of %(day)s. It is in force only when the members adopt it.") % told
    return _printed(standing, coalition, queries.prose_of_draft(draft), line, _("Draft"))


def _printed(standing: Standing, coalition: Coalition, chapters: Sequence[Chapter], line: str, mark: str) -> bytes:
    name = coalition.name_in(_active())
    printed = _("Printed on %(day)s") % {"day": _day(coalition, clock.now())}
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
        around=printing.Around(over=name, day=printed, mark=mark, foot=_head(standing)),
    )


def _since(coalition: Coalition, version: CharterVersion) -> str:
    told = {"number": version.number, "since": _day(coalition, version.in_force_from)}
    if version.in_force_until is None:
        return _("Version %(number)s, in force since %(since)s.") % told
    told["until"] = _day(coalition, version.in_force_until)
    return _("Version %(number)s, in force from %(since)s until %(until)s.") % told


def _head(standing: Standing) -> str:
    """The head of the record in short, by which a paper can be held against it; to those who may read the record."""
    if not may_read_record(standing):
        return ""
    head = signed_head(standing.coalition)
    return _("Head of the record: %(head)s") % {"head": printing.ltr(short_head(head.size, head.root))}


def _day(coalition: Coalition, moment: datetime) -> str:
    zone = times.zone_of(coalition.time_zone)
    return printing.day_on_paper(moment, zone=zone, language=_active())


def _active() -> str:
    return get_language() or "en"
