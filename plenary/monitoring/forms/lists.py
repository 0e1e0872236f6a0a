"""Forms of status lists: the file, and what of it is taken over."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import refuse
from plenary.directory.formats.tables import MOST_BYTES
from plenary.monitoring.forms.fields import a_day
from plenary.monitoring.rules.taking import Choices, Comparison

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class ListFileForm(forms.Form):
    """The file of a status list."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "The status page as saved from the United Nations Treaty Collection (HTML), or a table (CSV, XLSX); at most 5 MB."
        ),
        widget=forms.ClearableFileInput({"accept": ".html,.htm,.csv,.tsv,.txt,.xlsx"}),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse a file beyond the limit before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(refuse("directory.file.too_large", most=MOST_BYTES // 1_000_000).sentence)
        return file


class Keys(forms.MultipleChoiceField):
    """Keys of treaty actions; one that is not there any more chooses nothing, and the digest tells of it."""

    def valid_value(self, value: Any) -> bool:
        """Any."""
        return True


class ListChoicesForm(forms.Form):
    """What of a list is taken over: all that is new or of another day but what is left out; of what is missing only what is
    named; and for whoever has ended, when."""

    seen = forms.CharField(max_length=32, widget=forms.HiddenInput)
    left_out = Keys(required=False)
    taken_out = Keys(required=False)

    def __init__(self, *args: Any, compared: Comparison, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ends = [end.actor for end in compared.ends]
        for actor in self.ends:
            self.fields[f"notified_{actor}"] = a_day(_("Notice given on"), required=False)
            self.fields[f"effect_{actor}"] = a_day(_("Takes effect on"), required=False)

    def clean(self) -> dict[str, Any]:
        """An end has both its days, in their order, or none."""
        given = super().clean() or {}
        for actor in self.ends:
            first, last = given.get(f"notified_{actor}"), given.get(f"effect_{actor}")
            if (first is None) != (last is None) or (first and last and last < first):
                self.add_error(f"effect_{actor}", _("Tell both days, the notice first."))
        return given

    @property
    def choices(self) -> Choices:
        """What was chosen. Ask when the form is valid."""
        given = self.cleaned_data
        days: dict[str, tuple[date, date]] = {
            actor: (given[f"notified_{actor}"], given[f"effect_{actor}"])
            for actor in self.ends
            if given[f"notified_{actor}"]
        }
        return Choices(left_out=given["left_out"], taken_out=given["taken_out"], ends=days)
