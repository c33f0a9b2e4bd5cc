"""Signing in by address and password, with a code for whoever moves money, and the pause after wrong ones."""
import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, identify_hasher
from django.test import Client, override_settings
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import Person
from record.models import Event, Installation
from tests.accounts.conftest import PASSWORD


def sign_in(person, password=PASSWORD, browser=None):
    browser = browser or Client()
    return browser, browser.post("/sign-in/", {"username": person.email.upper(), "password": password})


def code_of(person) -> str:
    device = TOTPDevice.objects.get(user=person)
    return f"{TOTP(device.bin_key).token():06d}"


def test_by_address_and_password(with_password):
    browser, answer = sign_in(with_password("officer"))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert browser.get("/").status_code == 200


def test_passwords_are_kept_by_argon2(world):
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        person = world.person("linhai", "officer")
        person.set_password(PASSWORD)
        assert identify_hasher(person.password).algorithm == "argon2"


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"])
def test_a_hash_of_before_is_renewed_at_sign_in_and_the_record_is_told(with_password):
    person = with_password("officer")
    Person.objects.filter(pk=person.pk).update(password=PBKDF2PasswordHasher().encode(PASSWORD, "salt", 1000))
    browser, _ = sign_in(person)
    assert browser.get("/").status_code == 200
    renewed = Person.objects.get(pk=person.pk).password
    assert f"${PBKDF2PasswordHasher.iterations}$" in renewed
    assert [str(event.subject) for event in Event.objects.filter(kind="password.renewed")] == [str(person.uid)]
    sign_in(person)
    assert Person.objects.get(pk=person.pk).password == renewed


@pytest.mark.parametrize(("address", "password"), [("nobody@linhai.example", PASSWORD), ("officer@linhai.example", "x"), ("\0", "x")])
def test_what_is_wrong_is_not_told(with_password, address, password):
    with_password("officer")
    answer = Client().post("/sign-in/", {"username": address, "password": password})
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_after_five_wrong_passwords_there_is_a_calm_pause(with_password):
    person = with_password("officer")
    for _attempt in range(4):
        assert sign_in(person, "wrong")[1].status_code == 422
    assert sign_in(person, "wrong")[1].status_code == 429
    answer = sign_in(person)[1]
    assert answer.status_code == 429
    assert "15 minutes" in answer.content.decode()


def test_a_new_password_by_mail_ends_the_pause_as_its_page_says(with_password, links):
    person = with_password("officer")
    for _attempt in range(5):
        sign_in(person, "wrong")
    Client().post("/password/", {"email": person.email})
    ((_address, link),) = links("accounts.reset")
    browser, new = Client(), "another quiet sentence"
    browser.post(browser.get(link)["Location"], {"new_password1": new, "new_password2": new})
    assert sign_in(person, new)[1].status_code == 302


def test_next_leads_back_but_never_out_of_the_house(with_password):
    person = with_password("officer")
    said = {"username": person.email, "password": PASSWORD}
    assert Client().post("/sign-in/", {**said, "next": "/partners/"})["Location"] == "/partners/"
    assert Client().post("/sign-in/", {**said, "next": "https://evil.example/"})["Location"] == "/"


def test_signing_out_is_a_post(with_password):
    browser, _ = sign_in(with_password("officer"))
    assert browser.get("/sign-out/").status_code == 405
    assert browser.post("/sign-out/")["Location"] == "/sign-in/"
    assert browser.get("/")["Location"] == "/sign-in/?next=/"


def set_up(browser, person):
    """Scan the secret, type the first code."""
    assert browser.get("/sign-in/code/").status_code == 200
    secret = bytes.fromhex(browser.session["accounts.secret"])
    return browser.post("/sign-in/code/", {"code": f"{TOTP(secret).token():06d}", "next": "/people/"})


def test_a_money_role_sets_up_a_second_factor_before_anything_else(with_password):
    browser, _ = sign_in(with_password("finance"))
    assert browser.get("/people/")["Location"] == "/sign-in/code/?next=/people/"
    done = set_up(browser, None)
    assert (done.status_code, len(done.context["codes"])) == (200, 10)
    assert browser.get("/people/").status_code == 200


def test_a_wrong_first_code_sets_nothing_up(with_password):
    browser, _ = sign_in(with_password("finance"))
    browser.get("/sign-in/code/")
    assert browser.post("/sign-in/code/", {"code": "000000"}).status_code == 422
    assert TOTPDevice.objects.count() == 0


def test_the_next_session_asks_for_a_code_which_works_once(with_password):
    person = with_password("finance")
    browser, _ = sign_in(person)
    set_up(browser, person)
    TOTPDevice.objects.update(last_t=-1)
    other, _ = sign_in(person)
    code = code_of(person)
    assert other.post("/sign-in/code/", {"code": code, "next": "/people/"})["Location"] == "/people/"
    assert other.get("/people/").status_code == 200
    third, _ = sign_in(person)
    assert third.post("/sign-in/code/", {"code": code}).status_code == 422


def test_a_recovery_code_works_once(with_password):
    person = with_password("finance")
    browser, _ = sign_in(person)
    code = set_up(browser, person).context["codes"][0]
    second, _ = sign_in(person)
    assert second.post("/sign-in/code/", {"code": code}).status_code == 302
    third, _ = sign_in(person)
    assert third.post("/sign-in/code/", {"code": code}).status_code == 422


def test_after_wrong_codes_even_the_right_one_waits(with_password):
    person = with_password("finance")
    browser, _ = sign_in(person)
    set_up(browser, person)
    TOTPDevice.objects.update(last_t=-1)
    other, _ = sign_in(person)
    for _attempt in range(3):
        other.post("/sign-in/code/", {"code": "000000"})
    assert other.post("/sign-in/code/", {"code": code_of(person)}).status_code == 422


def test_whoever_has_a_second_factor_shows_it_whatever_their_roles(with_password):
    person = with_password("officer")
    browser, _ = sign_in(person)
    set_up(browser, person)
    other, _ = sign_in(person)
    assert other.get("/")["Location"] == "/sign-in/code/?next=/"


def test_it_is_removed_with_the_password(with_password):
    person = with_password("finance")
    browser, _ = sign_in(person)
    set_up(browser, person)
    assert browser.post("/account/factor/remove/", {"password": "wrong", "key": "a"}).status_code == 422
    assert browser.post("/account/factor/remove/", {"password": PASSWORD, "key": "b"}).status_code == 303
    assert TOTPDevice.objects.count() == 0
    assert browser.get("/people/")["Location"] == "/sign-in/code/?next=/people/"


def test_outside_of_a_demo_nobody_signs_in_by_one_click(world):
    member = world.member("linhai", "finance")
    assert Client().post(f"/sign-in/demo/{member.uid}/").status_code == 404
    assert Client().get("/sign-in/").context["houses"] == []


def test_in_a_demo_each_person_signs_in_by_one_click_without_a_code(db):
    from tests.world.people import World

    Installation.begin(Installation.Kind.DEMO)
    member = World().member("linhai", "finance")
    browser = Client()
    page = browser.get("/sign-in/").context["houses"]
    assert [entry["member"] for house in page for entry in house["members"]] == [member]
    assert browser.get(f"/sign-in/demo/{member.uid}/").status_code == 405
    assert browser.post(f"/sign-in/demo/{member.uid}/")["Location"] == "/"
    assert browser.get("/people/").status_code == 200
