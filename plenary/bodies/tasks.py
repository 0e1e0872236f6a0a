"""Work of the clock: chairs of formed bodies pass by turns; no seat or chair stays with who no longer sits there."""

from datetime import timedelta

from plenary.bodies.actions.rotation import turn_chair
from plenary.bodies.actions.succession import pass_seats
from plenary.bodies.actions.terms import end_unseated
from plenary.bodies.models import FormedBody
from plenary.bodies.queries import left_with_who_went
from plenary.core import reach
from plenary.core.schedule import apart, periodic
from plenary.core.standing import Standing


@periodic(every=timedelta(hours=1), name="bodies.rotate_chairs")
@reach.everywhere("chairs pass by turns in every coalition")
def rotate_chairs() -> None:
    """Pass on what was left with who no longer acts for the member whose seat it is, and end what was left with chairs and
    secretaries who no longer sit in their body; let who is next in turn take the chair, and tell who follows. Idempotent; a late
    run turns late."""
    for coalition_id, member_id in left_with_who_went():
        with apart(f"the seats of member {member_id}"), reach.only(coalition_id):
            pass_seats(by=Standing.system(coalition_id, "matter.bodies.appoint"), member_id=member_id)
    rows = FormedBody.objects.across_coalitions().filter(closed_at=None).order_by("coalition_id", "id")
    for body in rows:
        with apart(f"the chair of body {body.pk}"), reach.only(body.coalition_id):
            by = Standing.system(body.coalition_id, "matter.bodies.form")
            end_unseated(by=by, bodies=[body.code])
            if body.rotates:
                turn_chair(by=by, body=body)
