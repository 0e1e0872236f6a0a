"""Chapters on how the coalition speaks, what is open to whom, whom it protects, how it deals with conflict, how it ends."""

from collections.abc import Iterator

from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from plenary.charter.prose import phrases
from plenary.charter.prose.voice import Paragraph, Voice, text
from plenary.charter.rules.schema import Conflict, Disclosed


def sharing(voice: Voice) -> Iterator[Paragraph]:
    """What leadership shares with whom, and how soon."""
    told = [_shared(voice, index) for index in range(len(voice.charter.sharing))]
    yield "sharing", text(*told) or _("Whatever concerns all members is shared with all members.")


def speaking(voice: Voice) -> Iterator[Paragraph]:
    """Who speaks for the coalition, who signs off, and how credit is shared."""
    rule = voice.charter.speaking
    if rule.offices:
        who = _("Only these speak for the coalition: the %(offices)s.") % {"offices": voice.offices(rule.offices)}
    else:
        who = _("Nobody speaks for the coalition as a whole; each member speaks for itself.")
    yield (
        "speaking",
        text(
            who,
            _("Members take turns to speak, so that different members are seen.") if rule.rotation else "",
            _("A statement in the name of all is first decided as set out under “%(process)s”.")
            % {"process": voice.process(rule.sign_off)},
            phrases.sentence(voice.say(rule.text)),
        ),
    )
    yield (
        "credit",
        phrases.sentence(voice.say(voice.charter.credit)) or _("Success and blame are shared by all members."),
    )


def disclosure(voice: Voice) -> Iterator[Paragraph]:
    """What is open to whom."""
    rule = voice.charter.disclosure
    named = (
        (_("this charter"), rule.charter),
        (_("the list of members"), rule.members),
        (_("who sits in which body and holds which office"), rule.bodies),
        (_("proposals"), rule.proposals),
        (_("the outcome of decisions"), rule.outcomes),
        (_("the signed heads of the record"), rule.record_heads),
    )
    said = {
        Disclosed.PUBLIC: _("Open to the public: %(things)s."),
        Disclosed.MEMBERS: _("Open to all members: %(things)s."),
        Disclosed.OFFICERS: _("Open to the holders of offices: %(things)s."),
    }
    told = []
    for degree, words in said.items():
        things = [name for name, disclosed in named if disclosed is degree]
        if things:
            told.append(words % {"things": phrases.all_of(things)})
    yield "disclosure", text(*told)


def protection(voice: Voice) -> Iterator[Paragraph]:
    """Whether members may stay unnamed, how many, and who knows them."""
    rule = voice.charter.protection
    if not rule.allowed:
        yield "protection", _("Every member is named to the other members; no member stays unnamed.")
        return
    cap = ngettext("at most one member may stay unnamed", "at most %(count)s members may stay unnamed", rule.cap)
    vouched = ngettext(
        "%(cap)s to the public and to other members, when one member vouches for it.",
        "%(cap)s to the public and to other members, when %(count)s members vouch for it.",
        rule.vouchers,
    ) % {"cap": cap % {"count": phrases.number(rule.cap)}, "count": phrases.number(rule.vouchers)}
    yield (
        "protection",
        text(
            _("Whoever is in danger is protected: %(rule)s") % {"rule": vouched},
            _("A protected member has a voice and a vote.")
            if rule.vote
            else _("A protected member has a voice and no vote."),
            _("Only the %(offices)s may know who it is.") % {"offices": voice.offices(rule.known_to)}
            if rule.known_to
            else "",
            _("Every member may move, amend and speak without its name, so that what has none marks nobody.")
            if rule.unnamed
            else "",
        ),
    )


