"""Steps between showing who one is and being in."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest


class SecondStep(AuthenticateStage):  # type: ignore[misc]  # allauth ships no types
    """Asks for a second step, but not after a mailed code where the account has passkeys alone.

    A passkey lives on one device; whoever made one still gets in elsewhere by a code. Whoever added an authenticator app
    asked for a second step each time; a password alone is never enough beside a passkey.
    """

    def _should_handle(self, request: HttpRequest) -> bool:
        if not super()._should_handle(request):
            return False
        account = self.login.user
        if is_mfa_enabled(account, [Authenticator.Type.TOTP]):
            return True
        shown = get_authentication_records(request, account)[-1:]
        by_code = [way for way in shown if way.get("method") == "code" and way.get("email") == account.email]
        return not by_code
