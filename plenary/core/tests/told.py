"""How the tests of the doctor read what a check finds."""

from plenary.core.findings import Grade, Look


def grades(look: Look) -> list[str]:
    """The grades of what a check finds; each that is not well says what to do."""
    found = list(look())
    assert [finding for finding in found if (finding.grade is not Grade.OK) != bool(finding.todo)] == []
    return [finding.grade.value for finding in found]
