"""The pages of core itself: the living style page, and what is read without a line."""

from datetime import timedelta

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from plenary.core import clock
from plenary.core.http.access import public, signed_in
from plenary.core.http.keeping import kept_offline


class SampleForm(forms.Form):
    """One field of each shape; it is never saved."""

    name = forms.CharField(label=_("Name of the organisation"), help_text=_("As it signs letters."))
    country = forms.ChoiceField(label=_("Country"), choices=[("MLI", "Mali"), ("COL", "Colombia"), ("LBN", "Lebanon")])
    founded = forms.IntegerField(label=_("Founded in"), max_value=2100, required=False)
    mandate = forms.ChoiceField(
        label=_("Your mandate"),
        help_text=_("What you may decide without asking your organisation."),
        widget=forms.RadioSelect,
        choices=[("decides", _("may decide")), ("consults", _("must consult first")), ("observes", _("observes"))],
    )
    reasons = forms.CharField(label=_("Why you wish to join"), widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label=_("We accept the purpose"), help_text=_("It stands in the first clause."))


@public
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Each component as it is, to look at in light, dark, print, narrow and from right to left."""
    now = clock.now()
    context = {
        "form": SampleForm(),
        "corrected": SampleForm({"name": "Femmes du Sahel", "founded": "10000"}, auto_id="wrong_%s"),
        "page": Paginator(range(1, 119), 25).page(2),
        "soon": now + timedelta(days=2, hours=3),
        "later": now + timedelta(days=40),
        "before": now - timedelta(days=3),
        "states": STATES,
    }
    return render(request, "core/style.html", context)


@kept_offline
@signed_in
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What stands in the place of a page that was not kept, when there is no line: why, and what can be read."""
    return render(request, "core/offline.html")


STATES = [
    ("voting", _("voting")),
    ("adopted", _("adopted")),
    ("carried_out", _("carried out")),
    ("rejected", _("rejected")),
    ("lapsed", _("lapsed for want of quorum")),
    ("notice", _("on notice")),
    ("done", _("active")),
    ("waiting", _("provisional")),
    ("past", _("on leave")),
    ("draft", _("draft")),
]
