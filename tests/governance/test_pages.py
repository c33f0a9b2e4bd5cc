"""The inbox, decisions and comments as pages: what waits, who decides, and nothing decided by looking."""
import pytest

from governance.actions import comment
from governance.models import Comment, Decision, Voice
from record.models import Event, Installation
from tests.world.projects import proposed


@pytest.fixture
def as_(client, world):
    """`as_("haoyuan", "partner_approver")`: the client signed in as this person."""

    def sign_in(*who):
        client.force_login(world.person(*who), "django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def address(decision, what=""):
    return f"/decisions/{decision.uid}/{what}"


def test_an_open_decision_waits_in_the_inbox_of_whoever_can_decide(as_, world, renaming):
    renaming(due=3)
    page = as_("haoyuan", "partner_approver").get("/")
    assert [(row.title, row.due is not None, tone) for row, tone in page.context["rows"]] == [("Haoyuan Energy", True, "wait")]
    assert as_("haoyuan", "viewer").get("/").context["rows"] == []


def test_what_is_due_first_stands_first_and_what_has_no_date_last(world):
    from datetime import date

    from governance.waiting import Waiting

    rows = [Waiting("c", "/"), Waiting("b", "/", due=date(2026, 5, 2)), Waiting("a", "/", due=date(2026, 5, 1))]
    assert [row.tone(date(2026, 5, 2)) for row in rows] == ["", "wait", "bad"]


def test_opening_the_decision_decides_nothing(as_, world, renaming):
    decision, events = renaming(), Event.objects.count()
    client = as_("haoyuan", "partner_approver")
    assert [client.get(address(decision)).status_code, client.get(address(decision, "decide/")).status_code] == [200, 200]
    assert (Voice.objects.count(), Event.objects.count()) == (0, events)


def test_agreeing_on_the_page_ends_in_the_owners_action(as_, world, renaming):
    decision = renaming()
    answer = as_("haoyuan", "partner_approver").post(address(decision, "decide/"), {"seen": decision.fingerprint, "value": "yes"})
    assert (answer.status_code, Decision.objects.get().state) == (303, "agreed")
    world.haoyuan.refresh_from_db()
    assert world.haoyuan.name_en == "Renamed Energy"


def test_returning_without_reasons_says_so_at_the_field_and_keeps_what_was_typed(as_, world, renaming):
    decision = renaming()
    answer = as_("haoyuan", "partner_approver").post(address(decision, "decide/"), {"seen": decision.fingerprint, "value": "return"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reasons"])
    assert answer.context["form"]["value"].value() == "return"


def test_a_page_read_before_the_change_decides_nothing(as_, world, renaming):
    decision = renaming()
    answer = as_("haoyuan", "partner_approver").post(address(decision, "decide/"), {"seen": "0" * 64, "value": "yes"})
    assert (answer.status_code, Voice.objects.count()) == (409, 0)


def test_a_seat_that_nobody_can_take_is_said_to_block(as_, world, renaming):
    decision = renaming()
    panel = as_("linhai", "officer").get(address(decision)).context["panel"]
    assert (panel.blocked, [line.blocked for line in panel.lines]) == (True, [True])
    world.member("haoyuan", "partner_approver")
    assert as_("linhai", "officer").get(address(decision)).context["panel"].blocked is False


def test_whoever_prepared_it_is_named_and_cannot_take_the_seat(as_, world, renaming):
    approver = world.person("haoyuan", "partner_approver")
    decision = renaming(excluded=[(approver.pk, "prepared")])
    client = as_("haoyuan", "partner_approver")
    panel = client.get(address(decision)).context["panel"]
    assert (panel.excluded, panel.blocked, panel.barred) == ([(approver.name, "prepared or submitted it")], True, True)
    answer = client.post(address(decision, "decide/"), {"seen": decision.fingerprint, "value": "yes"})
    assert answer.status_code == 403


def test_the_list_is_filtered_by_state_and_by_what_waits_for_me(as_, world, renaming):
    renaming()
    client = as_("haoyuan", "partner_approver")
    assert [len(client.get("/decisions/" + q).context["shown"]) for q in ("", "?state=agreed", "?mine=me")] == [1, 0, 1]
    assert len(as_("linhai", "officer").get("/decisions/?mine=me").context["shown"]) == 0


def test_the_list_is_searched_by_what_is_decided_on_and_goes_into_a_spreadsheet(as_, world, renaming):
    renaming()
    client = as_("haoyuan", "partner_approver")
    assert [len(client.get("/decisions/", {"q": text}).context["shown"]) for text in ("haoyuan", "Nowhere")] == [1, 0]
    head, row = b"".join(client.get("/decisions/?as=csv").streaming_content).decode("utf-8-sig").splitlines()
    assert (head.split(",")[0], row.split(",")[0]) == ("Matter", "Haoyuan Energy")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_a_constant_number_of_queries(as_, world, renaming, django_assert_max_num_queries, rows):
    for _ in range(rows):
        renaming()
        Decision.objects.filter(state="open").update(state="void")
    client = as_("linhai", "officer")
    client.get("/decisions/")
    with django_assert_max_num_queries(12):
        assert len(client.get("/decisions/").context["shown"]) == rows


@pytest.mark.parametrize("projects", [1, 3])
def test_the_first_page_asks_a_constant_number_of_queries(as_, world, renaming, projects, django_assert_num_queries):
    for n in range(projects):
        comment(actor=world.actor("linhai", "officer"), subject=proposed(world, title=f"Project {n}"), text="Who begins?")
    client = as_("haoyuan", "lead")
    client.get("/")
    with django_assert_num_queries(29):
        assert len(client.get("/").context["events"]) >= 2 * projects


def words_on(project):
    return f"/comments/projects.project/{project.uid}/"


def test_a_question_and_its_answer_stand_together(as_, world):
    project = proposed(world)
    as_("haoyuan", "partner_approver").post(words_on(project), {"text": "Why now?", "asks": world.linhai.uid})
    asked = Comment.objects.get()
    as_("linhai", "officer").post(words_on(project), {"text": "The licence ends.", "answers": asked.uid})
    said = as_("haoyuan", "partner_approver").get(address(Decision.objects.get())).context["talk"].said
    assert [(one.comment.text, [a.comment.text for a in one.answers]) for one in said] == [("Why now?", ["The licence ends."])]


def test_only_those_who_take_part_can_be_asked(as_, world):
    project = proposed(world)
    answer = as_("linhai", "officer").post(words_on(project), {"text": "And you?", "asks": world.beizhou.uid})
    assert (answer.status_code, Comment.objects.count()) == (422, 0)


def test_an_empty_comment_is_refused_at_its_field(as_, world):
    answer = as_("linhai", "officer").post(words_on(proposed(world)), {"text": "  "})
    assert (answer.status_code, list(answer.context["form"].errors), Comment.objects.count()) == (422, ["text"], 0)


@pytest.mark.parametrize("of", ["projects.project", "partners.institution", "governance.comment", "nothing.atall"])
def test_what_one_does_not_see_or_nobody_speaks_of_cannot_be_commented_on(as_, world, of):
    project = proposed(world)
    said = comment(actor=world.actor("linhai", "officer"), subject=project, text="Ours.")
    for row in (said, project, world.haoyuan):
        assert as_("stranger", "officer").post(f"/comments/{of}/{row.uid}/", {"text": "Mine."}).status_code == 404


def test_the_mails_of_the_demo_are_read_in_the_browser_and_no_others(as_, world, renaming):
    from record import consumers

    world.member("haoyuan", "partner_approver")
    assert as_("linhai", "administrator").get("/mails/").status_code == 404
    Installation.begin("demo")
    renaming()
    consumers.run_all()
    client = as_("linhai", "officer")
    name = world.person("haoyuan", "partner_approver").name_en
    found = client.get("/mails/", {"q": name}).context["shown"]  # beside it the auditors hear that the small world was put in beneath
    assert [mail.subject for mail in found] == ["Please decide: Haoyuan Energy"]
    assert "Opening the page decides nothing" in client.get(f"/mails/{found[0].delivery.uid}/").content.decode()
    assert list(client.get("/mails/", {"q": "nobody@nowhere.example"}).context["shown"]) == []


def test_every_kind_of_decision_says_what_it_is_about():
    """Else who sees a decision would have to be asked of every model of the house."""
    from governance.registry import decision_kinds

    assert [kind.code for kind in decision_kinds() if kind.model is None] == []
