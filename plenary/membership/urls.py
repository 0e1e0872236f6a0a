"""Addresses of membership."""

from django.urls import path

from plenary.membership.views import applying, lists, member

app_name = "membership"
_MEMBER = "c/<slug:slug>/members/<str:member_id>/"

urlpatterns = [
    path("c/<slug:slug>/members/", lists.members, name="members"),
    path("c/<slug:slug>/members/applicants/", lists.applicants, name="applicants"),
    path("c/<slug:slug>/members/protected/", lists.protected, name="protected"),
    path("c/<slug:slug>/apply/", applying.apply, name="apply"),
    path(_MEMBER, member.member, name="member"),
    path(f"{_MEMBER}change/", member.change, name="change"),
    path(f"{_MEMBER}withdraw/", member.withdraw, name="withdraw"),
    path(f"{_MEMBER}invite/", member.invite, name="invite"),
    path(f"{_MEMBER}commitment/", member.commitment, name="commitment"),
    path(f"{_MEMBER}representatives/<str:representative_id>/", member.mandate, name="mandate"),
]
