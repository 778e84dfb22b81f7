"""Addresses of the pages, room by room."""

from importlib import import_module

ROOMS = (
    "start", "plan", "gaps", "funding", "indicators", "council", "offline", "offers", "reports", "parties", "search", "site", "desk",
    "desk.analysis", "desk.translations", "desk.sheets", "desk.offers", "upkeep",
)  # fmt: skip

app_name = "web"
urlpatterns = [
    pattern for room in ROOMS for pattern in import_module(f"gesamtplan.web.{room}.urls").urlpatterns
]
