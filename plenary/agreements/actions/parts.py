"""The parts of an agreement about roles: what a member or a role will do, and what it will not."""

from plenary.agreements.actions.drafting import added, enter_draft, locked_to_change, words_said
from plenary.agreements.models import Agreement, Paragraph
from plenary.agreements.permissions import may_write_part
from plenary.agreements.rules import LONGEST_NAME
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.record import actions as record


def write_part(*, by: Standing, agreement: Agreement, who: str, will: str = "", will_not: str = "") -> list[Paragraph]:
    """Write what somebody will do, and what they will not, each as a numbered paragraph at the end of the draft; what is empty
    is left out. `who` is the name of a member, or of a role.

    Refuses an agreement of another kind (`agreements.not_about_roles`), nobody named (`agreements.no_one_named`), a name of
    more than 200 characters (`agreements.too_long`), nothing said on either side (`agreements.no_words`), and otherwise as
    `write_paragraph` does.
    """
    name = " ".join(who.split())
    if not name:
        raise Refused(refuse("agreements.no_one_named"))
    if len(name) > LONGEST_NAME:
        raise Refused(refuse("agreements.too_long", most=LONGEST_NAME))
    said = {side: words_said(words) for side, words in (("will", will), ("will_not", will_not)) if words.strip()}
    if not said:
        raise Refused(refuse("agreements.no_words"))
    made = []
    with record.act(by=by):
        locked = locked_to_change(by, agreement)
        require(may_write_part(by, locked))
        for side, words in said.items():
            rows = list(Paragraph.objects.of(by.coalition).select_for_update().filter(agreement=locked))
            one = added(locked, rows, words, None, who=name, side=side)
            enter_draft(by, locked, "agreements.paragraph_written", paragraph=one.id, words=words, who=name, side=side)
            made.append(one)
    return made
