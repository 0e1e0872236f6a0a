"""What a count did, in sentences of the active language: a stage by its code, ties, methods and units by theirs."""

from collections.abc import Callable, Iterator, Mapping

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from plenary.charter.rules.countings import Counting
from plenary.charter.rules.words import words_in
from plenary.core.verdicts import Label
from plenary.decisions.rules.methods.accounts import Account, Stage, Tie

METHOD: Mapping[str, Label] = {each.value: gettext_lazy(each.told.name) for each in Counting} | {
    "countback": gettext_lazy("Countback for a vacancy"),
}
"""Methods by their name, and what fills a vacancy."""

UNIT: Mapping[str, Label] = {
    "votes": gettext_lazy("Votes"),
    "points": gettext_lazy("Points"),
    "grade": gettext_lazy("Grade"),
    "money": gettext_lazy("Money"),
}
"""What totals are counted in."""

STAGE: Mapping[str, Label] = {
    "first_preferences": gettext_lazy("First preferences are counted."),
    "surplus": gettext_lazy("%(about)s passes on what is above the quota: %(surplus)s."),
    "exclusion": gettext_lazy("Least votes, and therefore excluded: %(about)s."),
    "doomed": gettext_lazy("Excluded, because the seats that are kept for others leave no place: %(about)s."),
    "countback": gettext_lazy("The papers that lay with %(about)s are counted among those who can take the seat."),
    "remaining": gettext_lazy("No more are left than may be elected: %(about)s."),
    "compared": gettext_lazy(
        "%(first)s against %(second)s: %(votes)s ballots prefer the first, %(against)s the second. The strongest path there "
        "has the strength %(strength)s, the one back %(back_strength)s."
    ),
    "locked": gettext_lazy("Locked: %(first)s before %(second)s, %(votes)s to %(against)s."),
    "skipped": gettext_lazy(
        "Left out: %(first)s before %(second)s, %(votes)s to %(against)s. It would close a circle: %(cycle)s."
    ),
    "drawn": gettext_lazy("As many prefer either of two; the lot puts %(first)s before %(second)s."),
    "chosen": gettext_lazy("Elected: %(elected)s."),
    "elected": gettext_lazy("Elected: %(elected)s."),
    "counted": gettext_lazy("What each has is added up."),
    "median": gettext_lazy("The majority grade of each is found. The highest: %(about)s."),
    "removed": gettext_lazy("Grades taken away from each: %(removed)s. The highest now: %(about)s."),
    "gained_most": gettext_lazy("Adds most, and is therefore elected: %(about)s (%(gain)s)."),
    "bought": gettext_lazy(
        "Its supporters pay least each: %(about)s. Ballots that pay a full part: %(in_full)s; that give all they have left: "
        "%(with_rest)s."
    ),
    "unaffordable": gettext_lazy("What is left cannot be paid for by those who support it."),
    "completed": gettext_lazy("A seat that nobody can pay for goes on by sequential Phragmén to %(about)s."),
    "unsupported": gettext_lazy("Supported by nobody, and taken for want of others: %(about)s."),
    "endowed": gettext_lazy("Each ballot first holds an equal part of the budget: %(first)s."),
    "taken": gettext_lazy("Taken: %(about)s. Points: %(points)s; cost: %(cost)s; left of the budget: %(left)s."),
    "passed_over": gettext_lazy(
        "Passed over: %(about)s. Points: %(points)s; cost: %(cost)s; left of the budget: %(left)s."
    ),
}
"""Stages by their code. Places: `about`, `elected`, `excluded` name candidates, `first` and `second` those of a pair; the
others are facts of the stage."""

_TIE: Mapping[str, Label] = {
    "lot": gettext_lazy("Tied: %(among)s. The lot decided: %(taken)s."),
    "earlier_stage": gettext_lazy("Tied: %(among)s. Stage %(stage)s, where they differed, decided: %(taken)s."),
}


_RESERVED: Mapping[str, Label] = {
    "kept": gettext_lazy("Not excluded, though with no more, because of reserved seats: %(reasons)s."),
    "doomed": gettext_lazy("Passed over because of reserved seats: %(reasons)s."),
}
"""Facts that tell why reserved seats kept somebody in, or passed somebody over."""


_RAISED_NO_FURTHER: Mapping[str, Label] = {
    "exhausted": gettext_lazy(
        "No further, for nothing else that somebody supports fits into what is then left of the budget."
    ),
    "over_budget": gettext_lazy("No further, for the next raise would have spent more than the budget."),
}
_NOT_RAISED: Mapping[str, Label] = {
    "exhausted": gettext_lazy(
        "It was not raised, for nothing else that somebody supports fits into what is then left of the budget."
    ),
    "over_budget": gettext_lazy("It was not raised, for the first raise would have spent more than the budget."),
    "not_asked": gettext_lazy("The rule does not raise it."),
}
"""Why the part of the budget that each ballot holds was raised no further, or not at all."""


