"""Chapters on who carries the coalition: bodies and their seats, offices, host."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.charter import decidable
from plenary.charter.prose import choosing, phrases
from plenary.charter.prose.voice import Paragraph, Voice, text
from plenary.charter.rules.schema import Body, BodyKind, Filled, Holder, Office, Seats


def bodies(voice: Voice) -> Iterator[Paragraph]:
    """Each body, and each kind of seat in it."""
    for body in voice.charter.bodies:
        yield f"body.{body.code}", _body(voice, body)
        for seats in body.seats:
            yield f"body.{body.code}.{seats.code}", _seats(voice, body, seats)


def offices(voice: Voice) -> Iterator[Paragraph]:
    """Each office: how it is filled and for how long, what it does and may do."""
    for office in voice.charter.offices:
        yield f"office.{office.code}", _office(voice, office)
    if voice.charter.longest_term_months:
        span = phrases.months(voice.charter.longest_term_months)
        yield "terms", _("No term of a seat or an office is longer than %(span)s.") % {"span": span}
    yield from choosing.elections(voice)


def host(voice: Voice) -> Iterator[Paragraph]:
    """Who employs staff and holds money."""
    rule = voice.charter.host
    if not rule.has_host:
        yield "host", _("No member holds money or employs staff on behalf of the coalition.")
        return
    duties = voice.all(rule.duties)
    yield (
        "host",
        text(
            _("One member is the host: it employs staff and holds money on behalf of the coalition."),
            _("The host %(points)s.") % {"points": phrases.points(duties)} if duties else "",
            _("The host reports to the %(body)s.") % {"body": voice.body(rule.reports_to)} if rule.reports_to else "",
        ),
    )


def _body(voice: Voice, body: Body) -> str:
    kinds = {
        BodyKind.PLENARY: _("The %(body)s is made up of all members and is the highest body of the coalition."),
        BodyKind.BOARD: _("The %(body)s conducts the affairs of the coalition between plenaries."),
        BodyKind.STEERING: _("The %(body)s steers the coalition and prepares its decisions."),
        BodyKind.COMMITTEE: _("The %(body)s is a standing committee."),
        BodyKind.TASK_FORCE: _("The %(body)s is a task force and ends when its task is done."),
    }
    duties = voice.all(body.duties)
    return text(
        kinds[body.kind] % {"body": voice.say(body.names) or body.code},
        _("It %(points)s.") % {"points": phrases.points(duties)} if duties else "",
        _("It reports to the %(body)s.") % {"body": voice.body(body.reports_to)} if body.reports_to else "",
        _("It meets %(rhythm)s.") % {"rhythm": phrases.every(body.meets_every_months)}
        if body.meets_every_months
        else "",
        ngettext(
            "At its meetings one may act by proxy for one other at most.",
            "At its meetings one may act by proxy for %(count)s others at most.",
            body.proxies,
        )
        % {"count": phrases.number(body.proxies)}
        if body.proxies
        else "",
    )


def _seats(voice: Voice, body: Body, seats: Seats) -> str:
    names = {"body": voice.say(body.names) or body.code, "seats": voice.say(seats.names) or seats.code}
    if seats.filled is Filled.EVERY_MEMBER:
        return _("%(seats)s: every member that wishes has a seat in the %(body)s.") % names
    counted = ngettext(
        "The %(body)s has one seat (%(seats)s)",
        "The %(body)s has %(count)s seats (%(seats)s)",
        seats.number,
    ) % {**names, "count": phrases.number(seats.number)}
    held = (
        _("held by members through their representatives")
        if seats.holder is Holder.MEMBER
        else _("held by persons in their own name")
    )
    first = _("%(counted)s, %(held)s.") % {"counted": counted, "held": held}
    return text(first, _kept_for(voice, seats), _seats_filled(voice, seats), choosing.turns(seats.turns), _term(seats))


def _kept_for(voice: Voice, seats: Seats) -> str:
    if reserved := voice.say(seats.reserved_for):
        return _("Kept for: %(whom)s.") % {"whom": reserved.rstrip(" .")}
    if seats.reserved_category:
        return _("Kept for members of the category “%(category)s”.") % {
            "category": voice.category(seats.reserved_category)
        }
    return ""


def _seats_filled(voice: Voice, seats: Seats) -> str:
    return {
        Filled.EVERY_MEMBER: _("Every member takes part."),
        Filled.ELECTION: _("The seats are filled by election in the %(body)s."),
        Filled.APPOINTMENT: _("The seats are filled by appointment of the %(body)s."),
        Filled.HOST: _("The seats are filled by the host."),
    }[seats.filled] % {"body": voice.body(seats.filled_by)}


def _office_filled(voice: Voice, office: Office) -> str:
    return {
        Filled.EVERY_MEMBER: _("Every member takes part."),
        Filled.ELECTION: _("The office is filled by election in the %(body)s."),
        Filled.APPOINTMENT: _("The office is filled by appointment of the %(body)s."),
        Filled.HOST: _("The office is filled by the host."),
    }[office.filled] % {"body": voice.body(office.filled_by)}


def _term(held: Seats | Office) -> str:
    if not held.term_months:
        return _("There is no fixed term.")
    span = phrases.months(held.term_months)
    if not held.term_limit:
        return _("A term lasts %(span)s and may be renewed.") % {"span": span}
    return ngettext(
        "A term lasts %(span)s and may not be followed by another.",
        "A term lasts %(span)s, and nobody serves more than %(count)s terms in a row.",
        held.term_limit,
    ) % {"span": span, "count": phrases.number(held.term_limit)}


def _office(voice: Voice, office: Office) -> str:
    names = {"office": voice.say(office.names) or office.code, "body": voice.body(office.body)}
    known = decidable.powers()
    powers = [str(known.get(power, power)) for power in office.powers]
    duties = voice.all(office.duties)
    belongs = _("The %(office)s belongs to the %(body)s.") if office.body else _("The %(office)s serves all members.")
    return text(
        belongs % names,
        _office_filled(voice, office),
        _term(office),
        _("The %(office)s %(points)s.") % {**names, "points": phrases.points(duties)} if duties else "",
        _("The %(office)s also %(points)s.") % {**names, "points": phrases.points(powers)} if powers else "",
    )
