"""Which form each kind of effect has, in the order in which kinds are offered; rooms above bring theirs, which stand last."""

from collections.abc import Mapping

from plenary.decisions.forms.admitting import AdmitForm, ChangeCategoryForm
from plenary.decisions.forms.conduct import CONDUCT_FORMS
from plenary.decisions.forms.contests import ChooseForm, FundForm
from plenary.decisions.forms.effects import FORMS, EffectForm
from plenary.decisions.forms.electing import ElectForm
from plenary.decisions.forms.forming import FORMING
from plenary.decisions.forms.merging import MergeForm

_IN_ORDER: tuple[type[EffectForm], ...] = (
    *FORMS[:3],
    ChooseForm,
    FundForm,
    *(AdmitForm, FORMS[3]),
    ElectForm,
    *FORMS[4:],
    *FORMING,
    ChangeCategoryForm,
    MergeForm,
    *CONDUCT_FORMS,
)
_forms: dict[str, type[EffectForm]] = {form.kind: form for form in _IN_ORDER}
EFFECT_FORMS: Mapping[str, type[EffectForm]] = _forms


def register_form(form: type[EffectForm]) -> type[EffectForm]:
    """Bring the form of a kind of effect of a room above. Raises ValueError when the kind has one."""
    if _forms.get(form.kind, form) is not form:
        raise ValueError(f"effect {form.kind} has a form already")
    _forms[form.kind] = form
    return form
