"""Calls one function inside the product, in a process of its own, and prints what it gives as JSON on the last line.

`python -m tests.crash.within MODULE:FUNCTION '{"argument": 1}'`; `Place.ask` does this. Nothing of pytest is loaded here, so the
settings are those of a real server.
"""

import json
import os
import sys
from importlib import import_module

import django


def main() -> None:
    """Set up the product, call the function, print what it gave."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings")
    django.setup()
    from plenary.core import reach  # noqa: PLC0415  # once the product is set up

    reach.outermost = reach.EVERYWHERE  # as an operator's own hand; workers begin with nothing in reach all the same
    module, _colon, name = sys.argv[1].partition(":")
    given = getattr(import_module(module), name)(**json.loads(sys.argv[2]))
    print(f"\n{json.dumps(given)}")  # noqa: T201  # the answer


if __name__ == "__main__":
    main()
