"""The order of the house: who may know whom, and in which order rows are locked (upper floors first)."""
from django.apps import apps

FLOORS = (
    "insights", "audit", "incentives", "exchange", "talent", "ip", "projects", "agreements",
    "ledger", "governance", "accounts", "partners", "record",
)  # fmt: skip


def rank(row) -> tuple[int, str, str]:
    """Where a row stands in the one lock order: floor, then model, then key (keys of uid rows sort as text)."""
    meta = row._meta
    key = f"{row.pk:020d}" if isinstance(row.pk, int) else str(row.pk)
    return FLOORS.index(meta.app_label), meta.model_name, key


def labels() -> list[str]:
    """The floors that are built, from the top."""
    built = {config.label for config in apps.get_app_configs()}
    return [label for label in FLOORS if label in built]
