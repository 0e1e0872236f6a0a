"""Addresses of alarms: under one's account, for a person in danger belongs to no single coalition."""

from django.urls import path

from plenary.emergency import views

app_name = "emergency"
urlpatterns = [
    path("account/danger/", views.danger, name="danger"),
    path("account/danger/chosen/", views.chosen, name="chosen"),
    path("account/danger/raise/", views.raise_own, name="raise_own"),
    path("account/danger/raise/<str:choice_id>/", views.raise_for, name="raise_for"),
    path("account/danger/raised/<str:alarm_id>/", views.raised, name="raised"),
    path("account/danger/alarm/<str:alarm_id>/", views.alarm, name="alarm"),
    path("account/danger/alarm/<str:alarm_id>/record/<str:coalition_id>/", views.withheld, name="withheld"),
]
