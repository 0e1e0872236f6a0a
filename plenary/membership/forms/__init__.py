"""Forms of membership, one module a noun."""

from plenary.membership.forms.conduct import OpenCaseForm, StepForm
from plenary.membership.forms.members import (
    ApplyForm,
    CommitmentForm,
    InviteForm,
    MandateForm,
    ProtectForm,
    SearchForm,
    VouchForm,
)

__all__ = [
    "ApplyForm",
    "CommitmentForm",
    "InviteForm",
    "MandateForm",
    "OpenCaseForm",
    "ProtectForm",
    "SearchForm",
    "StepForm",
    "VouchForm",
]
