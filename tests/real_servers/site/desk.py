"""Settings of a django-helpdesk with its API."""

from typing import Any

_CONTEXTS = (
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
)


def settings() -> dict[str, Any]:
    """Return what the help desk needs beside a database."""
    return {
        "SITE_ID": 1,
        "STATIC_URL": "/static/",
        "HELPDESK_ACTIVATE_API_ENDPOINT": True,
        "HELPDESK_TEAMS_MODE_ENABLED": False,
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "REST_FRAMEWORK": {
            "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.BasicAuthentication"],
        },
        "INSTALLED_APPS": [
            "django.contrib.admin",
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.humanize",
            "django.contrib.messages",
            "django.contrib.sessions",
            "django.contrib.sites",
            "rest_framework",
            "helpdesk",
        ],
        "MIDDLEWARE": [
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": list(_CONTEXTS)},
            }
        ],
    }
