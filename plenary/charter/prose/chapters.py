"""The order of a charter's chapters, and their titles."""

from django.utils import translation
from django.utils.translation import gettext as _

from plenary.charter.prose import conduct, deciding, holding, joining
from plenary.charter.prose.voice import Voice
from plenary.charter.rules.clauses import Chapter, numbered, numbers
from plenary.charter.rules.schema import Charter


def chapters(charter: Charter, language: str) -> tuple[Chapter, ...]:
    """The whole charter in a language. Keys and numbers depend on the charter alone, never on the language."""
    with translation.override(language):
        voice = Voice(charter, language)
        return numbered(
            (
                ("purpose", _("Purpose"), tuple(joining.purpose(voice))),
                ("members", _("Members"), tuple(joining.members(voice))),
                ("bodies", _("Bodies"), tuple(holding.bodies(voice))),
                ("offices", _("Offices"), tuple(holding.offices(voice))),
                ("decisions", _("Decisions"), tuple(deciding.decisions(voice))),
                ("sharing", _("Staying informed"), tuple(conduct.sharing(voice))),
                ("speaking", _("Speaking for the coalition, and credit"), tuple(conduct.speaking(voice))),
                ("disclosure", _("What is open to whom"), tuple(conduct.disclosure(voice))),
                ("protection", _("Protection"), tuple(conduct.protection(voice))),
                ("conflict", _("Concerns and conflict"), tuple(conduct.conflict(voice))),
                ("future", _("Review and ending"), tuple(conduct.future(voice))),
                ("host", _("Host"), tuple(holding.host(voice))),
                ("languages", _("Languages"), tuple(conduct.languages(voice))),
            )
        )


def number_of(charter: Charter, key: str) -> str:
    """The number of a clause by its key, such as "5.8"; empty when the charter has none of this key."""
    return numbers(chapters(charter, "en")).get(key, "")
