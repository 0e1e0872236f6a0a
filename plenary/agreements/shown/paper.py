"""An agreement on paper: its numbered paragraphs, who signed, with reservations and dates, in the reader's language."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plenary.agreements.labels import FORM, KIND, STAGE
from plenary.agreements.queries import Signatory, Worded
from plenary.agreements.rules import Form, Stage
from plenary.agreements.shown.reading import Reading
from plenary.coalitions.models import Coalition
from plenary.core import clock, printing, times
from plenary.texts.labels import language_called


def paper_of(reading: Reading, coalition: Coalition) -> bytes:
    """What is read, as a tagged PDF; what does not hold is marked as such on every page."""
    name = coalition.name_in(_active())
    return printing.pdf(
        "agreements/agreement",
        {
            "lines": _opening(reading, coalition),
            "paragraphs": [
                {"number": str(number), "words": line.words}
                for number, line in enumerate(reading.text, 1)
                if not line.who
            ],
            "parts": _parts(reading),
            "signed": _list(reading, coalition, reading.stand, _standing(len(reading.stand))),
            "earlier": _list(reading, coalition, reading.stood, _("They stand on an earlier edition")),
            "former": _list(reading, coalition, reading.former, _("They signed, and belong no more")),
            "withdrawn": _list(reading, coalition, reading.withdrawn, _("They withdrew their signature")),
        },
        language=_active(),
        title=reading.title,
        author=name,
        around=printing.Around(
            over=name,
            day=_("Printed on %(day)s") % {"day": _day(coalition, clock.now())},
            mark=_mark(reading),
            foot=_("SHA-256: %(hash)s") % {"hash": printing.ltr(reading.edition.hash)} if reading.edition else "",
        ),
    )


def _opening(reading: Reading, coalition: Coalition) -> list[str]:
    agreement, edition = reading.agreement, reading.edition
    lines = [str(KIND[agreement.kind])]
    if reading.is_translated:
        told = {"language": language_called(reading.languages[0])}
        lines.append(_("A translation. Where it differs, the text in %(language)s holds.") % told)
        if any(each.is_stale for each in reading.text):
            lines.append(_("Some of its paragraphs translate an older text."))
    if edition is None:
        return [*lines, _("A draft. It holds only when the members adopt it.")]
    numbered = {"number": edition.number}
    if edition.adopted_at is None:
        lines.append(_("Edition %(number)s, laid down to be adopted.") % numbered)
    else:
        since = numbered | {"day": _day(coalition, edition.adopted_at)}
        lines.append(_("Edition %(number)s, adopted on %(day)s.") % since)
    if edition.expires_on:
        over = _("It expired: it held until %(day)s, and binds nobody any more.")
        words = over if reading.is_over else _("Holds until %(day)s.")
        lines.append(words % {"day": _date(coalition, edition.expires_on)})
    if edition.reviewed_next_on and not reading.is_over:
        lines.append(_("Looked at again on %(day)s.") % {"day": _date(coalition, edition.reviewed_next_on)})
    return lines


def _parts(reading: Reading) -> dict[str, object]:
    """Of an agreement about roles: the heads of a table, and a row for each member or role."""

    def cell(lines: Sequence[tuple[int, Worded]]) -> list[str]:
        return [f"{number}. {line.words}" for number, line in lines]

    return {
        "heading": _("Who will do what, and will not"),
        "heads": [_("Who"), _("Will do"), _("Will not do")],
        "rows": [{"who": part.who, "will": cell(part.will), "will_not": cell(part.will_not)} for part in reading.parts],
    }


def _list(reading: Reading, coalition: Coalition, rows: Sequence[Signatory], heading: str) -> dict[str, object]:
    if not reading.is_current and reading.edition is not None:
        rows = []
    return {"heading": heading, "rows": [_line(coalition, row) for row in rows]}


def _line(coalition: Coalition, row: Signatory) -> dict[str, str]:
    told = {"number": row.edition, "day": _day(coalition, row.signed_at)}
    note = _("edition %(number)s, %(day)s") % told
    if row.withdrawn_at:
        note = _("%(signed)s; withdrawn on %(day)s") % {"signed": note, "day": _day(coalition, row.withdrawn_at)}
    if row.seconded_at:
        told = {"signed": note, "day": _day(coalition, row.seconded_at)}
        note = _("%(signed)s; confirmed by a second address on %(day)s") % told
    beside = f"{row.beside} · " if row.beside else ""
    form = f"{FORM[row.form]} · " if row.form == Form.PERSONAL else ""
    return {"name": row.name, "note": f"{beside}{form}{note}", "reservation": row.reservation}


def _standing(number: int) -> str:
    words = ngettext("One signed, and stands on this text", "%(number)s signed, and stand on this text", number)
    return words % {"number": number}


def _mark(reading: Reading) -> str:
    if reading.edition is None or reading.edition.adopted_at is None:
        return _("Draft")
    if not reading.is_current:
        return _("Earlier edition")
    return "" if reading.stage is Stage.IN_FORCE else str(STAGE[reading.stage])


def _day(coalition: Coalition, moment: datetime) -> str:
    return printing.day_on_paper(moment, zone=times.zone_of(coalition.time_zone), language=_active())


def _date(coalition: Coalition, day: date) -> str:
    return _day(coalition, datetime.combine(day, time(12), times.zone_of(coalition.time_zone)))


def _active() -> str:
    return get_language() or "en"
