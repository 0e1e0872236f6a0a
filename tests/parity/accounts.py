"""How the API does what the pages of accounts do (see tests/parity/__init__.py)."""

SIGNING_IN = "a token does not change how one gets in, and one gets in by a browser"

DONE_BY: dict[str, tuple[str, ...]] = {
    "accounts:account": ("accounts_account", "accounts_change_preferences", "accounts_sessions"),
    "accounts:end_session": ("accounts_end_session", "accounts_end_sessions"),
    "set_language": ("accounts_change_preferences",),
}

EXCEPTIONS: dict[str, str] = {
    "accounts:invitation": SIGNING_IN,
    "account_login": SIGNING_IN,
    "account_request_login_code": SIGNING_IN,
    "account_confirm_login_code": SIGNING_IN,
    "mfa_login_webauthn": SIGNING_IN,
    "mfa_authenticate": SIGNING_IN,
    "account_logout": SIGNING_IN,
    "account_signup": SIGNING_IN,
    "account_inactive": SIGNING_IN,
    "account_email_verification_sent": SIGNING_IN,
    "account_reset_password": SIGNING_IN,
    "account_confirm_password_reset_code": SIGNING_IN,
    "account_complete_password_reset": SIGNING_IN,
    "account_password_reset_completed": SIGNING_IN,
    "account_reauthenticate": SIGNING_IN,
    "mfa_reauthenticate": SIGNING_IN,
    "mfa_reauthenticate_webauthn": SIGNING_IN,
    "account_email": SIGNING_IN,
    "account_change_password": SIGNING_IN,
    "account_set_password": SIGNING_IN,
    "mfa_index": SIGNING_IN,
    "mfa_list_webauthn": SIGNING_IN,
    "mfa_add_webauthn": SIGNING_IN,
    "mfa_edit_webauthn": SIGNING_IN,
    "mfa_remove_webauthn": SIGNING_IN,
    "mfa_activate_totp": SIGNING_IN,
    "mfa_deactivate_totp": SIGNING_IN,
    "mfa_view_recovery_codes": SIGNING_IN,
    "mfa_generate_recovery_codes": SIGNING_IN,
    "mfa_download_recovery_codes": SIGNING_IN,
}

NOT_YET: set[str] = set()

WRITES: dict[str, str] = {
    "accounts_change_preferences": "401 422 422 422 422 422 422 422",
    "accounts_end_sessions": "401 200 200 200 200 200 200 200",
    "accounts_end_session": "401 404 404 404 404 404 404 404",
}
