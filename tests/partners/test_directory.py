"""The common directory: one entry for each institution, changed only by its own."""
import pytest
from django.urls import reverse

from partners import actions
from partners.models import Institution, Relation
from record.errors import Invalid, NotAllowed, Stale
from record.models import Event

TYPED = {"country": "CN", "zone": "Asia/Shanghai", "currency": "CNY", "founder": "private"}  # what the form begins with
QINGYUE = {"kind": "enterprise", "name_en": "Qingyue Materials Co., Ltd.", "name_zh": "清越材料有限公司"}
WRITERS, OTHERS = ("officer", "lead", "broker", "administrator"), ("viewer", "approver", "finance", "auditor", "contributor")


def register(actor, **more):
    return actions.register_institution(actor=actor, **{**QINGYUE, **more})


@pytest.mark.parametrize("role", WRITERS)
def test_staff_register_an_institution_and_have_it_in_their_book(world, role):
    institution = register(world.actor("linhai", role))
    assert (institution.registered_by, institution.uses_trihelix) == (world.linhai, False)
    assert Relation.objects.get().owner == world.linhai
    assert list(Event.objects.values_list("kind", flat=True)) == ["institution.registered", "relation.opened"]


@pytest.mark.parametrize("name, field", [("Qingyue Materials", "name_en"), ("清越材料", "name_zh")])
def test_whoever_searched_in_vain_brings_the_name_along_and_goes_back_to_where_it_is_found_now(world, name, field):
    browser, page = world.client("linhai", "officer"), reverse("partners:register")
    assert browser.get(page, {"name": name}).context["form"].initial == {field: name}
    to = browser.post(f"{page}?next=/projects/", QINGYUE | TYPED)["Location"]
    assert to == "/projects/?q=Qingyue+Materials+Co.%2C+Ltd."


def test_nobody_is_led_out_of_the_house(world):
    to = world.client("linhai", "officer").post(f"{reverse('partners:register')}?next=https://evil.example/", QINGYUE | TYPED)["Location"]
    assert to == reverse("partners:partner", args=[Institution.objects.get(name_zh=QINGYUE["name_zh"]).uid])


@pytest.mark.parametrize("role", OTHERS)
def test_others_do_not(world, role):
    with pytest.raises(NotAllowed):
        register(world.actor("linhai", role))
    assert Institution.objects.count() == 4


@pytest.mark.parametrize("name", ["qingyue  MATERIALS", "Qingyue Materials, Inc.", "Ｑｉｎｇｙｕｅ Materials"])
def test_a_name_that_is_registered_is_not_registered_again(world, name):
    register(world.actor("linhai", "officer"))
    with pytest.raises(Invalid) as error:
        register(world.actor("haoyuan", "lead"), name_en=name, name_zh="")
    assert error.value.field == "another"


def test_unless_it_is_said_to_be_another(world):
    register(world.actor("linhai", "officer"))
    register(world.actor("haoyuan", "lead"), another=True)
    assert Institution.objects.filter(name_zh="清越材料有限公司").count() == 2


def test_a_name_that_only_begins_alike_is_another(world):
    register(world.actor("linhai", "officer"))
    register(world.actor("linhai", "officer"), name_en="Qingyue Materials Recycling", name_zh="清越材料回收")
    assert Relation.objects.count() == 2


def test_an_identifier_stands_once(world):
    register(world.actor("linhai", "officer"), uscc="91110000600037341L")
    with pytest.raises(Invalid) as error:
        register(world.actor("haoyuan", "lead"), name_en="Other", name_zh="", uscc="91110000600037341L")
    assert error.value.field == "uscc"


@pytest.mark.parametrize(
    ("field", "value"),
    [("uscc", "91110000600037341X"), ("ror", "03cve4540"), ("lei", "213800KUD8LAJWSQ9D16"), ("currency", "EURO"),
     ("currency", "XTS"), ("zone", "Mars/Olympus"), ("country", "cn"), ("kind", "club"), ("name_en", "x" * 201)],
)  # fmt: skip
def test_a_wrong_entry_is_refused_at_its_field(world, field, value):
    with pytest.raises(Invalid) as error:
        register(world.actor("linhai", "officer"), **{field: value})
    assert (error.value.field, Institution.objects.count()) == (field, 4)


def test_an_institution_has_a_name(world):
    with pytest.raises(Invalid):
        register(world.actor("linhai", "officer"), name_en=" ", name_zh="")


def change(actor, institution, **more):
    return actions.change_institution(actor=actor, institution=institution, seen=institution.version, **more)


def test_its_own_administrator_changes_the_entry(world):
    changed = change(world.actor("linhai", "administrator"), world.linhai, name_en="Linhai University of Technology")
    assert (changed.name_en, changed.version, changed.match_key) == (
        "Linhai University of Technology", 2, "|linhai university technology||临海大学|")  # fmt: skip


@pytest.mark.parametrize(("at", "role"), [("linhai", "officer"), ("haoyuan", "administrator"), ("stranger", "officer")])
def test_nobody_else_changes_it(world, at, role):
    with pytest.raises(NotAllowed):
        change(world.actor(at, role), world.linhai, name_en="X")


def test_whoever_registered_it_changes_it_while_nobody_there_uses_trihelix(world):
    institution = register(world.actor("linhai", "officer"))
    changed = change(world.actor("linhai", "broker"), institution, region="北京")
    with pytest.raises(NotAllowed):
        change(world.actor("haoyuan", "administrator"), changed, region="上海")
    Institution.objects.filter(pk=changed.pk).update(uses_trihelix=True)
    with pytest.raises(NotAllowed):
        change(world.actor("linhai", "broker"), changed, region="上海")


def test_an_entry_that_moved_on_is_not_overwritten(world):
    administrator = world.actor("linhai", "administrator")
    change(administrator, world.linhai, region="北京")
    with pytest.raises(Stale):
        actions.change_institution(actor=administrator, institution=world.linhai, seen=1, region="上海")


def test_while_typing_those_that_it_might_be_appear(world):
    page = world.client("linhai", "officer").get("/partners/register/candidates/?name_en=haoy&name_zh=北洲")
    assert [i.name_en for i in page.context["candidates"]] == ["Haoyuan Energy", "Beizhou Institute"]


def test_registering_by_the_page_acts_once_however_often_it_is_sent(world):
    browser = world.client("linhai", "officer")
    said = {**QINGYUE, "country": "CN", "zone": "Asia/Shanghai", "currency": "CNY", "founder": "private", "key": "k"}
    first, second = browser.post("/partners/register/", said), browser.post("/partners/register/", said)
    assert (first.status_code, first["Location"]) == (303, second["Location"])
    assert Institution.objects.filter(name_zh=QINGYUE["name_zh"]).count() == 1


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(world):
    answer = world.client("linhai", "officer").post("/partners/register/", {**QINGYUE, "uscc": "9111"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"uscc", "country", "zone", "currency", "founder"}
    assert 'value="Qingyue Materials Co., Ltd."' in answer.content.decode()


def test_who_may_not_register_is_not_led_to_it(world):
    offered = {role: "/partners/register/" in world.client("linhai", role).get("/partners/directory/").content.decode()
               for role in ("officer", "auditor", "contributor")}  # fmt: skip
    assert offered == {"officer": True, "auditor": False, "contributor": False}
