"""What governance adds to the pages of people: inviting, giving roles, and what waits for a second administrator."""
from accounts.models import Membership
from governance.duties import waits
from governance.models import LinkRequest, RoleRequest
from record.registry import Section, add_sections


def _manages(actor, _nobody=None) -> dict | None:
    return {} if actor.may_all("people.manage") else None


def _asked(actor, person=None) -> dict | None:
    rows = RoleRequest.objects.visible_to(actor).filter(state=RoleRequest.State.ASKED)
    if person is not None:
        rows = rows.filter(membership__person=person)
    rows = list(rows.select_related("membership__person", "invitation", "asked_by__person").order_by("pk"))
    return {"requests": rows} if rows else None


def _member(actor, person) -> dict | None:
    """Where a role can be given."""
    if not actor.may_all("people.manage"):
        return None
    ours = Membership.objects.visible_to(actor).filter(institution=actor.institution, person=person)
    own = ours.select_related("institution", "person").first()
    return {"person": person} if own and own.holds else None


def _links(actor, person) -> dict | None:
    """Accounts that count as this person, and who asks that they do."""
    asked = LinkRequest.objects.visible_to(actor).filter(state=LinkRequest.State.ASKED, person=person)
    asked |= LinkRequest.objects.visible_to(actor).filter(state=LinkRequest.State.ASKED, other=person)
    same = person.accounts.visible_to(actor)
    if not actor.may_all("people.manage") and not same:
        return None
    return {"person": person, "same": same, "requests": asked.select_related("person", "other"), "may_ask": actor.may_all("people.manage")}


add_sections(
    Section("waiting", "", waits, order=10),
    Section("people", "governance/people/invite_button.html", _manages, column="acts"),
    Section("people", "governance/people/asked.html", _asked),
    Section("person", "governance/people/give_button.html", _member, column="acts"),
    Section("person", "governance/people/asked.html", _asked),
    Section("person", "governance/people/accounts.html", _links, column="aside"),
)
