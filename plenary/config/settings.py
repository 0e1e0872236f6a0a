"""Settings, read from the environment. Every name that starts with PLENARY_ is documented in docs/operators/settings.md."""

import os
import sys
from pathlib import Path

from plenary.config import databases, given, rooms, secrets_on_disk, static_files
from plenary.core import languages

VAR = Path(os.environ.get("PLENARY_VAR", "var")).resolve()
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = False
FORMING = os.environ.get("PLENARY_FORMING", "anyone-signed-in")  # who may form a coalition: anyone-signed-in | operator
DEMONSTRATION = os.environ.get("PLENARY_DEMONSTRATION", "") == "1"
TESTING = "pytest" in sys.modules

SECRET_KEY = os.environ.get("PLENARY_SECRET_KEY") or secrets_on_disk.text(VAR / "secrets" / "django.key")
MASTER_KEYS = secrets_on_disk.keys(os.environ.get("PLENARY_MASTER_KEYS", ""), VAR / "secrets" / "master.keys")
MASTER_KEYS_PATH = None if os.environ.get("PLENARY_MASTER_KEYS") else VAR / "secrets" / "master.keys"

LOOPBACK_HOSTS = "localhost,127.0.0.1,[::1]"
ALLOWED_HOSTS = (LOOPBACK_HOSTS if DEMONSTRATION else os.environ.get("PLENARY_HOSTS", LOOPBACK_HOSTS)).split(",")
SITE_URL = os.environ.get("PLENARY_URL", "http://localhost:8000")
IS_SECURE = SITE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "plenary.core.http.errors.stale_form"

BACKUP_KEY = os.environ.get("PLENARY_BACKUP_KEY", "")  # age1…: the public halves of recovery keys
BACKUPS = os.environ.get("PLENARY_BACKUPS", "")  # the folder that backups go to
FILE_SIZE = given.number("PLENARY_FILE_SIZE", 10) * 1_000_000  # bytes of the largest file that is kept
FILES_QUOTA = given.number("PLENARY_FILES_QUOTA", 1000) * 1_000_000  # bytes that a coalition's files may take
FILE_UPLOAD_HANDLERS = ["plenary.core.http.uploads.UploadHandler"]  # none lies on a disk unsealed
FILE_UPLOAD_MAX_MEMORY_SIZE = max(FILE_SIZE, 8_000_000) + 64 * 1024  # a larger one is dropped as it comes
ROOMS = [*rooms.ROOMS]
if DEMONSTRATION or TESTING:
    ROOMS.append("plenary.demo")

INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks_db",
]

MIDDLEWARE = [
    "plenary.core.http.receiving.ReceivingMiddleware",
    "plenary.core.reach.ReachMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "plenary.core.http.transport.StayWithTlsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "plenary.accounts.middleware.BarredMiddleware",
    "plenary.accounts.middleware.PreferencesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "plenary.core.http.limits.LimitsMiddleware",
    "plenary.core.http.keeping.KeepingMiddleware",
    "plenary.core.http.access.AccessMiddleware",
    "plenary.core.http.busy.BusyMiddleware",
]

ROOT_URLCONF = "plenary.config.urls"
WSGI_APPLICATION = "plenary.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    }
]

# postgresql://user:password@host:port/name; empty: SQLite in PLENARY_VAR. One database, used in up to three roles.
DATABASE = os.environ.get("PLENARY_DATABASE", "")
DATABASE_OWNER = os.environ.get("PLENARY_DATABASE_OWNER", "") or DATABASE
DATABASE_BACKUP = os.environ.get("PLENARY_DATABASE_BACKUP", "") or DATABASE_OWNER
DATABASE_ROLES = databases.roles(app=DATABASE, owner=DATABASE_OWNER, backup=DATABASE_BACKUP)
DATABASES = {"default": databases.postgresql(DATABASE) if DATABASE else databases.embedded(VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",  # rate limits are shared between processes
        "LOCATION": "core_cache",
    }
}

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["plenary.accounts.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:desk"
LOGOUT_REDIRECT_URL = "desk:welcome"

OPEN_SIGN_UP = os.environ.get("PLENARY_OPEN_SIGN_UP", "") == "1"  # else only by invitation
ALLAUTH_TRUSTED_PROXY_COUNT = given.number("PLENARY_PROXIES", 0)  # whose X-Forwarded-For rate limits believe
API_RATE = given.number("PLENARY_API_RATE", 600)  # requests that a token may make in a minute
ACCOUNT_ADAPTER = "plenary.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # mail is slow where lines are poor
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "plenary.accounts.forms.SignInForm",
    "signup": "plenary.accounts.forms.SignUpForm",
    "request_login_code": "plenary.accounts.forms.CodeRequestForm",
    "reset_password": "plenary.accounts.forms.ForgottenForm",
    "add_email": "plenary.accounts.forms.AddressForm",
    "set_password": "plenary.accounts.forms.ChoosePasswordForm",
}
MFA_ADAPTER = "plenary.accounts.adapter.AuthenticatorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Plenary"
MFA_TOTP_TOLERANCE = 1  # phones' clocks drift
MFA_FORMS = {
    "add_webauthn": "plenary.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "plenary.accounts.forms.RenamePasskeyForm",
}
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_ENGINE = "plenary.accounts.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = False  # the reverse proxy redirects
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False  # the rest of the domain is others' to decide on
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "worker-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}

