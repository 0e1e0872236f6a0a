"""Chapters on why the coalition exists and who belongs to it: purpose, commitment, categories, accountability."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.charter.prose import phrases
from plenary.charter.prose.voice import Paragraph, Voice, text
from plenary.charter.rules.schema import Category, Charter, Commitment, Who


def purpose(voice: Voice) -> Iterator[Paragraph]:
    """What the alliance is for, its principles and goals, and how closely its members work together."""
    said = voice.charter.purpose
    yield "purpose", phrases.sentence(voice.say(said.purpose)) or _("The purpose is not yet written.")
    if principles := voice.all(said.principles):
        yield (
            "purpose.principles",
            _("All members hold to these principles: %(points)s.") % {"points": phrases.points(principles)},
        )
    if goals := voice.all(said.goals):
        yield "purpose.goals", _("The goals that we share are: %(points)s.") % {"points": phrases.points(goals)}
    yield "commitment", _commitment(said.commitment)


def members(voice: Voice) -> Iterator[Paragraph]:
    """Each category of members, and what happens when a member does not do its part."""
    for category in voice.charter.categories:
        yield (
            f"category.{category.code}",
            text(
                _who(voice, category),
                _rights(category),
                _capacity(category),
                _degree(category),
                _trial(category),
            ),
        )
        if requirements := voice.all(category.requirements):
            yield (
                f"category.{category.code}.requirements",
                _("Whoever joins as “%(category)s” %(points)s.")
                % {"category": voice.say(category.names), "points": phrases.points(requirements)},
            )
        if duties := _duties(voice, category):
            yield f"category.{category.code}.duties", duties
    yield "accountability", _accountability(voice.charter, voice)


def _commitment(degree: Commitment) -> str:
    return {
        Commitment.NETWORKING: _(
            "We work together as a network: members share information and act each for themselves."
        ),
        Commitment.COORDINATION: _(
            "We coordinate: members share information and plan together, and keep their own means."
        ),
        Commitment.COOPERATION: _("We cooperate: members plan together and pool resources under one platform."),
    }[degree]


def _who(voice: Voice, category: Category) -> str:
    told = {
        Who.ORGANISATIONS: _("“%(category)s” is a category open to organisations."),
        Who.INDIVIDUALS: _("“%(category)s” is a category open to individuals."),
        Who.BOTH: _("“%(category)s” is a category open to organisations and individuals."),
    }
    return told[category.who] % {"category": voice.say(category.names) or category.code}


def _rights(category: Category) -> str:
    if category.vote and category.weight > 1:
        told = (
            _("It has a voice, and a ballot that counts %(weight)s times and may be split.")
            if category.split
            else _("It has a voice, and a ballot that counts %(weight)s times.")
        )
        return told % {"weight": phrases.number(category.weight)}
    if category.vote:
        return _("It has a voice and a vote.")
    return _("It has a voice and no vote.") if category.voice else _("It has neither voice nor vote.")


def _capacity(category: Category) -> str:
    if category.personal:
        return _("Whoever belongs to it takes part in a personal capacity and speaks for no institution.")
    return ""


def _degree(category: Category) -> str:
    return {
        Commitment.NETWORKING: _("It asks at least that information is shared."),
        Commitment.COORDINATION: _("It asks at least for planning together."),
        Commitment.COOPERATION: _("It asks for pooling resources under one platform."),
    }[category.commitment]


def _trial(category: Category) -> str:
    if not category.provisional_months:
        return ""
    span = phrases.months(category.provisional_months)
    if category.provisional_vote or not category.vote:
        return _("Membership is provisional for the first %(span)s.") % {"span": span}
    return _("Membership is provisional for the first %(span)s, with a voice and no vote.") % {"span": span}


def _duties(voice: Voice, category: Category) -> str:
    said, meetings, tasks = voice.all(category.duties), category.meetings_a_year, category.tasks_a_year
    return text(
        _("Whoever belongs as “%(category)s” %(points)s.")
        % {"category": voice.say(category.names), "points": phrases.points(said)}
        if said
        else "",
        ngettext(
            "A member of large capacity takes part in one meeting of all members a year at least.",
            "A member of large capacity takes part in %(count)s meetings of all members a year at least.",
            meetings,
        )
        % {"count": phrases.number(meetings)}
        if meetings
        else "",
        ngettext(
            "A member of large capacity takes on one task a year at least.",
            "A member of large capacity takes on %(count)s tasks a year at least.",
            tasks,
        )
        % {"count": phrases.number(tasks)}
        if tasks
        else "",
    )


def _scale(charter: Charter) -> str:
    """How what is counted is scaled to capacity, where anything is."""
    rule = charter.accountability
    if rule.small == rule.medium == 1 or not any(
        each.meetings_a_year or each.tasks_a_year for each in charter.categories
    ):
        return ""
    return _(
        "Duties that are counted follow capacity: of a member of small capacity %(small)s is asked, of one of medium "
        "capacity %(medium)s."
    ) % {"small": phrases.share(rule.small), "medium": phrases.share(rule.medium)}


def _accountability(charter: Charter, voice: Voice) -> str:
    rule = charter.accountability
    first = (
        _("When a member does not do its part, a conversation comes before any other step.")
        if rule.conversation_first
        else ""
    )
    answer = ngettext(
        "Before it is suspended or removed, a member is told why and has one day to answer.",
        "Before it is suspended or removed, a member is told why and has %(count)s days to answer.",
        rule.answer_days,
    ) % {"count": phrases.number(rule.answer_days)}
    appeal = _(
        "It is heard, does not decide on it, and may appeal within the same time; until the appeal is decided, nothing takes "
        "effect."
    )
    if not rule.answer_days:
        answer, appeal = _("Notice and an answer are not asked for before a member is suspended or removed."), ""
    dormant = (
        _("A member that takes no part for %(span)s becomes dormant and may return by saying so.")
        % {"span": phrases.months(rule.dormant_after_months)}
        if rule.dormant_after_months
        else ""
    )
    return text(_scale(charter), first, answer, appeal, dormant, phrases.sentence(voice.say(rule.text)))
