"""Addresses of the demonstration's sign-in."""

from django.urls import path

from plenary.demo import views

app_name = "demo"
urlpatterns = [path("demonstration/sign-in/<slug:role>/", views.sign_in, name="sign_in")]
