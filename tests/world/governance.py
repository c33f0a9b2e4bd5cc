"""What waits for a second administrator."""
from governance import actions


def build(world, home: str, partner: str, mark: str, made: dict) -> dict:
    """role_request, link_request (both asked for by another administrator than the one who walks), third (a person)."""
    asks = world.actor(home, "administrator", name="asks")
    other = world.person(home, "contributor", name="twin")
    return {
        "role_request": actions.request_role(actor=asks, membership=made["membership"], role="finance"),
        "link_request": actions.request_link(actor=asks, person=made["clerk"], other=other, proof=f"Same number. {mark}"),
        "third": world.person(home, "contributor", name="third"),
    }
