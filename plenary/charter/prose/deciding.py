"""The chapter on decisions: ballots, each process, and the table from matter to process."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.charter import decidable
from plenary.charter.prose import phrases
from plenary.charter.prose.voice import Paragraph, Voice, text
from plenary.charter.rules.schema import OTHER_MATTER, Base, Method, Process, Secrecy


def decisions(voice: Voice) -> Iterator[Paragraph]:
    """How ballots count, each process, which matter takes which."""
    yield (
        "ballots",
        text(
            _("Each member with a vote has one ballot and may replace it until voting closes."),
            _("An abstention counts as taking part, and neither for nor against."),
            _open_ballots() if all(process.secrecy is Secrecy.OPEN for process in voice.charter.processes) else "",
        ),
    )
    for process in voice.charter.processes:
        yield (
            f"process.{process.code}",
            text(
                _decides(voice, process),
                _moved(voice, process),
                _days(process),
                _objection(process),
                _hold(process),
            ),
        )
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


def _decides(voice: Voice, process: Process) -> str:
    facts = {
        "process": voice.say(process.names) or process.code,
        "share": phrases.needed(process.threshold, strictly=process.strictly),
        "quorum": phrases.share(process.quorum),
        "body": voice.body(process.electorate),
    }
    plenary, asks_quorum = voice.is_plenary(process.electorate), process.quorum > 0
    if process.method is Method.CONSENT:
        told = _consent()[plenary, asks_quorum]
    elif process.base is Base.ELECTORATE:
        told = _of_all()[plenary, asks_quorum]
    else:
        told = _of_cast()[plenary, asks_quorum]
    return told % facts


def _consent() -> dict[tuple[bool, bool], str]:
    return {
        (True, False): _(
            "%(process)s needs the consent of the members: it is adopted when no member votes against it."
        ),
        (True, True): _(
            "%(process)s needs the consent of the members: it is adopted when none votes against it, "
            "with at least %(quorum)s of members taking part."
        ),
        (False, False): _(
            "%(process)s needs the consent of the %(body)s: it is adopted when nobody there votes against it."
        ),
        (False, True): _(
            "%(process)s needs the consent of the %(body)s: it is adopted when nobody there votes against it, "
            "with at least %(quorum)s of its seats taking part."
        ),
    }


def _of_cast() -> dict[tuple[bool, bool], str]:
    return {
        (True, False): _("%(process)s needs %(share)s of the ballots cast for or against by members."),
        (True, True): _(
            "%(process)s needs %(share)s of the ballots cast, with at least %(quorum)s of members taking part."
        ),
        (False, False): _("%(process)s needs %(share)s of the ballots cast for or against in the %(body)s."),
        (False, True): _(
            "%(process)s needs %(share)s of the ballots cast in the %(body)s, with at least %(quorum)s of its seats taking part."
        ),
    }


def _of_all() -> dict[tuple[bool, bool], str]:
    return {
        (True, False): _("%(process)s needs the yes of %(share)s of all members with a vote."),
        (True, True): _(
            "%(process)s needs the yes of %(share)s of all members with a vote, with at least %(quorum)s of them taking part."
        ),
        (False, False): _("%(process)s needs the yes of %(share)s of all seats in the %(body)s."),
        (False, True): _(
            "%(process)s needs the yes of %(share)s of all seats in the %(body)s, with at least %(quorum)s of them taking part."
        ),
    }


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
    steps = [
        words % {"days": phrases.days(count)}
        for count, words in (
            (process.notice_days, _("%(days)s of notice")),
            (process.discussion_days, _("%(days)s of discussion")),
            (process.voting_days, _("%(days)s of voting")),
        )
        if count
    ]
    return _("It takes %(steps)s.") % {"steps": phrases.all_of(steps)} if steps else ""


def _open_ballots() -> str:
    return _("When voting closes, members and those who decide see how each elector voted.")


def _objection(process: Process) -> str:
    if not process.objections:
        return ""
    return ngettext(
        "Until voting closes a member may object to a single part that can be taken out: it is then taken out and decided apart.",
        "Until voting closes %(count)s members together may object to a single part that can be taken out: "
        "it is then taken out and decided apart.",
        process.objectors,
    ) % {"count": phrases.number(process.objectors)}


def _hold(process: Process) -> str:
    if not process.hold_hours:
        return ""
    return _("What was decided takes effect after a hold of %(span)s.") % {"span": phrases.hours(process.hold_hours)}
