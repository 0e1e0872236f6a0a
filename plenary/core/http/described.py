"""Problems as the API describes them, and what its library raises as problems that this house knows. The rest of the house does
without that library, which takes long to load: a command has no need of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import BadRequest
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from plenary.core.http.problems import Invalid
from plenary.core.verdicts import Label


class CitedClause(Schema):
    """The clause of the charter on which a refusal rests."""

    key: str = Field(description="the clause's key, such as process.amendment")
    number: str = Field(description="its number in the charter in force")
    url: str = Field(description="where it stands, as a path on this server")


class Problem(Schema):
    """A refusal or an error (RFC 9457). `reason` is a code that does not change; `detail` says it to people."""

    type: str = Field(description="about:blank: what it is, is said by status and reason")
    title: str = Field(description="the status in words")
    status: int = Field(description="the HTTP status")
    detail: str = Field(description="the reason in words, in the reader's language")
    reason: str = Field(description="the reason's code")
    clause: CitedClause | None = Field(
        None, description="the clause on which a refusal rests; left out where there is none"
    )
    errors: dict[str, list[str]] | None = Field(None, description="what is wrong, by field; left out where no field is")


def as_known(exception: Exception) -> Exception:
    """What the library raised, as what `problems.problem_of` knows; anything else as it is."""
    match exception:
        case ValidationError(errors=found):
            return Invalid(_by_field(found))
        case HttpError(status_code=400):
            return BadRequest(str(exception))
        case _:
            return exception


_SAID: dict[str, Label] = {  # kinds of pydantic's errors -> words; the rest is not as the description says
    "missing": _("This is missing."),
    "extra_forbidden": _("There is no such field."),
    "string_too_long": _("This is too long."),
    "string_too_short": _("This is too short."),
    "less_than_equal": _("This is too large."),
    "greater_than_equal": _("This is too small."),
    "too_long": _("These are too many."),
    "too_short": _("These are too few."),
    "enum": _("This is none of the values that are possible."),
    "literal_error": _("This is none of the values that are possible."),
}


def _by_field(found: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Sentences by field; where it stood (query, path, body) is left out, and so is the name of the body as a whole."""
    errors: dict[str, list[str]] = {}
    for error in found:
        source, *steps = error["loc"]
        inside = steps[1:] if source == "body" else steps
        field = ".".join(map(str, inside)) or source
        errors.setdefault(field, []).append(str(_SAID.get(error["type"], _("This is not as the description says."))))
    return errors
