"""Periodic work of files: destroying bytes that no file has, such as those of an act that was not committed."""

from datetime import timedelta

from plenary.coalitions.models import Coalition
from plenary.core import clock, reach
from plenary.core.schedule import apart, periodic
from plenary.files import stored
from plenary.files.actions import destroy_unused

PATIENCE = timedelta(days=1)


@periodic(every=timedelta(days=1), name="files.sweep")
@reach.everywhere("unused bytes are destroyed in every coalition")
def sweep() -> None:
    """Destroy what was written a day ago or earlier and belongs to no file. May run twice or late.

    Bytes of a coalition that the database does not know are left: the server may stand on another database by mistake.
    """
    until = clock.now() - PATIENCE
    stored.clear_unfinished(until)
    here = stored.coalitions()
    for coalition_id in Coalition.objects.filter(id__in=here).order_by("id").values_list("id", flat=True):
        with apart(f"sweeping files of coalition {coalition_id}"):
            destroy_unused(coalition_id=coalition_id, names=stored.names_before(coalition_id, until))
