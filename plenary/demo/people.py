"""The six people as whom one looks at the demonstration: who they are, and how their accounts are found again."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from plenary.accounts.models import Account
from plenary.core.verdicts import Label

DOMAIN = "demonstration.example"


@dataclass(frozen=True, slots=True)
class Role:
    """A part in the demonstration; its account has the address `code`@demonstration.example."""

    code: str
    label: Label
    person: str
    time_zone: str

    @property
    def email(self) -> str:
        """The address of the account that plays it."""
        return f"{self.code}@{DOMAIN}"


COORDINATOR = Role("coordinator", _("coordinator"), "Nora Aziz", "Europe/Zurich")
CHAIR = Role("chair", _("chair"), "Ingrid Solberg", "Europe/Oslo")
REPRESENTATIVE = Role("member-representative", _("member representative"), "Amina Diallo", "Africa/Bamako")
PROVISIONAL = Role(
    "provisional-representative", _("representative of a provisional member"), "Ileana Ngiraked", "Pacific/Palau"
)
PROTECTED = Role("protected-member", _("protected member"), "Zahra N.", "Asia/Kabul")
ELSEWHERE = Role("elsewhere", _("member of another coalition"), "Mbali Dube", "Africa/Johannesburg")

ROLES = (COORDINATOR, CHAIR, REPRESENTATIVE, PROVISIONAL, PROTECTED, ELSEWHERE)


def accounts_by_role() -> list[tuple[Role, Account]]:
    """The roles with their accounts, as far as they were loaded."""
    found = {account.email: account for account in Account.objects.filter(is_demonstration=True)}
    return [(role, found[role.email]) for role in ROLES if role.email in found]
