"""Counts and turnout in whole sentences, in the active language, from the figures that the rules gave."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.charter.rules.schema import Method
from plenary.decisions.rules.counting import Count, Outcome, Turnout


def turnout_sentences(told: Turnout) -> list[str]:
    """How many have voted, and how many more it takes for the quorum."""
    facts = {"voted": told.voted, "electorate": told.electorate, "missing": told.missing}
    sentences = [
        ngettext("%(voted)s of %(electorate)s has voted.", "%(voted)s of %(electorate)s have voted.", told.electorate)
        % facts
    ]
    if told.missing:
        more = ngettext(
            "%(missing)s more is needed for the quorum.", "%(missing)s more are needed for the quorum.", told.missing
        )
        sentences.append(more % facts)
    elif told.quorum_needed:
        sentences.append(_("The quorum is reached."))
    return sentences


def turnout_in_words(told: Turnout) -> str:
    """What the picture of turnout shows, for those who do not see it."""
    facts = {"voted": told.voted, "electorate": told.electorate, "quorum": told.quorum_needed}
    if told.quorum_needed:
        return _("%(voted)s of %(electorate)s have voted; the quorum is %(quorum)s") % facts
    return _("%(voted)s of %(electorate)s have voted") % facts


def outcome_sentences(figures: Count) -> list[str]:
    """What was decided and by which numbers, the reason first."""
    return [sentence for sentence in (_verdict(figures), _taking_part(figures), _weights(figures)) if sentence]


def _verdict(figures: Count) -> str:
    facts = {
        "yes": figures.yes_weight,
        "no": figures.no_weight,
        "needed": figures.needed,
        "basis": figures.basis,
        "turnout": figures.turnout,
        "quorum": figures.quorum_needed,
        "against": figures.objections,
    }
    if figures.reason == "decisions.nobody_voted":
        return _("It lapsed: nobody voted.")
    if figures.outcome is Outcome.LAPSED:
        return _("It lapsed for want of a quorum: %(turnout)s took part, and %(quorum)s were needed.") % facts
    if figures.method == Method.CONSENT:
        if figures.outcome is Outcome.ADOPTED:
            return _("It was adopted: nobody objected.")
        return (
            ngettext(
                "It was not adopted: %(against)s objected, and one is enough.",
                "It was not adopted: %(against)s objected, and one is enough.",
                figures.objections,
            )
            % facts
        )
    if figures.outcome is Outcome.ADOPTED:
        return _("It was adopted: %(yes)s of %(basis)s votes said yes, and %(needed)s were needed.") % facts
    return _("It was rejected: %(yes)s of %(basis)s votes said yes, and %(needed)s were needed.") % facts


def _taking_part(figures: Count) -> str:
    if figures.outcome is Outcome.LAPSED:
        return ""
    facts = {"turnout": figures.turnout, "electorate": figures.electorate, "quorum": figures.quorum_needed}
    if figures.quorum_needed:
        return _("%(turnout)s of %(electorate)s took part; the quorum was %(quorum)s.") % facts
    return _("%(turnout)s of %(electorate)s took part.") % facts


def _weights(figures: Count) -> str:
    if not figures.is_weighted:
        return ""
    return _("Some ballots count more than one vote, as the charter says: %(votes)s votes in all.") % {
        "votes": figures.electorate_weight
    }
