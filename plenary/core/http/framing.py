"""Pages that other sites may show in a frame: they tell what is public, run no script, set no cookie and send no form."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse

POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "frame-ancestors": ["*"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
}


def may_be_framed[V: Callable[..., Any]](view: V) -> V:
    """Mark a view whose page other sites may show in a frame. Outermost, and for pages alone that say the same to everybody:
    what a reader may do, or who they are, never stands in a frame."""

    @wraps(view)
    def framed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = cast("HttpResponse", view(request, *args, **kwargs))
        if response.status_code == 200:
            response.xframe_options_exempt = True  # read by XFrameOptionsMiddleware
            response._csp_config = POLICY  # type: ignore[attr-defined]  # read by ContentSecurityPolicyMiddleware
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            response.cookies.clear()
        return response

    framed.may_be_framed = True  # type: ignore[attr-defined]  # read by a test
    return cast("V", framed)
