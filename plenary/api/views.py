"""Pages of the API: its description for programs."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from plenary.api.root import api
from plenary.core.http.access import public


@public
@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """What can be asked and what is answered, as OpenAPI 3.1. Open to all: it says nothing of any coalition."""
    answer = JsonResponse(api().get_openapi_schema())
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
