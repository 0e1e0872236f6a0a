"""The words of the charter's forms: what each field of the schema is called, and what it means. A test misses none."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label

type Worded = tuple[Label, Label]

_NAME: Worded = (_("Name"), "")
_DUTIES: Worded = (_("Duties"), _("One on each line, as a phrase that goes on from the name: “keeps the minutes”."))
_FILLED: Worded = (_("How is it filled?"), "")
_FILLED_BY: Worded = (_("Which body elects or appoints?"), _("Counts where it is filled by election or appointment."))
_TERM: Worded = (_("How many months does a term last?"), _("0 means: no fixed term."))
_COUNTED = _("0 means: this is not counted. Whoever has less capacity is asked for less, as the charter scales it.")
_LIMIT: Worded = (_("How many terms in a row at most?"), _("0 means: no limit."))

FIELDS: Mapping[str, Mapping[str, Worded]] = {
    "purpose": {
        "purpose": (_("What is the coalition for?"), _("One or two sentences that every member can sign.")),
        "principles": (_("Principles"), _("What all members hold to, one on each line.")),
        "commitment": (_("How closely do members work together?"), ""),
        "goals": (_("Goals that all share"), _("One on each line.")),
    },
    "category": {
        "names": _NAME,
        "who": (_("Who may belong?"), ""),
        "voice": (_("It has a voice"), _("It may speak in discussions and comment.")),
        "vote": (_("It has a vote"), _("It may cast ballots in the plenary.")),
        "weight": (_("How many times does its ballot count?"), _("1 means: once, as for all others.")),
        "split": (_("A ballot that counts several times may be split between the answers"), ""),
        "personal": (_("Whoever belongs takes part in a personal capacity"), _("And speaks for no institution.")),
        "commitment": (_("What is asked of it at least?"), ""),
        "requirements": (
            _("What is required to join"),
            _("One on each line, as a phrase: “shares the purpose of the coalition”."),
        ),
        "provisional_months": (_("For how many months is membership provisional?"), _("0 means: admitted at once.")),
        "provisional_vote": (_("A provisional member votes already"), ""),
        "duties": (_("Duties"), _("One on each line, as a phrase: “answers when it is asked to decide”.")),
        "meetings_a_year": (_("In how many meetings of all members a year does it take part at least?"), _COUNTED),
        "tasks_a_year": (_("How many tasks a year does it take on at least?"), _COUNTED),
    },
    "accountability": {
        "conversation_first": (_("A conversation comes before any other step"), ""),
        "answer_days": (_("How many days has a member to answer before it is suspended or removed?"), ""),
        "dormant_after_months": (
            _("After how many months without taking part does a member become dormant?"),
            _("0 means: never."),
        ),
        "small": (_("How much of a counted duty is asked of a member of small capacity?"), ""),
        "medium": (_("How much of it is asked of one of medium capacity?"), ""),
        "text": (_("Anything else about this"), ""),
    },
    "body": {
        "kind": (_("What kind of body is it?"), ""),
        "names": _NAME,
        "duties": _DUTIES,
        "reports_to": (_("To which body does it report?"), ""),
        "meets_every_months": (_("Every how many months does it meet?"), _("0 means: the charter does not say.")),
        "proxies": (
            _("For how many others may one act by proxy at its meetings?"),
            _("0 means: the charter sets no limit."),
        ),
    },
    "seats": {
        "names": (_("What do you call these seats?"), _("In the plural, as “Board members”.")),
        "number": (_("How many seats?"), ""),
        "holder": (_("Who holds a seat?"), ""),
        "filled": _FILLED,
        "filled_by": _FILLED_BY,
        "reserved_for": (_("Whom are these seats kept for?"), _("For example “organisations led by survivors”.")),
        "reserved_category": (_("Kept for which category of members?"), ""),
        "term_months": _TERM,
        "term_limit": _LIMIT,
        "turns": (
            _("In how many turns are they filled?"),
            _(
                "1 means: all at once. With 2, half of them are filled at a time, in the middle of the term of the others."
            ),
        ),
    },
    "office": {
        "names": _NAME,
        "body": (_("To which body does it belong?"), ""),
        "filled": _FILLED,
        "filled_by": _FILLED_BY,
        "powers": (_("What may it do in this program?"), _("Everything else is for the members to decide.")),
        "duties": _DUTIES,
        "term_months": _TERM,
        "term_limit": _LIMIT,
    },
    "terms": {
        "longest_term_months": (
            _("How many months may a term of a seat or an office last at the longest?"),
            _("0 means: no such limit."),
        ),
    },
    "elections": {
        "uncontested": (_("What happens when no more stand than there are seats?"), ""),
        "too_few": (_("What happens when fewer stand than there are seats?"), ""),
        "vacancies": (
            _("What happens when a seat or an office falls vacant before its time?"),
            _("Ballots can be counted again where elections are counted as in Scottish councils."),
        ),
        "handover_days": (
            _("How many days before the terms end is an election over?"),
            _("Who leaves has so long to hand over. The program opens the election in time for it."),
        ),
    },
    "process": {
        "names": (_("What do you call decisions of this kind?"), _("As it begins a sentence: “An ordinary decision”.")),
        "method": (_("How is it decided?"), ""),
        "electorate": (_("Who decides?"), ""),
        "moved_by": (_("Who may move it?"), _("The plenary means: any member.")),
        "seconders": (_("How many others must second it?"), ""),
        "notice_days": (_("Days of notice"), ""),
        "discussion_days": (_("Days of discussion"), ""),
        "voting_days": (_("Days of voting"), ""),
        "voting_hours": (_("Hours of voting besides"), _("For what cannot wait for a day.")),
        "early": (_("It closes as soon as its outcome is certain"), ""),
        "quorum": (_("How many have to take part?"), _("A share of all who may vote.")),
        "presence": (
            _("At a meeting it counts who is present"),
            _("Those who are there, or by a proxy that counts, take part, whether they vote or not."),
        ),
        "threshold": (_("What majority does it take?"), ""),
        "strictly": (_("More than this share is needed"), _("Without it, exactly this share is enough.")),
        "base": (_("A majority of what?"), ""),
        "second": (_("Is another majority needed besides?"), _("Each time more than half of those who say yes or no.")),
        "counting": (_("How are several counted?"), _("Asked only of a choice among several.")),
        "strength": (_("By what are majorities compared?"), _("Asked only where two and two are compared.")),
        "completion": (
            _("What becomes of money that equal shares leave?"),
            _("Asked only of budgets that are counted so."),
        ),
        "grades": (_("What is the highest grade?"), _("Asked only where ballots give grades, from 0 on.")),
        "points": (
            _("How many points does a ballot share out over projects?"),
            _("Asked only of budgets. 0 means: it ticks the projects that it wants."),
        ),
        "secrecy": (_("Who sees how each voted?"), ""),
        "objections": (
            _("A member may object to a single part"),
            _("The part is then taken out and decided apart, where it can be."),
        ),
        "objectors": (_("How many must object for it to count?"), ""),
        "rounds": (_("How many times is consensus tested at most?"), ""),
        "fallback": (
            _("How is it decided when a silence is broken, or consensus is not reached?"),
            _("Without an answer it is then not adopted."),
        ),
        "advice_from": (_("Which bodies are heard first?"), _("What became of their advice is recorded.")),
        "referral_days": (
            _("For how many days may a discussion be sent to a body for advice?"),
            _("0 means: it may not."),
        ),
        "recorded_by": (
            _("Who may enter what was decided on a call?"),
            _("Nobody chosen means: it is not decided on calls."),
        ),
        "window_hours": (_("How many hours are there to object to what was decided on a call?"), ""),
        "extension_days": (
            _("How many days more may a member ask for that must consult first?"),
            _("0 means: none."),
        ),
        "delegation": (_("An elector may let another cast its ballot"), ""),
        "carries": (_("How many ballots of others may one carry at most?"), ""),
        "again_after_days": (
            _("For how many days is a decided question not put again?"),
            _("0 means: it may be put again at once."),
        ),
        "hold_hours": (_("How many hours pass between the decision and its effect?"), _("0 means: none.")),
    },
    "matters": {
        "matters": (
            _("Which matter is decided how?"),
            _("What has no process of its own is decided as any other matter."),
        ),
    },
    "urgent": {
        "process": (_("How is decided what cannot wait?"), _("Without an answer nothing is decided urgently.")),
        "confirmed_by": (_("How is it confirmed?"), _("It lapses unless it is adopted in this way too.")),
        "matters": (_("What may be decided urgently?"), ""),
    },
    "days": {
        "time_zone": (
            _("In which time zone are days counted?"),
            _("As in Africa/Bamako. Without an answer, in the coalition's."),
        ),
        "rest_days": (_("On which days of the week does no deadline fall?"), ""),
        "holidays": (
            _("On which days of the year does no deadline fall?"),
            _("One on each line: 12-25 for every year, 2026-12-25 for one."),
        ),
    },
    "signing": {
        "second_address": (
            _("A signature of an organisation counts once a second address of it has confirmed it"),
            _("Another person there, or its office, is asked by mail, and needs no account."),
        ),
    },
    "sharing": {
        "what": (_("What is shared?"), _("For example “what was decided, and why”.")),
        "audience": (_("With whom?"), ""),
        "within_days": (_("Within how many days?"), _("0 means: at once.")),
    },
    "speaking": {
        "offices": (_("Who speaks for the coalition?"), _("Nobody chosen means: each member speaks for itself.")),
        "sign_off": (_("How is a statement in the name of all decided?"), ""),
        "rotation": (_("Members take turns to speak"), ""),
        "text": (_("Anything else about this"), ""),
    },
    "credit": {
        "credit": (_("How are success and blame shared?"), ""),
    },
    "disclosure": {
        "charter": (_("Who may read this charter?"), ""),
        "members": (_("Who may see the list of members?"), ""),
        "bodies": (_("Who may see who sits where?"), ""),
        "proposals": (_("Who may read proposals while they are argued?"), ""),
        "outcomes": (_("Who may read the outcome of decisions?"), ""),
        "record_heads": (
            _("Who may read the signed heads of the record?"),
            _("With them anyone can check that the record was not rewritten."),
        ),
    },
    "protection": {
        "allowed": (_("Members in danger may stay unnamed"), ""),
        "cap": (_("How many at most?"), ""),
        "vouchers": (_("How many members must vouch for each?"), ""),
        "vote": (_("A protected member has a vote as well as a voice"), ""),
        "known_to": (_("Who may know them?"), ""),
        "unnamed": (
            _("Every member may move, amend and speak without its name"),
            _("So what has no name marks nobody as protected."),
        ),
    },
    "conflict": {
        "receiver": (_("To whom does a concern go?"), _("Without an answer it may be brought to all members.")),
        "instead": (_("And when it is about that person?"), ""),
        "further": (_("And to whom after both?"), _("So that somebody is left wherever some are concerned.")),
        "outside": (_("Who outside may be turned to?"), _("Who it is, and how whoever has a concern reaches them.")),
        "acknowledge_hours": (_("Within how many hours is it acknowledged?"), ""),
        "answer_days": (_("Within how many days after that is it answered?"), _("0: no such day.")),
        "hear_days": (_("Within how many more is the one concerned asked for a statement?"), _("0: no such day.")),
        "outcome_days": (_("Within how many days after it is there an outcome?"), _("0: no such day.")),
        "outside_mediator": (_("Each side may ask for a mediator from outside"), ""),
        "text": (_("Anything else about this"), ""),
    },
    "review": {
        "every_months": (_("After how many months are these rules looked at again?"), ""),
        "by": (_("By whom?"), ""),
    },
    "ending": {
        "process": (_("How is it decided to end the coalition?"), ""),
        "remains": (_("Where does what is left go?"), ""),
    },
    "host": {
        "has_host": (_("One member employs staff and holds money for the coalition"), ""),
        "duties": (_("Its duties"), _("One on each line, as a phrase: “keeps the accounts”.")),
        "reports_to": (_("To which body does it report?"), ""),
    },
    "languages": {
        "languages": (_("In which languages is the charter written?"), _("Names and purposes have a place in each.")),
        "required_languages": (
            _("In which languages must a proposal stand before its notice starts?"),
            _("Choose among the languages of the charter."),
        ),
    },
}


def words_of(kind: str, name: str) -> Worded:
    """What a field is called and what it means; a field that a test has not seen yet goes by its own name."""
    return FIELDS.get(kind, {}).get(name, (name, ""))


def in_language(label: Label, language: str) -> str:
    """The label of a field that is written in several languages."""
    return gettext("%(label)s (%(language)s)") % {"label": label, "language": language}
