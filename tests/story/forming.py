"""Bodies of the story that were formed besides the charter's: one that a member joined, which has a secretary and whose terms of
reference were changed, and one that was closed."""

from plenary.bodies.actions.formed import amend_terms, close_body, form_body, join_body
from plenary.bodies.actions.rotation import turn_chair
from plenary.bodies.actions.terms import Nomination, appoint
from plenary.bodies.models import FormedBody
from plenary.bodies.rules.formed import SECRETARY, Formation, office_code
from plenary.charter.rules.schema import BodyKind
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.directory.models import Person
from tests.story.marks import said
from tests.story.stage import MARK, days_ago
from tests.story.troupe import Troupe


def tell(troupe: Troupe) -> None:
    """Both, in one coalition."""
    by = Standing.system(troupe.of.id, "matter.bodies.form")
    with clock.set_to(days_ago(9)):
        open_to_all = _formed(troupe, by, "Survivors")
        join_body(by=troupe.by("mover"), code=open_to_all.code)
        closed = _formed(troupe, by, "Roads")
    with clock.set_to(days_ago(8)):
        amend_terms(by=by, code=open_to_all.code, words={"en": _words(troupe, "Listen to survivors.")})
        close_body(by=by, code=closed.code)
        turn_chair(by=by, body=open_to_all)
        secretary = Person.objects.of(troupe.of.id).get(pk=troupe.by("mover").person)
        keeps = office_code(open_to_all.code, SECRETARY)
        appoint(by=by, nomination=Nomination(body=open_to_all.code, office=keeps, person=secretary))


def _formed(troupe: Troupe, by: Standing, name: str) -> FormedBody:
    formation = Formation(
        kind=BodyKind.TASK_FORCE,
        names={"en": _words(troupe, name)},
        terms={"en": _words(troupe, f"What {name} is for.")},
        seats=5,
        is_open=True,
        reports_to="board",
        rotates=name == "Survivors",
    )
    return form_body(by=by, formation=formation)


def _words(troupe: Troupe, words: str) -> str:
    return said(f"{MARK} {words}" if troupe.of == troupe.story.elsewhere else words)
