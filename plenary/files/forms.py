"""The form by which a file is added, which a parent's page includes (`files/_files.html`)."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.files.rules import KINDS


def _missing() -> str:
    """None was chosen, or one that was dropped as it came because it is far too large."""
    return _("Choose a file of at most %(most)s MB.") % {"most": settings.FILE_SIZE // 1_000_000}


def help_of(most: int) -> str:
    """Which kinds are kept, up to so many bytes, and what is taken out of them."""
    told = {"most": most // 1_000_000}
    kept = _("PDF, PNG, JPEG, WebP, text, CSV, ODT, ODS, DOCX or XLSX; at most %(most)s MB.") % told
    return f"{kept} {_('Where and by whom it was made is taken out of it.')}"


def _help() -> str:
    return help_of(settings.FILE_SIZE)


ACCEPTED = ",".join(f".{ending}" for kind in KINDS for ending in kind.endings)
"""What a browser offers to choose from."""


class KeepForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("Add a file"),
        allow_empty_file=True,
        error_messages={"required": lazy(_missing, str)()},
        help_text=lazy(_help, str)(),
        widget=forms.FileInput({"accept": ACCEPTED}),
    )

    def brought(self) -> dict[str, Any]:
        """What `keep_file` takes of a valid form: name, bytes, and the kind that the sender says."""
        file = self.cleaned_data["file"]
        return {"name": file.name or "", "data": file.read(), "media_type": file.content_type or ""}
