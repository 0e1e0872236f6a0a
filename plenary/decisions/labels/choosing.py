"""The words of choosing among several: reasons of yes and no, and what is said of secret ballots."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label

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
    "decisions.nobody_nominated_here": _(
        "Nobody is nominated here: those to choose among are written into the proposal."
    ),
    "decisions.election_open": _("An election to the same is open already."),
    "decisions.nominations_over": _("Nominations are made and accepted while the notice of the election runs."),
    "decisions.nominations_counted": _(
        "Nominations have just closed. In a minute it is known whether a ballot is held."
    ),
    "decisions.nominated_already": _("The one named is nominated already."),
    "decisions.no_such_candidate": _("Nobody of this name can be nominated here."),
    "decisions.nomination_answered": _("This nomination was answered already."),
    "decisions.not_the_candidate": _("Only the one nominated, or who decides for it, may do this."),
    "decisions.does_not_stand": _("The one named does not stand, or stands no longer."),
    "decisions.candidates_fixed": _("Voting has opened: who stands, and what they say, is fixed."),
    "decisions.statement_too_long": _("A statement has at most 10,000 characters."),
    "decisions.secret_by_own_hand": _("The ballot is secret: each elector casts it itself."),
}
