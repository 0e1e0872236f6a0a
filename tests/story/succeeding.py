"""Somebody else acts for a member, in both coalitions: the seat that named who went, what was lent, what is taken over; and how a
body gets its chair."""

from plenary.bodies.actions.formed import amend_terms, form_body, join_body
from plenary.bodies.actions.rotation import turn_chair
from plenary.bodies.rules.formed import Formation
from plenary.charter.rules.schema import BodyKind
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.decisions import actions as decisions
from plenary.decisions.queries.delegations import given_by
from plenary.directory import actions as directory
from plenary.directory.models import Person
from plenary.membership import actions as membership
from plenary.membership.models import Member, Representative
from tests.story.marks import said
from tests.story.stage import MARK, days_ago
from tests.story.troupe import Troupe


def tell(troupe: Troupe) -> None:
    """A member whose first representative sits for it by name and lends its ballots; the second comes, and the first goes."""
    rules = Standing.system(troupe.of.id, "matter.bodies.form")
    with clock.set_to(days_ago(4)):
        member = _member(troupe)
        _comes(troupe, member, "leaving", Mandate.DECIDES)
        leaving = troupe.story.by(f"leaving-{troupe.of.slug}", troupe.of)
        body = form_body(by=rules, formation=_formation(troupe))
        join_body(by=leaving, code=body.code)
        third = troupe.by("third").member
        decisions.delegate_in(by=leaving, body="plenary", carrier=third)
        lent = decisions.delegate_in(by=troupe.by("third"), body="plenary", carrier=member.id)
        new = _comes(troupe, member, "next", Mandate.CONSULTS)
        membership.change_mandate(by=leaving, representative=new, mandate=Mandate.DECIDES)
    with clock.set_to(days_ago(3.5)):
        following = troupe.story.by(f"next-{troupe.of.slug}", troupe.of)
        acting = Representative.objects.of(troupe.of.id).exclude(pk=new.pk).get(member=member, until=None)
        membership.end_representation(by=following, representative=acting)
        following = troupe.story.by(f"next-{troupe.of.slug}", troupe.of)
        membership.read_taken_over(by=following)
        decisions.decline(by=following, delegation=lent)
        given = given_by(troupe.of.id, member.id, body="plenary")
        assert given is not None
        decisions.take_back(by=following, delegation=given)
        into = Member.objects.of(troupe.of.id).get(id=third)
        asked = membership.ask_merging(by=following, member=member, into=into)
        membership.drop_merging(by=following, merging=asked)
        turn_chair(by=rules, body=body)
        amend_terms(by=rules, code=body.code, rotates=False)


def _member(troupe: Troupe) -> Member:
    by = troupe.by("coordinator")
    card = directory.add_organisation(by=by, name=_words(troupe, "Changing Hands"), country="CHE")
    (member,) = membership.add_applicants(by=by, organisations=[card], category="member")
    return membership.admit_member(by=Standing.system(troupe.of.id, "process.ordinary"), member_id=member.id)


def _comes(troupe: Troupe, member: Member, part: str, mandate: Mandate) -> Representative:
    """Somebody acts for the member from now on."""
    account = troupe.story.account(f"{part}-{troupe.of.slug}", _words(troupe, part.title()))
    by = troupe.by("coordinator")
    person: Person = directory.add_person(
        by=by, name=_words(troupe, part.title()), account_id=account.id, email=account.email
    )
    return membership.appoint_representative(by=by, member=member, person=person, mandate=mandate)


def _formation(troupe: Troupe) -> Formation:
    return Formation(
        kind=BodyKind.TASK_FORCE,
        names={"en": _words(troupe, "Handing on")},
        terms={"en": _words(troupe, "What handing on is for.")},
        seats=3,
        is_open=True,
        reports_to="board",
        rotates=True,
    )


def _words(troupe: Troupe, words: str) -> str:
    return said(f"{MARK} {words}" if troupe.of == troupe.story.elsewhere else words)
