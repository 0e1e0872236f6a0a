"""Addresses of the inbox, of how mails come, of links in mails, and of webhooks."""

from django.urls import path

from plenary.notices.views import inbox, links, own, webhooks

app_name = "notices"
urlpatterns = [
    path("c/<slug:slug>/inbox/", inbox.inbox, name="inbox"),
    path("c/<slug:slug>/inbox/mails/", inbox.choices, name="choices"),
    path("c/<slug:slug>/inbox/replies/<str:held_id>/", inbox.held, name="held"),
    path("c/<slug:slug>/webhooks/", webhooks.webhooks, name="webhooks"),
    path("c/<slug:slug>/webhooks/new/", webhooks.new, name="new_webhook"),
    path("c/<slug:slug>/webhooks/<str:webhook_id>/", webhooks.webhook, name="webhook"),
    path("account/mails/", own.own, name="own"),
    path("account/mails/calendar/", own.calendar, name="calendar"),
    path("mails/stop/<str:token>/", links.stop, name="stop"),
    path("calendar/<str:token>.ics", links.deadlines, name="deadlines"),
]
