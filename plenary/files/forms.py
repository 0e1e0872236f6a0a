"""A field for a file, for forms of every room, and the form by which one is added to a page (`files/_files.html`)."""

from collections.abc import Container
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from plenary.core.http.uploads import Dropped
from plenary.core.verdicts import Label
from plenary.files.formats import FileError, Found, largest_of, read
from plenary.files.parents import parent_of
from plenary.files.rules import KINDS, MOST_OF_A_PARENT


class FoundField(forms.FileField):
    """A file: told what it is and cleaned (`formats.read`), for `keep_found` where it hangs on rows of a kind (`parents`), or for
    what else keeps it, `largest` bytes at most. Its value is a Found, or None where nothing was chosen; what is not kept is told
    here, beside the field."""

    def __init__(self, *, parent_kind: str = "", largest: int = 0, help_text: Label = "", **given: Any) -> None:
        parent = parent_of(parent_kind)
        self.kinds = parent.kinds if parent else KINDS
        self.largest = largest_of(parent.largest if parent else largest)
        accepted = ",".join(f".{ending}" for kind in self.kinds for ending in kind.endings)
        most = {"most": self.largest // 1_000_000}
        super().__init__(
            allow_empty_file=True,
            error_messages={"required": _("Choose a file of at most %(most)s MB.") % most},
            help_text=f"{help_text} {self._told(most)}".strip(),
            widget=forms.FileInput({"accept": accepted}),
            **given,
        )

    def _told(self, most: dict[str, int]) -> str:
        if self.kinds == KINDS:
            kept = _("PDF, PNG, JPEG, WebP, text, CSV, ODT, ODS, DOCX or XLSX; at most %(most)s MB.") % most
        else:
            kinds = ", ".join(kind.endings[0].upper() for kind in self.kinds)
            kept = _("%(kinds)s; at most %(most)s MB.") % {"kinds": kinds, **most}
        return f"{kept} {_('Where and by whom it was made is taken out of it.')}"

    def to_python(self, data: "UploadedFile[bytes] | None") -> Found | None:  # type: ignore[override]  # kept, not the upload
        """What the file is, cleaned. Raises ValidationError where it is not kept."""
        if data is None or data in self.empty_values:
            return None
        try:
            self._require_size(data)
            name, said = data.name or "", data.content_type or ""
            return read(name, data.read(), said, kinds=self.kinds, largest=self.largest)
        except FileError as error:
            raise forms.ValidationError(error.verdict.sentence, code=error.verdict.reason) from error

    def _require_size(self, data: "UploadedFile[bytes]") -> None:
        if (data.size or 0) > self.largest:
            raise FileError("files.too_large", most=self.largest // 1_000_000)
        if isinstance(data, Dropped):
            raise FileError("files.too_much_at_once", most=settings.FILE_UPLOAD_MAX_MEMORY_SIZE // 1_000_000)


def choose_again(form: forms.Form, unopened: Container[str] = ()) -> None:
    """Of a form that is shown again, say beside each file that was well, or was not opened (by the names of fields), that it has
    to be chosen once more: no browser keeps it. Called when all else is told."""
    if form.errors:
        chosen = [name for name, value in form.cleaned_data.items() if isinstance(value, Found) or name in unopened]
        for name in chosen:
            form.add_error(name, _("Choose this file again: it was not kept, since something else is to be corrected."))


class KeepForm(forms.Form):
    """One file."""

    def __init__(self, *args: Any, parent_kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = parent_of(parent_kind)
        most = parent.most if parent else MOST_OF_A_PARENT
        several = "" if most in (1, MOST_OF_A_PARENT) else _("At most %(most)s files.") % {"most": most}
        self.fields["file"] = FoundField(parent_kind=parent_kind, label=_("Add a file"), help_text=several)
