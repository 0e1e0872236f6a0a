"""The way out of each contradiction: what to do about it. A test misses none."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label

WAYS_OUT: Mapping[str, Label] = {
    "charter.no_language": _("Name the language that counts."),
    "charter.language_twice": _("Leave one of the two out."),
    "charter.no_words": _("Write them in that language."),
    "charter.code_twice": _("Take one of the two out, and add it again."),
    "charter.nobody_votes": _("Give at least one category a vote."),
    "charter.weightless": _("Let its ballot count at least once, or take its vote away."),
    "charter.vote_without_voice": _("Give it a voice, or take its vote away."),
    "charter.personal_organisation": _(
        "Open it to individuals alone, or let whoever belongs speak for its institution."
    ),
    "charter.provisional_more": _("Give it a vote for good, or none while provisional."),
    "charter.one_plenary": _("Choose the one body that is all members, and make any other a committee."),
    "charter.plenary_with_seats": _("Take the seats out, or make it another kind of body."),
    "charter.body_without_seats": _("Give it seats, or take the body out."),
    "charter.reports_to_itself": _("Let it report to another body, or to none."),
    "charter.body_never_filled": _("Let the plenary fill its seats."),
    "charter.empty_electorate": _("Let another body decide."),
    "charter.term_too_long": _("Shorten the term, or raise the limit."),
    "charter.no_rounds": _("Give it one test at least."),
    "charter.carries_nothing": _("Let each carry one ballot at least, or take delegation out."),
    "charter.no_time_to_advise": _("Give it days of notice or of discussion, or hear no body first."),
    "charter.no_time_to_refer": _("Give it days of discussion, or no days for referral."),
    "charter.no_time_for_concerns": _("Give it days of discussion."),
    "charter.fallback_unused": _("Leave the process to fall back on empty."),
    "charter.fallback_never_decides": _("Choose a process by majority or by consent to fall back on."),
    "charter.no_window": _("Give some hours to object, or let nobody enter decisions of calls."),
    "charter.urgent_unconfirmed": _("Choose another process that confirms it."),
    "charter.nothing_urgent": _("Name a matter that may be decided urgently."),
    "charter.urgent_without_vote": _("Choose a process by majority or by consent."),
    "charter.no_such_zone": _("Write the zone as in Africa/Bamako, or leave it empty."),
    "charter.no_working_day": _("Leave a day on which a deadline may fall."),
    "charter.no_such_day": _("Write the day as 12-25, or as 2026-12-25."),
    "charter.no_seats": _("Say how many seats there are, or take them out."),
    "charter.no_host": _("Name a host, or fill it in another way."),
    "charter.limit_without_term": _("Say how long a term lasts, or take the limit out."),
    "charter.office_of_everyone": _("Fill it by election or by appointment."),
    "charter.quorum_above_all": _("Ask for all at most."),
    "charter.threshold_never_met": _("Ask for all votes at most, and not for more than that."),
    "charter.threshold_always_met": _("Ask for more than half."),
    "charter.minority_decides": _("Ask for half at least."),
    "charter.no_time_to_vote": _("Give days or hours of voting."),
    "charter.no_objectors": _("Say that one objection counts, or more."),
    "charter.no_other": _("Choose how any other matter is decided."),
    "charter.unknown_body": _("Choose one of the bodies that the charter has."),
    "charter.unknown_category": _("Choose one of the categories that the charter has."),
    "charter.unknown_office": _("Choose among the offices that the charter has."),
    "charter.unknown_process": _("Choose one of the ways of deciding that the charter has."),
    "charter.unknown_power": _("Take this power out."),
    "charter.no_way_around": _("Choose another office for this case, or none."),
    "charter.protection_without_cap": _("Say how many at most."),
    "charter.protection_without_vouchers": _("Say how many members vouch."),
    "charter.protection_known_to_nobody": _("Choose who may know them."),
    "charter.never_reviewed": _("Say after how many months."),
}
"""One sentence for each reason of `rules.contradictions`."""
