"""What a form of an answer carries unseen: on what it was given, and a word of its own (`rules.reading.Given`)."""

from collections.abc import Mapping
from typing import Any

from django import forms

from plenary.core.models import random_id
from plenary.core.verdicts import Refused, refuse
from plenary.decisions.rules.reading import Given

_ID = 40


class GivenForm(forms.Form):
    """The hidden fields; all of them may be missing, from one who sends an answer without having read a page."""

    sending = forms.CharField(max_length=_ID, required=False, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=_ID, required=False, widget=forms.HiddenInput)
    before = forms.CharField(max_length=_ID, required=False, widget=forms.HiddenInput)
    instead = forms.CharField(max_length=10 * _ID, required=False, widget=forms.HiddenInput)


def given_form(seen: str, before: str = "", *, is_kept: bool = True) -> GivenForm:
    """The hidden fields of a page that is shown now. Without a word of its own an answer is not `is_kept`: what it says never
    lies on a device until there is a line (`core/static/core/keeper.js`)."""
    form = GivenForm(initial={"sending": random_id(), "seen": seen, "before": before}, auto_id="")
    if not is_kept:
        del form.fields["sending"], form.fields["instead"]
    return form


def given_in(data: Mapping[str, Any]) -> Given:
    """What was sent in them. Refuses what the program did not write, as a page that has changed (`decisions.asked_otherwise`)."""
    form = GivenForm(data)
    if not form.is_valid():
        raise Refused(refuse("decisions.asked_otherwise"))
    told = form.cleaned_data
    return Given(
        sending=told["sending"],
        seen=told["seen"],
        before=told["before"],
        instead=frozenset(told["instead"].split()),
    )
