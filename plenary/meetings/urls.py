"""Addresses of meetings, their agenda and minutes, and of actions."""

from django.urls import path

from plenary.meetings.views import (
    approval,
    attending,
    calling,
    dates,
    minutes,
    paper,
    presence,
    reading,
)

app_name = "meetings"
urlpatterns = [
    path("c/<slug:slug>/meetings/", reading.meetings, name="meetings"),
    path("c/<slug:slug>/meetings/call/", calling.call, name="call"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/", reading.meeting, name="meeting"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/meeting.ics", reading.calendar, name="calendar"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/change/", calling.change, name="change"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/call-off/", calling.call_off, name="call_off"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/dates/", dates.dates, name="dates"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/dates/offer/", dates.offer, name="offer"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/dates/<str:option_id>/choose/", dates.choose, name="choose"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/need/", dates.need, name="need"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/live/", presence.live, name="live"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/live/speak/", presence.speak, name="speak"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/live/floor/", presence.floor, name="floor"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/sheet/", paper.sheet, name="sheet"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/type-in/", paper.type_in, name="type_in"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/publish/", approval.publish, name="publish"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/objection/", approval.object_, name="object"),
    path(
        "c/<slug:slug>/meetings/<str:meeting_id>/objection/<str:minutes_objection_id>/settle/",
        approval.settle,
        name="settle",
    ),
    path("c/<slug:slug>/meetings/<str:meeting_id>/agenda/", calling.agenda, name="agenda"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/there/", attending.attend, name="attend"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/attendance/", attending.attendance, name="attendance"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/items/<str:item_id>/", minutes.write, name="write"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/actions/", minutes.agree, name="agree"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/actions/<str:point_id>/", minutes.finish, name="finish"),
]
