"""Appeals of members are put to the vote by themselves: when, and under which title (B5)."""

from collections.abc import Iterable
from functools import partial

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenary.charter.decidable import Arising, Payload, register_arising
from plenary.charter.queries import NoCharterError, charter_of
from plenary.membership.effects.conduct import SetAside
from plenary.membership.queries import appeals_to_decide
from plenary.membership.rules.conduct import Measure

TITLES: dict[str, Promise] = {
    Measure.SUSPENSION: _("Appeal against the suspension of a member"),
    Measure.REMOVAL: _("Appeal against the removal of a member"),
}
MILDER = _("Appeal of a member against a measure")
"""They name nobody: whom a proposal is about stands in what happens if it is adopted, which forgets whoever is erased."""


def appeals_arise(coalition_id: str) -> Iterable[Arising]:
    """The proposal to set a measure aside, since the member appealed (`rules.conduct.is_voted_on`): none of protected members,
    whom no proposal may name, and of a milder measure none that would tell the public of it."""
    try:
        languages = charter_of(coalition_id).languages
    except NoCharterError:
        return
    for case, since in appeals_to_decide(coalition_id):
        titles = {}
        for tag in languages:
            with translation.override(tag):
                titles[tag] = str(TITLES.get(case.measure, MILDER))
        yield Arising(
            kind=SetAside.code,
            payload={"case": case.id},
            titles=titles,
            clause="accountability",
            since=since,
            is_same=partial(_is_of, case.id),
        )


def _is_of(case_id: str, payload: Payload) -> bool:
    return bool(payload.get("case") == case_id)


register_arising(appeals_arise)
