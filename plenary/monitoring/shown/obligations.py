"""What an instrument asks: each obligation in the reader's language, by when it is due, who was given longer."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language

from plenary.core.verdicts import Label
from plenary.monitoring.labels import BINDS, deadline_in_words
from plenary.monitoring.models import Extension, Instrument, Obligation
from plenary.monitoring.queries.actors import names_of_actors
from plenary.monitoring.queries.instruments import obligations_of
from plenary.monitoring.rules.instruments import in_language


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationLine:
    """An obligation, with each extension and the name of its actor."""

    row: Obligation
    text: str
    norm: str
    binds: Label
    deadline: str
    extensions: Sequence[tuple[Extension, str]] = field(default=())


def obligations_shown(instrument: Instrument) -> Sequence[ObligationLine]:
    """The obligations of an instrument in the active language, in their order. Three queries."""
    language = get_language() or ""
    names = names_of_actors(instrument.coalition_id, language)
    extensions: dict[str, list[tuple[Extension, str]]] = {}
    for each in Extension.objects.of(instrument.coalition_id).filter(obligation__instrument=instrument):
        extensions.setdefault(each.obligation_id, []).append((each, names[each.actor]))
    return [
        ObligationLine(
            row=row,
            text=row.text,
            norm=in_language(row.norms, language),
            binds=BINDS[row.binds],
            deadline=deadline_in_words(row.due_by),
            extensions=extensions.get(row.id, ()),
        )
        for row in obligations_of(instrument)
    ]
