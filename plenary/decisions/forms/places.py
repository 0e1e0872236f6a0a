"""Forms of those who let another cast their ballot, and of those who stand back."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.core.forms import offer


class DelegateForm(forms.Form):
    """Who shall cast one's ballot."""

    carrier = forms.ChoiceField(label=_("Who casts it"))

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "delegate_%s")
        super().__init__(*args, **kwargs)
        offer(self, "carrier", [("", "–"), *places])


class StandBackForm(forms.Form):
    """Why one stands back."""

    reason = forms.CharField(label=_("Why you stand back"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "back_%s")
        super().__init__(*args, **kwargs)


def carrier_in(data: Mapping[str, Any]) -> str:
    """Whom the reader chose, in characters that a key may have; else nobody."""
    chosen = str(data.get("carrier", ""))
    return chosen if re.fullmatch(r"[\w:-]{1,40}", chosen, re.ASCII) else ""
