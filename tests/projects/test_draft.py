"""Logging a project and writing its draft."""
import re
from datetime import date

import pytest

from projects import actions
from projects.models import Project
from record.errors import Invalid, NotAllowed, NotVisible, Stale
from record.models import Event
from tests.world import projects as made


def begin(world):
    return made.draft(world)


@pytest.fixture
def project(beginning):
    return beginning


def page(world, name, project, said, who=("linhai", "officer"), **more):
    return world.client(*who).post(f"/projects/{project.uid}/{name}/", said, **more)


def said(project, **new):
    fields = {"kind": project.kind, "title_en": project.title_en, "title_zh": project.title_zh, "currency": project.currency}
    fields |= {"start": project.start, "end": project.end, "budget": "4,800,000.00", "seen": project.version}
    return fields | {"summary": project.summary, "investigator": str(project.investigator.uid)} | new


@pytest.mark.plain
def test_whoever_logs_leads_with_strand_one(world):
    project = actions.log_project(actor=world.actor("haoyuan", "lead"), kind="service", title_zh="测试台")
    lead = project.participations.get()
    assert (project.owner, lead.institution, lead.role, lead.strand) == (world.haoyuan, world.haoyuan, "lead", 1)


@pytest.mark.plain
@pytest.mark.parametrize("role", ["viewer", "partner_approver", "approver", "finance", "auditor", "administrator", "contributor"])
def test_only_project_staff_log_projects(world, role):
    with pytest.raises(NotAllowed):
        actions.log_project(actor=world.actor("linhai", role), kind="service", title_en="Test bench")


@pytest.mark.plain
def test_a_draft_is_logged_on_its_page_and_sent_twice_it_is_one(world):
    browser = world.client("linhai", "officer")
    form = {"kind": "consulting", "title_en": "Test bench", "currency": "EUR", "key": "one"}
    first, second = browser.post("/projects/log/", form), browser.post("/projects/log/", form)
    assert (first.status_code, first["Location"], Project.objects.count()) == (303, second["Location"], 1)


@pytest.mark.parametrize("new, field", [
    ({"budget": "-1"}, "budget"), ({"budget": "NaN"}, "budget"), ({"budget": "1e9"}, "budget"), ({"budget": "9" * 30}, "budget"),
    ({"budget": "1.005"}, "budget"), ({"currency": "XXX"}, "currency"), ({"currency": ""}, "currency"), ({"kind": "x"}, "kind"),
    ({"end": "2020-01-01"}, "end"), ({"start": "31/31/2026"}, "start"), ({"title_en": "", "title_zh": ""}, "title_en"),
    ({"title_en": "x" * 201}, "title_en"), ({"title_en": "\x00"}, "title_en"), ({"investigator": "nobody"}, "investigator"),
])  # fmt: skip
def test_wrong_input_is_said_at_its_field_and_nothing_is_saved(world, project, new, field):
    answer = page(world, "edit", project, said(project, **new))
    assert (answer.status_code, field in answer.context["form"].errors) == (422, True)
    assert Project.objects.get(pk=project.pk).version == project.version


def test_an_investigator_of_another_house_is_as_if_not_there(world, project):
    foreign = world.person("haoyuan", "investigator")
    answer = page(world, "edit", project, said(project, investigator=str(foreign.uid)))
    assert [*answer.context["form"].errors] == ["investigator"]


def test_bytes_that_are_no_text_are_refused(world, project):
    body = b"kind=service&currency=CNY&title_en=%ff%fe&seen=1"
    answer = page(world, "edit", project, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (400, 409, 422)


def test_the_form_shows_all_that_the_draft_says_and_sent_back_as_it_came_changes_nothing(world, project):
    """A field that the form has and its page or the view left out would be emptied by every save."""
    form = world.client("linhai", "officer").get(f"/projects/{project.uid}/edit/")
    shown = set(re.findall(r'name="(\w+)"', form.content.decode()))
    assert set(form.context["form"].fields) <= shown
    came = {field.name: getattr(field.value(), "uid", field.value()) for field in form.context["form"]}
    assert page(world, "edit", project, {name: "" if value is None else value for name, value in came.items()}).status_code == 303
    assert Project.objects.get(pk=project.pk).version == project.version


def test_a_stale_form_saves_nothing(world, project):
    assert page(world, "edit", project, said(project, title_en="One")).status_code == 303
    assert page(world, "edit", project, said(project, title_en="Two")).status_code == 409
    assert Project.objects.get(pk=project.pk).title_en == "One"


def test_the_draft_is_kept_while_one_types_and_the_form_learns_what_it_has_seen(world, project):
    answer = page(world, "keep", project, said(project, title_en="One"))
    assert (answer.context["kept"], Project.objects.get(pk=project.pk).title_en) == (True, "One")
    assert f'value="{project.version + 1}"' in answer.content.decode()


def test_what_cannot_be_kept_is_said_and_the_rest_waits(world, project):
    answer = page(world, "keep", project, said(project, budget="much"))
    assert (answer.status_code, answer.context["kept"]) == (200, False)


def test_the_currency_stays_once_amounts_are_planned_in_it(world, project):
    with pytest.raises(Invalid) as error:
        actions.write_draft(actor=world.actor("linhai", "officer"), project=project, seen=project.version, currency="JPY")
    assert error.value.field == "currency"


def test_writing_the_same_again_leaves_no_event(world, project):
    before = Event.objects.count()
    actions.write_draft(actor=world.actor("linhai", "officer"), project=project, seen=project.version, kind=project.kind)
    assert Event.objects.count() == before


def test_a_draft_of_another_house_cannot_be_written(world, project):
    with pytest.raises(NotVisible):
        actions.write_draft(actor=world.actor("haoyuan", "officer"), project=project, seen=1, budget=1)
    with pytest.raises(NotAllowed):
        actions.write_draft(actor=world.actor("linhai", "viewer"), project=project, seen=1, budget=1)


def test_two_writers_at_once_the_second_is_stale(world, project):
    first, second = world.actor("linhai", "officer"), world.actor("linhai", "lead")
    actions.write_draft(actor=first, project=project, seen=project.version, budget=1)
    with pytest.raises(Stale):
        actions.write_draft(actor=second, project=project, seen=project.version, budget=2)


def test_a_given_up_draft_never_reaches_the_partner(world, project):
    actions.drop_draft(actor=world.actor("linhai", "officer"), project=project, seen=project.version, reasons="No funds.")
    assert [*Project.objects.visible_to(world.actor("haoyuan", "officer"))] == []


@pytest.mark.plain
def test_years_far_away_are_dates_too(world):
    project = actions.log_project(actor=world.actor("linhai", "officer"), kind="service", title_en="A", end=date(9999, 12, 31))
    assert project.end.year == 9999


def test_nobody_is_asked_about_a_draft_that_they_do_not_see(world, project):
    page = world.client("linhai", "officer").get(f"/projects/{project.uid}/")
    assert page.context["talk"].parties == []
    page = world.client("linhai", "officer").get(f"/projects/{made.proposed(world).uid}/")
    assert page.context["talk"].parties == [world.haoyuan]


def test_programs_name_no_investigator_of_another_house_either(world, project):
    """Haoyuan's is seen, being in the project: and yet leads no work of Linhai's."""
    made.signed(world)
    project, foreign = project, world.person("haoyuan", "lead")
    with pytest.raises(Invalid) as said:
        actions.write_draft(actor=world.actor("linhai", "officer"), project=project, seen=project.version, investigator=foreign)
    assert said.value.field == "investigator"
