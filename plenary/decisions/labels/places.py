"""How a ballot was given, in whole sentences: after consulting, by phone and entered by an officer, through another."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CAST_BEFORE = gettext_lazy(
    "It was cast by somebody who acts for your member no longer. It is your member's, and counts."
)
SECRET_CAST_BEFORE = gettext_lazy(
    "It was cast by somebody who acts for your member no longer. It is your member's, and counts; what it says nobody can read, "
    "and its code is theirs. Once it is replaced, the new one alone counts."
)
"""Of a ballot that lies there: that its voter went."""


def given_in_words(how: str, source: str, office: str) -> str:
    """How a ballot was given where that was not simply cast here; empty where it was."""
    facts = {"source": source, "office": office}
    if how == "consulted":
        return _("After consulting: %(source)s") % facts
    if how == "phone":
        return _("Entered by the office “%(office)s”, as given by phone: %(source)s") % facts
    if how == "mail":
        return _("Entered by the office “%(office)s”, as given by mail: %(source)s") % facts
    if how == "in_person":
        return _("Entered by the office “%(office)s”, as given in person: %(source)s") % facts
    return _("Said on the call.") if how == "call" else ""


def carried_in_words(carrier: str) -> str:
    """Through whom a ballot was cast."""
    return _("Carried by %(name)s") % {"name": carrier}


def in_personal_capacity(name: str) -> str:
    """The name of somebody who takes part in a personal capacity and speaks for no institution."""
    return _("%(name)s (in a personal capacity)") % {"name": name}
