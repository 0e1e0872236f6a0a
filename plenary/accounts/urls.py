"""Addresses of accounts, all under /account/: this room's own, and those of allauth's views that are offered."""

from allauth.account import views as entrance
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path

from plenary.accounts import views
from plenary.accounts.freshness import shown_lately

own = [
    path("", views.account, name="account"),
    path("sessions/end/", views.end_session, name="end_session"),
    path("invitation/<str:key>/", views.invitation, name="invitation"),
]

entering = [
    path("language/", views.language, name="set_language"),
    path("sign-in/", entrance.login, name="account_login"),
    path("sign-in/code/", entrance.request_login_code, name="account_request_login_code"),
    path("sign-in/code/enter/", entrance.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/second-step/", second.authenticate, name="mfa_authenticate"),
    path("sign-out/", entrance.logout, name="account_logout"),
    path("sign-up/", entrance.signup, name="account_signup"),
    path("closed/", entrance.account_inactive, name="account_inactive"),
    path("address/confirm/", entrance.email_verification_sent, name="account_email_verification_sent"),
    path("password/forgotten/", entrance.password_reset, name="account_reset_password"),
    path(
        "password/forgotten/code/",
        entrance.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path("password/forgotten/new/", entrance.complete_password_reset, name="account_complete_password_reset"),
    path(
        "password/forgotten/done/",
        entrance.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
]

inside = [
    path("again/", entrance.reauthenticate, name="account_reauthenticate"),
    path("again/code/", second.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("address/", shown_lately(entrance.email), name="account_email"),
    path("password/", entrance.password_change, name="account_change_password"),
    path("password/new/", shown_lately(entrance.password_set), name="account_set_password"),
    path("ways/", views.ways_in, name="mfa_index"),
    path("passkeys/", views.ways_in, name="mfa_list_webauthn"),
    path("passkeys/add/", shown_lately(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("app/add/", shown_lately(app.activate_totp), name="mfa_activate_totp"),
    path("app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery-codes/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]

urlpatterns = [
    path("account/", include((own, "accounts"))),
    path("account/", include([*entering, *inside])),
]
