"""Who can be tried in the demo: said once when it opens."""
from accounts.capabilities import Role
from accounts.models import Grant
from record.models import Installation


def lines() -> str:
    """One person for each role, or how an empty installation begins."""
    if not Installation.is_demo():
        return "This installation is not a demo. An empty one begins with: manage.py open_institution --help"
    first: dict[str, str] = {}
    for grant in Grant.objects.select_related("membership__person", "membership__institution").order_by("pk")[:500]:
        person, institution = grant.membership.person, grant.membership.institution
        first.setdefault(grant.role, f"  {Role(grant.role).label:24} {person.email:36} {person.name}, {institution.name}")
    return "Demo: choose a person on the sign-in page, without a password. For example:\n" + "\n".join(first.values())
