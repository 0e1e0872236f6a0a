"""Forms of decisions: the proposal's words, what it does, ballots and objections."""

from plenary.decisions.forms.effects import EFFECT_FORMS, EffectForm
from plenary.decisions.forms.proposals import BallotForm, ObjectionForm, ProposalForm

__all__ = ["EFFECT_FORMS", "BallotForm", "EffectForm", "ObjectionForm", "ProposalForm"]
