"""One who waits to be told, and then closes what is due at a moment. Runs inside the product."""

import time
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from plenary.core import clock
from plenary.decisions.tasks import keep_deadlines
from tests.crash.due import Complaints

PATIENCE = 120
TRIES = 5


def close_at(moment: str, signal: str) -> dict[str, Any]:
    """Close and carry out what is due at a moment (ISO 8601), as soon as a file of this name is in the server's folder. What a
    busy database kept from being done is tried again, as the worker does."""
    complaints, until = Complaints(), time.monotonic() + PATIENCE
    while not (Path(settings.VAR) / signal).exists():
        if time.monotonic() > until:
            raise TimeoutError(signal)
        time.sleep(0.01)
    with clock.set_to(datetime.fromisoformat(moment)):
        for _try in range(TRIES):
            complaints.told.clear()
            keep_deadlines()
            if not complaints.told:
                break
    return {"complaints": complaints.told}
