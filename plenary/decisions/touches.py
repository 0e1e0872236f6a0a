"""What a change of the charter would touch of proposals, and which drafts of a charter stay as they are for a proposal's sake."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.charter.rules.schema import Charter, Process
from plenary.charter.rules.words import words_in
from plenary.charter.touches import PROPOSALS, Touch, register_hold, register_touch
from plenary.core.standing import Standing
from plenary.decisions.models import Effect
from plenary.decisions.queries import draft_proposals, open_proposals

SHOWN = 10


@register_touch
def touched_proposals(standing: Standing, before: Charter, after: Charter) -> Iterator[Touch]:
    """Those open keep the rules under which they opened; drafts take another way. The visible ones; two queries."""
    for proposal in open_proposals(standing)[:SHOWN]:
        old, new = _way(before, proposal.matter), _way(after, proposal.matter)
        if old != new:
            told = {"title": proposal.title}
            yield Touch(PROPOSALS, _("“%(title)s” is open and keeps the rules under which it opened.") % told)
    for proposal in draft_proposals(standing)[:SHOWN]:
        old, new = _way(before, proposal.matter), _way(after, proposal.matter)
        if old == new:
            continue
        told = {"title": proposal.title, "way": _name(after, new) if new else ""}
        yield Touch(
            PROPOSALS,
            _("The draft “%(title)s” would be decided by new rules, as set out under “%(way)s”.") % told
            if new
            else _("For the draft “%(title)s” there would be no rule by which to decide it.") % told,
        )


@register_hold
def adopts(coalition_id: str, draft_id: str) -> bool:
    """True when a proposal that opened, or that members see while it looks for seconders, would adopt the draft. It stays so
    when the proposal is decided, for what was decided is read there. One query."""
    seen = Q(proposal__opened_at__isnull=False) | Q(proposal__shown_at__isnull=False)
    rows = Effect.objects.of(coalition_id).filter(seen, kind="charter.amend", payload__draft=draft_id)
    return rows.exists()


def _way(charter: Charter, matter: str) -> Process | None:
    try:
        return charter.process_for(matter)
    except KeyError:
        return None


def _name(charter: Charter, process: Process) -> str:
    return words_in(process.names, get_language() or "en", charter.languages) or process.code
