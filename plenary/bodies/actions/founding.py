"""The founding act: a coalition, its record, its first charter, its founder; then, once, its first bodies."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from plenary.bodies import permissions
from plenary.bodies.actions.terms import Nomination, begin_term, end_terms
from plenary.bodies.models import Term
from plenary.bodies.queries import terms_in_force
from plenary.charter.actions import adopt_first_charter
from plenary.charter.rules.schema import Charter, Office
from plenary.coalitions.models import Coalition
from plenary.coalitions.queries import coalition_at
from plenary.core import clock, reach, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, allow, refuse, require
from plenary.directory import actions as directory
from plenary.directory.models import Person
from plenary.membership import actions as membership
from plenary.record import actions as record


def found_coalition(
    *,
    account_id: str,
    slug: str,
    names: Mapping[str, str],
    language: str,
    time_zone: str,
    founder_name: str,
    organisation_name: str,
    charter: Charter,
    country: str = "",
    is_demonstration: bool = False,
) -> Coalition:
    """Found a coalition, in one act: all of it stands or none.

    Order: the coalition (forming), its record, the first charter, the founder's and the organisation's cards, the first
    member (active) with its representative who may decide, and the office with the most powers, held by the founder for
    one term, so that somebody can begin. There is no `by`: nobody stands in a coalition that does not exist yet.
    Raises Refused: bodies.address_taken, directory.name_missing, membership.no_category; ContradictionError.
    """
    if coalition_at(slug) is not None:
        raise Refused(refuse("bodies.address_taken"))
    coalition = Coalition(
        slug=slug,
        names=dict(names),
        language=language,
        time_zone=time_zone,
        state=Coalition.FORMING,
        formed_at=clock.now(),
        is_demonstration=is_demonstration,
    )
    by = Standing(coalition=coalition.id, account=account_id, as_of=coalition.formed_at)
    with reach.only(coalition.id), record.act(by=by):
        coalition.save(force_insert=True)
        record.open_record(by=by, coalition=coalition)
        adopt_first_charter(by=by, coalition=coalition, charter=charter)
        founder = _bring_in(by, coalition, founder_name, organisation_name, country)
        if office := most_powerful(charter):
            begin_term(by=replace(by, person=founder.id), nomination=Nomination(office=office.code, person=founder))
    return coalition


def _bring_in(by: Standing, coalition: Coalition, name: str, organisation_name: str, country: str) -> Person:
    """Make the founder's and the organisation's cards and the first member, enter the founding, and give the founder."""
    founding = allow("bodies.system", "purpose")
    person = directory.add_person(by=by, name=name, account_id=by.account, allowed=founding)
    by = replace(by, person=person.id)
    organisation = directory.add_organisation(by=by, name=organisation_name, country=country, allowed=founding)
    member = membership.found_member(by=by, organisation=organisation, person=person)
    record.enter(
        by=replace(by, member=member.id),
        kind="bodies.founded",
        about=coalition.id,
        audience=[visibility.MEMBERS],
        facts={"name": str(coalition), "slug": coalition.slug, "member": member.name},
        parts=[record.Part(facts={"founder": person.name}, person=person.id)],
    )
    return person


def seat_founders(*, by: Standing, coalition: Coalition, nominations: Iterable[Nomination]) -> list[Term]:
    """Seat the first bodies and offices, once; the coalition is active from then on.

    By an officer while the coalition is forming. An office that the founder holds by the founding act passes to the one
    nominated. Refuses as `appoint` does; all or none.
    """
    with record.act(by=by):
        locked = Coalition.objects.select_for_update(no_key=True).get(id=coalition.id)
        require(permissions.may_seat_founders(by, locked))
        terms = [_seat(by, nomination) for nomination in nominations]
        activate(by=by, coalition=locked, kind="bodies.seated")
    coalition.state = locked.state
    return terms


def activate(*, by: Standing, coalition: Coalition, kind: str) -> None:
    """Make a forming coalition active and enter it as `kind`. Part of seating, and of the first charter adopted by proposal."""
    with record.act(by=by):
        coalition.state = Coalition.ACTIVE
        coalition.save(update_fields=["state"])
        record.enter(
            by=by, kind=kind, about=coalition.id, audience=[visibility.MEMBERS], facts={"name": str(coalition)}
        )


def _seat(by: Standing, nomination: Nomination) -> Term:
    if nomination.office:
        holding = terms_in_force(by.coalition).filter(office=nomination.office)
        end_terms(by=by, terms=list(holding), because="handed_over")
    return begin_term(by=by, nomination=nomination)


def most_powerful(charter: Charter) -> Office | None:
    """The office with the most powers; of several the one that the charter names first; None without offices."""
    return max(charter.offices, key=lambda office: len(office.powers), default=None)
