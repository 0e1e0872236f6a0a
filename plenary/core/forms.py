"""What forms of every room share: fields whose choices are known only when the form is made."""

from collections.abc import Sequence
from typing import Any

from django import forms


def offer(form: forms.BaseForm, name: str, choices: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    """Give a field of a form its choices (value, label), and answer the field. Raises TypeError when it takes none."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no field of choices")
    field.choices = list(choices)
    return field