LANGUAGE_CODE = "en"
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "core" / "locale"]
LANGUAGES = languages.LANGUAGES
FORMAT_MODULE_PATH = ["plenary.core.formats"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR / "files"}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING
WHITENOISE_ADD_HEADERS_FUNCTION = static_files.add_headers

MAILERS: dict[str, dict[str, object]] = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
if os.environ.get("PLENARY_SMTP_HOST"):
    MAILERS["default"] = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": os.environ["PLENARY_SMTP_HOST"],
            "port": given.number("PLENARY_SMTP_PORT", 587),
            "username": os.environ.get("PLENARY_SMTP_USER", ""),
            "password": os.environ.get("PLENARY_SMTP_PASSWORD", ""),
            "use_tls": os.environ.get("PLENARY_SMTP_TLS", "1") == "1",
            "timeout": 20,
        },
    }
MAIL_REPLY = os.environ.get("PLENARY_MAIL_REPLY", "")  # where replies by mail go: reply@host; empty: nowhere
MAIL_AUTHSERV = os.environ.get("PLENARY_MAIL_AUTHSERV", "")  # whose word on senders is believed; empty: nobody's
DEFAULT_FROM_EMAIL = os.environ.get("PLENARY_MAIL_FROM", "Plenary <plenary@localhost>")

ACCESS_OF_OTHERS: dict[str, str] = {  # view name -> public | signed_in, for views of other packages
    "account_login": "public",
    "account_request_login_code": "public",
    "account_confirm_login_code": "public",
    "mfa_login_webauthn": "public",
    "mfa_authenticate": "public",
    "account_logout": "public",
    "account_signup": "public",
    "account_inactive": "public",
    "account_email_verification_sent": "public",
    "account_reset_password": "public",
    "account_confirm_password_reset_code": "public",
    "account_complete_password_reset": "public",
    "account_password_reset_completed": "public",
    "account_reauthenticate": "signed_in",
    "mfa_reauthenticate": "signed_in",
    "mfa_reauthenticate_webauthn": "signed_in",
    "account_email": "signed_in",
    "account_change_password": "signed_in",
    "account_set_password": "signed_in",
    "mfa_add_webauthn": "signed_in",
    "mfa_edit_webauthn": "signed_in",
    "mfa_remove_webauthn": "signed_in",
    "mfa_activate_totp": "signed_in",
    "mfa_deactivate_totp": "signed_in",
    "mfa_view_recovery_codes": "signed_in",
    "mfa_generate_recovery_codes": "signed_in",
    "mfa_download_recovery_codes": "signed_in",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "is_news": {  # a 503 is told by core.http.busy in one line; Django adds a trace, and the log may lie on the full disk
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda record: getattr(record, "status_code", None) != 503,
        }
    },
    "formatters": {"discreet": {"()": "plenary.core.http.discreet.DiscreetFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": given.level("PLENARY_LOG_LEVEL", "WARNING")},
    "loggers": {
        "django.tasks": {"level": "WARNING"},  # each start and end of a task is told at INFO
        "django.request": {"level": "ERROR", "filters": ["is_news"]},  # each 404 is told at WARNING
    },
}
SERIALIZATION_MODULES = {"json": "plenary.core.exactly"}
SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # the reverse proxy redirects
    "security.W005",  # other hosts of the domain are not this server's
    "security.W021",
]
if not IS_SECURE:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W012", "security.W016"]

if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; never outside the tests
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # the tests take static files from the rooms, not from here
