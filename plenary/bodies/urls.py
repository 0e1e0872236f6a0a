"""Addresses of bodies, and of the founding act."""

from django.urls import path

from plenary.bodies import views

app_name = "bodies"
urlpatterns = [
    path("form/", views.form, name="form"),
    path("c/<slug:slug>/bodies/", views.bodies, name="bodies"),
    path("c/<slug:slug>/bodies/<str:code>/", views.body, name="body"),
    path("c/<slug:slug>/bodies/formed/<str:formed_id>/", views.formed, name="formed"),
    path("c/<slug:slug>/bodies/formed/<str:formed_id>/join/", views.join, name="join"),
    path("c/<slug:slug>/bodies/terms/<str:term_id>/handover/", views.handover, name="handover"),
    path("c/<slug:slug>/turns/<str:turn_id>/", views.turn, name="turn"),
    path("c/<slug:slug>/workload/", views.workload, name="workload"),
    path("c/<slug:slug>/powers/", views.powers, name="powers"),
    path("c/<slug:slug>/bodies/terms/<str:term_id>/give-up/", views.give_up, name="give_up"),
]
