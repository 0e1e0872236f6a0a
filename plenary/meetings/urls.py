"""Addresses of meetings."""

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
    path("c/<slug:slug>/meetings/<str:meeting_id>/agenda/", views.agenda, name="agenda"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/there/", views.attend, name="attend"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/attendance/", views.attendance, name="attendance"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/items/<str:item_id>/", views.write, name="write"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/actions/", views.agree, name="agree"),
    path("c/<slug:slug>/meetings/<str:meeting_id>/actions/<str:point_id>/", views.finish, name="finish"),
]
