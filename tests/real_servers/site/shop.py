"""Settings of a django-oscar shop with its API."""

from pathlib import Path
from typing import Any

import oscar
from oscar import defaults

_PARTS = (
    "analytics.apps.AnalyticsConfig",
    "checkout.apps.CheckoutConfig",
    "address.apps.AddressConfig",
    "shipping.apps.ShippingConfig",
    "catalogue.apps.CatalogueConfig",
    "catalogue.reviews.apps.CatalogueReviewsConfig",
    "communication.apps.CommunicationConfig",
    "partner.apps.PartnerConfig",
    "basket.apps.BasketConfig",
    "payment.apps.PaymentConfig",
    "offer.apps.OfferConfig",
    "order.apps.OrderConfig",
    "customer.apps.CustomerConfig",
    "search.apps.SearchConfig",
    "voucher.apps.VoucherConfig",
    "wishlists.apps.WishlistsConfig",
)
_DASHBOARD = (
    "apps.DashboardConfig",
    "reports.apps.ReportsDashboardConfig",
    "users.apps.UsersDashboardConfig",
    "orders.apps.OrdersDashboardConfig",
    "catalogue.apps.CatalogueDashboardConfig",
    "offers.apps.OffersDashboardConfig",
    "partners.apps.PartnersDashboardConfig",
    "pages.apps.PagesDashboardConfig",
    "ranges.apps.RangesDashboardConfig",
    "reviews.apps.ReviewsDashboardConfig",
    "vouchers.apps.VouchersDashboardConfig",
    "communications.apps.CommunicationsDashboardConfig",
    "shipping.apps.ShippingDashboardConfig",
)


def settings() -> dict[str, Any]:
    """Return what the shop needs beside a database; its API pages by ten, as shops with many orders do."""
    return {
        **{name: value for name, value in vars(defaults).items() if name.isupper()},
        "SITE_ID": 1,
        "STATIC_URL": "/static/",
        "MEDIA_ROOT": str(Path(oscar.__file__).parent),
        "OSCAR_DEFAULT_CURRENCY": "EUR",
        "OSCARAPI_BLOCK_ADMIN_API_ACCESS": False,
        "HAYSTACK_CONNECTIONS": {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}},
        "REST_FRAMEWORK": {
            "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.BasicAuthentication"],
            "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.LimitOffsetPagination",
            "PAGE_SIZE": 10,
        },
        "INSTALLED_APPS": [
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.sites",
            "django.contrib.messages",
            "django.contrib.flatpages",
            "oscar.config.Shop",
            *(f"oscar.apps.{part}" for part in _PARTS),
            *(f"oscar.apps.dashboard.{part}" for part in _DASHBOARD),
            "widget_tweaks",
            "haystack",
            "treebeard",
            "django_tables2",
            "rest_framework",
            "oscarapi",
        ],
        "MIDDLEWARE": [
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        "TEMPLATES": [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    }
