"""One who waits to be told, and then closes what is due at a moment. Runs inside the product."""

import time
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from plenary.core import clock, reach
from plenary.decisions.tasks import keep_deadlines
from tests.crash.due import Complaints

PATIENCE = 300
TRIES = 5


def awaited(folder: Path, signal: str) -> Path:
    """The file that is there once somebody waits for a signal."""
    return folder / f"{signal}.awaited"


def close_at(moment: str, signal: str) -> dict[str, Any]:
    """Close and carry out what is due at a moment (ISO 8601), as soon as a file of this name is in the server's folder; another
    one says that it is waited for (`awaited`). What a busy database kept from being done is tried again, as the worker does."""
    complaints, until, folder = Complaints(), time.monotonic() + PATIENCE, Path(settings.VAR)
    awaited(folder, signal).touch()
    while not (folder / signal).exists():
        if time.monotonic() > until:
            raise TimeoutError(signal)
        time.sleep(0.01)
    with clock.set_to(datetime.fromisoformat(moment)):
        for _try in range(TRIES):
            complaints.told.clear()
            with reach.nowhere():  # as in a task
                keep_deadlines()
            if not complaints.told:
                break
    return {"complaints": complaints.told}
