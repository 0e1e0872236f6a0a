"""Forms of findings: writing one, changing it, a claim, a further source of one, the next step, holding back, dissent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.core.forms import offer
from plenary.monitoring.actions import Found
from plenary.monitoring.forms.fields import InLanguages, actor_named, text_of
from plenary.monitoring.labels.findings import CONFIDENCE, JUDGED, SIDES, STEPS
from plenary.monitoring.models import Finding, Instrument, Source
from plenary.monitoring.queries.instruments import obligations_of
from plenary.monitoring.rules import findings
from plenary.monitoring.rules.findings import Confidence, Judged
from plenary.monitoring.rules.instruments import LONGEST_NAME

_TEXT = (("text", _("What is found"), findings.LONGEST_TEXT, True),)


class FindingForm(InLanguages):
    """What is found, how it is judged, and how sure that is."""

    in_languages = _TEXT

    judged = forms.ChoiceField(
        label=_("Verdict"),
        choices=list(JUDGED.items()),
        initial=Judged.UNKNOWN.value,
        help_text=_("Which word is used follows from whether the obligation bound it in that year."),
    )
    confidence = forms.ChoiceField(
        label=_("How sure this is"), choices=list(CONFIDENCE.items()), initial=Confidence.LOW.value
    )

    @property
    def found(self) -> Found:
        """What was filled in. Ask when the form is valid."""
        given = self.cleaned_data
        return Found(
            judged=Judged(given["judged"]), confidence=Confidence(given["confidence"]), texts=self.texts("text")
        )

    @classmethod
    def of(cls, finding: Finding) -> dict[str, Any]:
        """What is kept of a finding fills in."""
        judged = findings.judged_of(findings.Word(finding.verdict))
        return {**cls.filled("text", finding.texts), "judged": judged.value, "confidence": finding.confidence}


class NewFindingForm(FindingForm):
    """A finding, with the actor, the obligation and the year that it is about."""

    actor = forms.CharField(
        label=_("Actor"), max_length=LONGEST_NAME, help_text=_("Its name, or its code such as MLI.")
    )
    obligation = forms.ChoiceField(label=_("Obligation"))
    year = forms.IntegerField(label=_("Year"), min_value=findings.FIRST_YEAR, max_value=2200)
    field_order = ("actor", "obligation", "year", "judged", "confidence")

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.coalition_id = instrument.coalition_id
        self.obligations = {row.id: row for row in obligations_of(instrument)}
        offer(self, "obligation", [(key, f"{row.article} · {row.text}") for key, row in self.obligations.items()])
        self.order_fields(self.field_order)

    def clean_actor(self) -> str:
        """Its code."""
        return actor_named(self.coalition_id, self.cleaned_data["actor"])

    @property
    def about(self) -> dict[str, Any]:
        """What it is about. Ask when the form is valid."""
        given = self.cleaned_data
        return {
            "obligation": self.obligations[given["obligation"]],
            "actor": given["actor"],
            "year": given["year"],
            "found": self.found,
        }


class OnSource(forms.Form):
    """The source on which a claim rests, and where in it."""

    source = forms.ChoiceField(label=_("Source"))
    place = text_of(_("Where in it"), findings.LONGEST_PLACE, required=False, help_text=_("Such as a page."))

    def __init__(self, *args: Any, sources: list[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = {row.id: row for row in sources}
        offer(self, "source", [(row.id, f"{row.title} ({row.reliability}{row.credibility})") for row in sources])

    @property
    def rests(self) -> dict[str, Any]:
        """The source and the place. Ask when the form is valid."""
        return {"source": self.sources[self.cleaned_data["source"]], "place": self.cleaned_data["place"]}


class ClaimForm(OnSource, InLanguages):
    """A claim, which way it speaks, and on which source it rests."""

    in_languages = (("text", _("The claim"), findings.LONGEST_CLAIM, True),)

    side = forms.ChoiceField(label=_("Which way it speaks"), choices=list(SIDES.items()))


class StepForm(forms.Form):
    """Which step is taken."""

    step = forms.ChoiceField(choices=list(STEPS.items()), widget=forms.HiddenInput)


class HoldForm(forms.Form):
    """Why a finding is held back."""

    why = text_of(_("Why"), findings.LONGEST_WHY, widget=forms.Textarea(attrs={"rows": 2}))


class DissentForm(forms.Form):
    """How a member sees a finding otherwise."""

    words = text_of(
        _("How your member sees it"),
        findings.LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands beside the finding for whoever reads it. A protected member is not named."),
    )
