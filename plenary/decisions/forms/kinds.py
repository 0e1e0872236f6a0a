"""Which form each kind of effect has: every module here that brings one is found; a room above imports its own (`pages`)."""

from plenary.core.rooms import import_all
from plenary.decisions.forms.effects import EFFECT_FORMS

__all__ = ["EFFECT_FORMS"]

import_all("plenary.decisions.forms")
