"""The words of choosing among several: reasons of yes and no, and what is said of secret ballots."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label
from plenary.decisions.rules.nominations import Next
from plenary.decisions.rules.secrecy import Reveals

REASONS: Mapping[str, Label] = {
    "decisions.chosen": _("It is chosen."),
    "decisions.uncontested": _("No more stood than there were places: they are elected without a ballot."),
    "decisions.nobody_stands": _("Nobody stood."),
    "decisions.nobody_chosen": _("The ballots chose nobody."),
    "decisions.key_lost": _(
        "The envelopes of the secret ballots cannot be opened, for their key is lost or one was altered: the vote is repeated."
    ),
    "decisions.no_process_to_choose": _(
        "The charter decides this by yes or no. Give it a process that chooses among several, by an amendment of the charter."
    ),
    "decisions.process_chooses": _(
        "The charter decides such matters by a choice among several; this proposal has nothing to choose among."
    ),
    "decisions.choice_stands_alone": _(
        "A choice among several stands alone in its proposal: move the rest in another."
    ),
    "decisions.no_method_for_budgets": _(
        "The process of this proposal cannot share out a budget: its way of counting chooses persons or answers."
    ),
    "decisions.method_for_budgets": _("The process of this proposal shares out budgets: it cannot choose this."),
    "decisions.method_chooses_one": _("The way of counting of this proposal's process chooses one alone."),
    "decisions.method_keeps_no_seats": _(
        "The way of counting of this proposal's process cannot keep seats for a group."
    ),
    "decisions.number_of_choices": _("Say how many are chosen: at least one, and fewer than there are."),
    "decisions.too_few_options": _("Name at least two to choose among, and at most 200."),
    "decisions.option_untold": _("Each of those to choose among needs a title of at most 200 characters."),
    "decisions.options_alike": _("Two of those to choose among have the same title."),
    "decisions.no_budget": _("Say how much money there is, and in which currency."),
    "decisions.cost_of_project": _("Each project costs something, and not more than the whole budget."),
    "decisions.named_twice": _("The ballot names one of them twice."),
    "decisions.says_nothing": _("The ballot says nothing yet. Answer, or cast a blank ballot."),
    "decisions.same_place": _("Two have the same place. Give each a place of its own."),
    "decisions.no_such_number": _("A number on the ballot is outside what it may say."),
    "decisions.too_many_points": _("The ballot gives more points than there are."),
    "decisions.too_many_nominated": _("As many are nominated here as a ballot can hold."),
    "decisions.nobody_nominated_here": _(
        "Nobody is nominated here: those to choose among are written into the proposal."
    ),
    "decisions.election_open": _("An election to the same is open already."),
    "decisions.election_runs": _("Nominations are closed, and others stand: the election is no longer taken back."),
    "decisions.nominations_over": _("Nominations are made and accepted while the notice of the election runs."),
    "decisions.nominations_counted": _(
        "Voting has just opened. In a minute it is known who stands, and whether a ballot is held."
    ),
    "decisions.nominated_already": _("The one named is nominated already."),
    "decisions.declined_before": _("The one named declined in this election. They may still nominate themselves."),
    "decisions.no_such_candidate": _("Nobody of this name can be nominated here."),
    "decisions.nomination_answered": _("This nomination was answered already."),
    "decisions.not_the_candidate": _("Only the one nominated, or who decides for it, may do this."),
    "decisions.does_not_stand": _("The one named does not stand, or stands no longer."),
    "decisions.candidates_fixed": _("Voting has opened: who stands, and what they say, is fixed."),
    "decisions.statement_too_long": _("A statement has at most 10,000 characters."),
    "decisions.secret_by_own_hand": _("The ballot is secret: each elector casts it itself."),
    "decisions.not_sent_later": _(
        "A secret ballot is not kept on a device and sent later. Open the proposal when you have a line, and cast it there."
    ),
}

WRONG_LINES: Mapping[str, Label] = {
    "untitled": _("Line %(line)s: say what it is called, before the first bar."),
    "long_title": _("Line %(line)s: what it is called may have 200 characters. Put the rest after a bar."),
    "long_body": _("Line %(line)s: what explains it may have 2,000 characters."),
    "alike": _("Line %(line)s: it is called as on line %(other)s."),
    "no_cost": _("Line %(line)s: say what it costs, between bars: name | cost | what it is."),
    "unreadable_cost": _(
        "Line %(line)s: the cost is no amount of this currency, or it could be two. Write 12000 or 12000.50"
    ),
    "costs_nothing": _("Line %(line)s: it must cost something."),
    "above_budget": _("Line %(line)s: it costs more than there is."),
}
"""What is wrong on a line of those to choose among (`rules.options`)."""

REVEALS: Mapping[Reveals, Label] = {
    Reveals.ALL: _("All ballots say the same: it can be seen how each of those voted who voted."),
    Reveals.ALL_BUT_ONE: _("All ballots but one say the same: whoever cast that one knows how the others voted."),
    Reveals.HEAVIEST: _(
        "Only one answer has as many votes as the ballot that counts most: it can be seen how whoever cast that one voted."
    ),
    Reveals.FEW: _("Fewer than five voted: who knows them can guess how each voted."),
}
"""What published ballots give away of how people voted (`rules.secrecy.reveals`)."""

FOLLOWS: Mapping[str, Label] = {
    Next.BALLOT: _("there is a ballot"),
    Next.BALLOT_OR_AGAIN: _("there is a ballot, which may call for nominations again"),
    Next.ELECTED: _("they are elected without a ballot"),
    Next.NOBODY: _("the election lapses"),
}
"""What follows when it is known who stands (`rules.nominations.Next`); another call is told apart."""

FEW_ELECTORS: Label = _(
    "Fewer than five may vote: who knows them may guess how each voted, though no name is published."
)

TOLD_BY_SUBTRACTION: Label = _(
    "Your name is not shown, but few vote here without a name: who knows that you take part can work out your vote, by taking"
    " the votes beside names from the totals. If that would put you at risk, do not vote here; ask for a secret vote."
)
"""What a protected member is told before it votes openly among few like it (`rules.secrecy.is_told_by_subtraction`)."""

TURNOUT_SEEN: tuple[Label, Label] = (
    _("Nobody sees how you voted, neither members nor officers. That you voted, and when, members read in the record."),
    _(
        "Nobody sees how you voted, neither members nor officers. That you voted, and when, the record tells your own alone."
    ),
)
"""What is seen of one who votes secretly: of others, and of a protected member."""

PROMISED: tuple[Label, ...] = (
    _("Your ballot lies sealed until voting closes. Until then you can replace it; nobody can read it, nor can you."),
    _(
        "Then the ballots are published without names, each beside a code. You alone get the code of yours, once, when you"
        " cast it. Keep it, and you can see that your vote was counted; whoever sees it can see how you voted."
    ),
)
"""What a secret ballot promises besides."""

NOT_PROMISED: tuple[Label, ...] = (
    _("Who runs this server could open ballots until they are counted, if they set out to. Afterwards nobody can."),
    _("Where few vote, or all vote alike, others can tell how you voted from the outcome alone."),
    _("The ballot is never kept on this device: without a line it is not cast, and you get no code."),
)
"""What it does not promise."""


def sealed_in_words(*, is_counted: bool, is_withdrawn: bool) -> str:
    """What is said of a secret ballot to its own elector, who cannot read it either."""
    if is_withdrawn:
        return gettext("The proposal was taken back: your sealed ballot is never opened.")
    if is_counted:
        return gettext("Your ballot was taken out of its envelope and counted. You find it by its code.")
    return gettext("Your ballot lies sealed.")
