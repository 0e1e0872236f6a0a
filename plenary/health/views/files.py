"""Files as they come with a form, and as they leave: opened for one answer, to be saved."""

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from plenary.files.sending import to_be_saved
from plenary.health.forms import MoreForm, RaiseForm
from plenary.health.queries import Brought


def is_complete(request: HttpRequest, form: forms.Form) -> bool:
    """True when a form is valid, and no file was dropped on its way because the request was larger than what is read into memory
    (`FILE_UPLOAD_MAX_MEMORY_SIZE`): else its sender would think that it came."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if isinstance(form, RaiseForm | MoreForm) and length > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        form.say_dropped()
    return form.is_valid()


def sent(file: Brought | None) -> HttpResponseBase:
    """A file, to be saved. Raises Http404 where there is none."""
    if file is None:
        raise Http404
    return to_be_saved(file.data, name=file.name, media_type=file.media_type)
