"""The chapter on decisions: ballots, each process, and the table from matter to process."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.charter import decidable
from plenary.charter.prose import calendar, choosing, methods, phrases, ways
from plenary.charter.prose.voice import Paragraph, Voice, text
from plenary.charter.rules.schema import OTHER_MATTER, Method, Process


def decisions(voice: Voice) -> Iterator[Paragraph]:
    """How ballots count, each process, which matter takes which."""
    yield (
        "ballots",
        text(
            _("Each member with a vote has one ballot and may replace it until voting closes."),
            _("An abstention counts as taking part, and neither for nor against."),
            choosing.ballots(voice),
        ),
    )
    for process in voice.charter.processes:
        yield (
            f"process.{process.code}",
            text(
                methods.decides(voice, process),
                choosing.secret(process),
                _moved(voice, process),
                _days(process),
                *ways.course(voice, process),
            ),
        )
        if also := text(*ways.also(voice, process)):
            named = {"process": voice.process(process.code)}
            yield f"process.{process.code}.also", text(_("This goes with “%(process)s” as well.") % named, also)
    labels = decidable.matters()
    ordered = sorted(voice.charter.matters.items(), key=lambda item: (item[0] == OTHER_MATTER, item[0]))
    for matter, code in ordered:
        name = str(labels[matter].label) if matter in labels else matter
        told = {"matter": name, "process": voice.process(code)}
        if matter == OTHER_MATTER:
            yield (
                f"matter.{matter}",
                _("Whatever has no process of its own is decided as set out under “%(process)s”.") % told,
            )
        else:
            yield f"matter.{matter}", _("%(matter)s is decided as set out under “%(process)s”.") % told
    yield from calendar.urgent(voice)
    yield from calendar.days(voice)
    if voice.charter.signing.second_address:
        yield "signing", _signing()


def _signing() -> str:
    return text(
        _(
            "A signature of an organisation under an agreement counts once a second address of the organisation has confirmed it."
        ),
        _("Whoever signs for it never has that address."),
    )


def _moved(voice: Voice, process: Process) -> str:
    if voice.is_plenary(process.moved_by):
        moved = _("Any member may move it")
    else:
        moved = _("The %(body)s may move it") % {"body": voice.body(process.moved_by)}
    if not process.seconders:
        return phrases.sentence(moved)
    return ngettext(
        "%(moved)s, with one other to second it.", "%(moved)s, with %(count)s others to second it.", process.seconders
    ) % {"moved": moved, "count": phrases.number(process.seconders)}


def _days(process: Process) -> str:
    span = phrases.days(process.voting_days) if process.voting_days else ""
    hours = phrases.hours(process.voting_hours) if process.voting_hours else ""
    voting = _("%(days)s and %(hours)s") % {"days": span, "hours": hours} if span and hours else span or hours
    steps = [
        words % {"days": span}
        for span, words in (
            (phrases.days(process.notice_days) if process.notice_days else "", _("%(days)s of notice")),
            (phrases.days(process.discussion_days) if process.discussion_days else "", _("%(days)s of discussion")),
            (
                voting,
                _("%(days)s to object") if process.method is Method.SILENCE else _("%(days)s of voting"),
            ),
        )
        if span
    ]
    return _("It takes %(steps)s.") % {"steps": phrases.all_of(steps)} if steps else ""
