"""What is shown of the kinds of effect that have a form: which of them the reader may move, or enter from a call."""

from typing import Any

from plenary.charter import decidable
from plenary.charter.queries import called, charter_of
from plenary.core.standing import Standing
from plenary.decisions import permissions
from plenary.decisions.forms import EFFECT_FORMS


def kinds_to_move(standing: Standing) -> list[dict[str, Any]]:
    """The kinds of effect that have a form, each with the clause of its process, whether the reader may move it, and why
    nobody can where its process does not suit it."""
    charter = charter_of(standing.coalition)
    found = []
    for code in EFFECT_FORMS:
        kind = decidable.effects().get(code)
        if kind is not None:
            process = charter.process_for(kind.matter)
            body = charter.body(process.moved_by)
            suits = permissions.suits(process, code)
            found.append(
                {
                    "code": code,
                    "label": kind.label,
                    "clause": f"process.{process.code}",
                    "may_move": bool(suits) and standing.decides and process.moved_by in standing.bodies,
                    "because": "" if suits else suits.sentence,
                    "mover": called(charter, body.names, body.code),
                }
            )
    return found


def kinds_of_calls(standing: Standing) -> list[dict[str, Any]]:
    """The kinds of effect that have a form, each with the answer whether the reader may enter it from a call; those first."""
    charter = charter_of(standing.coalition)
    found = []
    for code in EFFECT_FORMS:
        kind = decidable.effects().get(code)
        if kind is not None:
            process = charter.process_for(kind.matter)
            suits = permissions.suits(process, code)
            may = permissions.may_record_call(standing, process) if suits else suits
            found.append({"code": code, "label": kind.label, "may": may})
    return sorted(found, key=lambda one: not one["may"])
