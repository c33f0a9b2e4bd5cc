"""One's own account."""
import time
from datetime import timedelta

import pytest
from django.test import Client

from accounts import actions
from accounts.forms import PasswordChangeForm
from accounts.models import Membership, Person, Token
from accounts.views.reset import ANSWERED_IN
from record import clock
from record.errors import Invalid
from record.models import Answer, Delivery
from record.pages import asked_of
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_sign_in import sign_in
from tests.world.people import SINCE

NEW = {"password": PASSWORD, "new_password1": "another quiet sentence", "new_password2": "another quiet sentence"}


def test_a_new_password_ends_every_other_session(with_password):
    person = with_password("officer")
    here, _ = sign_in(person)
    elsewhere, _ = sign_in(person)
    assert here.post("/account/password/", {**NEW, "key": "k"}).status_code == 303
    assert (here.get("/account/").status_code, elsewhere.get("/account/").status_code) == (200, 302)


def test_it_needs_the_old_one(with_password):
    browser, _ = sign_in(with_password("officer"))
    answer = browser.post("/account/password/", {**NEW, "password": "wrong", "key": "k"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["password"])


@pytest.mark.parametrize(("address", "right"), [("/account/password/", NEW), ("/account/factor/remove/", {"password": PASSWORD})])
def test_whoever_found_an_open_session_guesses_the_password_no_further_than_at_sign_in(with_password, address, right):
    person = with_password("officer")
    browser, _ = sign_in(person)
    tried = [browser.post(address, {**right, "password": f"guess {n}", "key": f"k{n}"}).status_code for n in range(5)]
    assert tried == [422] * 4 + [429]
    assert browser.post(address, {**right, "key": "k"}).status_code == 429
    assert sign_in(person)[1].status_code == 429
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_what_is_kept_of_a_request_does_not_depend_on_the_password(with_password, rf):
    def kept(said):
        request = rf.post("/account/password/", {**said, "key": "k"})
        request.user = person
        return asked_of(request, PasswordChangeForm(request))

    person = with_password("officer")
    assert kept(NEW) == kept({"password": "x", "new_password1": "y" * 12, "new_password2": "y" * 12})


def test_a_forgotten_password_is_set_by_a_mailed_link_that_works_once(with_password, links):
    person = with_password("officer")
    elsewhere, _ = sign_in(person)
    assert Client().post("/password/", {"email": person.email.upper()})["Location"] == "/password/asked/"
    ((address, link),) = links("accounts.reset")
    browser = Client()
    form = browser.get(link)["Location"]
    said = {"new_password1": "another quiet sentence", "new_password2": "another quiet sentence"}
    assert (address, browser.post(form, said)["Location"]) == (person.email, "/sign-in/")
    assert elsewhere.get("/account/").status_code == 302
    assert sign_in(person, "another quiet sentence")[1].status_code == 302
    assert "was used" in Client().get(link, follow=True).content.decode()


def test_whether_there_is_an_account_is_not_told(world):
    begun = time.monotonic()
    assert Client().post("/password/", {"email": "nobody@x.example"})["Location"] == "/password/asked/"
    assert time.monotonic() - begun >= ANSWERED_IN  # writing no mail takes as long as writing one
    assert Delivery.objects.count() == 0


def test_asking_again_within_minutes_mails_once(with_password, links):
    person = with_password("officer")
    with clock.at(clock.now().replace(minute=1, second=0)):
        for _time in range(3):
            Client().post("/password/", {"email": person.email})
    assert len(links("accounts.reset")) == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("0000-0002-1825-0097", "0000-0002-1825-0097"), ("https://orcid.org/0000-0002-1694-233X", "0000-0002-1694-233X"),
     ("0000000218250097", "0000-0002-1825-0097"), ("", None)],
)  # fmt: skip
def test_an_orcid_is_checked_and_kept_in_groups(world, typed, kept):
    actor = world.actor("linhai", "investigator")
    person = actions.change_profile(actor=actor, seen=1, name_en="Gu", name_zh="", orcid=typed, language="en")
    assert person.orcid == kept


@pytest.mark.parametrize("typed", ["0000-0002-1825-0098", "1", "x" * 16, "٠٠٠٠٠٠٠٢١٨٢٥٠٠٩٧"])
def test_a_wrong_orcid_is_refused(world, typed):
    with pytest.raises(Invalid) as error:
        actions.change_profile(actor=world.actor("linhai", "investigator"), seen=1, name_en="Gu", name_zh="", orcid=typed, language="en")
    assert error.value.field == "orcid"


