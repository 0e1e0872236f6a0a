"""The brief of a proposal: what one page to forward to one's organisation says, as text and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.charter.rules.schema import Method
from plenary.coalitions.models import Coalition
from plenary.core import clock, printing, times
from plenary.core.standing import Standing
from plenary.decisions import permissions, queries
from plenary.decisions.labels import answers_under
from plenary.decisions.labels.ballots import ASKED
from plenary.decisions.models import Objection, Proposal
from plenary.decisions.queries.choosing import Choice
from plenary.decisions.queries.nominations import statements_of
from plenary.decisions.rules.ballots import choices_of, takes_ballots
from plenary.decisions.rules.choosing import asks_of
from plenary.decisions.rules.phases import Phase
from plenary.decisions.shown.choosing import Choosing, Listed, choice_among, choosing_shown
from plenary.decisions.shown.proposal import rule_of

MOST_WORDS, MOST_PARTS, MOST_OBJECTIONS = 120, 12, 3
"""A page holds so many words of the reasons, so many parts of what happens and so many objections, each in so few words; the
rest is read on the proposal's page."""
FEW_WORDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What the page says, in the language in which it was made: ready to be printed, sent as text, or set on paper."""

    title: str
    coalition: str
    asked: str
    until: str
    rule: str
    happenings: tuple[str, ...]
    chosen: str  # how many are chosen, or out of what money; empty where yes or no is asked
    options: tuple[str, ...]  # all that stand for choice: an answer that leaves one out is another answer
    is_election: bool  # its candidates are listed by name, never by number
    more: int
    reasons: str
    heard: tuple[str, ...]  # what those whom it concerns say
    objections: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    how: str
    shared: str
    url: str
    language: str
    words_in: str  # the language of title and reasons


def brief_of(standing: Standing, coalition: Coalition, proposal: Proposal, *, zone: str, url: str) -> Brief:
    """The brief of an opened proposal in the active language, for a reader in a zone (IANA name, or empty); `url` is the
    proposal's page. A protected member's names the coalition nowhere, nor the
    address at which it works: it may be read by those who should know of neither."""
    is_protected = standing.is_protected
    process = queries.process_of(proposal)
    words = queries.words_of(proposal)
    parts = [part for part in queries.in_dispute_first(queries.what_happens(proposal, words)) if not part.severed]
    happenings = [part.sentence for part in parts]
    choice = choice_among(proposal, parts)
    choosing = choosing_shown(choice)
    return Brief(
        title=words.title,
        coalition="" if is_protected else coalition.name_in(translation.get_language() or "en"),
        asked=_asked(proposal),
        until=_until(coalition, proposal, zone),
        rule=rule_of(proposal.coalition_id, process, proposal.charter_version)[1],
        happenings=tuple(happenings[:MOST_PARTS]),
        chosen=_chosen(coalition, proposal, choosing, zone) if choosing else "",
        options=_options(_with_statements(standing, proposal, choosing, choice)) if choosing else (),
        is_election=bool(choosing and choosing.is_nominated),
        more=max(0, len(happenings) - MOST_PARTS),
        reasons=Truncator(" ".join(words.body.split())).words(MOST_WORDS),
        heard=_heard(standing, proposal, parts),
        objections=_objections(standing, proposal, parts),
        answers=_answers(proposal, choice),
        how=_("Tell the person who represents you what your organisation answers. They enter it before the deadline."),
        shared=_confidential() if is_protected else _shared(proposal),
        url="" if is_protected else url,
        language=translation.get_language() or "en",
        words_in=words.language,
    )


def _heard(standing: Standing, proposal: Proposal, parts: list[queries.Happening]) -> tuple[str, ...]:
    """What those whom it concerns say, shortened, for the readers of the proposal's page who read it there; to a
    protected member's nobody is named."""
    if not permissions.may_read_the_way(standing, proposal):
        return ()
    said = queries.said_by_concerned(standing, parts)
    return tuple(
        _("%(name)s says: %(words)s")
        % {
            "name": _("The member") if standing.is_protected else each.name,
            "words": Truncator(" ".join(each.words.split())).words(MOST_WORDS),
        }
        for each in said
    )


def _objections(standing: Standing, proposal: Proposal, parts: list[queries.Happening]) -> tuple[str, ...]:
    """The objections that the proposal's page shows this reader, shortened; to a protected member's nobody is named."""
    if not permissions.may_read_the_way(standing, proposal):
        return ()
    said = {part.id: part.sentence for part in parts}
    rows = [row for row in queries.standing_objections(proposal) if not row.effect_id or row.effect_id in said]
    told = [_objection(row, said.get(row.effect_id or "", ""), standing) for row in rows[:MOST_OBJECTIONS]]
    more = len(rows) - len(told)
    return (*told, ngettext("and one more", "and %(number)s more", more) % {"number": more}) if more else tuple(told)


