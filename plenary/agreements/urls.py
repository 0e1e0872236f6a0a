"""Addresses of agreements: the list, each agreement, its drafting, its signatures, its second addresses."""

from django.urls import path

from plenary.agreements import views

app_name = "agreements"
ALL = "c/<slug:slug>/agreements/"
ONE = f"{ALL}<str:agreement_id>/"
urlpatterns = [
    path(ALL, views.agreements, name="agreements"),
    path(f"{ALL}new/", views.new, name="new"),
    path(f"{ALL}second-address/", views.second, name="second"),
    path("signatures/<str:token>/", views.second_link, name="second_link"),
    path(ONE, views.agreement, name="agreement"),
    path(f"{ONE}draft/", views.draft, name="draft"),
    path(f"{ONE}terms/", views.terms, name="terms"),
    path(f"{ONE}part/", views.part, name="part"),
    path(f"{ONE}paragraphs/<str:paragraph_id>/", views.paragraph, name="paragraph"),
    path(f"{ONE}paragraphs/<str:paragraph_id>/suggest/", views.suggest, name="suggest"),
    path(f"{ONE}suggestions/<str:suggestion_id>/", views.suggestion, name="suggestion"),
    path(f"{ONE}compare/", views.compare, name="compare"),
    path(f"{ONE}lay-down/", views.lay_down, name="lay_down"),
    path(f"{ONE}translate/<str:language>/", views.translate, name="translate"),
    path(f"{ONE}translations/<str:language>/", views.beside, name="beside"),
    path(f"{ONE}look-at/", views.look_at, name="look_at"),
    path(f"{ONE}sign/", views.sign, name="sign"),
    path(f"{ONE}paper/", views.paper, name="paper"),
    path(f"{ONE}confirm/", views.confirm, name="confirm"),
    path(f"{ONE}withdraw/", views.withdraw, name="withdraw"),
    path(f"{ONE}print/", views.print_agreement, name="print"),
]
