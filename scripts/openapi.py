"""Writes tests/openapi.json: the API's description, as it stands. `make openapi` runs it after a route has changed; a test
fails while the file says something else, so that no change of the API goes unseen."""
# ruff: noqa: PLC0415  # Django is set up before anything of it is imported

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "tests" / "openapi.json"


def description() -> str:
    """The description as the file keeps it: sorted, a line for each value. Django must be set up."""
    from plenary.api.root import api

    return json.dumps(api().get_openapi_schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the file."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings")
    with TemporaryDirectory() as var:
        os.environ["PLENARY_VAR"] = var
        import django

        django.setup()
        KEPT.write_text(description())


if __name__ == "__main__":
    main()
