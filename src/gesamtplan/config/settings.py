"""All settings, read from the environment; every variable is listed in docs/operations.md (by test)."""

import hashlib
import os
import re
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from gesamtplan.core import languages

PACKAGE_DIR = Path(__file__).resolve().parent.parent
PROJECT_DIR = PACKAGE_DIR.parent.parent

HOME = Path(os.environ.get("GESAMTPLAN_HOME", PROJECT_DIR / "var")).resolve()
DATA_DIR = Path(os.environ.get("GESAMTPLAN_DATA", PROJECT_DIR / "data" / "munich")).resolve()


def _secret_key() -> str:
    """Key from the environment, else one kept in the instance's own folder, so that sessions survive a restart."""
    if given := os.environ.get("GESAMTPLAN_SECRET_KEY"):
        return given
    keyfile = HOME / "secret.key"
    if keyfile.exists():
        return keyfile.read_text("ascii").strip()
    return hashlib.sha256(f"not yet initialised {HOME}".encode()).hexdigest()


def _accent() -> str:
    """The city's accent colour; refused where it is none, so that a slip of the pen is seen at once."""
    given = os.environ.get("GESAMTPLAN_ACCENT", "").lower()
    if given and not re.fullmatch(r"#[0-9a-f]{6}", given):
        raise ImproperlyConfigured(
            f"GESAMTPLAN_ACCENT is {given!r}, which is no colour. Write it as # and six digits, e.g. #1f45b5."
        )
    return given


def _directories() -> list[dict[str, object]]:
    """The city's own directory of accounts (OpenID Connect); none unless its address is given."""
    if not (url := os.environ.get("GESAMTPLAN_OIDC_URL")):
        return []
    return [
        {
            "provider_id": "city",
            "name": os.environ.get("GESAMTPLAN_OIDC_NAME", "OpenID Connect"),
            "client_id": os.environ.get("GESAMTPLAN_OIDC_CLIENT", "gesamtplan"),
            "secret": os.environ.get("GESAMTPLAN_OIDC_SECRET", ""),
            "settings": {"server_url": url},
        }
    ]


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("GESAMTPLAN_DEBUG", "") == "1"
ALLOWED_HOSTS = os.environ.get("GESAMTPLAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
HTTPS_ONLY = os.environ.get("GESAMTPLAN_HTTPS", "") == "1"

INSTALLED_APPS = [
    "gesamtplan.web",
    "gesamtplan.api",
    "gesamtplan.reports",
    "gesamtplan.gaps",
    "gesamtplan.funding",
    "gesamtplan.resolutions",
    "gesamtplan.indicators",
    "gesamtplan.plan",
    "gesamtplan.council",
    "gesamtplan.offers",
    "gesamtplan.territory",
    "gesamtplan.parties",
    "gesamtplan.theme",
    "gesamtplan.translations",
    "gesamtplan.audit",
    "gesamtplan.accounts",
    "gesamtplan.kern",
    "gesamtplan.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "rules",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gesamtplan.kern.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "gesamtplan.web.languages.ReadersLanguagesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gesamtplan.accounts.middleware.ClosedByDefaultMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gesamtplan.config.urls"
WSGI_APPLICATION = "gesamtplan.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["gesamtplan.kern.templatetags.kern", "gesamtplan.web.templatetags.states"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gesamtplan.web.context.site",
            ],
        },
    }
]

FORM_RENDERER = "gesamtplan.kern.forms.KernRenderer"

DATABASES = {
    "default": dj_database_url.config(default=f"sqlite:///{HOME / 'gesamtplan.sqlite3'}", conn_max_age=60)
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:desk"
LOGOUT_REDIRECT_URL = "web:start"
ACCOUNT_ADAPTER = "gesamtplan.web.accounts.adapter.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "gesamtplan.web.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "gesamtplan.web.accounts.forms.SecondStepForm",
    "reauthenticate": "gesamtplan.web.accounts.forms.SecondStepAgainForm",
    "activate_totp": "gesamtplan.web.accounts.forms.SetUpForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = os.environ.get("GESAMTPLAN_MFA_ISSUER", "Gesamtplan")
SOCIALACCOUNT_ADAPTER = "gesamtplan.web.accounts.adapter.CityDirectoryAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": _directories(), "OAUTH_PKCE_ENABLED": True}}
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False

LANGUAGE_CODE = "de"
LANGUAGES = [(one.code, one.name) for one in (*languages.SITE, *languages.READERS)]
SITE_LANGUAGES = tuple(
    one.code for one in languages.SITE
)  # in these the whole site exists, in the others the finder
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
FORMAT_MODULE_PATH = ["gesamtplan.config.formats"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

ACCENT = _accent()
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("GESAMTPLAN_STATIC", PROJECT_DIR / "build" / "static"))
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS_ONLY
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS_ONLY else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 8 * 3600
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("GESAMTPLAN_ORIGINS", "").split(",") if o]

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("GESAMTPLAN_FROM_EMAIL", "gesamtplan@localhost")

# "database": a worker beside the server does long work (`gesamtplan serve` starts one and says so); "immediate": at once.
_TASKS = {
    "database": "django_tasks_db.DatabaseBackend",
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
}
TASKS = {"default": {"BACKEND": _TASKS[os.environ.get("GESAMTPLAN_TASKS", "immediate")]}}

# What the rooms declare as translatable, and the class that asks a translation service ("": there is none).
TRANSLATABLE = tuple(
    f"gesamtplan.offers.translatable.{name}" for name in ("OFFER", "OFFER_KIND", "PLACES", "SITE")
)
TRANSLATOR = os.environ.get("GESAMTPLAN_TRANSLATOR", "")

# Target groups live in `plan`, a neighbour of `offers`: the words by which spreadsheets of offers name them.
OFFER_TARGET_GROUPS = "gesamtplan.plan.queries.target_groups.target_group_names"

PLACES_FRESH_DAYS = int(os.environ.get("GESAMTPLAN_PLACES_FRESH_DAYS", "7"))
RECORD_FRESH_DAYS = int(os.environ.get("GESAMTPLAN_RECORD_FRESH_DAYS", "90"))
UPKEEP_LINK_DAYS = int(os.environ.get("GESAMTPLAN_LINK_DAYS", "180"))
REMIND_EVERY_DAYS = int(os.environ.get("GESAMTPLAN_REMIND_EVERY_DAYS", "7"))
REMIND_NEXT_DAYS = int(os.environ.get("GESAMTPLAN_REMIND_NEXT_DAYS", "14"))
UPKEEP_CONTACT = os.environ.get("GESAMTPLAN_UPKEEP_CONTACT", DEFAULT_FROM_EMAIL)
SITE_URL = os.environ.get("GESAMTPLAN_SITE_URL", "http://localhost:8000").rstrip("/")
STATE_PROVINCE = os.environ.get("GESAMTPLAN_STATE", "Bayern")
DISCLOSURE_THRESHOLD = int(os.environ.get("GESAMTPLAN_DISCLOSURE_THRESHOLD", "10"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"hide_keys": {"()": "gesamtplan.config.logs.HideKeys"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["hide_keys"]}},
    # a filter of a logger sees only what is said to it, not to those below it: so each is named that tells addresses
    "loggers": {
        name: {"filters": ["hide_keys"]}
        for name in ("django.request", "django.security.csrf", "django.server")
    },
    "root": {"handlers": ["console"], "level": os.environ.get("GESAMTPLAN_LOG", "WARNING")},
}
