"""The record's remark at the foot of every page."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from plenary.core.masthead import Foot, register_footer
from plenary.core.prepared import prepared
from plenary.core.standing import Standing
from plenary.record.appending import frontier_of
from plenary.record.models import Tree
from plenary.record.rules import merkle
from plenary.record.rules.verification import short_head


@register_footer
def record_size(standing: Standing) -> Foot | None:
    """How many entries the record holds, and its head in short, to those inside. One query."""
    if not standing.is_inside:
        return None
    tree = next(iter(_trees(standing.coalition)), None)
    if tree is None:
        return None
    words = ngettext("The record holds %(count)s entry.", "The record holds %(count)s entries.", tree.size)
    return Foot(
        sentence=words % {"count": tree.size},
        code=short_head(tree.size, merkle.root(frontier_of(tree)).hex()),
        url=reverse("record:verify", args=[tree.coalition.slug]),
        link=_("Verify it"),
    )


@prepared
def _trees(coalition_id: str) -> QuerySet[Tree]:
    return Tree.objects.of(coalition_id).select_related("coalition")
