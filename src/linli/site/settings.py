"""Django's settings; what differs between installations is read in `config`."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from linli.site import elsewhere
from linli.site.config import from_environ, secret_key
from linli.site.databases import database

CONFIG = from_environ(os.environ)
HERE = Path(__file__).resolve().parent

DEMO = CONFIG.demo
DEBUG = CONFIG.debug
SECRET_KEY = secret_key(CONFIG.secret_file)
ALLOWED_HOSTS = list(CONFIG.hosts)
ROOT_URLCONF = "linli.site.urls"
WSGI_APPLICATION = "linli.site.wsgi.application"

ELSEWHERE = elsewhere.read(CONFIG.sign_in_file)
PROVIDER_APPS = [f"allauth.socialaccount.providers.{one}" for one in ELSEWHERE.providers]

# Django 6 carries the task framework itself; on 5.2 it is a package.
_HAS_TASKS = importlib.util.find_spec("django.tasks") is not None

INSTALLED_APPS = [
    "linli.site.apps.SiteConfig",
    "linli.apps.community.apps.CommunityConfig",
    "linli.apps.matters.apps.MattersConfig",
    "linli.apps.talk.apps.TalkConfig",
    "linli.apps.charters.apps.ChartersConfig",
    "linli.apps.told.apps.ToldConfig",
    "linli.apps.founding.apps.FoundingConfig",
    "linli.apps.opinions.apps.OpinionsConfig",
    "linli.apps.care.apps.CareConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    *PROVIDER_APPS,
    "django_htmx",
    "lucide",
    *([] if _HAS_TASKS else ["django_tasks"]),
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "linli.site.middleware.Compressed",
    "csp.middleware.CSPMiddleware",
    "linli.site.api.middleware.Threshold",
    "linli.site.middleware.BodyLimit",
    "linli.site.middleware.Doors",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "linli.apps.community.capacity.CapacityMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "linli.site.context.shell",
            ],
            "builtins": ["linli.site.templatetags.linli_tags", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "linli.site.forms.NoticeBoardRenderer"

DATABASES = {"default": database(CONFIG.database_url, CONFIG.data_dir, pooled=CONFIG.pooled)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "community.Account"
LOGIN_URL = "community:sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Accounts: a name and a password, passkeys, one-time codes; made by invitation only. Who wants to get a new password
# by letter gives one address and confirms it.
ACCOUNT_ADAPTER = "linli.apps.community.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_FORMS = {
    "confirm_password_reset_code": "linli.apps.community.forgotten.CodeForm",
    "add_email": "linli.apps.community.forgotten.AddressForm",
}
MFA_ADAPTER = "linli.apps.community.adapters.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
# A whole neighbourhood may come from one address; a passkey is two requests, and nothing about it can be guessed.
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,5/5m/key"}
# Browsers allow passkeys without HTTPS on this machine alone, for trying it out.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not CONFIG.https
SOCIALACCOUNT_ADAPTER = "linli.apps.community.adapters.Linked"
SOCIALACCOUNT_PROVIDERS = ELSEWHERE.providers
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_QUERY_EMAIL = False
SOCIALACCOUNT_ONLY = False

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = CONFIG.data_dir / "static" if CONFIG.data_dir else None
# Files that residents attach are never served from a public folder: the matters app hands them out after its gate.
MEDIA_ROOT = CONFIG.data_dir / "files" if CONFIG.data_dir else Path(tempfile.gettempdir()) / "linli-files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if CONFIG.production
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "linli.site.bundles.Bundles",
]
WHITENOISE_USE_FINDERS = not CONFIG.production

MEGABYTE = 1024 * 1024
# 100,000 characters of four bytes each, three times over in the worst percent-encoding, with room for the rest.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * MEGABYTE
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * MEGABYTE
FILE_UPLOAD_PERMISSIONS = 0o600
# One attached file; the matters app says so on the form. Larger bodies are read to the end, up to BODY_LIMIT,
# so that the words typed beside a file that is too large come back with the answer.
UPLOAD_LIMIT = 20 * MEGABYTE
BODY_LIMIT = 200 * MEGABYTE

# How many requests in a minute the interface for programs takes from one address, by one token, and to do something.
API_LIMITS = {"stranger": 120, "token": 600, "deed": 60}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *ELSEWHERE.origins],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = CONFIG.https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "linli.site.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in CONFIG.hosts] if CONFIG.https else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIG.https else None
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SOURCE_URL = os.environ.get("LINLI_SOURCE_URL", "")

# Where the installation is reached, for links in what is sent; and the server through which e-mail goes, if any.
SITE_URL = CONFIG.url
MAIL_READY = CONFIG.mail is not None
if CONFIG.mail is not None:
    EMAIL_HOST, EMAIL_PORT = CONFIG.mail.host, CONFIG.mail.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = CONFIG.mail.user, CONFIG.mail.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = CONFIG.mail.starttls, CONFIG.mail.tls
    DEFAULT_FROM_EMAIL = CONFIG.mail.sender
    EMAIL_TIMEOUT = 20

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"terminal": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["terminal"], "level": "WARNING", "propagate": False}},
}
