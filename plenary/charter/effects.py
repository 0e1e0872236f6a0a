"""The effect that the charter gives to proposals: an amendment puts a draft in force."""

from collections.abc import Iterable

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plenary.charter import actions, decidable, queries
from plenary.charter.models import CharterDraft, CharterVersion
from plenary.charter.queries import drafting
from plenary.charter.rules.comparison import ADDED, CHANGED, REMOVED
from plenary.charter.rules.contradictions import contradictions
from plenary.charter.rules.document import CharterError, charter_from_json
from plenary.core.standing import Standing
from plenary.core.verdicts import Label


class AmendCharter(decidable.Lasting):
    """Replaces the charter in force with a draft. Payload: ``{"draft": id}``, and ``"proposal"`` where it is known."""

    code = "charter.amend"
    matter = "charter.amend"
    label: Label = gettext_lazy("Amend the charter")
    severable = False

    def problems(self, coalition_id: str, payload: decidable.Payload) -> list[str]:
        """Why the draft could not be put in force now: gone, unreadable, contradicting itself, outdated, or no change.

        A draft made from an earlier version is outdated: to adopt it would undo what was decided since.
        """
        return _problems(_held(coalition_id, payload), queries.version_in_force(coalition_id))

    def sentences(self, coalition_id: str, payloads: Iterable[decidable.Payload]) -> list[str]:
        """For each draft: its title, and how many clauses change, are added, are removed. Two queries."""
        asked = [str(payload.get("draft", "")) for payload in payloads]
        drafts = {
            draft.id: draft for draft in queries.drafts(coalition_id).filter(id__in=asked).select_related("based_on")
        }
        return [self._sentence(drafts.get(draft_id)) for draft_id in asked]

    def carry_out(self, by: Standing, payload: decidable.Payload) -> None:
        """Put the draft in force. Raises CannotCarryOut with the first problem."""
        draft = _held(by.coalition, payload)
        found = _problems(draft, queries.version_in_force(by.coalition))
        if draft is None or found:
            raise decidable.CannotCarryOut(found[0])
        actions.put_in_force(
            by=by,
            coalition_id=by.coalition,
            document=draft.document,
            adopted_by=str(payload.get("proposal", "")),
        )

    def _sentence(self, draft: CharterDraft | None) -> str:
        if draft is None:
            return _("The draft of the charter is gone.")
        changes = queries.changes_of(draft)
        counted = {kind: sum(change.kind == kind for change in changes) for kind in (CHANGED, ADDED, REMOVED)}
        parts = [
            text % {"count": counted[kind]}
            for kind, text in (
                (CHANGED, ngettext("%(count)d clause changes", "%(count)d clauses change", counted[CHANGED])),
                (ADDED, ngettext("%(count)d clause is added", "%(count)d clauses are added", counted[ADDED])),
                (REMOVED, ngettext("%(count)d clause is removed", "%(count)d clauses are removed", counted[REMOVED])),
            )
            if counted[kind]
        ]
        told = _("; ").join(parts) or _("no clause changes its words")
        return _("The charter is amended as “%(title)s” says: %(changes)s.") % {"title": draft.title, "changes": told}


def _held(coalition_id: str, payload: decidable.Payload) -> CharterDraft | None:
    """The draft; within an act its row is held to the end of it, so that what opens is what was looked at."""
    rows = queries.drafts(coalition_id).filter(id=str(payload.get("draft", "")))
    return (rows.select_for_update(of=("self",)) if connection.in_atomic_block else rows).first()


def _problems(draft: CharterDraft | None, present: CharterVersion | None) -> list[str]:
    if draft is None:
        return ["charter.draft_gone"]
    try:
        charter = charter_from_json(draft.document)
    except CharterError:
        return ["charter.draft_unreadable"]
    found = ["charter.contradicts"] if contradictions(charter, powers=decidable.powers()) else []
    if drafting.is_outdated(draft, present):
        found.append("charter.draft_outdated")
    if present is not None and queries.charter_in(present) == charter:
        found.append("charter.draft_same")
    return found


decidable.register_effect(AmendCharter(), matter=gettext_lazy("Amendment of the charter"))
