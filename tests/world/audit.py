"""The verification of a night, begun as the scheduler does."""
from audit import actions
from record.actors import System


def build(world, home, partner, mark, made):
    """verification (queued)."""
    institution = world.institutions[home]
    return {"verification": actions.start_nightly(actor=System(institution.uid, institution.zone), institution=institution)}
