"""Which form each kind of effect has, in the order in which kinds are offered."""

from collections.abc import Mapping

from plenary.decisions.forms.conduct import CONDUCT_FORMS
from plenary.decisions.forms.contests import ChooseForm, FundForm
from plenary.decisions.forms.effects import FORMS, EffectForm
from plenary.decisions.forms.electing import ElectForm
from plenary.decisions.forms.forming import FORMING

_IN_ORDER: tuple[type[EffectForm], ...] = (
    *FORMS[:3],
    ChooseForm,
    FundForm,
    *FORMS[3:5],
    ElectForm,
    *FORMS[5:7],
    *FORMING,
    *FORMS[7:],
    *CONDUCT_FORMS,
)
EFFECT_FORMS: Mapping[str, type[EffectForm]] = {form.kind: form for form in _IN_ORDER}
