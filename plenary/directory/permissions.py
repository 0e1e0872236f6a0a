"""Who may read, administer, import into and export a coalition's directory.

The powers are the charter's: `directory.administer`, `directory.import`, `directory.export`, `membership.see_protected`.
"""

from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.directory.models import Organisation, Person

ADMINISTER = "directory.administer"
IMPORT = "directory.import"
EXPORT = "directory.export"
SEE_PROTECTED = "membership.see_protected"


def may_read_directory(standing: Standing) -> Verdict:
    """Everyone who represents a member or holds an office, and the program itself."""
    return allow() if standing.is_inside or standing.is_system else refuse("core.members_only")


def may_administer(standing: Standing) -> Verdict:
    """Add, amend and remove cards: the power directory.administer."""
    return _by_power(standing, ADMINISTER, "directory.administer_only")


def may_import(standing: Standing) -> Verdict:
    """Bring in a file of cards, and undo it: the power directory.import."""
    return _by_power(standing, IMPORT, "directory.import_only")


def may_export(standing: Standing) -> Verdict:
    """Take the directory out as a file: the power directory.export."""
    return _by_power(standing, EXPORT, "directory.export_only")


def may_see_protected(standing: Standing) -> Verdict:
    """See protected cards: the power membership.see_protected. The program itself does not."""
    return allow() if standing.has_power(SEE_PROTECTED) else refuse("directory.protected_only")


def may_see_contact(standing: Standing, person: Person) -> Verdict:
    """See a person's address and numbers: those who administer the directory, and the person."""
    if standing.person == person.id:
        return allow()
    return may_administer(standing)


def may_amend(standing: Standing, card: Organisation | Person) -> Verdict:
    """Amend a card: those who administer the directory; a person may amend their own."""
    if isinstance(card, Person) and card.id == standing.person:
        return allow()
    if card.protected and not may_see_protected(standing):
        return refuse("core.not_here")
    return may_administer(standing)


def _by_power(standing: Standing, power: str, reason: str) -> Verdict:
    return allow() if standing.is_system or standing.has_power(power) else refuse(reason)
