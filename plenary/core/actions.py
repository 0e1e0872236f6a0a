"""Writes that belong to no coalition."""

from plenary.core import clock
from plenary.core.models import ServerAct


def log_server_act(*, kind: str, account: str = "", **facts: object) -> ServerAct:
    """Enter an act in the server log, in the caller's transaction. `facts` must be JSON; no secrets, no free text."""
    return ServerAct.objects.create(at=clock.now(), kind=kind, account=account, facts=facts)