def _objection(row: Objection, part: str, standing: Standing) -> str:
    name = "" if standing.is_protected else row.name
    facts = {
        "name": name or _("A member"),
        "reason": Truncator(" ".join(row.reason.split())).words(FEW_WORDS),
        "part": Truncator(" ".join(part.split())).words(FEW_WORDS // 3),
    }
    if part:
        return _("%(name)s objects to “%(part)s”: %(reason)s") % facts
    return _("%(name)s objects: %(reason)s") % facts


def _answers(proposal: Proposal, choice: Choice | None) -> tuple[tuple[str, str], ...]:
    """What may be answered, in a word, and what it means."""
    process = queries.process_of(proposal)
    if choice and process.method is Method.CHOICE:
        word, meaning = ASKED[asks_of(process, choice.contest)]
        return ((str(word), str(meaning) % {"highest": process.grades, "points": process.points}),)
    meanings = answers_under(process)
    return tuple((str(meanings[each.value][0]), str(meanings[each.value][1])) for each in choices_of(process.method))


def _chosen(coalition: Coalition, proposal: Proposal, choosing: Choosing, zone: str) -> str:
    """How many are chosen, or out of what money; of an election until when nominations are open, while more may stand."""
    if not choosing.is_nominated:
        return choosing.sentence
    if proposal.phase is not Phase.NOTICE or proposal.discussion_from is None:
        return " ".join([choosing.sentence, *([_("They are listed by name.")] if choosing.listed else [])]).strip()
    places = ngettext("One place is filled.", "%(places)s places are filled.", choosing.places)
    until = _in_words(coalition, proposal, proposal.discussion_from, zone)
    return " ".join(
        [
            places % {"places": choosing.places},
            _("Nominations are open until %(until)s: more may stand.") % {"until": until},
            _("Those who stand so far, by name:") if choosing.listed else _("Nobody stands yet."),
        ]
    )


def _with_statements(
    standing: Standing, proposal: Proposal, choosing: Choosing, choice: Choice | None
) -> Sequence[Listed]:
    """What stands for choice; of an election with the statements, for those who read them. A protected member's has none: they
    may name the coalition. Two queries, in an election alone."""
    if (
        choice is None
        or not choosing.is_nominated
        or standing.is_protected
        or not permissions.may_read_the_way(standing, proposal)
    ):
        return choosing.listed
    found = statements_of(proposal, choice.nominated)
    said = {each.row.pk: each.statement.shown.body for each in found if each.statement}
    return [replace(each, body=said.get(each.id, each.body)) for each in choosing.listed]


def _options(listed: Sequence[Listed]) -> tuple[str, ...]:
    """All that stand for choice; where they are many, without what explains them."""
    return tuple(_option(each, each.body if len(listed) <= MOST_PARTS else "") for each in listed)


def _option(each: Listed, body: str) -> str:
    name = _("%(name)s (%(cost)s)") % {"name": each.name, "cost": each.costs} if each.costs else each.name
    body = Truncator(" ".join(body.split())).words(FEW_WORDS // 2)
    return _("%(answer)s: %(meaning)s") % {"answer": name, "meaning": body} if body else name


def _confidential() -> str:
    return _("Confidential. Do not forward it beyond those who decide with you. It leaves out who asks, on purpose.")


def _shared(proposal: Proposal) -> str:
    if queries.is_secret(proposal.frozen_process):
        return _("The ballot is secret: nobody sees how your organisation answered, only that it did.")
    if takes_ballots(proposal.frozen_process.method):
        return _("Members see how each member answered when voting has closed.")
    return _("Members read an objection and its reason as soon as it is made.")


def _asked(proposal: Proposal) -> str:
    if takes_ballots(proposal.frozen_process.method):
        return _("Your organisation is asked for its answer.")
    return _("Your organisation is asked whether it objects; who says nothing agrees.")


def _until(coalition: Coalition, proposal: Proposal, reader: str) -> str:
    """The deadline in the zone of the one who forwards it, as on the proposal's page, with its place."""
    if proposal.voting_until is None:
        return _("The day is not set yet.")
    return _in_words(coalition, proposal, proposal.voting_until, reader)


def _in_words(coalition: Coalition, proposal: Proposal, moment: datetime, reader: str) -> str:
    zone = times.zone_of(reader or proposal.frozen_days.time_zone or coalition.time_zone)
    language = translation.get_language() or "en"
    return times.exact(moment, now=clock.now(), zone=zone, language=language)


def language_for(asked: str) -> str:
    """The language that was asked for, when the product speaks it; else the reader's."""
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language() or "en"


def text_of(told: Brief) -> str:
    """The brief as plain text, to paste into a mail."""
    return render_to_string("decisions/brief.txt", {"brief": told})


def paper_of(told: Brief) -> bytes:
    """The brief as a PDF, in its language. Ask while that is the active one."""
    around = printing.Around(over=told.coalition, foot=printing.ltr(told.url))
    if not told.url:
        around = printing.Around(mark=_("Confidential"))
    return printing.pdf(
        "decisions/brief",
        {"lines": [told.asked, _("Answer by: %(until)s") % {"until": told.until}], "parts": _parts(told)},
        language=told.language,
        title=told.title,
        around=around,
    )


def _parts(told: Brief) -> list[dict[str, Any]]:
    more = ngettext("and one more", "and %(number)s more", told.more) % {"number": told.more}
    answers = [_("%(answer)s: %(meaning)s") % {"answer": word, "meaning": means} for word, means in told.answers]
    parts = [
        (_("What is chosen"), [*told.happenings, told.chosen], [*told.options])
        if told.chosen
        else (_("What happens if adopted"), [], [*told.happenings, *([more] if told.more else [])]),
        (_("Why"), [told.reasons] if told.reasons else [], []),
        (_("What the member concerned says"), [*told.heard], []),
        (_("Objections"), [], [*told.objections]),
        (_("The rule"), [told.rule], []),
        (_("What you may answer"), [], answers),
        (_("How to answer"), [told.how, told.shared], []),
    ]
    return [{"heading": head, "texts": texts, "items": items} for head, texts, items in parts if texts or items]
