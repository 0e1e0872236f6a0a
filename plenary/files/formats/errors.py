"""Why a file is not kept for what it is."""

from plenary.core.verdicts import Refused, refuse


class FileError(Refused):
    """A file that is not kept for what it is; its verdict says why. A mistake in a form, and no rule of a coalition."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(refuse(reason, "", **facts))
