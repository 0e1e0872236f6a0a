"""Reasons of counts and of files of ballots in the active language."""

from django.utils.translation import gettext

from plenary.decisions.rules.methods.reasons import Reasoned, Words


def reason_in_words(error: Reasoned) -> str:
    """Why a file cannot be read, or ballots cannot be counted; a sentence without a stop."""
    facts = {name: gettext(fact) if isinstance(fact, Words) else fact for name, fact in error.facts.items()}
    return gettext(error.sentence) % facts
