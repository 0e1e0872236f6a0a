"""The temperature and earlier rounds in whole sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.decisions.labels.sentences import outcome_sentences
from plenary.decisions.rules.counting import Count
from plenary.decisions.rules.temperature import Reading


def temperature_sentences(told: Reading) -> list[str]:
    """How many answered and, of enough answers, how many feel how; and how many of them spoke of earlier words."""
    facts = {
        "answered": told.answered,
        "electorate": told.electorate,
        "warm": told.warm,
        "unsure": told.unsure,
        "cold": told.cold,
        "earlier": told.earlier,
    }
    sentences = [
        ngettext(
            "%(answered)s of %(electorate)s has answered.",
            "%(answered)s of %(electorate)s have answered.",
            told.electorate,
        )
        % facts
    ]
    if not told.is_told:
        return [*sentences, _("How they feel is shown from three answers on.")]
    sentences.append(_("Warm: %(warm)s; unsure: %(unsure)s; cold: %(cold)s.") % facts)
    if told.earlier:
        earlier = ngettext(
            "%(earlier)s of these answers was given on earlier words.",
            "%(earlier)s of these answers were given on earlier words.",
            told.earlier,
        )
        sentences.append(earlier % facts)
    return sentences


def round_sentences(figures: Count | None) -> list[str]:
    """What a round that is over came to; without figures it was broken off."""
    return outcome_sentences(figures) if figures else [_("It was broken off.")]
