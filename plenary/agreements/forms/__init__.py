"""Forms of agreements: drafting, signing, and those of their effects in a proposal."""

from plenary.agreements.forms.drafting import (
    LayDownForm,
    LookAtForm,
    NewForm,
    NewParagraphForm,
    ParagraphForm,
    PartForm,
    TermsForm,
    TranslationForm,
)
from plenary.agreements.forms.effects import AdoptForm, EndForm
from plenary.agreements.forms.signing import PaperForm, SecondForm, SignForm
from plenary.agreements.forms.suggesting import DeclineForm, SuggestForm, TakeForm

__all__ = [
    "AdoptForm",
    "DeclineForm",
    "EndForm",
    "LayDownForm",
    "LookAtForm",
    "NewForm",
    "NewParagraphForm",
    "PaperForm",
    "ParagraphForm",
    "PartForm",
    "SecondForm",
    "SignForm",
    "SuggestForm",
    "TakeForm",
    "TermsForm",
    "TranslationForm",
]
