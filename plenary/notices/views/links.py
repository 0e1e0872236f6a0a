"""What answers without signing in, to whoever holds the link: stopping mails with one click, and the calendar."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from plenary.core.http.access import public
from plenary.notices import tokens
from plenary.notices.actions import choices
from plenary.notices.calendars import calendar_at


@public
@csrf_exempt  # RFC 8058: the mail program posts by itself; the sealed token is the permission
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponseBase:
    """Stop the mails that a link names. GET changes nothing (scanners follow links) and shows a button."""
    if tokens.stop_of(token) is None:
        raise Http404
    if request.method == "POST" and choices.stop(token=token) is None:
        raise Http404
    return render(request, "notices/stop.html", {"is_stopped": request.method == "POST"})


@public
@require_safe
def deadlines(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar behind a secret address; programs that ask again are told when nothing has changed."""
    given = calendar_at(token)
    if given is None:
        raise Http404
    response = HttpResponse(given.text, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["ETag"] = given.tag
    response.headers["Last-Modified"] = http_date(given.changed_at.timestamp())
    changed = int(given.changed_at.timestamp())
    return get_conditional_response(request, etag=given.tag, last_modified=changed, response=response) or response
