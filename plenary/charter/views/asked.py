"""Which version of the charter an address asks for."""

from django.http import Http404

from plenary.charter import queries
from plenary.charter.models import CharterVersion
from plenary.coalitions.access import CoalitionRequest


def version_of_number(request: CoalitionRequest, number: str) -> CharterVersion:
    """The version of this number that the reader may see. Raises Http404."""
    version = queries.visible_version(request.standing, number)
    if version is None:
        raise Http404
    return version


def version_asked(request: CoalitionRequest) -> CharterVersion:
    """The version of the address (``?version=2``), else the one in force. Raises Http404 when there is none to see."""
    given = request.GET.get("version")
    version = version_of_number(request, given) if given else queries.version_in_force(request.coalition.id)
    if version is None:
        raise Http404
    return version