def stage_in_words(
    stage: Stage,
    names: tuple[str, ...],
    number: Callable[[object], str],
    groups: Mapping[str, str] | None = None,
) -> str:
    """A stage in one sentence or two, with what reserved seats did; the code itself where there are no words for it, or a figure
    of them is missing.

    `names` are the candidates', `number` tells a figure in words, `groups` are what groups with reserved seats are called,
    by their codes.
    """
    sentence = STAGE.get(stage.what)
    places = {key: _told(key, value, names, number) for key, value in stage.facts.items()}
    for key, among in (("about", stage.about), ("elected", stage.elected), ("excluded", stage.excluded)):
        places[key] = _listed(among, names)
    for key, each in zip(("first", "second"), stage.about, strict=False):
        places[key] = names[each]
    try:
        told = str(sentence) % places if sentence else stage.what
    except KeyError:
        return stage.what
    return " ".join([told, *_raises_in_words(stage, places), *_reserved_in_words(stage, names, groups or {})])


def _raises_in_words(stage: Stage, places: Mapping[str, str]) -> Iterator[str]:
    """How often the part that each ballot holds was raised, to what, and why no more."""
    if "raises" not in stage.facts:
        return
    raises, why = stage.facts["raises"], stage.facts["stopped"]
    if raises:
        told = ngettext(
            "So that more can be paid for, it was raised once, to %(endowment)s. All parts together are then more than the "
            "budget; what they pay for is not.",
            "So that more can be paid for, it was raised %(raises)s times, to %(endowment)s. All parts together are then more "
            "than the budget; what they pay for is not.",
            raises,
        )
        yield told % places
    if reason := (_RAISED_NO_FURTHER if raises else _NOT_RAISED).get(why):
        yield str(reason)


def _reserved_in_words(stage: Stage, names: tuple[str, ...], groups: Mapping[str, str]) -> Iterator[str]:
    for fact, sentence in _RESERVED.items():
        if why := stage.facts.get(fact):
            reasons = (
                _("%(who)s (%(groups)s)")
                % {"who": names[each], "groups": _("; ").join(groups.get(code, code) for code in codes)}
                for each, codes in why.items()
            )
            yield str(sentence) % {"reasons": _("; ").join(reasons)}


def groups_of(account: Account) -> dict[str, str]:
    """What the groups with reserved seats are called in the active language, by their codes; without a name, the code."""
    language = get_language() or ""
    return {each.group: words_in(each.names, language, ()) or each.group for each in account.facts.get("reserved", ())}


def reserved_in_words(account: Account, names: tuple[str, ...]) -> list[str]:
    """A sentence for each reservation of a count."""
    groups = groups_of(account)
    told = []
    for each in account.facts.get("reserved", ()):
        members = _listed(tuple(sorted(each.members)), names)
        places = {"group": groups[each.group], "least": each.at_least, "most": each.at_most, "members": members}
        if each.at_least or each.at_most is None:
            told.append(_("Seats for %(group)s, at least %(least)s: %(members)s.") % places)
        if each.at_most is not None:
            told.append(_("Seats for %(group)s, at most %(most)s: %(members)s.") % places)
    return told


def tie_in_words(tie: Tie, names: tuple[str, ...]) -> str:
    """Who was tied, who was taken, and by what."""
    places = {"among": _listed(tie.among, names), "taken": names[tie.taken], "stage": tie.stage}
    sentence = _TIE.get(tie.by)
    return str(sentence) % places if sentence else tie.by


def outcome_in_words(account: Account, names: tuple[str, ...]) -> str:
    """Who is chosen, in the order in which they were."""
    if "budget" in account.facts:
        chosen = {"chosen": _listed(account.winners, names)}
        return _("Paid for: %(chosen)s.") % chosen if account.winners else _("Nothing is paid for.")
    if not account.winners:
        return _("Nobody is elected.")
    return _("Elected: %(elected)s.") % {"elected": _listed(account.winners, names)}


def _told(key: str, value: object, names: tuple[str, ...], number: Callable[[object], str]) -> str:
    if key == "cycle" and isinstance(value, tuple):
        return " > ".join(names[each] for each in value)
    return number(value)


def _listed(among: tuple[int, ...], names: tuple[str, ...]) -> str:
    return _("; ").join(names[each] for each in among)