def conflict(voice: Voice) -> Iterator[Paragraph]:
    """Where a concern goes, and how soon it is answered."""
    rule = voice.charter.conflict
    told = []
    if rule.receiver:
        told.append(_("A concern goes to the %(office)s.") % {"office": voice.office(rule.receiver)})
    else:
        told.append(_("A concern may be brought to all members."))
    if rule.instead:
        told.append(
            _("When it is about that person, it goes to the %(office)s instead.")
            % {"office": voice.office(rule.instead)}
        )
    if rule.further:
        told.append(
            _("Where they are concerned or late it goes on, in this order, to the %(offices)s.")
            % {"offices": voice.offices(rule.further)}
        )
    if outside := voice.say(rule.outside):
        told.append(_("From outside, anybody may turn to: %(who)s") % {"who": phrases.sentence(outside)})
    told.append(
        _("Whoever raised it hears within %(span)s that it arrived.") % {"span": phrases.hours(rule.acknowledge_hours)}
    )
    if rule.order:
        told += _days_of_concern(rule)
    if rule.outside_mediator:
        told.append(_("Each side may ask for a mediator from outside."))
    yield "conflict", text(*told, phrases.sentence(voice.say(rule.text)))


def _days_of_concern(rule: Conflict) -> Iterator[str]:
    """The days that hold once it was acknowledged; those that the charter leaves at nought are not told."""
    if rule.answer_days:
        yield _("It is answered within %(span)s after that.") % {"span": phrases.days(rule.answer_days)}
    if rule.hear_days:
        yield _("The one concerned is asked for a statement within %(span)s more.") % {
            "span": phrases.days(rule.hear_days)
        }
    if rule.outcome_days:
        yield _("There is an outcome within %(span)s after the statement, or after the last day for it.") % {
            "span": phrases.days(rule.outcome_days)
        }
    if rule.answer_days or rule.hear_days or rule.outcome_days:
        yield _("What is late goes on to the next, past those who were late.")


def future(voice: Voice) -> Iterator[Paragraph]:
    """When the rules are looked at again, and how the coalition ends."""
    review, ending = voice.charter.review, voice.charter.ending
    who = (
        _("The members look")
        if voice.is_plenary(review.by)
        else _("The %(body)s looks") % {"body": voice.body(review.by)}
    )
    yield (
        "review",
        _("%(who)s at these rules again %(rhythm)s.") % {"who": who, "rhythm": phrases.every(review.every_months)},
    )
    remains = voice.say(ending.remains)
    yield (
        "ending",
        text(
            _("To end the coalition is decided as set out under “%(process)s”.")
            % {"process": voice.process(ending.process)},
            phrases.sentence(remains),
        ),
    )


def languages(voice: Voice) -> Iterator[Paragraph]:
    """In which languages the charter is written, and which counts."""
    tags = voice.charter.languages
    first = _language(tags[0]) if tags else ""
    if len(tags) < 2:
        written = _("This charter is written in %(language)s.") % {"language": first}
    else:
        written = _("This charter is written in %(languages)s. Where they differ, the text in %(language)s counts.") % {
            "languages": phrases.all_of([_language(tag) for tag in tags]),
            "language": first,
        }
    required = phrases.all_of([_language(tag) for tag in voice.charter.required_languages])
    proposals = (
        _("Notice of a proposal starts once it can be read in %(languages)s.") % {"languages": required}
        if required
        else ""
    )
    yield "languages", text(written, proposals)


def _shared(voice: Voice, index: int) -> str:
    rule = voice.charter.sharing[index]
    facts = {"what": voice.say(rule.what).rstrip(" ."), "span": phrases.days(rule.within_days)}
    if not rule.within_days:
        return {
            Disclosed.PUBLIC: _("Shared with the public at once: %(what)s."),
            Disclosed.MEMBERS: _("Shared with all members at once: %(what)s."),
            Disclosed.OFFICERS: _("Shared with the holders of offices at once: %(what)s."),
        }[rule.audience] % facts
    return {
        Disclosed.PUBLIC: _("Shared with the public within %(span)s: %(what)s."),
        Disclosed.MEMBERS: _("Shared with all members within %(span)s: %(what)s."),
        Disclosed.OFFICERS: _("Shared with the holders of offices within %(span)s: %(what)s."),
    }[rule.audience] % facts


def _language(tag: str) -> str:
    try:
        return str(get_language_info(tag)["name_translated"])
    except KeyError:
        return tag
