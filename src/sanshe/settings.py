"""Django's settings. Everything a server's operator may set comes from the environment; what it
means is told in docs/operations.md."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.database import data_dir, django_settings

HERE = Path(__file__).resolve().parent

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""Before anything imports numpy: a message is too little to be shared among threads, and threads
that wait for one another make sorting up to six times slower on a loaded machine."""


def _secret_key() -> str:
    """``SECRET_KEY``, else one made once and kept beside the data."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    path = data_dir() / "keys" / "django.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def _databases() -> dict[str, dict]:
    url = os.environ.get("DATABASE_URL")
    if not url:
        raise ImproperlyConfigured(
            "No database: start through `sanshe …` (it brings its own), or set DATABASE_URL."
        )
    pool = os.environ.get("SANSHE_POOL") == "1"
    owner = django_settings(os.environ.get("DATABASE_OWNER_URL") or url, as_app=False, pool=False)
    return {"default": django_settings(url, as_app=True, pool=pool), "owner": owner}


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("SANSHE_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("SANSHE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("SANSHE_ORIGINS", "").split(",") if o]
DATABASES = _databases()
DATABASE_ROUTERS: list[str] = []

INSTALLED_APPS = [
    "sanshe.entrances.desk",  # first: its sign-in pages take the place of allauth's
    "sanshe.entrances.public",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "sanshe.ground.areas",
    "sanshe.ground.calendars",
    "sanshe.ground.messages",
    "sanshe.ground.kit",
    "sanshe.trust.audit",
    "sanshe.trust.seal",
    "sanshe.trust.policy",
    "sanshe.trust.accounts",
    "sanshe.trust.consent",
    "sanshe.registry.organisations",
    "sanshe.registry.people",
    "sanshe.registry.workforce",
    "sanshe.registry.catalogue",
    "sanshe.registry.agreements",
    "sanshe.ledger",
    "sanshe.work.duty",
    "sanshe.work.needs",
    "sanshe.work.visits",
    "sanshe.work.activities",
    "sanshe.work.casework",
    "sanshe.work.planning",
    "sanshe.work.intake",
    "sanshe.work.rights",
    "sanshe.work.takeover",
    "sanshe.work.settlement",
    "sanshe.work.checks",
    "sanshe.insight.boards",
    "sanshe.insight.reports",
    "sanshe.insight.statutory",
    "sanshe.entrances.jobs",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "sanshe.entrances.door.Door",
]

ROOT_URLCONF = "sanshe.urls"
WSGI_APPLICATION = "sanshe.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "entrances" / "shared" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sanshe.entrances.shared.context.page",
                "sanshe.entrances.desk.menu.page",
            ],
            "libraries": {"shared": "sanshe.entrances.shared.templatetags.shared"},
            "builtins": ["sanshe.entrances.shared.templatetags.shared"],
            "string_if_invalid": "",
        },
    }
]

# --- language and time: Chinese first. The texts in the code are Chinese; English is a catalogue.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [HERE / "locale"]
FORMAT_MODULE_PATH = ["sanshe.entrances.shared.formats"]

# --- static files: all served by the platform itself
STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "entrances" / "shared" / "static"]
STATIC_ROOT = data_dir() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if os.environ.get("SANSHE_STATIC") == "plain"  # tests that look at no file
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# --- the door
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["sanshe.trust.accounts.backend.Backend"]
LOGIN_URL = "account_login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # an address for notices is sealed, and no sign-in name
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_ADAPTER = "sanshe.trust.accounts.adapters.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    # wrong passwords and wrong codes: 5 for an account, 30 from an address, in a quarter of an hour
    "login_failed": "5/15m/key,30/15m/ip",
}
ACCOUNT_FORMS = {
    "login": "sanshe.entrances.desk.account_forms.SignIn",
    "reauthenticate": "sanshe.entrances.desk.account_forms.PasswordAgain",
    "change_password": "sanshe.entrances.desk.account_forms.NewPassword",
}
MFA_ADAPTER = "sanshe.trust.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Sanshe"
MFA_TOTP_TOLERANCE = 1  # phones' clocks differ; a code still counts once only (account_forms)
MFA_FORMS = {
    "authenticate": "sanshe.entrances.desk.account_forms.Code",
    "reauthenticate": "sanshe.entrances.desk.account_forms.CodeAgain",
    "activate_totp": "sanshe.entrances.desk.account_forms.FirstCode",
    "add_webauthn": "sanshe.entrances.desk.account_forms.NewPasskey",
    "edit_webauthn": "sanshe.entrances.desk.account_forms.PasskeyName",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SANSHE_PROXIES", "0"))
"""How many proxies of our own stand before the platform; their X-Forwarded-For is believed."""
DEMO = os.environ.get("SANSHE_DEMO") == "1"
"""One-click sign-in: besides, the database must be a demonstration's and the visitor local."""
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "sanshe.trust.accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 3600  # a working day, however busy
SESSION_IDLE_AGE = 3600
SESSIONS_AT_A_TIME = 3
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
BEHIND_TLS = os.environ.get("SANSHE_TLS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- shared counters of the door (lockout) live in the database: one truth for all workers
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kit_cache",
        # more counters than anybody can make in their time: culling would lift lockouts
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

# --- mail: real SMTP where it is set; else it is written to the log
EMAIL_HOST = os.environ.get("SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("SMTP_TLS") == "1"
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.console.EmailBackend"
)
DEFAULT_FROM_EMAIL = os.environ.get("SMTP_FROM", "sanshe@localhost")
MESSAGE_GATEWAYS = {
    "mail": os.environ.get("SANSHE_MAIL", "smtp"),
    "sms": os.environ.get("SANSHE_SMS", ""),
    "bot": os.environ.get("SANSHE_BOT", ""),
}
"""By channel: "smtp", "console" (written to the log of the jobs), or "" for none."""
SITE_ADDRESS = os.environ.get("SANSHE_SITE", "http://127.0.0.1:8000").rstrip("/")
"""Where people reach the platform; stands before the links in messages."""

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # far above the longest form; no page takes a file
FILE_UPLOAD_HANDLERS = ["sanshe.entrances.shared.uploads.NoFiles"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"sanshe": {"level": "INFO"}},
}
