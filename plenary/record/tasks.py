"""Periodic work of the record: heads are signed even where nobody asks for one."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from plenary.core import reach
from plenary.core.schedule import apart, periodic
from plenary.record.models import SignedHead, Tree
from plenary.record.queries import signed_head


@periodic(every=timedelta(hours=1), name="record.sign_heads")
@reach.everywhere("every record has its heads")
def sign_heads() -> None:
    """Sign the head of each record that grew since its last head was signed. May run twice or late without harm."""
    signed = SignedHead.objects.across_coalitions().filter(coalition=OuterRef("coalition"), size=OuterRef("size"))
    grown = Tree.objects.across_coalitions().filter(~Exists(signed), size__gt=0)
    for coalition_id in grown.values_list("coalition_id", flat=True):
        with apart(f"the head of coalition {coalition_id}"), reach.only(coalition_id):
            signed_head(coalition_id)
