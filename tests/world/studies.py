"""Allocation studies of a project or an asset, made by the actions that people use."""
from ip import actions
from ip.models import Study


def opened(world, about, *, at="linhai", parties=("linhai", "haoyuan"), amount=9_000_001, purpose="Income of five years", **said) -> Study:
    """By the officer of `at`; parties in this order, so that the first is bit 1, the second bit 2."""
    return actions.open_study(
        actor=world.actor(at, "officer"), about=about, purpose=purpose, amount=amount,
        parties=[world.institutions[name] for name in parties], **said,
    )  # fmt: skip


def stated(
    world, study: Study, kind: str, values: dict, *, at="linhai", role="officer", evidence="Minutes of 3 March.", criterion=None
) -> Study:
    """Read again, with the values stated by somebody of `at`."""
    fresh = Study.objects.get(pk=study.pk)
    said = {"seen": fresh.version, "kind": kind, "values": values, "evidence": evidence, "criterion": criterion}
    return actions.state_values(actor=world.actor(at, role), study=fresh, **said)


def judged(world, study: Study, *names: str, at="linhai") -> Study:
    """Read again, with these criteria."""
    fresh = Study.objects.get(pk=study.pk)
    return actions.set_criteria(actor=world.actor(at, "officer"), study=fresh, seen=fresh.version, names=names)


def build(world, home: str, partner: str, mark: str, made: dict) -> dict:
    """study, of the running project, with contributions stated; judged, by two criteria, with everything compared."""
    study = opened(world, made["project"], at=home, parties=(home, partner), purpose=f"Income of five years {mark}")
    other = judged(world, opened(world, made["project"], at=home, parties=(home, partner)), f"Novelty {mark}", f"Cost {mark}", at=home)
    stated(world, other, "criteria", {3: "3"}, at=home, evidence=f"Minutes {mark}")
    for line in (1, 2):
        other = stated(world, other, "judgement", {3: "4"}, at=home, evidence=f"Minutes {mark}", criterion=line)
    return {"study": stated(world, study, "contribution", {1: "3", 2: "2"}, at=home, evidence=f"Minutes {mark}"), "judged": other}
