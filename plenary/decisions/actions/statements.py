"""The statement of a candidate, side by side in several languages: written and translated by its own until voting opens."""

from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions
from plenary.decisions.actions import audiences, locking
from plenary.decisions.models import Nomination
from plenary.decisions.queries.nominations import nomination_of
from plenary.record import actions as record
from plenary.record.actions import Part
from plenary.texts import actions as texts
from plenary.texts.models import Text

LONGEST = 10_000
"""Characters of a statement in one language."""


def write_statement(*, by: Standing, nomination: Nomination, language: str, body: str) -> Nomination:
    """Write the statement of a candidate in a language (BCP 47), or write it anew; the first language is the one that decides,
    each other one is a translation that is ready at once. Entered for those who see the proposal, the words in a part about
    who wrote them. Refuses as permissions.may_write_statement and texts.actions say, and with decisions.statement_too_long and
    decisions.no_such_candidate.
    """
    if len(body) > LONGEST:
        raise Refused(refuse("decisions.statement_too_long"))
    with record.act(by=by):
        proposal = locking.share(nomination.proposal)
        found = nomination_of(proposal, nomination.pk)
        if found is None:
            raise Refused(refuse("decisions.no_such_candidate"))
        nomination, nomination.proposal = found, proposal
        require(permissions.may_write_statement(by, nomination))
        audience = audiences.of_proposals(proposal)
        text = Text.objects.of(by.coalition).filter(pk=nomination.text).first() if nomination.text else None
        if text is None:
            nomination.text = texts.write_text(by=by, language=language, body=body).pk
            nomination.save(update_fields=["text"])
        elif text.authentic_language == language:
            texts.revise_text(by=by, text=text, body=body)
        else:
            texts.translate_text(
                by=by, text=text, language=language, body=body, audience=audience, about=proposal.pk,
                name=nomination.name, ready=True,
            )  # fmt: skip
        record.enter(
            by=by,
            kind="decisions.statement_written",
            about=proposal.pk,
            audience=audience,
            facts=audiences.told(proposal, nomination=nomination.pk, language=language),
            parts=[Part(facts={"name": nomination.name, "statement": body}, person=by.person)],
        )
    return nomination
