"""Addresses of proposals."""

from django.urls import path

from plenary.decisions import views

app_name = "decisions"
urlpatterns = [
    path("c/<slug:slug>/proposals/", views.proposals, name="proposals"),
    path("c/<slug:slug>/proposals/new/", views.new, name="new"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/", views.proposal, name="proposal"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/edit/", views.edit, name="edit"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/show/", views.show, name="show"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/second/", views.second, name="second"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/open/", views.open_, name="open"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/withdraw/", views.withdraw, name="withdraw"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/ballot/", views.cast, name="cast"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/objection/", views.object_, name="object"),
    path(
        "c/<slug:slug>/proposals/<str:proposal_id>/objection/<str:objection_id>/withdraw/",
        views.withdraw_objection,
        name="withdraw-objection",
    ),
    path("c/<slug:slug>/proposals/<str:proposal_id>/comment/", views.comment, name="comment"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/brief/", views.brief, name="brief"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/brief.pdf", views.brief_pdf, name="brief-pdf"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/brief.txt", views.brief_text, name="brief-text"),
    path("c/<slug:slug>/ballots/", views.delegations, name="delegations"),
    path("c/<slug:slug>/ballots/<str:delegation_id>/end/", views.end_delegation, name="end-delegation"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/delegate/", views.delegate, name="delegate"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/stand-back/", views.stand_back, name="stand-back"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/step-in/", views.step_in, name="step-in"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/more-time/", views.extend, name="extend"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/answers/", views.answers, name="answers"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/again/", views.carry_out_again, name="again"),
]
