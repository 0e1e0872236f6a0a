"""What is asked when cards are added, amended, searched, imported and exported; one module a noun."""

from plenary.directory.forms.cards import (
    CardForm,
    ChoicesForm,
    ColumnsForm,
    ExportForm,
    FileForm,
    SearchForm,
    ShareForm,
    country_choices,
    sentence_of,
)
from plenary.directory.forms.gender import GenderForm

__all__ = [
    "CardForm",
    "ChoicesForm",
    "ColumnsForm",
    "ExportForm",
    "FileForm",
    "GenderForm",
    "SearchForm",
    "ShareForm",
    "country_choices",
    "sentence_of",
]
