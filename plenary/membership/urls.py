"""Addresses of membership."""

from django.urls import path

from plenary.membership.views import (
    accommodations,
    application,
    applying,
    balance,
    conduct,
    contributions,
    lists,
    member,
    opening,
    protection,
    welcoming,
)

app_name = "membership"
_MEMBER = "c/<slug:slug>/members/<str:member_id>/"

urlpatterns = [
    path("c/<slug:slug>/members/", lists.members, name="members"),
    path("c/<slug:slug>/members/applicants/", lists.applicants, name="applicants"),
    path("c/<slug:slug>/members/protected/", protection.protected, name="protected"),
    path("c/<slug:slug>/members/protected/new/", protection.take_up, name="take_up"),
    path("c/<slug:slug>/members/protected/admit/", protection.admit, name="admit_protected"),
    path("c/<slug:slug>/members/vouch/", protection.vouch, name="vouch"),
    path("c/<slug:slug>/opening/", opening.opening, name="opening"),
    path("c/<slug:slug>/opening/paper/", opening.paper, name="opening_paper"),
    path("c/<slug:slug>/contributions/", contributions.contributions, name="contributions"),
    path("c/<slug:slug>/commitments/", contributions.commitments, name="commitments"),
    path("c/<slug:slug>/balance/", balance.balance, name="balance"),
    path("c/<slug:slug>/here/", member.here, name="here"),
    path("c/<slug:slug>/welcome/", welcoming.welcome, name="welcome"),
    path("c/<slug:slug>/apply/", applying.apply, name="apply"),
    path("c/<slug:slug>/conduct/", conduct.conduct, name="conduct"),
    path("c/<slug:slug>/conduct/<str:case_id>/", conduct.case, name="case"),
    path("c/<slug:slug>/conduct/<str:case_id>/<slug:step>/", conduct.case_step, name="case_step"),
    path(_MEMBER, member.member, name="member"),
    path(f"{_MEMBER}conduct/", conduct.open_case, name="open_case"),
    path(f"{_MEMBER}change/", member.change, name="change"),
    path(f"{_MEMBER}application/", application.application, name="application"),
    path(f"{_MEMBER}recommend/", application.recommend, name="recommend"),
    path(f"{_MEMBER}rename/", application.rename, name="rename"),
    path(f"{_MEMBER}willing/", application.willing, name="willing"),
    path(f"{_MEMBER}withdraw/", member.withdraw, name="withdraw"),
    path(f"{_MEMBER}invite/", member.invite, name="invite"),
    path(f"{_MEMBER}invitations/<str:invitation_id>/withdraw/", member.uninvite, name="uninvite"),
    path(f"{_MEMBER}commitment/", member.commitment, name="commitment"),
    path(f"{_MEMBER}opening/", opening.of_member, name="member_opening"),
    path(f"{_MEMBER}opening/answer/", opening.answer, name="answer"),
    path(f"{_MEMBER}opening/answer/<slug:opening_code>/", opening.answer_one, name="answer_one"),
    path(f"{_MEMBER}opening/so-still/", opening.look_again, name="look_again"),
    path(f"{_MEMBER}accommodations/", accommodations.of_member, name="accommodations"),
    path(f"{_MEMBER}accommodations/new/", accommodations.ask, name="ask_accommodation"),
    path(f"{_MEMBER}accommodations/<str:accommodation_id>/", accommodations.one, name="accommodation"),
    path(f"{_MEMBER}contributions/new/", contributions.offer, name="offer"),
    path(f"{_MEMBER}contributions/<str:contribution_id>/", contributions.contribution, name="contribution"),
    path(f"{_MEMBER}commitments/new/", contributions.promise, name="promise"),
    path(f"{_MEMBER}commitments/<str:member_commitment_id>/", contributions.one, name="member_commitment"),
    path(f"{_MEMBER}representatives/<str:representative_id>/", member.mandate, name="mandate"),
]
