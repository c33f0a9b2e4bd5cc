"""How verifications are named."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Verification
from record.registry import Subject, add_subjects

add_subjects(
    Subject(Verification, _("a verification"), lambda v: str(_("a verification")),
            lambda v: reverse("audit:verification", args=[v.uid])),
)  # fmt: skip
