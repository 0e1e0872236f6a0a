"""What is done with two members that would become one (B4): the steps, as pages and programs name them."""

from enum import StrEnum


class MergeStep(StrEnum):
    """One step on the way."""

    AGREE = "agree"  # by the member that takes the other in; by the other one, to ask again
    DROP = "drop"  # by either side, while nothing was done
    ENTER = "enter"  # by an office that keeps the list, where the charter asks nothing of those who join
