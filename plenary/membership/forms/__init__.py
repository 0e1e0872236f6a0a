"""Forms of members: applying, inviting, mandates, commitment."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.accounts.forms import no_page
from plenary.charter.rules.schema import Charter, Who
from plenary.core.forms import offer
from plenary.core.standing import Mandate
from plenary.files.forms import choose_again
from plenary.membership.forms.joining import ask_evidence
from plenary.membership.labels import COMMITMENT, MANDATE, STATUS, category_name
from plenary.membership.models import Member
from plenary.membership.queries import unanswered_requirements
from plenary.membership.rules import BELONGING, WAITING


class SearchForm(forms.Form):
    """What the list of members is narrowed to."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    status = forms.ChoiceField(label=_("Status"), required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)

    def __init__(self, charter: Charter, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        statuses = [(code, label) for code, label in STATUS.items() if code in BELONGING | WAITING]
        categories = [(item.code, category_name(charter, item.code)) for item in charter.categories]
        offer(self, "status", [("", _("every member")), *statuses])
        offer(self, "category", [("", _("every category")), *categories])


class ApplyForm(forms.Form):
    """An application: who applies, in which category, having read and accepted the purpose."""

    name = forms.CharField(label=_("Your name"), max_length=300)
    organisation = forms.CharField(
        label=_("Your organisation"),
        max_length=300,
        required=False,
        help_text=_("Leave it empty to apply in your own name, where a category allows it."),
    )
    category = forms.ChoiceField(label=_("Category"), widget=forms.RadioSelect)
    accept = forms.BooleanField(label=_("We have read the purpose and accept it."))

    def __init__(self, charter: Charter, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = {category.code: category for category in charter.categories}
        names = [(code, category_name(charter, code)) for code in self.categories]
        field = offer(self, "category", names)
        if len(names) == 1:
            field.initial = names[0][0]
        asked = (self.data or self.initial).get("category") or field.initial
        ask_evidence(self, unanswered_requirements(charter, str(asked)))

    def clean(self) -> dict[str, object]:
        """An organisation where the category is for organisations; none where it is for individuals."""
        given = super().clean() or {}
        category = self.categories.get(str(given.get("category")))
        if category and category.who is Who.ORGANISATIONS and not given.get("organisation"):
            self.add_error("organisation", _("This category is for organisations. Name yours."))
        if category and category.who is Who.INDIVIDUALS and given.get("organisation"):
            self.add_error("organisation", _("This category is for individuals. Leave this empty."))
        choose_again(self)
        return given


class MandateForm(forms.Form):
    """What a representative may decide."""

    mandate = forms.ChoiceField(
        label=_("Mandate"), widget=forms.RadioSelect, choices=[(code, MANDATE[code]) for code in Mandate]
    )


class InviteForm(MandateForm):
    """Whom to invite to represent a member."""

    name = forms.CharField(label=_("Name"), max_length=200, validators=[no_page])
    email = forms.EmailField(
        label=_("Email address"), help_text=_("The invitation goes there and is good for 14 days.")
    )
    field_order = ("name", "email", "mandate")


class LeaveForm(forms.Form):
    """Why a member leaves, where it says so, and whether its signatures end with it."""

    reason = forms.CharField(
        label=_("Why, if you want to say it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Members read it in the record; the public does not."),
    )
    signatures = forms.BooleanField(
        label=_("Withdraw its signatures too"),
        required=False,
        help_text=_(
            "Who reads who signed reads both dates. Otherwise they stay to be read, as of one that signed and belongs no more."
        ),
    )

    def __init__(self, *args: Any, is_protected: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_protected:  # its entries are its own alone to read
            self.fields["reason"].help_text = ""


class RenameForm(forms.Form):
    """What a member organisation is called from now on."""

    name = forms.CharField(label=_("New name"), max_length=300)


class CommitmentForm(forms.Form):
    """The degree at which a member takes part."""

    commitment = forms.ChoiceField(
        label=_("Degree of commitment"), widget=forms.RadioSelect, choices=list(COMMITMENT.items())
    )


class ProtectForm(forms.Form):
    """An organisation to be taken up under protection: by a name that is new here, or one that left (`left`: its members)."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=300, required=False)
    former = forms.ChoiceField(
        label=_("Or one that left, since it must not be named any longer"),
        required=False,
        help_text=_(
            "Only where it asked you, and some days after it left. It comes in under a new card that nothing joins to the old "
            "one. What was known of it stays known."
        ),
    )
    category = forms.ChoiceField(label=_("Category"))

    def __init__(self, charter: Charter, left: Iterable[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "former", [("", _("nobody who left")), *((member.id, member.name) for member in left)])
        fitting = [category.code for category in charter.categories if category.who is not Who.INDIVIDUALS]
        offer(self, "category", [(code, category_name(charter, code)) for code in fitting])

    def clean(self) -> dict[str, object]:
        """A name or one that left, not both."""
        given = super().clean() or {}
        if not self.errors and bool(given.get("name")) == bool(given.get("former")):
            self.add_error("name", _("Give a name, or choose one that left."))
        return given


class VouchForm(forms.Form):
    """The code of the one for whom a member vouches."""

    code = forms.CharField(label=_("Code"), max_length=16, help_text=_("An officer who may know gave it to you."))
