"""What the addresses of the house answer each role: the desk, the API, accounts."""

from tests.answers.patterns import (
    ALL,
    AT_DESK,
    NO_GET,
    NONE_OF_ONES_OWN,
    SIGNED_IN,
)

OF_THE_HOUSE = {
    "demo:sign_in": "404 404 404 404 404 404 404 404",  # only with the demonstration's setting
    "core:style": ALL,
    "core:offline": SIGNED_IN,
    "desk:welcome": ALL,
    "desk:desk": f"in 200 {'>/c/open-fields/ ' * 5}>/c/elsewhere/",
    "desk:copies": SIGNED_IN,
    "api:description": ALL,
    "api:tokens": SIGNED_IN,
    "api:end_token": "in 405 405 405 405 405 405 405",
    "accounts:account": SIGNED_IN,
    "accounts:end_session": "in 405 405 405 405 405 405 405",
    "accounts:invitation": ALL,  # whoever holds the link
    "set_language": NO_GET,
    "account_login": f"200 {AT_DESK}",
    "account_request_login_code": f"200 {AT_DESK}",
    "account_confirm_login_code": f">/account/sign-in/code/ {AT_DESK}",
    "mfa_login_webauthn": f"in {AT_DESK}",
    "mfa_authenticate": f"in {AT_DESK}",
    "account_logout": ">/ 200 200 200 200 200 200 200",
    "account_signup": f"200 {AT_DESK}",
    "account_inactive": ALL,
    "account_email_verification_sent": "in " + " ".join([">/account/address/"] * 7),
    "account_reset_password": ALL,
    "account_confirm_password_reset_code": "in in in in in in in in",
    "account_complete_password_reset": " ".join([">/account/password/forgotten/"] * 8),
    "account_password_reset_completed": ALL,
    "account_reauthenticate": "in 403 403 403 403 403 403 403",  # there is nothing to ask of those who have no secret
    "mfa_reauthenticate": "in 403 403 403 403 403 403 403",
    "mfa_reauthenticate_webauthn": "in 403 403 403 403 403 403 403",
    "account_email": SIGNED_IN,
    "account_change_password": "in " + " ".join([">/account/password/new/"] * 7),
    "account_set_password": SIGNED_IN,
    "mfa_index": "in " + " ".join([">/account/#ways"] * 7),
    "mfa_list_webauthn": "in " + " ".join([">/account/#ways"] * 7),
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": NONE_OF_ONES_OWN,
    "mfa_remove_webauthn": NONE_OF_ONES_OWN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": NONE_OF_ONES_OWN,
    "mfa_view_recovery_codes": NONE_OF_ONES_OWN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": NONE_OF_ONES_OWN,
}