def test_language_and_theme_are_remembered_on_the_person(world):
    browser = world.client("linhai", "officer")
    browser.post("/language/", {"language": "zh-hans", "next": "/account/"})
    browser.post("/theme/", {"theme": "dark", "next": "/account/"})
    person = Person.objects.get(pk=world.person("linhai", "officer").pk)
    assert (person.language, person.theme) == ("zh-hans", "dark")
    page = browser.get("/account/").content.decode()
    assert ('lang="zh-hans"' in page, 'data-theme="dark"' in page) == (True, True)


def test_before_signing_in_a_cookie_remembers_them(db):
    browser = Client()
    assert browser.post("/language/", {"language": "zh-hans", "next": "https://evil.example"})["Location"] == "/"
    browser.post("/theme/", {"theme": "dark"})
    page = browser.get("/sign-in/").content.decode()
    assert ('lang="zh-hans"' in page, 'data-theme="dark"' in page) == (True, True)
    assert browser.post("/language/", {"language": "xx"}).status_code == 422


def test_one_acts_in_one_membership_at_a_time(world):
    lead = world.member("haoyuan", "lead")
    here = Membership.objects.create(person=lead.person, institution=world.linhai, since=SINCE)
    browser = world.client("haoyuan", "lead")
    assert browser.get("/api/v1/me/").json()["institution"] == str(world.haoyuan.uid)
    browser.post("/account/switch/", {"membership": str(here.uid)})
    assert browser.get("/api/v1/me/").json()["institution"] == str(world.linhai.uid)
    assert browser.get("/api/v1/partners/").json()["results"] == []


@pytest.mark.parametrize("uid", ["", "nonsense"])
def test_nobody_switches_to_the_membership_of_another(world, uid):
    browser = world.client("haoyuan", "lead")
    foreign = uid or str(world.member("linhai", "officer").uid)
    assert browser.post("/account/switch/", {"membership": foreign}).status_code == 404


def make(browser, **more):
    said = {"name": "nightly export", "until": str(clock.today() + timedelta(days=30)), "key": "k", **more}
    return browser.post("/account/tokens/make/", said)


def test_a_token_is_shown_once_and_kept_as_a_hash(world):
    browser = world.client("linhai", "officer")
    answer = make(browser)
    secret = answer.context["token"].secret
    assert secret in answer.content.decode()
    assert make(browser).status_code == 302
    token = Token.objects.get()
    assert (secret in str(Answer.objects.values()), token.token_hash == secret) == (False, False)


def test_a_token_acts_in_its_membership_until_it_ends_or_is_revoked(world):
    browser = world.client("linhai", "officer")
    head = {"Authorization": f"Bearer {make(browser).context['token'].secret}"}
    assert Client().get("/api/v1/me/", headers=head).json()["institution"] == str(world.linhai.uid)
    token = Token.objects.get()
    assert token.last_used is not None
    with clock.at(clock.now() + timedelta(days=40)):
        assert Client().get("/api/v1/me/", headers=head).status_code == 401
    assert browser.post(f"/account/tokens/{token.uid}/revoke/", {"key": "r"}).status_code == 303
    assert Client().get("/api/v1/me/", headers=head).status_code == 401


def test_a_token_acts_in_its_membership_also_when_the_person_acts_elsewhere(world):
    head = {"Authorization": f"Bearer {make(world.client('haoyuan', 'lead')).context['token'].secret}"}
    lead = world.member("haoyuan", "lead")
    here = Membership.objects.create(person=lead.person, institution=world.linhai, since=SINCE)
    Person.objects.filter(pk=lead.person_id).update(acting_in=here)
    assert Client().get("/api/v1/me/", headers=head).json()["institution"] == str(world.haoyuan.uid)


@pytest.mark.parametrize("until", ["2020-01-01", "2999-01-01", "x", ""])
def test_a_token_has_an_end_within_a_year(world, until):
    assert make(world.client("linhai", "officer"), until=until).status_code == 422
    assert Token.objects.count() == 0


def test_nobody_sees_or_revokes_the_token_of_another(world):
    make(world.client("linhai", "officer"))
    token = Token.objects.get()
    assert world.client("linhai", "administrator").post(f"/account/tokens/{token.uid}/revoke/", {"key": "r"}).status_code == 404


def test_going_back_to_a_sent_form_with_other_passwords_claims_nothing_that_was_not_done(with_password):
    person = with_password("officer")
    browser, _ = sign_in(person)
    assert browser.post("/account/password/", {**NEW, "key": "k"}).status_code == 303
    third = {"password": NEW["new_password1"], "new_password1": "a third quiet sentence", "new_password2": "a third quiet sentence"}
    assert browser.post("/account/password/", {**third, "key": "k"}).status_code == 409
    assert sign_in(person, NEW["new_password1"])[1].status_code == 302
