"""What actors are called, in the coalition's own wording where it has one, and what a name in a file means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from plenary.core.languages import TAGS
from plenary.directory.rules.countries import country_names
from plenary.directory.rules.names import fold
from plenary.monitoring.models import Actor
from plenary.monitoring.rules.actors import EUROPEAN_UNION, actor_of, is_known_code, organisation_name
from plenary.monitoring.rules.instruments import in_language


@dataclass(frozen=True, slots=True)
class Names:
    """What actors are called in a language: `rows` are those that the coalition words itself, by code."""

    language: str
    rows: Mapping[str, Actor] = field(default_factory=dict)

    def __getitem__(self, code: str) -> str:
        if row := self.rows.get(code):
            return in_language(row.names, self.language)
        if code == EUROPEAN_UNION:
            return organisation_name(code, self.language)
        return country_names(self.language).get(code, code)

    def wording(self, code: str) -> str:
        """The note that stands beside its name; empty where there is none."""
        row = self.rows.get(code)
        return row.wording if row else ""


def names_of_actors(coalition_id: str, language: str) -> Names:
    """What actors are called in a language (BCP 47). One query."""
    return Names(language, {row.code: row for row in Actor.objects.of(coalition_id)})


def called(coalition_id: str, code: str) -> dict[str, str]:
    """What one actor is called in each language of the interface, as entries tell it. One query."""
    row = Actor.objects.of(coalition_id).filter(code=code).first()
    return {tag: Names(tag, {code: row} if row else {})[code] for tag in TAGS}


def is_actor(coalition_id: str, code: str) -> bool:
    """Whether a code is that of an actor: of ISO 3166, now or formerly, or of the coalition's own. One query at most."""
    return is_known_code(code) or Actor.objects.of(coalition_id).filter(code=code).exists()


def meanings_of(coalition_id: str) -> Callable[[str], str]:
    """Tells of which actor a name or a code is, by the coalition's own wording first; empty where of none. One query."""
    own: dict[str, str] = {}
    for row in Actor.objects.of(coalition_id):
        own |= {fold(name): row.code for name in (row.code, *row.names.values(), *row.also)}
    return lambda words: own.get(fold(words)) or actor_of(words)


def worded_actors(coalition_id: str) -> list[Actor]:
    """The actors that the coalition words itself, by code."""
    return list(Actor.objects.of(coalition_id).order_by("code"))


def worded_actor(coalition_id: str, code: str) -> Actor | None:
    """One that the coalition words itself; None where it does not."""
    return Actor.objects.of(coalition_id).filter(code=code).first()
