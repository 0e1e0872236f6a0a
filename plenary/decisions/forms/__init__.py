"""Forms of decisions: the proposal's words, what it does, ballots and objections."""

from plenary.decisions.forms.amendments import AmendmentForm, AnswersForm
from plenary.decisions.forms.ballots import AnswerForm, BallotForm
from plenary.decisions.forms.effects import EFFECT_FORMS, EffectForm
from plenary.decisions.forms.electing import ElectForm
from plenary.decisions.forms.places import DelegateForm, StandBackForm
from plenary.decisions.forms.proposals import ObjectionForm, ProposalForm
from plenary.decisions.forms.translations import TranslationForm

__all__ = [
    "EFFECT_FORMS",
    "AmendmentForm",
    "AnswerForm",
    "AnswersForm",
    "BallotForm",
    "DelegateForm",
    "EffectForm",
    "ElectForm",
    "ObjectionForm",
    "ProposalForm",
    "StandBackForm",
    "TranslationForm",
]
