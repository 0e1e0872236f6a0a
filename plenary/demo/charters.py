"""The charters of Clear Fields: the full one that it adopted, and the changes that it made to it or is deciding on."""

from collections.abc import Callable
from dataclasses import replace

from plenary.charter.rules.schema import Body, Charter, Purpose, Seats
from plenary.charter.starting import shipped

PURPOSE = Purpose(
    purpose={
        "en": "Every field can be walked on. We act together until no land is closed by mines or remnants of war, and until those who were hurt live with full rights.",
        "fr": "Que chaque champ puisse être traversé. Nous agissons ensemble jusqu’à ce qu’aucune terre ne soit fermée par les mines ou les restes de guerre, et que les personnes blessées jouissent de tous leurs droits.",
        "es": "Que se pueda caminar por cada campo. Actuamos juntos hasta que ninguna tierra esté cerrada por minas o restos de guerra, y hasta que las personas heridas vivan con todos sus derechos.",
        "ar": "أن يكون السير آمناً في كل حقل. نعمل معاً حتى لا تُغلق أرض بسبب الألغام أو مخلفات الحرب، وحتى ينعم المصابون بكامل حقوقهم.",
    },
    principles=shipped("elected-board").purpose.principles,
    commitment=shipped("elected-board").purpose.commitment,
    goals=(
        {
            "en": "By 2030 a survivor sits in every body that decides on help for survivors",
            "fr": "D’ici 2030, une personne survivante siège dans chaque organe qui décide de l’aide aux survivants",
            "es": "Para 2030, una persona sobreviviente ocupa un puesto en cada órgano que decide sobre la ayuda",
            "ar": "بحلول عام ٢٠٣٠ يكون لناجٍ مقعد في كل هيئة تقرر بشأن مساعدة الناجين",
        },
    ),
)

SURVIVORS = Seats(
    code="survivors",
    names={
        "en": "Survivors’ seat",
        "fr": "Siège des survivants",
        "es": "Puesto de sobrevivientes",
        "ar": "مقعد الناجين",
    },
    number=1,
    reserved_for={
        "en": "organisations led by survivors",
        "fr": "les organisations dirigées par des survivants",
        "es": "organizaciones dirigidas por sobrevivientes",
        "ar": "المنظمات التي يقودها ناجون",
    },
)


def first_charter() -> Charter:
    """The full charter as it was first adopted: three years for the first board, admissions whole or not at all."""
    return _admissions(_board_terms(replace(shipped("elected-board"), purpose=PURPOSE), 36, 0), objections=False)


def _admissions(charter: Charter, *, objections: bool) -> Charter:
    processes = tuple(
        replace(process, objections=objections) if process.code == "admission" else process
        for process in charter.processes
    )
    return replace(charter, processes=processes)


def _board(charter: Charter, change: Callable[[Body], Body]) -> Charter:
    return replace(charter, bodies=tuple(change(body) if body.code == "board" else body for body in charter.bodies))


def _board_terms(charter: Charter, months: int, limit: int) -> Charter:
    def change(body: Body) -> Body:
        seats = tuple(replace(kind, term_months=months, term_limit=limit) for kind in body.seats)
        return replace(body, seats=seats)

    return _board(charter, change)


CHANGES: dict[str, Callable[[Charter], Charter]] = {
    "objections": lambda charter: _admissions(charter, objections=True),
    "terms": lambda charter: _board_terms(charter, 24, 2),
    "survivors": lambda charter: _board(charter, lambda body: replace(body, seats=(*body.seats, SURVIVORS))),
}
"""What an amendment of the story changes, by its name in the content."""
