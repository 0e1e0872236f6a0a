"""The form of the founding act: names and address, then the seven questions."""

from collections.abc import Mapping
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.charter.forms import QuestionsForm
from plenary.charter.rules.questions import seven_questions
from plenary.coalitions.queries import coalition_at
from plenary.core.verdicts import Label

RESERVED = frozenset({"new"})


class FormingForm(QuestionsForm):
    """Who forms a coalition, what it is called, and its one-page charter in seven questions."""

    name = forms.CharField(max_length=120)
    slug = forms.SlugField(max_length=60)
    organisation = forms.CharField(max_length=300)
    founder = forms.CharField(max_length=300)
    time_zone = forms.ChoiceField(choices=[(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(seven_questions(), *args, **kwargs)
        words: Mapping[str, tuple[Label, Label]] = {
            "name": (_("What is the coalition called?"), ""),
            "slug": (_("Its address here"), _("Small letters, digits and hyphens, such as clear-fields.")),
            "organisation": (_("Your organisation"), _("It is the first member.")),
            "founder": (_("Your name"), _("You act for your organisation, and coordinate until the members choose.")),
            "time_zone": (_("Time zone"), _("Deadlines are told in it.")),
        }
        for field, (label, help_text) in words.items():
            self.fields[field].label = label  # type: ignore[assignment]  # the stubs know one kind of lazy text alone
            self.fields[field].help_text = help_text  # type: ignore[assignment]  # likewise
        asked = [question.code for question in self.questions]
        self.order_fields(["name", "slug", "organisation", "founder", "time_zone", *asked])

    def clean_slug(self) -> str:
        """An address that nobody has."""
        slug = str(self.cleaned_data["slug"]).lower()
        if slug in RESERVED or coalition_at(slug) is not None:
            raise forms.ValidationError(_("This address is taken. Choose another."))
        return slug
