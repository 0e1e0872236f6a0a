"""Who may raise a concern, who receives, and what may be done with one that is open to a receiver."""

from plenary.charter.permissions import may_read_charter
from plenary.charter.queries import NoCharterError, charter_of
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.health.models import RaisedConcern
from plenary.health.rules.steps import State, Step, steps

CLAUSE = "conflict"


def may_read_of_concerns(standing: Standing) -> Verdict:
    """To read how a concern is raised: whoever may read the charter, without an account where it is public."""
    try:
        charter_of(standing.coalition)
    except NoCharterError:
        return refuse("core.not_yet")
    return may_read_charter(standing)


def may_raise(standing: Standing) -> Verdict:
    """To raise a concern: whoever may read the charter, where it names an office that receives."""
    readable = may_read_of_concerns(standing)
    if not readable:
        return readable
    conflict = charter_of(standing.coalition).conflict
    return allow(clause=CLAUSE) if conflict.order else refuse("health.no_office", CLAUSE)


def may_receive(standing: Standing) -> Verdict:
    """To receive concerns: the holders of the offices that the charter names, and nobody else."""
    try:
        named = set(charter_of(standing.coalition).conflict.order)
    except NoCharterError:
        return refuse("core.not_yet")
    if standing.person and named & standing.offices:
        return allow("health.receives", CLAUSE)
    return refuse("health.not_a_receiver", CLAUSE)


def may_keep_key(standing: Standing) -> Verdict:
    """To have a key: those who receive concerns, and the holders of all other offices, who keep shares of their keys."""
    try:
        charter_of(standing.coalition)
    except NoCharterError:
        return refuse("core.not_yet")
    if standing.person and standing.offices:
        return allow("health.holds_office", CLAUSE)
    return refuse("health.no_holder", CLAUSE)


def may_do(standing: Standing, concern: RaisedConcern, step: Step) -> Verdict:
    """To take a step with a concern that the standing receives, as its state allows."""
    receives = may_receive(standing)
    if not receives:
        return receives
    found = steps(
        State(concern.state), today=clock.now().date(), statement_by=concern.statement_by, check_on=concern.check_on
    )
    if step is Step.MEDIATE and not charter_of(standing.coalition).conflict.outside_mediator:
        return refuse("health.no_mediator", CLAUSE)
    return allow(clause=CLAUSE) if step in found else refuse("health.not_now", CLAUSE)
