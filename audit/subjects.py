"""How verifications are named."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Verification
from record.registry import Subject, add_subjects
from record.wording import moment

add_subjects(
    Subject(Verification, _("a verification"), lambda v: moment(v.made_at), lambda v: reverse("audit:verification", args=[v.uid])),
)  # fmt: skip
