"""To whom, and in which words, entries of decisions are mailed where not all who may read them are, in the same words."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from plenary.bodies.models import Countback
from plenary.charter.rules.schema import Method
from plenary.core import clock, times, visibility
from plenary.core.verdicts import Label
from plenary.decisions.actions.audiences import of_mover, of_outcomes, of_proposals
from plenary.decisions.models import Concern, Nomination, Proposal
from plenary.decisions.rules.counting import Outcome
from plenary.decisions.rules.rounds import Step

type Facts = Mapping[str, Any]

_FOLLOWING: dict[str, tuple[Label, Label]] = {
    Step.CONFIRMATION: (
        gettext_lazy("To be confirmed: %(title)s"),
        gettext_lazy("%(title)s was decided urgently and lapses unless it is confirmed. Take part in time."),
    ),
    Step.REPEATED: (
        gettext_lazy("Voted again: %(title)s"),
        gettext_lazy(
            "The envelopes of the secret ballots on %(title)s could not be opened, so it is voted on again. Ballots and codes of "
            "before count no more: cast yours anew."
        ),
    ),
}
"""The words of a further round that says more than that it began, by the step that led to it."""

_OUTCOMES: dict[str, tuple[Label, Label]] = {
    Outcome.ADOPTED: (
        gettext_lazy("Adopted: %(title)s"),
        gettext_lazy(
            "%(title)s is adopted. The page shows how it was decided, when it takes effect and the clause it rests on."
        ),
    ),
    Outcome.REJECTED: (
        gettext_lazy("Rejected: %(title)s"),
        gettext_lazy("%(title)s is rejected. The page shows how it was decided, and the clause it rests on."),
    ),
    Outcome.LAPSED: (
        gettext_lazy("Lapsed: %(title)s"),
        gettext_lazy("%(title)s has lapsed: it was not adopted. The page shows why, and the clause it rests on."),
    ),
}
"""The words of an outcome where yes or no was asked."""

RECORDED: tuple[Label, Label] = (
    gettext_lazy("Decided on a call: %(title)s"),
    gettext_lazy(
        "%(title)s was decided on a call: %(occasion)s. Whoever may vote on it may object until %(until)s; it then goes to "
        "a vote in writing. The page shows who was there and what each said."
    ),
)
CORRECTED: tuple[Label, Label] = (
    gettext_lazy("Corrected: %(title)s"),
    gettext_lazy(
        "What was entered of the call on %(title)s was corrected. The time for objections begins anew and ends %(until)s. "
        "The page shows what stands now."
    ),
)
"""The words of a call that was entered, and of one that was corrected."""


def to_mover(coalition_id: str, about: str, _facts: Facts) -> Iterable[str]:
    """Those who moved the proposal that an entry is about."""
    return [token for row in Proposal.objects.of(coalition_id).filter(pk=about) for token in of_mover(row)]


def to_who_saw_it_open(coalition_id: str, about: str, _facts: Facts) -> Iterable[str]:
    """Those who see a proposal that was opened; of a draft, nobody."""
    rows = Proposal.objects.of(coalition_id).filter(pk=about, opened_at__isnull=False)
    return [token for row in rows for token in of_proposals(row)]


def to_raiser(coalition_id: str, _about: str, facts: Facts) -> Iterable[str]:
    """Those who raised the concern that an entry tells of: a member's representatives, or the person."""
    raisers = Concern.objects.of(coalition_id).filter(pk=facts.get("concern", "")).values_list("raised_by", flat=True)
    return [token for raiser in raisers for token in (visibility.member(raiser), visibility.person(raiser))]


def to_nominee(coalition_id: str, _about: str, facts: Facts) -> Iterable[str]:
    """The one whom an entry tells to be nominated: a member's representatives, or the person."""
    rows = Nomination.objects.of(coalition_id).filter(pk=facts.get("nomination", ""))
    for member, person in rows.values_list("member_id", "person_id"):
        yield visibility.member(member) if member else visibility.person(person or "")


def to_who_is_asked(coalition_id: str, _about: str, facts: Facts) -> Iterable[str]:
    """The one whom ballots choose that were counted again: a member's representatives, or the person."""
    rows = Countback.objects.of(coalition_id).filter(pk=facts.get("countback", ""))
    for member, person in rows.values_list("member_id", "person_id"):
        yield visibility.member(member) if member else visibility.person(person or "")


def to_told_the_outcome(coalition_id: str, about: str, facts: Facts) -> Iterable[str]:
    """Those to whom outcomes are disclosed, of a round that did not settle the proposal; nobody where the few adopted what
    is now to be confirmed, or a secret vote is repeated: the mail of the next round tells that."""
    if facts.get("followed_by") in _FOLLOWING:
        return []
    return [token for row in Proposal.objects.of(coalition_id).filter(pk=about) for token in of_outcomes(row)]


def opening_words(facts: Facts) -> tuple[Label, Label] | None:
    """The words of a mail that tells of an opening, or of a further round, where no ballot is asked, or a confirmation is, or
    nominations are."""
    if facts.get("asked", {}).get("nominated"):
        return _nominating(facts)
    if facts.get("process", {}).get("method") != Method.SILENCE:
        return _FOLLOWING.get(facts.get("followed_by", ""))
    told = {"title": "%(title)s", "until": _plain(_moment(facts))}  # the title is filled in the reader's language later
    subject = _("Adopted in silence unless you object: %(title)s")
    body = _("%(title)s is adopted in silence unless you object by %(until)s. Who agrees need do nothing.")
    return subject, body % told


def outcome_words(facts: Facts) -> tuple[Label, Label] | None:
    """The words of a mail that tells what became of a proposal; of a choice among several, that it is decided."""
    return None if facts.get("chosen") else _OUTCOMES.get(facts.get("outcome", ""))


def until_in_words(subject: Label, body: Label) -> Callable[[Facts], tuple[Label, Label]]:
    """These words with the end of the time for objections as mails say a moment; the rest is filled later."""
    return lambda facts: (subject, str(body) % _Kept(until=_plain(_moment(facts))))


def _nominating(facts: Facts) -> tuple[Label, Label] | None:
    """The words of an election that opens; of one in a further round, whose nominations are over, its own."""
    if int(facts.get("round", 1)) > 1:
        return _FOLLOWING.get(facts.get("followed_by", ""))
    told = {"title": "%(title)s", "until": _plain(_moment(facts, "discussion_from"))}
    body = _("%(title)s: nominations are open until %(until)s. Nominate yourself or another. Voting opens afterwards.")
    return _("Nominations are open: %(title)s"), body % told


def _moment(facts: Facts, name: str = "voting_until") -> str:
    zone = times.zone_of(facts.get("days", {}).get("time_zone", ""))
    until = datetime.fromisoformat(facts[name])
    return times.exact(until, now=clock.now(), zone=zone, language=get_language() or "en")


class _Kept(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return f"%({name})s"


def _plain(words: str) -> str:
    """Words that were filled already, safe to be filled again."""
    return words.replace("%", "%%")
