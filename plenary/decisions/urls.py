"""Addresses of proposals."""

from django.urls import path

from plenary.decisions import views

app_name = "decisions"
urlpatterns = [
    path("c/<slug:slug>/proposals/", views.proposals, name="proposals"),
    path("c/<slug:slug>/proposals/new/", views.new, name="new"),
    path("c/<slug:slug>/proposals/call/", views.record_call, name="record_call"),
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
    path("c/<slug:slug>/proposals/<str:proposal_id>/translation/<str:language>/", views.translate, name="translate"),
    path(
        "c/<slug:slug>/proposals/<str:proposal_id>/text/<str:effect_id>/<str:act>/<str:label>/",
        views.amend,
        name="amend",
    ),
    path(
        "c/<slug:slug>/proposals/<str:proposal_id>/amendments/answers/",
        views.vote_on_amendments,
        name="vote-on-amendments",
    ),
    path(
        "c/<slug:slug>/proposals/<str:proposal_id>/amendments/<str:amendment_id>/accept/",
        views.accept_amendment,
        name="accept-amendment",
    ),
    path(
        "c/<slug:slug>/proposals/<str:proposal_id>/amendments/<str:amendment_id>/withdraw/",
        views.withdraw_amendment,
        name="withdraw-amendment",
    ),
    path("c/<slug:slug>/proposals/<str:proposal_id>/temperature/", views.temperature, name="temperature"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/reword/", views.reword, name="reword"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/concern/", views.raise_concern, name="concern"),
    path(
        "c/<slug:slug>/proposals/<str:proposal_id>/concern/<str:concern_id>/answer/",
        views.answer_concern,
        name="answer-concern",
    ),
    path(
        "c/<slug:slug>/proposals/<str:proposal_id>/concern/<str:concern_id>/settle/",
        views.settle_concern,
        name="settle-concern",
    ),
    path("c/<slug:slug>/proposals/<str:proposal_id>/refer/", views.refer, name="refer"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/advice/<str:advice_id>/", views.advise, name="advise"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/advice/<str:advice_id>/became/", views.became, name="became"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/advice/<str:advice_id>/back/", views.send_back, name="send-back"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/nominations/", views.nominate, name="nominate"),
    path(
        "c/<slug:slug>/proposals/<str:proposal_id>/nominations/<str:nomination_id>/answer/",
        views.answer_nomination,
        name="answer-nomination",
    ),
    path(
        "c/<slug:slug>/proposals/<str:proposal_id>/nominations/<str:nomination_id>/withdraw/",
        views.withdraw_nomination,
        name="withdraw-nomination",
    ),
    path(
        "c/<slug:slug>/proposals/<str:proposal_id>/nominations/<str:nomination_id>/statement/<str:language>/",
        views.statement,
        name="statement",
    ),
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
    path("c/<slug:slug>/proposals/<str:proposal_id>/call/", views.settle_on_call, name="settle_on_call"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/call/correct/", views.correct_call, name="correct_call"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/open/urgently/", views.open_urgently, name="open_urgently"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/undo/", views.undo_again, name="undo_again"),
    path("c/<slug:slug>/proposals/<str:proposal_id>/put-again/", views.put_again, name="put_again"),
]
