"""Forms of agreements: drafting, signing, and those of their effects in a proposal."""

from plenary.agreements.forms.drafting import (
    LayDownForm,
    NewForm,
    NewParagraphForm,
    ParagraphForm,
    TermsForm,
    TranslationForm,
)
from plenary.agreements.forms.effects import AdoptForm, EndForm
from plenary.agreements.forms.signing import PaperForm, SignForm

__all__ = [
    "AdoptForm",
    "EndForm",
    "LayDownForm",
    "NewForm",
    "NewParagraphForm",
    "PaperForm",
    "ParagraphForm",
    "SignForm",
    "TermsForm",
    "TranslationForm",
]
