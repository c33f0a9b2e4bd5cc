"""The API under /api/v1/: each app's routes, the schema, and the docs page that needs no network."""
from importlib import import_module

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

APPS = ("partners", "accounts", "governance", "ledger", "projects", "ip", "incentives", "audit")  # each has `api.routes`

router = SimpleRouter(use_regex_path=False)
for app in APPS:
    for prefix, rows in import_module(f"{app}.api").routes:
        router.register(prefix, rows, basename=prefix)

app_name = "api"
urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
    path("", include(router.urls)),
]
