"""The words of agreements: kinds, stages, forms of name, and the reasons of yes and no."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from plenary.agreements.rules import Change, Fit, Form, Kind, Second, Stage
from plenary.core.verdicts import Label, register_reasons

KIND: Mapping[str, Label] = {
    Kind.PLATFORM: _("platform"),
    Kind.PROTOCOL: _("alliance protocol"),
    Kind.STRATEGY: _("strategy"),
    Kind.CONDUCT: _("code of conduct"),
    Kind.ROLES: _("roles: who does what, and what each will not do"),
    Kind.DATA_SHARING: _("data sharing"),
    Kind.TERMS: _("terms of reference"),
}

SIDE: Mapping[str, Label] = {"will": _("Will do"), "will_not": _("Will not do")}
"""Of a part in an agreement about roles: which of the two it is."""

STAGE: Mapping[str, Label] = {
    Stage.DRAFTING: _("being drafted"),
    Stage.IN_FORCE: _("in force"),
    Stage.EXPIRED: _("expired"),
    Stage.ENDED: _("ended"),
}

SHAPE: Mapping[str, str] = {
    Stage.DRAFTING: "draft",
    Stage.IN_FORCE: "adopted",
    Stage.EXPIRED: "lapsed",
    Stage.ENDED: "withdrawn",
}
"""The shape of the word of state, as style sheets name it."""

FORM: Mapping[str, Label] = {
    Form.ORGANISATION: _("as the organisation"),
    Form.PERSONAL: _("in a personal capacity"),
}

CHANGE: Mapping[str, Label] = {
    Change.SAME: _("unchanged"),
    Change.CHANGED: _("changed"),
    Change.ADDED: _("new"),
    Change.REMOVED: _("taken out"),
}

SUGGESTION: Mapping[str, Label] = {
    "open": _("not answered yet"),
    "taken": _("taken over"),
    "declined": _("declined"),
    "withdrawn": _("taken back"),
    Fit.OLDER: _("about an older wording"),
    Fit.GONE: _("about a paragraph that was taken out"),
}
"""How a suggestion stands."""

SUGGESTION_SHAPE: Mapping[str, str] = {
    "open": "waiting",
    "taken": "accepted",
    "declined": "rejected",
    "withdrawn": "withdrawn",
    Fit.OLDER: "superseded",
    Fit.GONE: "superseded",
}
"""The shape of the word of state of a suggestion."""

SECOND: Mapping[str, Label] = {
    Second.OPEN: _("asked by mail, and not answered yet"),
    Second.CONFIRMED: _("confirmed"),
    Second.CONTESTED: _("contested: the organisation did not sign it"),
    Second.WITHDRAWN: _("withdrawn meanwhile"),
    Second.OUTDATED: _("about a text that no longer holds; sign again where the coalition asks for it"),
    Second.AWAY: _("the member cannot sign at present"),
    Second.LAPSED: _("not asked, or not answered within 14 days: see to the address, or send the mail again"),
}
"""How a signature stands to the second address of its member."""

register_reasons(
    {
        "agreements.second_waits": _("It is signed already, and waits for the second address of the member."),
        "agreements.second_not_asked": _("The charter asks for no second address of your member."),
        "agreements.second_is_own": _(
            "The second address must be another person's, or the office's: this one is of whoever signs."
        ),
        "agreements.sent_lately": _("A mail went out less than ten minutes ago. Wait a little."),
        "agreements.nothing_waits": _("Nothing waits for your second address."),
        "agreements.is_public": _("The coalition makes its decisions public."),
        "agreements.is_member": _("You represent a member."),
        "agreements.by_office": _("You hold an office that drafts agreements."),
        "agreements.system": _("The rules do this by themselves."),
        "agreements.observers_do_not_draft": _(
            "Your mandate is to observe; a colleague with another mandate can prepare a draft."
        ),
        "agreements.suspended": _("Your member is suspended. It reads, and neither drafts nor signs."),
        "agreements.only_by_decision": _("An agreement is adopted and ended by a decision of the coalition alone."),
        "agreements.no_words": _("There are no words yet."),
        "agreements.too_long": _("This is too long: at most %(most)s characters."),
        "agreements.no_title": _("Give it a title."),
        "agreements.too_many": _("An agreement has at most %(most)s paragraphs."),
        "agreements.has_ended": _("This agreement has ended."),
        "agreements.not_in_force": _("This agreement is not in force, so that there is nothing to sign."),
        "agreements.nothing_changed": _("The draft says what the edition in force says."),
        "agreements.changed_meanwhile": _(
            "This was changed meanwhile. Read it again, then decide whether your change still fits."
        ),
        "agreements.edition_gone": _("This edition is no longer here."),
        "agreements.edition_adopted": _("This edition is adopted already."),
        "agreements.edition_outdated": _("A later edition was adopted since."),
        "agreements.no_such_body": _("Terms of reference alone are of a body, and of one that is at work."),
        "agreements.gone": _("This agreement is no longer here."),
        "agreements.other_edition": _("Another edition holds by now. Read it before you sign."),
        "agreements.no_member": _("Members sign. You represent none."),
        "agreements.no_mandate": _(
            "Your mandate does not let you sign. A colleague who may decide for your member signs."
        ),
        "agreements.not_belonging": _("Your member does not belong to the coalition now, and cannot sign."),
        "agreements.signed_already": _("Your member has signed this edition."),
        "agreements.no_reservations": _("This agreement allows no reservations."),
        "agreements.not_signed": _("Your member has not signed this agreement."),
        "agreements.yours": _("You may decide for your member."),
        "agreements.enters_papers": _("You hold an office that enters what was signed on paper."),
        "agreements.not_entering_papers": _("Only an office that enters what was signed on paper may do this."),
        "agreements.no_paper": _("There is no signature on paper that your member is asked to confirm."),
        "agreements.no_scan": _("Add a scan of the paper, or say why there is none."),
        "agreements.other_scan": _("Another scan stands there by now. Look at it before you answer."),
        "agreements.scan_stands": _("The scan of a signature stays as its member saw it while the signature counts."),
        "agreements.no_such_member": _(
            "This member cannot sign: it is not in good standing, or nobody may decide for it."
        ),
        "agreements.not_its_representative": _("The person named may not decide for this member."),
        "agreements.paper_not_needed": _("This member has signed the edition, or its signature waits to be confirmed."),
        "agreements.second_later": _("The former address is asked first. The new one is asked from its day on."),
        "agreements.bad_day": _("The day of the signature must lie between the adoption of the edition and today."),
        "agreements.members_suggest": _("Members suggest. You represent none."),
        "agreements.no_such_paragraph": _("This paragraph is not in the draft any more."),
        "agreements.no_reason": _("Say why."),
        "agreements.changes_nothing": _("These are the words that stand there already."),
        "agreements.too_many_suggestions": _(
            "Your member has %(most)s suggestions waiting here. Wait for the answers."
        ),
        "agreements.suggestion_settled": _("This suggestion is answered already, or was taken back."),
        "agreements.not_your_suggestion": _("Only the member that made the suggestion takes it back."),
        "agreements.older_wording": _(
            "The paragraph has changed since this was suggested. Compare it with the words that stand there now."
        ),
        "agreements.not_looking_after": _(
            "Only an office that drafts agreements, or the body whose terms of reference it is, may do this."
        ),
        "agreements.looks_after": _("You look after this agreement."),
        "agreements.not_about_roles": _("Who does what is written in agreements about roles alone."),
        "agreements.no_one_named": _("Name the member or the role."),
        "agreements.bad_review": _("The next day must lie ahead, and not after the last on which the agreement holds."),
        "agreements.bad_dates": _("Both days must lie ahead, and the agreement is looked at again before it expires."),
    }
)
