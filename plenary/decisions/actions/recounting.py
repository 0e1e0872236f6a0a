"""What the ballots of an election say of a seat that fell vacant: whom they choose now, of those who can serve. Nothing is
written here."""

from collections.abc import Sequence

from plenary.bodies import countbacks
from plenary.bodies.actions.countbacks import Recounted, successor_problem
from plenary.bodies.models import Countback, Term
from plenary.bodies.rules.countbacks import AS_OUT, Answer, Out, out_of
from plenary.decisions.models import Nomination, Proposal
from plenary.decisions.queries.vacancies import Boxed, boxed, elected_by
from plenary.decisions.rules.vacancies import can_count_back, chosen_by, may_follow
from plenary.directory.models import Person
from plenary.membership.models import Member

_OF_THE_PERSON = frozenset({"bodies.not_of_the_member", "bodies.sits_without_mandate"})
"""What is wrong with who would sit for a member, and not with the member."""


def recounted(term: Term, proposal: Proposal | None) -> Recounted:
    """What the ballots of an election say of the rest of a term that it began: whom they choose of those who can serve now. Who
    declined this seat or kept silent, is asked to take another, or had one by a countback before, is passed over."""
    found = boxed(proposal) if proposal else None
    left = _left(term, found) if found else ""
    if proposal is None or found is None or not left or not can_count_back(found.counted):
        return Recounted(proposal=term.adopted_by, reason=Answer.NO_BALLOTS)
    rows = _candidates(proposal, may_follow(found.counted))
    groups = {each.id: each.groups for each in found.counted.contest.candidates}
    asked = _asked_before(term, proposal)
    out = dict(asked)
    holders: dict[str, tuple[Member | None, Person | None]] = {}
    for row in rows:
        if row.pk not in out:
            problem, member, person = _able(term, row, groups[row.pk])
            holders[row.pk] = (member, person)
            if problem:
                out[row.pk] = out_of(problem)
    out |= {each: Out.UNABLE for each in may_follow(found.counted) if each not in holders and each not in out}
    chosen = chosen_by(found.counted.contest, found.again(left, tuple(out)))
    member, person = holders.get(chosen, (None, None))
    told = {each: reason.value for each, reason in sorted(out.items())}
    return Recounted(proposal=proposal.pk, left=left, out=told, candidate=chosen, member=member, person=person)


def offer_is_over(countback: Countback) -> bool:
    """True where who was asked could no longer serve if it accepted now."""
    proposal = elected_by(countback.term)
    found = boxed(proposal) if proposal else None
    groups = {each.id: each.groups for each in found.counted.contest.candidates} if found else {}
    given = groups.get(countback.candidate, ())
    return bool(successor_problem(countback.coalition_id, countback.term, countback.member, countback.person, given))


def _left(term: Term, found: Boxed) -> str:
    """The id under which the one was elected by whose ballots a term was held, itself or before others who followed by
    countbacks; empty where none of those elected held it."""
    origin = countbacks.origin_of(term)
    if origin:
        return origin.left
    rows = Nomination.objects.of(term.coalition_id).filter(pk__in=found.box.winners)
    who = {"member": term.member_id} if term.member_id else {"member": None, "person": term.person_id}
    return rows.filter(**who).values_list("pk", flat=True).first() or ""


def _candidates(proposal: Proposal, ids: Sequence[str]) -> list[Nomination]:
    rows = Nomination.objects.of(proposal.coalition_id).filter(proposal=proposal, pk__in=ids)
    return list(rows.select_related("member__organisation", "member__individual", "person").order_by("pk"))


def _asked_before(term: Term, proposal: Proposal) -> dict[str, Out]:
    found: dict[str, Out] = {}
    for row in countbacks.countbacks_of(term.coalition_id, proposal.pk):
        if row.answer == Answer.ACCEPTED:
            found[row.candidate] = Out.TOOK_ONE
        elif row.answered_at is None:
            found[row.candidate] = Out.ASKED
        elif row.term_id == term.pk and row.answer in AS_OUT:
            found[row.candidate] = AS_OUT[Answer(row.answer)]
    return found


def _able(term: Term, row: Nomination, groups: Sequence[str]) -> tuple[str, Member | None, Person | None]:
    """Why one who stood may not take the rest of a term, and as whom it would: a member without who was to sit for it, where that
    one no longer may."""
    person = row.person if row.person and row.person.removed_at is None else None
    problem = successor_problem(term.coalition_id, term, row.member, person, groups)
    if row.member and person and problem in _OF_THE_PERSON:
        return successor_problem(term.coalition_id, term, row.member, None, groups), row.member, None
    return problem, row.member, person
