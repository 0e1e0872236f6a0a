"""What the charter in force answers already of the questions of a starting charter."""

from plenary.charter import queries
from plenary.charter.rules.words import words_in
from plenary.coalitions.models import Coalition


def known_answers(coalition: Coalition) -> dict[str, str]:
    """The purpose stays unless someone writes another; nothing where no charter is in force."""
    try:
        present = queries.charter_of(coalition.id)
    except queries.NoCharterError:
        return {}
    return {"purpose": words_in(present.purpose.purpose, coalition.language, present.languages)}
