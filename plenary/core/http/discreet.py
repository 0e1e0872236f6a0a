"""What the log leaves out: the parts of addresses that let in whoever holds them.

A request that fails is logged with its path; logs are read by more people, and kept longer, than the links that were mailed.
"""

import logging
import re
from functools import cache

from django.apps import apps

from plenary.core.http.addresses import views

SECRET_PARTS = {"key", "token"}
"""What a room calls the part of an address that is a secret."""
_PART = re.compile(r"<(?:\w+:)?(\w+)>")


class DiscreetFormatter(logging.Formatter):
    """Formats a line of the log, with its trace, without the secrets of addresses."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; what was a secret is `…`."""
        line = super().format(record)
        if not apps.ready:  # nobody has asked for anything
            return line
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        for part, value in match.kwargs.items() if match else ():
            if part in SECRET_PARTS:
                line = line.replace(value, "…")  # by itself, as in the words of an error
        return _secrets().sub(r"\1…", line)


def secret_beginnings() -> list[str]:
    """How the addresses begin that carry a secret, up to it, in order: each route with one of SECRET_PARTS."""
    routes = ((each.route, _PART.finditer(each.route)) for each in views())
    return sorted({route[: part.start()] for route, parts in routes for part in parts if part[1] in SECRET_PARTS})


@cache
def _secrets() -> re.Pattern[str]:
    begins = ("[^/]+".join(map(re.escape, _PART.split(begin)[::2])) for begin in secret_beginnings())
    return re.compile(rf"(/(?:{'|'.join(begins)}))[^\s/\"'<>?#]+")
