"""What else a process lets happen on the way: early ends, objections to a part, advice, calls, more time, delegation, hold."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.charter.prose import phrases
from plenary.charter.prose.voice import Voice
from plenary.charter.rules.schema import Method, Process


def course(voice: Voice, process: Process) -> Iterator[str]:
    """The sentences that follow on how a process decides and how long it takes: its end, and what comes after."""
    if process.presence and process.quorum and process.method is not Method.SILENCE:
        yield _(
            "Where it is voted on at a meeting, those who are present there count as taking part, whether they vote or not."
        )
    if process.early:
        yield _("It closes as soon as its outcome is certain.")
    if process.method is Method.SILENCE and process.fallback:
        yield _("When the silence is broken, it is decided as set out under “%(process)s”.") % {
            "process": voice.process(process.fallback)
        }
    yield _objection(process)
    yield _hold(process)


def also(voice: Voice, process: Process) -> Iterator[str]:
    """What else may happen on the way, as a clause of its own: advice, calls, more time, delegation, putting it again."""
    yield from _advice(voice, process)
    yield from _calls(voice, process)
    yield from _time_and_place(process)


def _objection(process: Process) -> str:
    if not process.objections:
        return ""
    return ngettext(
        "Until voting closes a member may object to a single part that can be taken out: it is then taken out and decided apart.",
        "Until voting closes %(count)s members together may object to a single part that can be taken out: "
        "it is then taken out and decided apart.",
        process.objectors,
    ) % {"count": phrases.number(process.objectors)}


def _advice(voice: Voice, process: Process) -> Iterator[str]:
    if process.advice_from:
        bodies = phrases.all_of([voice.body(code) for code in process.advice_from])
        yield _("Before it is decided these are heard: %(bodies)s. What became of their advice is recorded.") % {
            "bodies": bodies
        }
    if process.referral_days:
        yield _("While it is discussed it may be sent to a body for advice, for %(span)s at most.") % {
            "span": phrases.days(process.referral_days)
        }


def _calls(voice: Voice, process: Process) -> Iterator[str]:
    if process.recorded_by:
        yield _(
            "It may also be decided on a call or at a table: %(offices)s may enter what was decided; everyone with a vote "
            "is told and may object within %(span)s, and then it is voted on in writing."
        ) % {"offices": voice.offices(process.recorded_by), "span": phrases.hours(process.window_hours)}


def _time_and_place(process: Process) -> Iterator[str]:
    if process.extension_days:
        yield _("A member that must consult first may ask once for %(span)s more.") % {
            "span": phrases.days(process.extension_days)
        }
    if process.delegation:
        yield ngettext(
            "An elector may let another cast its ballot; nobody carries more than one ballot for others.",
            "An elector may let another cast its ballot; nobody carries more than %(count)s ballots for others.",
            process.carries,
        ) % {"count": phrases.number(process.carries)}
    if process.again_after_days:
        yield _("What was decided is not put again within %(span)s.") % {"span": phrases.days(process.again_after_days)}


def _hold(process: Process) -> str:
    if not process.hold_hours:
        return ""
    return _("What was decided takes effect after a hold of %(span)s.") % {"span": phrases.hours(process.hold_hours)}
