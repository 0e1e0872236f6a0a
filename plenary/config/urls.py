"""Addresses: each room brings its own; what belongs to a coalition stands under /c/<slug>/."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []
for room in reversed(settings.ROOMS):
    if find_spec(f"{room}.urls"):
        urlpatterns.append(path("", include(f"{room}.urls")))

handler400 = "plenary.core.http.errors.bad_request"
handler403 = "plenary.core.http.errors.forbidden"
handler404 = "plenary.core.http.errors.missing"
handler500 = "plenary.core.http.errors.broken"
