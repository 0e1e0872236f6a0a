"""The words of the charter: questions and their answers, starting charters, and the reasons of yes and no."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from plenary.charter.rules.exchange import Finding
from plenary.core.verdicts import Label, Verdict, register_reasons

STARTING: Mapping[str, tuple[Label, Label]] = {
    "elected-board": (
        _("Elected board with a plenary"),
        _(
            "The members meet once a year and elect a board, which conducts affairs in between. For twenty members and more."
        ),
    ),
    "steering-committee": (
        _("Steering committee"),
        _(
            "A committee chosen by the members steers by consent; what matters most is decided by all. For ten to sixty members."
        ),
    ),
    "lead-member": (
        _("Lead member with an overseeing board"),
        _("One member hosts the staff and leads the work; a board elected by the others oversees it."),
    ),
    "loose-network": (
        _("Loose network"),
        _("Members share what they know and plan; each acts for itself, and decisions are by consent."),
    ),
    "one-page": (
        _("One-page charter"),
        _("Seven questions and you have rules to begin with. For a coalition that is forming."),
    ),
}

QUESTIONS: dict[str, tuple[Label, Label]] = {
    "purpose": (_("What is the coalition for?"), _("One or two sentences that every member can sign.")),
    "commitment": (_("How closely do you work together?"), _("All agree on this; it can grow later.")),
    "joining": (_("Who may join?"), ""),
    "deciding": (_("Who decides from day to day?"), _("Amending these rules is always for everyone, with two thirds.")),
    "method": (_("How is it decided?"), ""),
    "speaking": (_("Who coordinates and speaks?"), ""),
    "concerns": (
        _("Who receives a concern or a complaint?"),
        _("It is sealed, and goes around those whom it is about."),
    ),
    "openness": (_("Who may see these rules, the members and the decisions?"), ""),
    "review_months": (_("In how many months do you look at these rules again?"), ""),
    "language": (_("Which language counts when translations differ?"), ""),
    "languages": (_("In which languages is the charter written?"), ""),
    "body_name": (_("What do you call the %(about)s?"), ""),
    "number": (_("How many seats has the %(about)s?"), ""),
    "term_months": (_("How many months is a term in the %(about)s?"), ""),
    "term_limit": (_("How many terms in a row at most, in the %(about)s?"), _("0 means: no limit.")),
    "threshold": (_("What majority does it take? %(about)s"), _("A share of the yes and no votes cast.")),
    "quorum": (_("How many have to take part? %(about)s"), _("A share of all who may vote.")),
}

CHOICES: Mapping[str, Mapping[str, Label]] = {
    "commitment": {
        "networking": _("As a network: we share information"),
        "coordination": _("We coordinate: we plan together"),
        "cooperation": _("We cooperate: we pool resources under one platform"),
    },
    "concerns": {
        "trusted": _("A person of trust, whom the members elect; where it is about that person, whoever coordinates"),
        "later": _("We say so later; until then none can be raised here"),
    },
    "joining": {
        "organisations": _("Any organisation that shares the purpose"),
        "both": _("Organisations and individuals that share the purpose"),
        "invited": _("Organisations that every member agrees to"),
    },
    "deciding": {
        "everyone": _("Everyone: each member has a ballot"),
        "group": _("A small group that the members choose"),
    },
    "method": {
        "silence": _("In silence: adopted unless someone objects in time; nobody needs to vote"),
        "consent": _("By consent: adopted unless someone votes against it"),
        "consensus": _("By consensus: concerns first, then a test; without it, two thirds decide"),
        "majority": _("By majority: more than half of the votes cast"),
    },
    "speaking": {
        "coordinator": _("A coordinator does both"),
        "rotation": _("A coordinator coordinates; members take turns to speak"),
        "each": _("A coordinator coordinates; each member speaks only for itself"),
    },
    "openness": {
        "public": _("Everyone"),
        "members": _("Members only"),
    },
}

CHANGES: Mapping[str, Label] = {"added": _("added"), "removed": _("removed"), "changed": _("changed")}


def sentence_of(found: Finding) -> str:
    """What is wrong, in words."""
    return Verdict(False, found.reason, "", found.facts).sentence


register_reasons(
    {
        "charter.observers_do_not_draft": _(
            "Your mandate is to observe; a colleague with another mandate can prepare a draft."
        ),
        "charter.has_charter": _("This coalition has a charter. It changes by an amendment that the members adopt."),
        "charter.only_by_decision": _("A charter comes into force by a decision alone. Propose it as an amendment."),
        "charter.all_are_named": _("Under this charter every member moves, amends and speaks under its name."),
        "charter.office_is_named": _("What is done by an office is done under its name."),
        "charter.draft_gone": _("The draft of the charter is not there any more."),
        "charter.draft_unreadable": _("The draft cannot be read as a charter."),
        "charter.draft_outdated": _(
            "The charter changed since this draft was made; make the draft again from the new version."
        ),
        "charter.draft_same": _("The draft is the same as the charter in force."),
        "charter.draft_closed": _("This draft was put aside; make a further draft of it to go on."),
        "charter.draft_held": _(
            "A proposal that members see would adopt this draft, so it stays as it is; make a further draft of it to go on."
        ),
        "charter.draft_of_another": _("Only the one who made this draft puts it aside, or whoever prepares charters."),
        "charter.suspended": _("Your member is suspended: it reads, without voice or vote."),
        "charter.observers_do_not_comment": _(
            "Your mandate is to observe; a colleague with another mandate can comment."
        ),
        "charter.draft_moved": _("Someone else changed the same clause meanwhile."),
        "charter.last_of_its_kind": _("A charter needs at least one of these; add another first."),
        "charter.contradicts": _("The draft contradicts itself."),
        "charter.answer_missing": _("Please answer this question."),
        "charter.answer_out_of_range": _("This number is too small or too large."),
        "charter.answer_not_a_choice": _("Choose one of the answers offered."),
    }
)

register_reasons(
    {  # what a document may have wrong, by path
        "charter.nothing_brought": _("Choose a file, or paste the text of one."),
        "charter.file_too_large": _("A charter has at most %(most)s kB."),
        "charter.file_not_text": _("The file is not text in UTF-8."),
        "charter.syntax": _("The text is not well-formed TOML."),
        "charter.too_many_points": _(
            "This line has more than twenty points outside quotation marks: no charter needs that."
        ),
        "charter.too_deep": _("Brackets stand more than twenty deep within each other here: no charter needs that."),
        "charter.schema_unknown": _("The document was written by a newer version of the program."),
        "charter.not_a_table": _("A table of named values is expected here."),
        "charter.not_a_list": _("A list is expected here."),
        "charter.not_text": _("A text is expected here."),
        "charter.not_a_number": _("A whole number is expected here."),
        "charter.negative": _("The number may not be below zero."),
        "charter.too_large": _("The number may not be above ten thousand."),
        "charter.not_yes_no": _("Yes or no is expected here."),
        "charter.not_a_share": _("A share such as 2/3 is expected here."),
        "charter.not_a_choice": _("This is none of the possible values."),
        "charter.not_a_language": _("This is not the tag of a language, such as “fr”."),
        "charter.not_a_code": _("A code has small letters, digits, points and underscores, and starts with a letter."),
        "charter.unknown_key": _("The charter knows no such key."),
        "charter.missing": _("This value is missing."),
    }
)

register_reasons(
    {  # contradictions
        "charter.no_language": _("The charter names no language."),
        "charter.language_twice": _("A language is named twice."),
        "charter.no_words": _("The words are missing in the language that counts (%(language)s)."),
        "charter.code_twice": _("The code “%(code)s” is used twice."),
        "charter.nobody_votes": _("No category of members has a vote, so nothing can be decided."),
        "charter.personal_organisation": _(
            "The category “%(code)s” takes part in a personal capacity, and is open to organisations too."
        ),
        "charter.weightless": _("The category “%(code)s” has a vote that counts nothing."),
        "charter.vote_without_voice": _("The category “%(code)s” has a vote and no voice."),
        "charter.provisional_more": _("The category “%(code)s” would vote while provisional and not after."),
        "charter.one_plenary": _("There must be one plenary of all members, no more and no less."),
        "charter.plenary_with_seats": _("The plenary is all members; it has no seats."),
        "charter.body_without_seats": _("Nobody can fill the body “%(code)s”: it has no seats."),
        "charter.reports_to_itself": _("The body “%(code)s” reports to itself."),
        "charter.body_never_filled": _(
            "Nobody can ever fill the body “%(code)s”: whoever fills its seats is not there without it. Let the plenary fill it."
        ),
        "charter.empty_electorate": _(
            "Nobody could decide by the process “%(code)s”: the body “%(body)s” can never be filled. Let another body decide."
        ),
        "charter.term_too_long": _(
            "A term of “%(code)s” is longer than the %(longest)s months that the charter allows; shorten it, or raise the limit."
        ),
        "charter.second_without_majority": _(
            "The process “%(code)s” asks for a second majority and does not decide by majority: choose no other there."
        ),
        "charter.no_grades": _("By the process “%(code)s” the highest grade is 0: no ballot could tell two apart."),
        "charter.too_many_grades": _(
            "By the process “%(code)s” the highest grade is above %(most)s: choose a lower one."
        ),
        "charter.choice_on_calls": _(
            "The process “%(code)s” chooses among several by ballots, and lets it be decided on a call."
        ),
        "charter.choice_in_parts": _(
            "The process “%(code)s” chooses among several, and lets members object to parts: there are none."
        ),
        "charter.choice_early": _(
            "The process “%(code)s” chooses among several and closes early: only the deadline can close it."
        ),
        "charter.choice_for_yes_or_no": _(
            "What is answered by yes or no is decided by “%(code)s”, which chooses among several. Choose another there."
        ),
        "charter.no_time_to_nominate": _(
            "Elections by the process “%(code)s” leave nobody a day to nominate: give it days of notice."
        ),
        "charter.no_countback": _(
            "Vacancies are filled by counting ballots again, and those of elections by the process “%(code)s” cannot be."
        ),
        "charter.secret_without_vote": _(
            "The process “%(code)s” has secret ballots, and asks for reasons or takes no ballots at all."
        ),
        "charter.secret_and_carried": _(
            "The process “%(code)s” has secret ballots and lets others cast them: who carried them would know them."
        ),
        "charter.secret_and_early": _(
            "The process “%(code)s” has secret ballots and closes early: that would show what they say."
        ),
        "charter.secret_on_calls": _(
            "The process “%(code)s” has secret ballots and lets it be decided on a call, where all hear it."
        ),
        "charter.secret_and_second": _(
            "The process “%(code)s” has secret ballots and asks for a second majority, which asks who said what."
        ),
        "charter.no_rounds": _("The process “%(code)s” never tests for consensus: give it one round at least."),
        "charter.bad_scale": _(
            "Something is asked of a member of small capacity, and no more than of one of medium capacity; of nobody more"
            " than all."
        ),
        "charter.carries_nothing": _(
            "The process “%(code)s” lets ballots be delegated and nobody carry one: let each carry one at least."
        ),
        "charter.no_time_to_advise": _(
            "The process “%(code)s” hears a body first and leaves it no day: give it days of notice or of discussion."
        ),
        "charter.no_time_to_refer": _(
            "The process “%(code)s” may send a discussion to a body, and has no discussion: give it days of discussion."
        ),
        "charter.no_time_for_concerns": _(
            "The process “%(code)s” seeks consensus and leaves no day for concerns: give it days of discussion."
        ),
        "charter.fallback_unused": _(
            "The process “%(code)s” names another to fall back on, and never would: only silence and consensus do."
        ),
        "charter.fallback_never_decides": _(
            "The process “%(code)s” falls back on one that might not decide either; choose one by majority or consent."
        ),
        "charter.no_window": _(
            "By the process “%(code)s” what was decided on a call leaves nobody an hour to object: give it some hours."
        ),
        "charter.urgent_unconfirmed": _(
            "What is decided urgently is confirmed by nobody else: name another process that confirms it."
        ),
        "charter.nothing_urgent": _("The charter lets a few decide urgently, and names no matter for it."),
        "charter.urgent_without_vote": _(
            "What is urgent is decided and confirmed by ballots; the process “%(code)s” has none. Choose majority or consent."
        ),
        "charter.no_such_zone": _("There is no time zone “%(zone)s”; write it as in Africa/Bamako."),
        "charter.no_working_day": _("No day is left on which a deadline may fall: take some days of rest out."),
        "charter.no_such_day": _("“%(day)s” is no day; write 12-25 for every year, or 2026-12-25 for one."),
        "charter.no_seats": _("The number of seats “%(code)s” is nought."),
        "charter.no_host": _("“%(code)s” is filled by the host, and the charter has no host."),
        "charter.limit_without_term": _("“%(code)s” has a limit of terms and no term."),
        "charter.office_of_everyone": _("The office “%(code)s” cannot be held by every member."),
        "charter.quorum_above_all": _("The process “%(code)s” asks more than all to take part."),
        "charter.threshold_never_met": _(
            "The process “%(code)s” asks for more than all votes; it can never adopt anything."
        ),
        "charter.threshold_always_met": _("The process “%(code)s” adopts even what nobody wants."),
        "charter.minority_decides": _("By the process “%(code)s” fewer than half of the votes cast would decide."),
        "charter.no_time_to_vote": _("The process “%(code)s” leaves no day to vote."),
        "charter.no_objectors": _(
            "The process “%(code)s” lets nobody's objection count: it needs one objector at least."
        ),
        "charter.no_other": _("There is no process for any other matter."),
        "charter.unknown_body": _("The charter has no body “%(code)s”."),
        "charter.unknown_category": _("The charter has no category “%(code)s”."),
        "charter.unknown_office": _("The charter has no office “%(code)s”."),
        "charter.unknown_process": _("The charter has no process “%(code)s”."),
        "charter.unknown_power": _("No room of the program knows the power “%(code)s”."),
        "charter.no_way_around": _("A concern about “%(code)s” would go to that office itself."),
        "charter.protection_without_cap": _("Members may stay unnamed, and nothing says how many at most."),
        "charter.protection_without_vouchers": _("Members may stay unnamed, and nobody has to vouch for them."),
        "charter.protection_known_to_nobody": _("Members may stay unnamed, and no office may know who they are."),
        "charter.never_reviewed": _("The rules are never looked at again."),
    }
)
