"""Reads of agreements: the rows that a standing may see, and who signed what."""

from plenary.agreements.queries.signatures import (
    Signatory,
    agreements_to_sign,
    own_part,
    own_signature,
    paper_to_confirm,
    papers_to_confirm,
    papers_unconfirmed,
    signatories,
    withdrawn_signatures,
)
from plenary.agreements.queries.suggestions import (
    Suggested,
    suggestion_on,
    suggestions_on,
    suggestions_waiting,
)
from plenary.agreements.queries.texts import (
    adopted_editions,
    draft_lines,
    edition_of,
    paragraph_of,
    visible_agreement,
    visible_agreements,
    visible_edition,
    visible_editions,
)
from plenary.agreements.queries.translations import Text, Worded, languages_of_agreement, titles_in, worded

__all__ = [
    "Signatory",
    "Suggested",
    "Text",
    "Worded",
    "adopted_editions",
    "agreements_to_sign",
    "draft_lines",
    "edition_of",
    "languages_of_agreement",
    "own_part",
    "own_signature",
    "paper_to_confirm",
    "papers_to_confirm",
    "papers_unconfirmed",
    "paragraph_of",
    "signatories",
    "suggestion_on",
    "suggestions_on",
    "suggestions_waiting",
    "titles_in",
    "visible_agreement",
    "visible_agreements",
    "visible_edition",
    "visible_editions",
    "withdrawn_signatures",
    "worded",
]
