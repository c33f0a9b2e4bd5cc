"""From the first word about a result to its acceptance by the office."""
from datetime import timedelta

import pytest

from accounts.models import Grant, Person
from ip import access, actions
from ip.forms import DisclosureForm
from ip.models import Asset, Disclosure
from partners.actions import open_unit
from projects.actions import join_team
from projects.models import Project
from record import clock, consumers
from record.errors import Invalid, NotAllowed, NotVisible, Stale, WrongState
from record.models import Delivery
from tests.world import ip as made
from tests.world import projects
from tests.world.people import SINCE

S = Disclosure.State


def draft(world, who=("linhai", "investigator"), **said):
    actor = world.actor(*who)
    given = {"kind": "patent", "title_en": "A cell", "title_zh": "", "description": "New.", "completed_on": clock.today(actor.zone),
             "ai_used": False, "ai_fields": [], "ai_use": "",
             "contributors": [{"person": world.person(*who), "institution": world.institutions[who[0]]}]}  # fmt: skip
    return actions.draft_disclosure(actor=actor, **given | said)


def test_whoever_discloses_chooses_among_people_told_apart_by_their_house(world):
    project = projects.signed(world)
    for person in (world.person("linhai", "investigator"), world.person("haoyuan", "lead"), world.person("haoyuan", "viewer"),
                   world.person("stranger", "lead")):  # fmt: skip
        Person.objects.filter(pk=person.pk).update(name_en="Wei Wang", name_zh="")
    join_team(actor=world.actor("haoyuan", "officer"), project=project, person=world.person("haoyuan", "viewer"), roles=["software"],
              since=project.start)  # fmt: skip
    form = DisclosureForm(actor=world.actor("linhai", "investigator"), rows=[])
    offered = sorted(label for _uid, label in form.fields["row-0-person"].choices if "Wei" in str(label))
    assert offered == ["Wei Wang", "Wei Wang · Haoyuan Energy", "Wei Wang · Haoyuan Energy"]


def test_an_accepted_disclosure_becomes_an_asset_with_a_number(world):
    asset = made.asset(world)
    assert (asset.number[-4:], asset.state, asset.disclosure.state) == ("-001", Asset.State.HELD, S.ACCEPTED)


def test_whoever_submitted_it_does_not_accept_it(world):
    own = draft(world, ("linhai", "officer"), contributors=[{"person": world.person("linhai", "investigator")}])
    officer = world.actor("linhai", "officer")
    own = actions.submit_disclosure(actor=officer, disclosure=own, seen=own.version)
    with pytest.raises(NotAllowed):
        actions.accept_disclosure(actor=officer, disclosure=own, seen=own.version, patent_type="invention")


def test_whoever_is_named_in_it_does_not_accept_it(world):
    world.person("linhai", "officer")
    submitted = made.disclosure(world, people=("investigator", "officer"))
    with pytest.raises(NotAllowed):
        actions.accept_disclosure(actor=world.actor("linhai", "officer"), disclosure=submitted, seen=submitted.version)


@pytest.mark.parametrize("role", ["investigator", "finance", "auditor", "administrator", "approver"])
def test_only_the_office_accepts(world, role):
    submitted = made.disclosure(world, people=("contributor",))
    with pytest.raises(NotAllowed):
        actions.accept_disclosure(actor=world.actor("linhai", role, name="other"), disclosure=submitted, seen=submitted.version)


@pytest.mark.parametrize("at", ["haoyuan", "stranger"])
def test_it_is_not_there_for_other_institutions(world, at):
    submitted = made.disclosure(world)
    with pytest.raises(NotVisible):
        actions.accept_disclosure(actor=world.actor(at, "officer"), disclosure=submitted, seen=submitted.version)


def test_an_officer_of_the_college_receives_what_its_laboratories_disclose(world):
    """A role in a unit holds in all that lies below: so whoever holds one is asked, too, and by mail."""
    administrator, officer = world.actor("linhai", "administrator"), world.member("linhai", "officer", name="dean")
    college = open_unit(actor=administrator, name_en="Engineering", since=SINCE)
    laboratory = open_unit(actor=administrator, name_en="Cells", parent=college, since=SINCE)
    Grant.objects.filter(membership=officer).update(scope=college.uid)
    project = projects.signed(world)
    Project.objects.filter(pk=project.pk).update(unit=laboratory)
    submitted = made.disclosure(world, Project.objects.get(pk=project.pk))
    assert officer in access.receivers_of(submitted)
    consumers.run_all()
    assert Delivery.objects.filter(kind="disclosure.submitted", recipient=officer.uid).exists()
    actor = world.actor("linhai", "officer", name="dean")
    actions.accept_disclosure(actor=actor, disclosure=submitted, seen=submitted.version, patent_type="invention")


def test_a_draft_is_its_authors_alone(world):
    row = draft(world)
    for role, sees in (("investigator", True), ("officer", False), ("auditor", False)):
        assert Disclosure.objects.visible_to(world.actor("linhai", role)).filter(pk=row.pk).exists() is sees


def test_what_was_returned_is_seen_with_its_reasons_and_comes_again(world):
    row = made.disclosure(world)
    row = actions.return_disclosure(actor=world.actor("linhai", "officer"), disclosure=row, seen=row.version, reasons="Name the material.")
    assert (row.state, row.reasons) == (S.DRAFT, "Name the material.")
    again = actions.submit_disclosure(actor=world.actor("linhai", "investigator"), disclosure=row, seen=row.version)
    assert (again.state, again.reasons) == (S.SUBMITTED, "")


