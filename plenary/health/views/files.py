"""Files as they come with a form, and as they leave: opened for one answer, to be saved."""

from django.http import Http404, HttpResponseBase

from plenary.files.sending import to_be_saved
from plenary.health.queries import Brought


def sent(file: Brought | None) -> HttpResponseBase:
    """A file, to be saved. Raises Http404 where there is none."""
    if file is None:
        raise Http404
    return to_be_saved(file.data, name=file.name, media_type=file.media_type)
