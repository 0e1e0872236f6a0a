"""How requests are read: strictly, so that nothing comes in that the database cannot keep."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from ninja.parser import Parser

from plenary.core.http.problems import Invalid

GREATEST = 2**53
"""Whole numbers beyond this are not the same number in every program."""


class StrictParser(Parser):
    """JSON without NaN, without texts that are none (NUL, half characters), without numbers beyond all measure."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body. What is raised here answers 400."""
        found = json.loads(request.body, parse_constant=_no_number)
        _require_plain(found)
        return found

    def parse_querydict(self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest) -> Any:
        """What stands after the question mark. Raises Invalid."""
        for name, values in data.lists():
            if not all(_is_text(value) for value in (name, *values) if isinstance(value, str)):
                raise Invalid({name.replace("\0", ""): [_("This is no text.")]})
        return super().parse_querydict(data, list_fields, request)


def _require_plain(found: Any) -> None:
    """Raises ValueError (or RecursionError, where it nests too deeply)."""
    match found:
        case str() if not _is_text(found):
            raise ValueError("a text that is none")
        case bool():
            return
        case int() | float() if abs(found) > GREATEST:
            raise ValueError("a number beyond all measure")
        case list():
            for each in found:
                _require_plain(each)
        case dict():
            for name, each in found.items():
                _require_plain(name)
                _require_plain(each)


def _is_text(value: str) -> bool:
    return "\0" not in value and not any("\ud800" <= character <= "\udfff" for character in value)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
