"""What a process asks for that chooses among several, how secret its ballots are, and what holds for every election."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from plenary.charter.prose import phrases
from plenary.charter.prose.voice import Paragraph, Voice, text
from plenary.charter.rules.schema import Filled, Process, Second, Secrecy, TooFew, Uncontested, Vacancies


def chooses(voice: Voice, process: Process) -> str:
    """How a choice among several is made: by whom, on which ballots, counted how."""
    facts = {
        "process": voice.say(process.names) or process.code,
        "quorum": phrases.share(process.quorum),
        "body": voice.body(process.electorate),
    }
    if voice.is_plenary(process.electorate):
        first = _("%(process)s chooses among those put forward, by the ballots of the members.")
        quorum = _("At least %(quorum)s of members must take part.")
    else:
        first = _("%(process)s chooses among those put forward, by the ballots of the %(body)s.")
        quorum = _("At least %(quorum)s of its seats must take part.")
    return text(first % facts, _counted(process), quorum % facts if process.quorum else "")


def _counted(process: Process) -> str:
    told = process.counting.told
    sentences = told.with_points if process.points and told.with_points else (told.clause,)
    return text(*(_(each) % {"grades": process.grades, "points": process.points} for each in sentences))


def second(process: Process) -> str:
    """The second majority that a process asks for besides; empty where it asks for none."""
    return {
        Second.NONE: "",
        Second.MEMBERS: _("More than half of those who say yes or no must say yes as well, each counted once."),
        Second.REGIONS: _(
            "In more than half of the regions that say yes or no, more than half of the votes must be for it as well."
        ),
    }[process.second]


def secret(process: Process) -> str:
    """That nobody sees how each voted, where that is so."""
    return _("The ballot is secret.") if process.secrecy is Secrecy.SECRET else ""


def ballots(voice: Voice) -> str:
    """To whom ballots are open once voting closes, over all processes."""
    secret = [process.secrecy is Secrecy.SECRET for process in voice.charter.processes]
    if all(secret):
        return _("Ballots are secret: nobody sees how an elector voted.")
    if any(secret):
        return _(
            "When voting closes, members and those who decide see how each elector voted, except where the ballot is secret."
        )
    return _("When voting closes, members and those who decide see how each elector voted.")


def elections(voice: Voice) -> Iterator[Paragraph]:
    """What holds for every election, where the charter fills anything by election."""
    charter = voice.charter
    elected = [seats.filled for body in charter.bodies for seats in body.seats]
    if Filled.ELECTION not in [*elected, *(office.filled for office in charter.offices)]:
        return
    rule = charter.elections
    yield (
        "elections",
        text(
            _("In an election nominations are open during its notice; whoever is nominated is asked to accept."),
            {
                Uncontested.ELECTED: _("Where no more stand than there are seats, they are elected without a ballot."),
                Uncontested.BALLOT: _(
                    "Where no more stand than there are seats, a ballot is held all the same, and may call for nominations again."
                ),
            }[rule.uncontested],
            {
                TooFew.FILL: _("Where fewer stand, they fill what they can, and the rest stays vacant."),
                TooFew.AGAIN: _("Where fewer stand, the call is held open once more for as long."),
            }[rule.too_few],
            _vacancies(rule.vacancies),
            _("An election is over %(span)s before the terms end that it follows.")
            % {"span": phrases.days(rule.handover_days)}
            if rule.handover_days
            else "",
        ),
    )


def _vacancies(rule: Vacancies) -> str:
    """How vacancies are filled; empty where by election, as the clauses of seats and offices say."""
    if rule is Vacancies.BY_ELECTION:
        return ""
    return text(
        _("Where one whom ballots chose leaves before the time, they are counted again for the rest of the term."),
        _("Whom they choose then is asked to accept; where nobody does, an election opens."),
    )


def turns(count: int) -> str:
    """That seats are filled in turns, so that not all change at once; empty where they do."""
    if count < 2:
        return ""
    return _("They are filled in %(count)s turns, spread over a term.") % {"count": phrases.number(count)}
