"""What each method asks for, as one or two sentences of a process' clause."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.charter.prose import choosing, phrases
from plenary.charter.prose.voice import Voice, text
from plenary.charter.rules.schema import Base, Method, Process


def decides(voice: Voice, process: Process) -> str:
    """What a process asks for: whose agreement, how much of it, and how many must take part."""
    if process.method is Method.CHOICE:
        return choosing.chooses(voice, process)
    facts = {
        "process": voice.say(process.names) or process.code,
        "share": phrases.needed(process.threshold, strictly=process.strictly),
        "quorum": phrases.share(process.quorum),
        "body": voice.body(process.electorate),
        "count": phrases.number(process.objectors),
    }
    plenary, asks_quorum = voice.is_plenary(process.electorate), process.quorum > 0
    weighs = plenary and voice.weighs
    if process.method is Method.SILENCE:
        return _silence(plenary, process) % facts
    if process.method is Method.CONSENSUS:
        return text(_consensus()[plenary, asks_quorum] % facts, *_rounds(voice, process))
    if process.method is Method.CONSENT:
        told = _consent()[plenary, asks_quorum]
    elif process.base is Base.ELECTORATE:
        told = _of_all_votes()[asks_quorum] if weighs else _of_all()[plenary, asks_quorum]
    elif process.base is Base.PRESENT:
        told = _of_present()[plenary, asks_quorum]
    else:
        told = _of_votes()[asks_quorum] if weighs else _of_cast()[plenary, asks_quorum]
    return text(told % facts, choosing.second(process) if process.method is Method.MAJORITY else "")


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


def _of_present() -> dict[tuple[bool, bool], str]:
    return {
        (True, False): _("%(process)s needs %(share)s of the votes of all members who take part, abstentions too."),
        (True, True): _(
            "%(process)s needs %(share)s of the votes of all members who take part, abstentions too, and these must be at least "
            "%(quorum)s of members."
        ),
        (False, False): _("%(process)s needs %(share)s of all who take part in the %(body)s, abstentions too."),
        (False, True): _(
            "%(process)s needs %(share)s of all who take part in the %(body)s, abstentions too, and these must be at least "
            "%(quorum)s of its seats."
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


def _of_votes() -> dict[bool, str]:
    """Where ballots count differently it is votes that are counted; the quorum goes by members all the same."""
    return {
        False: _("%(process)s needs %(share)s of the votes cast for or against by members."),
        True: _("%(process)s needs %(share)s of the votes cast, with at least %(quorum)s of members taking part."),
    }


def _of_all_votes() -> dict[bool, str]:
    return {
        False: _("%(process)s needs the yes of %(share)s of all votes that members have."),
        True: _(
            "%(process)s needs the yes of %(share)s of all votes that members have, with at least %(quorum)s of members "
            "taking part."
        ),
    }


def _silence(plenary: bool, process: Process) -> str:
    if plenary:
        return ngettext(
            "%(process)s is adopted in silence, unless one member objects before the deadline.",
            "%(process)s is adopted in silence, unless %(count)s members object before the deadline.",
            process.objectors,
        )
    return ngettext(
        "%(process)s is adopted in silence, unless one objection comes from the %(body)s before the deadline.",
        "%(process)s is adopted in silence, unless %(count)s objections come from the %(body)s before the deadline.",
        process.objectors,
    )


def _consensus() -> dict[tuple[bool, bool], str]:
    return {
        (True, False): _(
            "%(process)s is decided by consensus of the members: concerns are answered first, and it is adopted when "
            "nobody blocks it and more support it than stand aside."
        ),
        (True, True): _(
            "%(process)s is decided by consensus of the members: concerns are answered first, and it is adopted when "
            "nobody blocks it and more support it than stand aside, with at least %(quorum)s of members taking part."
        ),
        (False, False): _(
            "%(process)s is decided by consensus in the %(body)s: concerns are answered first, and it is adopted when "
            "nobody there blocks it and more support it than stand aside."
        ),
        (False, True): _(
            "%(process)s is decided by consensus in the %(body)s: concerns are answered first, and it is adopted when "
            "nobody there blocks it and more support it than stand aside, with at least %(quorum)s of its seats taking part."
        ),
    }


def _rounds(voice: Voice, process: Process) -> tuple[str, str]:
    rounds = ngettext(
        "Consensus is tested once.",
        "Consensus is tested %(count)s times at most, each time after the concerns were spoken about.",
        process.rounds,
    ) % {"count": phrases.number(process.rounds)}
    if not process.fallback:
        return rounds, _("Without consensus it is not adopted.")
    told = {"process": voice.process(process.fallback)}
    return rounds, _("Without consensus it is then decided as set out under “%(process)s”.") % told
