"""Addresses of the charter."""

from django.urls import path

from plenary.charter import views

app_name = "charter"
_DRAFT = "c/<slug:slug>/charter/drafts/<str:draft_id>/"
urlpatterns = [
    path("c/<slug:slug>/charter/", views.charter, name="charter"),
    path("c/<slug:slug>/charter/versions/", views.versions, name="versions"),
    path("c/<slug:slug>/charter/compare/", views.compare, name="compare"),
    path("c/<slug:slug>/charter/new/", views.new, name="new"),
    path("c/<slug:slug>/charter/begin/", views.begin, name="begin"),
    path("c/<slug:slug>/charter/drafts/<str:draft_id>/", views.draft, name="draft"),
    path(f"{_DRAFT}copy/", views.copy, name="copy"),
    path(f"{_DRAFT}renew/", views.renew, name="renew"),
    path(f"{_DRAFT}close/", views.close, name="close"),
    path(f"{_DRAFT}questions/", views.questions, name="questions"),
    path(f"{_DRAFT}questions/<str:question_code>/", views.question, name="question"),
    path(f"{_DRAFT}steps/", views.steps, name="steps"),
    path(f"{_DRAFT}steps/<str:step_code>/", views.step, name="step"),
    path(f"{_DRAFT}chapters/<str:chapter_key>/", views.chapter, name="chapter"),
    path(f"{_DRAFT}add/<str:kind>/", views.add, name="add"),
    path(f"{_DRAFT}parts/<str:part_key>/", views.part, name="part"),
    path(f"{_DRAFT}parts/<str:part_key>/out/", views.take_out, name="take_out"),
    path(f"{_DRAFT}parts/<str:part_key>/move/", views.move, name="move"),
    path(f"{_DRAFT}clauses/<str:clause_key>/", views.clause, name="clause"),
    path(
        f"{_DRAFT}clauses/<str:clause_key>/<str:comment_id>/withdraw/",
        views.withdraw_comment,
        name="withdraw_comment",
    ),
    path("c/<slug:slug>/charter/print/", views.print_charter, name="print"),
    path("c/<slug:slug>/charter/export/", views.export_toml, name="export"),
    path("c/<slug:slug>/charter/import/", views.import_toml, name="import"),
    path("c/<slug:slug>/charter/drafts/<str:draft_id>/print/", views.print_draft, name="print_draft"),
]
