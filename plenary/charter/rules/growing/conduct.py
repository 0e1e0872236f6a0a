"""Steps on members, speaking, protection, concerns, days and languages."""

from dataclasses import replace

from plenary.charter.rules.asking import Answers, Question, choice, number, office_codes, office_keys, several, texts_of
from plenary.charter.rules.growing.words import words_for
from plenary.charter.rules.schema import Charter, Weekday


def asks_joining(_charter: Charter, _source: Charter) -> tuple[Question, ...]:
    """What this step asks."""
    return (number("trial_months", 6, 1, 36), choice("trial_vote", ("no", "yes"), "no"))


def add_joining(charter: Charter, answers: Answers, source: Charter) -> Charter:
    """Time on trial for every category that votes; where a category asks nothing yet, what the shipped one asks."""
    asked = tuple(words_for(words, charter) for words in source.categories[0].requirements)
    return replace(
        charter,
        categories=tuple(
            replace(
                category,
                provisional_months=int(str(answers["trial_months"])),
                provisional_vote=answers["trial_vote"] == "yes",
                requirements=category.requirements or asked,
            )
            if category.vote
            else category
            for category in charter.categories
        ),
    )


def asks_speaking(charter: Charter, _source: Charter) -> tuple[Question, ...]:
    """What this step asks."""
    present = [f"office.{code}" for code in charter.speaking.offices if f"office.{code}" in office_keys(charter)]
    return (
        several("speakers", office_keys(charter), present),
        choice("turns", ("no", "yes"), "yes" if charter.speaking.rotation else "no"),
    )


def add_speaking(charter: Charter, answers: Answers, source: Charter) -> Charter:
    """What this step adds."""
    rule = replace(
        charter.speaking,
        offices=office_codes(answers["speakers"]),
        rotation=answers["turns"] == "yes",
        text=charter.speaking.text or words_for(source.speaking.text, charter),
    )
    return replace(charter, speaking=rule, credit=charter.credit or words_for(source.credit, charter))


def asks_protection(charter: Charter, _source: Charter) -> tuple[Question, ...]:
    """What this step asks."""
    return (
        number("cap", 3, 1, 99),
        number("vouchers", 2, 1, 9),
        several("knowing", office_keys(charter), office_keys(charter)[:1]),
    )


def add_protection(charter: Charter, answers: Answers, _source: Charter) -> Charter:
    """What this step adds."""
    rule = replace(
        charter.protection,
        allowed=True,
        cap=int(str(answers["cap"])),
        vouchers=int(str(answers["vouchers"])),
        known_to=office_codes(answers["knowing"]),
    )
    return replace(charter, protection=rule)


def asks_conflict(charter: Charter, _source: Charter) -> tuple[Question, ...]:
    """What this step asks."""
    keys = ("everyone", *office_keys(charter))
    return (choice("receiver", keys, keys[1 % len(keys)]), choice("instead", keys, keys[2 % len(keys)]))


def add_conflict(charter: Charter, answers: Answers, source: Charter) -> Charter:
    """What this step adds."""
    receiver, instead = (
        "" if answers[code] == "everyone" else str(answers[code]).removeprefix("office.")
        for code in ("receiver", "instead")
    )
    instead = instead if receiver and instead != receiver else ""
    rule = replace(
        charter.conflict,
        receiver=receiver,
        instead=instead,
        further=_further(charter, receiver, instead),
        text=charter.conflict.text or words_for(source.conflict.text, charter),
    )
    return replace(charter, conflict=rule)


def _further(charter: Charter, receiver: str, instead: str) -> tuple[str, ...]:
    """All other offices, where two are named: so that somebody is left where one of them is concerned."""
    others = tuple(office.code for office in charter.offices if office.code not in (receiver, instead))
    return others if receiver and instead else ()


def asks_days(charter: Charter, _source: Charter) -> tuple[Question, ...]:
    """What this step asks."""
    present = charter.days.rest_days or (Weekday.SATURDAY, Weekday.SUNDAY)
    return (several("rest_days", tuple(map(str, Weekday)), tuple(map(str, present))),)


def add_days(charter: Charter, answers: Answers, _source: Charter) -> Charter:
    """What this step adds."""
    rest = tuple(Weekday(day) for day in texts_of(answers["rest_days"]))
    return replace(charter, days=replace(charter.days, rest_days=rest))


def asks_languages(charter: Charter, source: Charter) -> tuple[Question, ...]:
    """What this step asks."""
    offered = tuple(tag for tag in source.languages if tag not in charter.languages)
    return (several("more_languages", offered, ()),)


def add_languages(charter: Charter, answers: Answers, _source: Charter) -> Charter:
    """What this step adds."""
    return replace(charter, languages=(*charter.languages, *texts_of(answers["more_languages"])))
