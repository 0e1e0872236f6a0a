"""What cannot wait: a few decide it, it is in force at once, and it lapses unless the others confirm it (B3)."""

from collections.abc import Mapping

from plenary.charter.rules.schema import OTHER_MATTER, Urgent
from plenary.decisions.rules.counting import Count, Outcome

NOT_CONFIRMED = "decisions.not_confirmed"


def is_urgent_matter(rule: Urgent, matter: str, matters: Mapping[str, str]) -> bool:
    """True where the charter lets a matter be decided urgently. *Any other matter* stands for those that have no process of
    their own in `matters` (matter to process), as everywhere in a charter."""
    if not rule.process:
        return False
    return matter in rule.matters or (OTHER_MATTER in rule.matters and matter not in matters)


def outcome_of(stage: str, figures: Count) -> tuple[Outcome, str]:
    """The outcome of a proposal and its reason, from the figures of its last round: what was urgent and is not confirmed
    lapses, however the confirmation fell short."""
    if stage == "confirming" and figures.outcome is not Outcome.ADOPTED:
        return Outcome.LAPSED, NOT_CONFIRMED
    return figures.outcome, figures.reason
