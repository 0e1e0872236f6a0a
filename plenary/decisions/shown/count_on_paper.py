"""The account of a count as a PDF, in the reader's language."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from plenary.coalitions.models import Coalition
from plenary.core import clock, printing, times
from plenary.core.standing import Standing
from plenary.decisions import queries
from plenary.decisions.models import Proposal
from plenary.decisions.queries.counts import Counted
from plenary.decisions.shown.count import count_context
from plenary.decisions.shown.outcome import Chosen
from plenary.record.permissions import may_read_record
from plenary.record.queries import signed_head
from plenary.record.rules.verification import short_head


def count_on_paper(standing: Standing, coalition: Coalition, proposal: Proposal, counted: Counted) -> bytes:
    """The account as a PDF: who is chosen, the stages with their tables, the lots, and how to count again."""
    context, language = count_context(proposal, counted), get_language() or "en"
    name = coalition.name_in(language)
    zone = times.zone_of(coalition.time_zone)
    day = _("Printed on %(day)s") % {"day": printing.day_on_paper(clock.now(), zone=zone, language=language)}
    return printing.pdf(
        "decisions/count",
        {
            "lines": [queries.words_of(proposal).title, f"{context['method']}. {context['figures']}"],
            "chosen": {
                "heading": _("Chosen"),
                "items": [_item(each) for each in context["chosen"]],
                "says": _says(context),
            },
            "stages": [asdict(stage) for stage in context["stages"]],
            "heads": [pgettext("in a count", "Change"), pgettext("in a count", "Decided")],
            "lots": _lots(counted, context),
            "recount": _recount(context),
        },
        language=language,
        title=_("The count"),
        author=name,
        around=printing.Around(over=name, day=day, foot=_head(standing)),
    )


def _item(each: Chosen) -> str:
    return _("%(name)s: %(cost)s") % {"name": each.name, "cost": each.cost} if each.cost else each.name


def _says(context: dict[str, Any]) -> str:
    """What stands under who is chosen: the money of a budget, and that the lot decided."""
    sums = context["sums"]
    money = _("%(spent)s of %(budget)s are spent; %(left)s are left.") % asdict(sums) if sums else ""
    return " ".join(part for part in (money, context["by_lot"]) if part)


def _lots(counted: Counted, context: dict[str, Any]) -> dict[str, Any]:
    told = {"seed": printing.ltr(counted.box.seed), "size": counted.box.size}
    return {
        "heading": _("The lots"),
        "says": _(
            "Ties that no stage decides go by lots, in this order. The seed is the root of the record of %(size)s entries:"
        )
        % told,
        "seed": told["seed"],
        "items": [lot.name for lot in context["lots"]],
    }


def _recount(context: dict[str, Any]) -> dict[str, Any]:
    files = context["files"] if context["is_countable"] else []
    return {
        "heading": _("Count it again"),
        "commands": [printing.ltr(file.command) for file in files[:1]],
        "says": context["counts_in"] if files else "",
    }


def _head(standing: Standing) -> str:
    """The head of the record in short, to those who may read the record."""
    if not may_read_record(standing):
        return ""
    head = signed_head(standing.coalition)
    return _("Head of the record: %(head)s") % {"head": printing.ltr(short_head(head.size, head.root))}