@pytest.mark.parametrize("write", [actions.return_disclosure, actions.decline_disclosure])
def test_the_office_gives_reasons(world, write):
    row = made.disclosure(world)
    with pytest.raises(Invalid):
        write(actor=world.actor("linhai", "officer"), disclosure=row, seen=row.version, reasons=" ")


def test_what_was_decided_is_not_decided_again(world):
    asset = made.asset(world)
    row = asset.disclosure
    with pytest.raises(WrongState):
        actions.decline_disclosure(actor=world.actor("linhai", "officer"), disclosure=row, seen=row.version, reasons="Late.")


def test_an_old_draft_is_stale(world):
    row = draft(world)
    with pytest.raises(Stale):
        actions.submit_disclosure(actor=world.actor("linhai", "investigator"), disclosure=row, seen=row.version + 1)


@pytest.mark.parametrize("name", [
    "ChatGPT", "GPT-4o", "Claude", "Claude 3 Opus", "DeepSeek-R1", "DABUS", "文心一言", "人工智能", "An AI", "Gemini 2.5 Pro",
])  # fmt: skip
def test_an_ai_is_never_named(world, name):
    with pytest.raises(Invalid) as refused:
        draft(world, contributors=[{"name_en": name, "employer": "Somewhere"}])
    assert refused.value.field == "contributors"


@pytest.mark.parametrize("name", ["Claude Chappe", "Grace Gemini-Rossi", "Ai Weiwei", "Kimi Räikkönen", "文心"])
def test_people_who_are_called_like_a_machine_are_named(world, name):
    row = draft(world, contributors=[{"name_en": name, "employer": "Somewhere"}])
    assert row.contributors.get().person.name_en == name


def test_somebody_from_outside_has_no_membership_and_is_one_person(world):
    outside = {"name_en": "Ada Byron", "email": "Ada@Else.example", "employer": "Else Ltd"}
    first = draft(world, contributors=[outside]).contributors.get()
    second = draft(world, contributors=[{**outside, "name_en": "A. Byron"}]).contributors.get()
    assert (first.person, first.works_for, first.person.memberships.count(), first.person.has_usable_password()) == (
        second.person, "Else Ltd", 0, False)  # fmt: skip
    assert Person.objects.filter(email="ada@else.example").count() == 1


@pytest.mark.parametrize(("said", "field"), [
    ({"kind": "poem"}, "kind"),
    ({"title_en": " "}, "title_en"),
    ({"completed_on": clock.today() + timedelta(days=3)}, "completed_on"),
    ({"ai_used": True}, "ai_use"),
    ({"ai_used": True, "ai_fields": ["dreams"], "ai_use": "x"}, "ai_fields"),
    ({"ai_use": "GPT wrote it."}, "ai_used"),
    ({"contributors": [{"name_en": "Ada", "employer": ""}]}, "contributors"),
    ({"contributors": [{"name_en": "", "employer": "Else"}]}, "contributors"),
    ({"contributors": [{"name_en": "Ada", "email": "nowhere", "employer": "Else"}]}, "contributors"),
    ({"contributors": [{"name_en": f"A{n}", "employer": "Else"} for n in range(41)]}, "contributors"),
])  # fmt: skip
def test_bad_input_is_said_at_its_field_and_writes_nothing(world, said, field):
    with pytest.raises(Invalid) as refused:
        draft(world, **said)
    assert (refused.value.field, Disclosure.objects.count(), Person.objects.filter(memberships=None).count()) == (field, 0, 0)


def test_nobody_is_named_twice(world):
    with pytest.raises(Invalid):
        draft(world, contributors=[{"person": world.person("linhai", "investigator")}] * 2)


def test_it_names_an_inventor_before_it_is_submitted(world):
    row = draft(world, contributors=[{"person": world.person("linhai", "investigator"), "inventor": False}])
    with pytest.raises(Invalid):
        actions.submit_disclosure(actor=world.actor("linhai", "investigator"), disclosure=row, seen=row.version)


def test_results_come_of_a_signed_project(world):
    with pytest.raises(Invalid):
        draft(world, project=projects.draft(world), who=("linhai", "officer"))


def test_nobody_learns_by_an_address_who_is_behind_it(world):
    """Who is named by an address is found by it; and named they are seen. So whoever names them knows a name of theirs."""
    stranger = world.person("stranger", "officer")
    Person.objects.filter(pk=stranger.pk).update(name_en="Wei Wang", name_zh="王薇")
    named = {"email": stranger.email.upper(), "employer": "Stranger College"}
    with pytest.raises(Invalid) as error:
        draft(world, contributors=[named | {"name_en": "Somebody"}])
    assert error.value.field == "contributors" and "Wei" not in str(error.value.message)
    assert not Person.objects.visible_to(world.actor("linhai", "investigator")).filter(pk=stranger.pk).exists()
    for known in ({"name_en": "wang  wei"}, {"name_zh": "王薇", "name_en": "Dr. Wang"}):
        assert draft(world, contributors=[named | known]).contributors.get().person == stranger
    mate = world.person("linhai", "officer")
    assert draft(world, contributors=[{"name_en": "Any", "email": mate.email, "employer": "Ours"}]).contributors.get().person == mate
