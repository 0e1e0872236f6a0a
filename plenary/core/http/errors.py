"""Pages for what went wrong: bad requests, refusals without a verdict, what is missing, what broke.

A hidden thing and a missing one come out of `missing` letter for letter the same. Under the API's address they are problems.
"""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from plenary.core.http.busy import answer_to_present_error
from plenary.core.http.problems import is_api, problem, problem_of
from plenary.core.verdicts import refuse


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be read."""
    if is_api(request):
        return problem(400, refuse("core.unreadable"))
    return render(request, "core/bad_request.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 without a verdict; refusals with a reason are answered by `access`."""
    return render(request, "core/forbidden.html", status=403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is missing or old. Nothing was saved."""
    return render(request, "core/stale_form.html", status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing that this reader may see."""
    if is_api(request):
        return problem(404, refuse("core.not_here"))
    return render(request, "core/missing.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: a mistake of the program, or 503 where the database cannot save or be reached. The page asks nothing of the
    database and stands even when the styles are gone."""
    try:
        if is_api(request):
            error = sys.exc_info()[1]
            told = problem_of(request, error) if isinstance(error, Exception) else None
            return told or problem(500, refuse("core.broken"))
        return answer_to_present_error(request) or HttpResponse(render_to_string("core/broken.html"), status=500)
    except Exception:
        plain = "Something broke on our side. Nothing was saved. Go back and try again."
        return HttpResponse(plain, status=500, content_type="text/plain; charset=utf-8")
