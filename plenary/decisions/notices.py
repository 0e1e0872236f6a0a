"""Which entries of decisions are mailed: what was opened, and what became of it; and when a vote is due."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.decisions import mailing, queries
from plenary.decisions.actions.audiences import of_proposals
from plenary.notices.announcements import announce
from plenary.notices.deadlines import Deadline, register_deadlines
from plenary.notices.rules.ways import Way
from plenary.notices.topics import register_topic


def address_of(slug: str, proposal_id: str) -> str:
    """The page of a proposal."""
    return reverse("decisions:proposal", args=[slug, proposal_id])


def concerned(slug: str, proposal_id: str) -> str:
    """The page of a proposal, or of all that one delegates, when it is for none."""
    return address_of(slug, proposal_id) if proposal_id else reverse("decisions:delegations", args=[slug])


@register_deadlines
def votes_end(coalition_id: str, after: datetime, until: datetime) -> Iterable[Deadline]:
    """When votes end, and to whom their proposals are disclosed. As many queries as there are such votes, and one."""
    ending = queries.open_proposals(Standing.system(coalition_id, "record"))
    for row in ending.filter(voting_until__gt=after, voting_until__lte=until):
        if row.voting_until is not None:
            yield Deadline(row.voting_until, frozenset(of_proposals(row)), frozenset({row.pk}))


@register_deadlines
def advice_is_due(coalition_id: str, after: datetime, until: datetime) -> Iterable[Deadline]:
    """When advice is due that was not given, and the bodies that are asked. One query."""
    for row in queries.advice_due(coalition_id, after, until):
        yield Deadline(row.due, frozenset({visibility.body(row.body)}), frozenset({row.pk}))


register_topic(
    "decisions",
    _("Decisions"),
    _("What is to be decided, what was, and what could not be carried out."),
    ways=tuple(Way),
    begins=Way.AT_ONCE,
)
announce(
    "decisions.opened",
    _("To be decided: %(title)s"),
    _("A proposal was opened: %(title)s. Read what happens if it is adopted, say what you think, and vote in time."),
    address_of,
    reply="proposal",
    asks=True,
    wording=mailing.opening_words,
)
announce(
    "decisions.amendment_accepted",
    _("The text has changed: %(title)s"),
    _(
        "An amendment to %(title)s was accepted by those who moved it. The page compares the text with the one that was opened."
    ),
    address_of,
)
announce(
    "decisions.withdrawn",
    _("Taken back: %(title)s"),
    _("%(title)s was taken back by those who moved it. Nothing is decided, and no ballot is counted."),
    address_of,
    to=mailing.to_who_saw_it_open,
)
announce(
    "decisions.decided",
    _("Decided: %(title)s"),
    _("%(title)s is decided. The page shows the outcome, how it was reached and the clause it rests on."),
    address_of,
    wording=mailing.outcome_words,
)
for kind in ("decisions.nominated", "decisions.nominated_in_person"):
    announce(
        kind,
        _("You are nominated: %(title)s"),
        _("You, or the member for which you act, are nominated: %(title)s. Accept on the page, or decline, in time."),
        address_of,
        asks=True,
        to=mailing.to_nominee,
    )
for kind in ("bodies.counted_back", "bodies.counted_back_in_person"):
    announce(
        kind,
        _("You are chosen for what fell vacant"),
        _(
            "A seat or an office fell vacant. The ballots of its election were counted again, and choose you, or the member "
            "for which you act. Accept on the page, or decline, in time."
        ),
        address_of,
        topic="decisions",
        asks=True,
        to=mailing.to_who_is_asked,
    )
announce(
    "decisions.nominations_again",
    _("Too few stand: %(title)s"),
    _(
        "Fewer stand than there are places: %(title)s. Nominations are open once more, and voting opens and closes later."
    ),
    address_of,
    asks=True,
)
announce(
    "decisions.times_moved",
    _("Later than planned: %(title)s"),
    _(
        "It was known late who stands: %(title)s. What follows begins anew and has its full time. The page shows when voting "
        "opens and closes."
    ),
    address_of,
    asks=True,
)
announce(
    "decisions.not_carried_out",
    _("Not carried out: %(title)s"),
    _("%(title)s was adopted and could not be carried out. The page says why, and what can be done."),
    address_of,
)

_ASKS_NOTHING = {"decisions.round_closed", "decisions.reworded"}

# What is said on the way: rounds to all, advice to the body that is asked, concerns to those whose turn it is.
for kind, subject, body, to, wording in (
    (
        "decisions.round_closed",
        _("Not settled yet: %(title)s"),
        _("A round on %(title)s is over and did not settle it. The page shows what it came to, and what follows."),
        mailing.to_told_the_outcome,
        None,
    ),
    (
        "decisions.round_opened",
        _("A further round: %(title)s"),
        _(
            "A further round on %(title)s began. Read what was said against it, say what you think, and take part in time."
        ),
        None,
        mailing.opening_words,
    ),
    (
        "decisions.reworded",
        _("Other words: %(title)s"),
        _("The words of %(title)s were changed before consensus is tested. The record keeps the earlier ones."),
        None,
        None,
    ),
    (
        "decisions.concern_raised",
        _("A concern about %(title)s"),
        _("Somebody is concerned about %(title)s, which you moved. Read the concern and answer it."),
        mailing.to_mover,
        None,
    ),
    (
        "decisions.concern_answered",
        _("Your concern was answered: %(title)s"),
        _("Your concern about %(title)s was answered. Withdraw it if the answer meets it; else uphold it."),
        mailing.to_raiser,
        None,
    ),
    (
        "decisions.advice_asked",
        _("Your advice is asked: %(title)s"),
        _("A body in which you sit is asked for its advice on %(title)s. One of you writes it, in time."),
        None,
        None,
    ),
    (
        "decisions.advice_given",
        _("Advice on %(title)s"),
        _(
            "Advice was given on %(title)s, which you moved. Say what became of it: taken, taken in part, or not, and why."
        ),
        mailing.to_mover,
        None,
    ),
    (
        "decisions.referred",
        _("Sent for advice: %(title)s"),
        _("%(title)s was sent to a body for advice. Voting opens and closes later; the page shows when."),
        None,
        None,
    ),
    (
        "decisions.came_back",
        _("Back with advice: %(title)s"),
        _("%(title)s came back with advice, and its discussion goes on. The page shows when voting opens and closes."),
        None,
        None,
    ),
):
    announce(kind, subject, body, address_of, asks=kind not in _ASKS_NOTHING, to=to, wording=wording)
for kind, words in (
    ("decisions.recorded", mailing.RECORDED),
    ("decisions.call_corrected", mailing.CORRECTED),
):
    announce(kind, *words, address_of, asks=True, wording=mailing.until_in_words(*words))
announce(
    "decisions.opened_urgently",
    _("Urgent: %(title)s"),
    _(
        "%(title)s cannot wait and is decided by those whom the charter names. It takes effect as soon as they adopt it, "
        "and lapses unless it is then confirmed. The page says why, and who decides."
    ),
    address_of,
    asks=True,
)
announce(
    "decisions.put_in_force",
    _("In force, to be confirmed: %(title)s"),
    _(
        "%(title)s was decided urgently and is in force. It lapses unless it is confirmed: the page shows by whom and until "
        "when."
    ),
    address_of,
    asks=True,
)
announce(
    "decisions.not_put_in_force",
    _("Not in force: %(title)s"),
    _("%(title)s was decided urgently and could not be put in force. The page says why."),
    address_of,
)
announce(
    "decisions.undone",
    _("Not confirmed, undone: %(title)s"),
    _("%(title)s was decided urgently and was not confirmed. What it had done is undone."),
    address_of,
)
announce(
    "decisions.not_undone",
    _("Not confirmed, not undone: %(title)s"),
    _(
        "%(title)s was not confirmed, and what it had done could not be undone. The page says why, and what can be done."
    ),
    address_of,
)
announce(
    "decisions.extended",
    _("More time: %(title)s"),
    _("A member that must consult first asked for more time on %(title)s. The deadline moved once, for everyone."),
    address_of,
    asks=True,
)
announce(
    "decisions.answer_entered",
    _("An answer was entered for you: %(title)s"),
    _(
        "%(office)s entered your answer on %(title)s, as it was given elsewhere (%(source)s). Look at it; until voting "
        "closes you may change it, and your own ballot goes before it."
    ),
    address_of,
    asks=True,
)
announce(
    "decisions.delegated",
    _("A ballot to carry: %(title)s"),
    _("%(giver)s lets %(carrier)s cast its ballot: %(title)s. Whoever carries it may decline until voting closes."),
    concerned,
)
announce(
    "decisions.delegation_ended",
    _("A ballot was taken back: %(title)s"),
    _("A ballot that was carried for another was taken back: %(title)s."),
    concerned,
)
announce(
    "decisions.delegation_declined",
    _("A ballot is not carried: %(title)s"),
    _("Whoever was to cast your ballot does not cast it: %(title)s. Cast it yourself, or name another in time."),
    concerned,
)
