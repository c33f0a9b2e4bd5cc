"""How rewards are named."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incentives.models import Reward
from record.registry import Subject, add_subjects

add_subjects(
    Subject(Reward, _("a reward"), lambda r: r.title or str(_("a reward")),
            lambda r: reverse("incentives:reward", args=[r.uid]), related=("line__distribution",)),
)  # fmt: skip
