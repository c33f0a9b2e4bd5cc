"""How institutions are named."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partners.models import Contact, Institution, Relation, Unit
from record.registry import Subject, add_subjects

add_subjects(
    Subject(Institution, _("an institution"), lambda i: i.name, lambda i: reverse("partners:partner", args=[i.uid])),
    Subject(
        Unit, _("a unit"), lambda u: u.name,
        holding=lambda actor, institution: Unit.objects.visible_to(actor).offered().filter(institution=institution),
    ),
    Subject(Relation, _("a partner relation"), lambda r: r.partner.name, related=("partner",)),
    Subject(Contact, _("a contact"), lambda c: c.name),
)
