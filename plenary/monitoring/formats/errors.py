"""Why a paper, a picture or a text is not redacted."""


class NotRedacted(ValueError):
    """Something that is not redacted: nothing is written. `reason` is a code of `labels`, `facts` what its sentence tells."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts
