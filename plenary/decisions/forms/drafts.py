"""The forms of a draft as a whole: its words in one of the coalition's languages, and what it does."""

from collections.abc import Mapping, Sequence
from typing import Any

from plenary.charter.queries import charter_of
from plenary.core.standing import Standing
from plenary.decisions.forms.effects import EFFECT_FORMS, EffectForm
from plenary.decisions.forms.proposals import ProposalForm
from plenary.decisions.models import Effect
from plenary.texts.forms import page_language
from plenary.texts.labels import language_name


def words_form_for[Form: ProposalForm](
    coalition_id: str,
    data: Mapping[str, Any] | None,
    initial: Mapping[str, Any],
    form_class: type[Form],
) -> Form:
    """The form of a proposal's words, in one of the coalition's languages: at first that of the page, where it is one of them."""
    tags = charter_of(coalition_id).languages
    started = {"language": page_language(languages=tags), **initial}
    return form_class(data, initial=started, languages=[(tag, language_name(tag)) for tag in tags])


def form_of_draft(standing: Standing, rows: Sequence[Effect], data: Mapping[str, Any] | None) -> EffectForm | None:
    """The form of what a draft does. Its one kind of effect keeps its form; several kinds have none, and stay as they are."""
    kinds = {row.kind for row in rows}
    form_class = EFFECT_FORMS.get(next(iter(kinds))) if len(kinds) == 1 else None
    if form_class is None:
        return None
    return form_class(data, standing=standing, initial=form_class.from_payloads([row.payload for row in rows]))


def effects_given(form: EffectForm | None, rows: Sequence[Effect]) -> list[tuple[str, dict[str, Any]]]:
    """What a draft does once its form is valid, or what it did before where it has none."""
    if form is None:
        return [(row.kind, row.payload) for row in rows]
    return [(form.kind, made) for made in form.payloads()]
