"""What one who imports chooses: which rows are added and which are left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plenary.directory.rules.rows import Draft, Duplicate, Problem, Reading

ADD = "add"
LEAVE_OUT = "leave_out"


@dataclass(frozen=True, slots=True)
class Choices:
    """What happens to likely duplicates (add or leave out), to rows with errors (left out, or they forbid the import),
    and to single rows, which is stronger.
    """

    duplicates: str = LEAVE_OUT
    leave_out_errors: bool = False
    rows: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do: the rows as read, and those that are likely duplicates, by row."""

    reading: Reading
    duplicates: Mapping[int, Duplicate]

    @property
    def problems_by_row(self) -> dict[int, list[Problem]]:
        """What is wrong, by row."""
        found: dict[int, list[Problem]] = {}
        for problem in self.reading.problems:
            found.setdefault(problem.row, []).append(problem)
        return found

    def chosen(self, choices: Choices) -> tuple[list[Draft], list[Problem]]:
        """The cards to add under these choices, and the problems that forbid it: those of rows that would be added."""
        problems = self.problems_by_row
        added: list[Draft] = []
        forbidding: list[Problem] = []
        for draft in self.reading.drafts:
            if self._is_left_out(draft.row, bool(problems.get(draft.row)), choices):
                continue
            added.append(draft)
            forbidding += problems.get(draft.row, [])
        return added, forbidding

    def sound(self, choices: Choices) -> list[Draft]:
        """The cards to add under these choices in which nothing is wrong."""
        problems = self.problems_by_row
        return [draft for draft in self.chosen(choices)[0] if draft.row not in problems]

    def _is_left_out(self, row: int, has_problem: bool, choices: Choices) -> bool:
        if has_problem and choices.leave_out_errors:
            return True
        chosen = choices.rows.get(row, choices.duplicates if row in self.duplicates else ADD)
        return chosen == LEAVE_OUT
