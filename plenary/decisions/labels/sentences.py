"""Counts and turnout in whole sentences, in the active language, from the figures that the rules gave."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plenary.charter.rules.schema import Method, Process, Second
from plenary.core.verdicts import Label
from plenary.decisions.labels import CHOICE, ENDED_BY_ABSENCE
from plenary.decisions.rules.ballots import Choice, choices_of
from plenary.decisions.rules.counting import Count, Outcome, Turnout
from plenary.decisions.rules.nominations import WITHOUT_BALLOT
from plenary.decisions.rules.quorums import RULES, rule_of

_BALLOT: Mapping[str, Label] = {
    "yes": gettext_lazy("Your ballot says yes."),
    "no": gettext_lazy("Your ballot says no."),
    "abstain": gettext_lazy("Your ballot says that you abstain."),
    "support": gettext_lazy("Your ballot supports it."),
    "reservation": gettext_lazy("Your ballot supports it, with a reservation."),
    "aside": gettext_lazy("Your ballot says that you stand aside."),
    "block": gettext_lazy("Your ballot blocks it."),
}


def ballot_in_words(choice: str, shares: Mapping[str, int]) -> str:
    """What a ballot says, to its own elector: one choice, or votes by choice where it is split; nothing of what says more."""
    if not shares:
        return str(_BALLOT[choice]) if choice else ""
    parts = _("; ").join(f"{CHOICE[said]}: {shares[said]}" for said in Choice if shares.get(said))
    return _("Your ballot is split: %(parts)s.") % {"parts": parts}


def figures_in_words(figures: Count) -> list[tuple[str, int]]:
    """The ballots of an outcome by what they say, in the order in which they were offered, and those who did not vote."""
    if figures.method == Method.SILENCE:
        return [(_("objected"), figures.objections)]
    if figures.method == Method.CHOICE:
        return _figures_of_choice(figures)
    said = [(str(CHOICE[choice]), int(getattr(figures, choice))) for choice in choices_of(Method(figures.method))]
    more = [(_("did not vote"), figures.electorate - figures.turnout)]
    stood_back = [(_("stood back"), figures.recused)] if figures.recused else []
    return said + more + stood_back


def _figures_of_choice(figures: Count) -> list[tuple[str, int]]:
    """Votes that were counted, ballots that said nothing where each is one vote, and those who cast none."""
    if figures.reason == "decisions.uncontested":
        return []
    told = [(_("counted"), figures.basis)]
    blank = 0 if figures.is_weighted else figures.turnout - figures.basis
    told += [(_("blank"), blank)] if blank > 0 else []
    told.append((_("did not vote"), figures.electorate - figures.turnout))
    return told + ([(_("stood back"), figures.recused)] if figures.recused else [])


def objection_means(process: Process, stage: str, *, falls_back: bool) -> str:
    """What an objection to the whole of an opened proposal leads to."""
    if stage == "recorded":
        return _("If it stands when the time for objections is over, the proposal is voted on in writing.")
    if process.method is not Method.SILENCE:
        return _("One objection is enough: the proposal is then not adopted.")
    if falls_back:
        return ngettext(
            "One objection is enough: the silence is then broken, and it is decided by a vote.",
            "It takes %(count)s objections: the silence is then broken, and it is decided by a vote.",
            process.objectors,
        ) % {"count": process.objectors}
    return ngettext(
        "One objection is enough: the silence is then broken, and the proposal is not adopted.",
        "It takes %(count)s objections: the silence is then broken, and the proposal is not adopted.",
        process.objectors,
    ) % {"count": process.objectors}


def turnout_sentences(told: Turnout) -> list[str]:
    """How many have voted, how many are present where that counts, and how many more it takes for the quorum."""
    facts = {"voted": told.voted, "electorate": told.electorate, "missing": told.missing, "present": told.present}
    sentences = [
        ngettext("%(voted)s of %(electorate)s has voted.", "%(voted)s of %(electorate)s have voted.", told.electorate)
        % facts
    ]
    if told.present is not None:
        sentences.append(_("%(present)s of %(electorate)s are present or have voted.") % facts)
    if told.missing:
        more = ngettext(
            "%(missing)s more is needed for the quorum.", "%(missing)s more are needed for the quorum.", told.missing
        )
        sentences.append(more % facts)
        if told.by_presence:
            sentences.append(_("If it is voted on at a meeting, those present count too."))
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
    told = (_verdict(figures), _second(figures), _taking_part(figures), _weights(figures))
    return [sentence for sentence in told if sentence]


def _verdict(figures: Count) -> str:
    facts = {
        "yes": figures.yes_weight,
        "no": figures.no_weight,
        "needed": figures.needed,
        "basis": figures.basis,
        "turnout": figures.turnout,
        "quorum": figures.quorum_needed,
        "present": figures.present,
        "electorate": figures.electorate,
        "against": figures.objections,
        "carrying": figures.support + figures.reservation,
        "reservations": figures.reservation,
        "aside": figures.aside,
        "blocks": figures.block,
    }
    if figures.method == Method.CONSENT and figures.reason == "decisions.objected":
        return (
            ngettext(
                "It was not adopted: %(against)s objected, and one is enough.",
                "It was not adopted: %(against)s objected, and one is enough.",
                figures.objections,
            )
            % facts
        )
    rule = rule_of(figures.reason)
    if rule and rule.with_present and figures.present is not None:
        return _(rule.with_present) % facts
    if figures.reason == "decisions.nobody_voted" and figures.turnout:
        return _("It lapsed: no ballot says anything.")
    return str(_IN_A_SENTENCE[figures.reason]) % facts


_IN_A_SENTENCE: Mapping[str, Label] = {
    "decisions.nobody_voted": gettext_lazy("It lapsed: nobody voted."),
    "decisions.nobody_stands": gettext_lazy("It lapsed: nobody stood."),
    "decisions.uncontested": gettext_lazy("No more stood than there were places: they are elected without a ballot."),
    **{rule.reason: gettext_lazy(rule.sentence) for rule in RULES.values()},
    "decisions.nobody_to_go_on": ENDED_BY_ABSENCE,
    "decisions.nobody_objected": gettext_lazy("It was adopted: nobody objected."),
    "decisions.threshold_met": gettext_lazy(
        "It was adopted: %(yes)s of %(basis)s votes said yes, and %(needed)s were needed."
    ),
    "decisions.threshold_missed": gettext_lazy(
        "It was rejected: %(yes)s of %(basis)s votes said yes, and %(needed)s were needed."
    ),
    "decisions.second_missed": gettext_lazy(
        "It was rejected: %(yes)s of %(basis)s votes said yes, which is enough, but a second majority was needed besides."
    ),
    "decisions.silence_kept": gettext_lazy("It was adopted: nobody objected in time."),
    "decisions.silence_broken": gettext_lazy("It was not adopted: the silence was broken. Objections: %(against)s."),
    "decisions.consensus": gettext_lazy(
        "It was adopted by consensus. Supporting it: %(carrying)s, of these with reservations: %(reservations)s; "
        "standing aside: %(aside)s; blocking it: none."
    ),
    "decisions.blocked": gettext_lazy("There was no consensus. Blocking it: %(blocks)s."),
    "decisions.chosen": gettext_lazy("The ballots decided. Votes counted: %(basis)s."),
    "decisions.nobody_chosen": gettext_lazy("It lapsed: the ballots chose nobody."),
    "decisions.too_many_aside": gettext_lazy(
        "There was no consensus. Supporting it: %(carrying)s; standing aside: %(aside)s."
    ),
}


def _second(figures: Count) -> str:
    """The second majority with its figures, where one was needed and it came to a count."""
    if not figures.second or figures.outcome is Outcome.LAPSED:
        return ""
    facts = {"yes": figures.second_yes, "basis": figures.second_basis, "needed": figures.second_needed}
    if figures.second == Second.REGIONS and not figures.second_basis:
        return _("The second majority is one of regions, and no region said yes or no.")
    if figures.second == Second.REGIONS:
        told = _("Each region counted once, %(yes)s of %(basis)s that said yes or no said yes; %(needed)s were needed.")
    else:
        told = _(
            "Each elector counted once, %(yes)s of %(basis)s that said yes or no said yes; %(needed)s were needed."
        )
    return told % facts


def _taking_part(figures: Count) -> str:
    if figures.outcome is Outcome.LAPSED or figures.method == Method.SILENCE or figures.reason in WITHOUT_BALLOT:
        return ""
    facts = {"turnout": figures.turnout, "electorate": figures.electorate, "quorum": figures.quorum_needed}
    if figures.quorum_needed and figures.present is not None:
        facts["present"] = figures.present
        return (
            _("%(present)s of %(electorate)s were present or voted; the quorum was %(quorum)s. Voted: %(turnout)s.")
            % facts
        )
    if figures.quorum_needed:
        return _("%(turnout)s of %(electorate)s took part; the quorum was %(quorum)s.") % facts
    return _("%(turnout)s of %(electorate)s took part.") % facts


def _weights(figures: Count) -> str:
    if not figures.is_weighted:
        return ""
    return _("Some ballots count more than one vote, as the charter says: %(votes)s votes in all.") % {
        "votes": figures.electorate_weight
    }
