"""What is due of agreements: a second address to be asked, and the days of one that holds. Runs inside the product."""

from datetime import timedelta

from plenary.agreements import actions
from plenary.agreements.models import SecondAddress
from plenary.agreements.rules import REPLACED_AFTER, Terms
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.membership.models import Member
from tests.crash import world


def another_address(slug: str) -> None:
    """A second address that took the place of a confirmed one over seven days ago, of which the former is still known."""
    member = Member.objects.of(world.coalition_at(slug).id).get(organisation__name="Member 1")
    at = clock.now() - timedelta(days=8)
    SecondAddress.objects.create(
        coalition_id=member.coalition_id,
        member=member,
        email="new@example.org",
        former="former@example.org",
        entered_by="0" * 16,
        entered_at=at,
        confirmed_at=at,
        usable_from=at + REPLACED_AFTER,
    )


def about_to_expire(slug: str) -> None:
    """An agreement that is about to expire, and that is to be looked at from tomorrow on."""
    by, today = world.standing(0, slug), clock.now().date()
    terms = Terms(
        kind="conduct",
        title="Our conduct",
        language="en",
        review_on=today + timedelta(days=1),
        expires_on=today + timedelta(days=20),
    )
    made = actions.draft_agreement(by=by, terms=terms)
    actions.write_paragraph(by=by, agreement=made, words="We answer.")
    edition = actions.lay_down(by=by, agreement=made, is_material=True)
    system = Standing.system(world.coalition_at(slug).id, "process.ordinary")
    actions.adopt_edition(by=system, edition_id=edition.id)
