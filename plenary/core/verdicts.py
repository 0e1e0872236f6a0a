"""Every yes and no has a reason: a verdict says whether, why, and on which clause of the charter it rests."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Label = str | Promise

_labels: dict[str, Label] = {}


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer with its reason.

    `reason` is a code that `register_reasons` gave words to; `clause` is the key of a clause of the charter in force
    (such as ``process.amendment``) or empty; `facts` fill the words (`%(name)s`).
    A verdict is truthy when it allows.
    """

    allowed: bool
    reason: str = ""
    clause: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def sentence(self) -> str:
        """The reason in words, in the language now active."""
        return str(_labels[self.reason]) % dict(self.facts) if self.reason else ""


class Refused(Exception):
    """Raised by an action or a view when a verdict says no; carries the verdict. Answered as 403 with the reason."""

    status = 403

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict


class Unable(Refused):
    """What one may do, and what the server cannot do now: something that it needs is away. Answered as 503 with the reason."""

    status = 503


def allow(reason: str = "", clause: str = "") -> Verdict:
    """A yes, with the clause that it rests on where there is one."""
    return Verdict(True, reason, clause)


def refuse(reason: str, clause: str = "", **facts: object) -> Verdict:
    """A no. `reason` is a registered code."""
    return Verdict(False, reason, clause, facts)


def require(verdict: Verdict) -> None:
    """Go on when the verdict allows. Raises Refused with it otherwise."""
    if not verdict:
        raise Refused(verdict)


def register_reasons(labels: Mapping[str, Label]) -> None:
    """Give reason codes their words. Raises ValueError when a code is taken."""
    for code, label in labels.items():
        if _labels.get(code, label) != label:
            raise ValueError(f"reason {code} is registered twice")
        _labels[code] = label


def reasons() -> Mapping[str, Label]:
    """All reason codes with their words."""
    return dict(_labels)


register_reasons(
    {
        "core.sign_in": _("Sign in first."),
        "core.not_here": _("There is nothing here, or nothing that you may see."),
        "core.members_only": _("Only members of this coalition may see this."),
        "core.not_yet": _("This coalition has no rule for this yet."),
    }
)
