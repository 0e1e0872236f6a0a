"""Addresses of meetings, their agenda and minutes, and of actions."""

from django.urls import path

from plenary.meetings import views

app_name = "meetings"
urlpatterns = [
    path("c/<slug:slug>/meetings/", views.meetings, name="meetings"),
    path("c/<slug:slug>/meetings/call/", views.call, name="call"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/", views.meeting, name="meeting"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/meeting.ics", views.calendar, name="calendar"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/change/", views.change, name="change"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/call-off/", views.call_off, name="call_off"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/dates/", views.dates, name="dates"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/dates/offer/", views.offer, name="offer"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/dates/<str:option_id>/choose/", views.choose, name="choose"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/need/", views.need, name="need"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/live/", views.live, name="live"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/live/speak/", views.speak, name="speak"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/live/floor/", views.floor, name="floor"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/sheet/", views.sheet, name="sheet"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/type-in/", views.type_in, name="type_in"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/publish/", views.publish, name="publish"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/objection/", views.object_, name="object"),
    path(
        "c/<slug:slug>/meetings/<str:meeting_id>/objection/<str:minutes_objection_id>/settle/",
        views.settle,
        name="settle",
    ),
    path("c/<slug:slug>/meetings/<str:meeting_id>/agenda/", views.agenda, name="agenda"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/there/", views.attend, name="attend"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/attendance/", views.attendance, name="attendance"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/items/<str:item_id>/", views.write, name="write"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/actions/", views.agree, name="agree"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/actions/<str:point_id>/", views.finish, name="finish"),
]
