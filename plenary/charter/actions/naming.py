"""In whose name a draft is changed and commented on, so that nobody under protection is named."""

from plenary.core import masthead
from plenary.core.standing import Standing
from plenary.directory.models import Person


def attributed(by: Standing, *, unnamed: bool = False) -> Standing:
    """The one who acts; for a protected member, and for whoever would be unnamed, the clause under which they are."""
    return Standing.system(by.coalition, "protection") if by.is_protected or unnamed else by


def shown_name(by: Standing) -> str:
    """The name shown: person and member; of a person under protection the member alone; of a protected member none."""
    who = None if by.is_protected else masthead.who(by)
    if who is None:
        return ""
    if by.person and Person.objects.of(by.coalition).filter(pk=by.person, protected=True).exists():
        return who.member
    return f"{who.person}, {who.member}" if who.member else who.person
