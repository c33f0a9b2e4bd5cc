"""Everything that an installation may set comes by environment; the defaults are the embedded installation.

DATABASE_URL  sqlite (default, under var/) or postgres://…
REDIS_URL     broker, cache and rate limits; without it files and the database do
TRIHELIX_VAR  where the database, files, secrets and logs of the embedded installation lie
"""
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.embedded import secret

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR = BASE_DIR / env.str("TRIHELIX_VAR", default="var")
VAR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or secret(VAR / "secret")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"])
CSRF_FAILURE_VIEW = "config.errors.csrf_failed"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default=f"http://localhost:{env.str('PORT', default='8000')}").rstrip("/")
HTTPS = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    "config",
    "record",
    "partners",
    "accounts",
    "governance",
    "ledger",
    "projects",
    "ip",
    "incentives",
    "audit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "csp",
    "django_htmx",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "accounts.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.acting",
    "config.errors.domain_errors",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "config.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "config.templatetags.figures",
                "config.templatetags.look",
            ],
        },
    }
]

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'trihelix.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "PRAGMA journal_size_limit=67108864; PRAGMA recursive_triggers=ON",
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    PATIENCE = {"socket_connect_timeout": 2, "socket_timeout": 2}  # seconds a request waits for a cache that is away
    CACHES = {"default": {"BACKEND": "config.cache.ForgivingRedis", "LOCATION": REDIS_URL, "OPTIONS": PATIENCE}}
else:
    CACHES = {"default": {"BACKEND": "config.cache.ForgivingFiles", "LOCATION": VAR / "cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "governance:inbox"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_LOCKOUT_CALLABLE = "accounts.views.sign_in.locked_out"
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "Trihelix"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_COOKIE_NAME = "trihelix_language"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # compressing takes half a minute, which only a served installation is worth
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HTTPS
        else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
FILES_ROOT = VAR / "files"  # outside of anything that is served
FILE_LIMIT = env.int("FILE_LIMIT", default=50 * 1024 * 1024)  # bytes, one file
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="Trihelix <no-reply@localhost>")

BROKER = VAR / "broker"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object]
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 120}
else:
    for name in ("queue", "control"):
        (BROKER / name).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "wholefiles://"  # config/broker.py
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER / "queue"),
        "data_folder_out": str(BROKER / "queue"),
        "control_folder": str(BROKER / "control"),
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat")
CELERY_BEAT_SCHEDULE = {
    "what the record asks for": {"task": "record.tasks.consume", "schedule": 5.0, "options": {"expires": 10}},
    "what leaves the house": {"task": "governance.tasks.deliver", "schedule": 5.0, "options": {"expires": 10}},
    "what was left behind": {"task": "audit.tasks.take_up", "schedule": 60.0, "options": {"expires": 120}},
    "what is verified by night": {"task": "audit.tasks.nightly", "schedule": 60.0, "options": {"expires": 120}},
    "what has come due": {"task": "governance.tasks.sweep_due", "schedule": 60.0, "options": {"expires": 120}},
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.api.auth.MembershipToken", "accounts.api.auth.SessionActor"],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.api.auth.HasActor"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["record.api.parser.PlainJSON", "rest_framework.parsers.MultiPartParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "record.api.schema.Schema",
    "DEFAULT_THROTTLE_CLASSES": ["accounts.api.auth.MembershipThrottle"],
    "DEFAULT_THROTTLE_RATES": {"membership": env.str("API_RATE", default="600/min")},
    "EXCEPTION_HANDLER": "config.errors.problem",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Trihelix",
    "DESCRIPTION": _("Projects, milestones, intellectual property and the sharing of its income."),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "record.api.schema.problems"],
    "ENUM_NAME_OVERRIDES": {
        "Role": "accounts.capabilities.Role",
        "PartyRole": "projects.models.Participation.Role",
        "MoneyRole": "governance.api.roles.BY_TWO",
        "InstitutionKind": "partners.models.Kind",
        "ProjectKind": "projects.models.Kind",
        "ProjectState": "projects.models.Project.State",
        "MilestoneState": "projects.models.Milestone.State",
        "ClauseKind": "projects.models.Clause.Kind",
        "ContributionKind": "projects.models.ContributionKind",
        "AssetKind": "ip.models.AssetKind",
        "DealKind": "ip.models.Deal.Kind",
        "DealState": "ip.models.Deal.State",
        "Currency": "record.currencies.CODES",
        "MeritKind": "ip.models.Merit.Kind",
        "HearingKind": "ip.models.Hearing.Kind",
        "SettlementState": "ip.models.Settlement.State",
        "StudyState": "ip.models.Study.State",
        "StudyMethod": "ip.models.Method",
        "StudyUnstated": "ip.models.Unstated",
        "RewardKind": "incentives.models.reward.Kind",
        "RewardBasis": "incentives.models.reward.Basis",
        "VerificationState": "audit.models.Verification.State",
        "VoiceValue": "governance.models.Voice.Value",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"]


def untraced(entry):
    """Let it be logged as a line, without the way it took through the code."""
    entry.exc_info = entry.exc_text = None
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"untraced": {"()": "django.utils.log.CallbackFilter", "callback": untraced}},
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "django.security.DisallowedHost": {"filters": ["untraced"]},  # one line: anybody can ask by any name
        "kombu.connection": {"level": "ERROR"},  # warns that a broker of files has no host name
    },
}
