"""What a person signs in with: password, second factor, recovery codes."""
from binascii import hexlify
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import Person
from record import clock
from record.actions import action, lock, record, refuse
from record.errors import Invalid, WrongState
from record.mails import post

RECOVERY_CODES = 10
ONE_MAIL_IN = timedelta(minutes=5)


@action
def set_password(*, actor, person: Person, password: str) -> Person:
    """A new password; every other session of this person ends. By themselves, or by the house after a mailed link."""
    (person,) = lock(person)
    refuse(not actor.system and actor.person != person.pk)
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), field="new_password1")
    person.set_password(password)
    person.save(update_fields=["password"])
    record("password.changed", person)
    return person


@action
def renew_hash(*, actor, person: Person, password: str) -> Person:
    """The password that was just shown, hashed as the house has come to hash since; sessions elsewhere end."""
    (person,) = lock(person)
    person.set_password(password)
    person.save(update_fields=["password"])
    record("password.renewed", person)
    return person


@action
def post_reset(*, actor, email: str) -> None:
    """Mail a link to set a new password, if there is such a person: whoever asks is not told. One mail in five minutes."""
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        return
    uid, token = urlsafe_base64_encode(force_bytes(person.pk)), default_token_generator.make_token(person)
    window = int(clock.now().timestamp() // ONE_MAIL_IN.total_seconds())
    post(
        "accounts.reset", key=f"{person.uid}:{window}", address=person.email, language=person.language,
        url=reverse("accounts:reset", args=[uid, token]),
    )  # fmt: skip


@action
def add_factor(*, actor, person: Person, secret: bytes, code: str) -> list[str]:
    """Keep an authenticator whose first code proves that it holds the secret; the recovery codes, to be shown once."""
    (person,) = lock(person)
    if TOTPDevice.objects.filter(user=person, confirmed=True).exists():
        raise WrongState(_("There is a second factor already. Remove it first."))
    device = TOTPDevice.objects.create(user=person, name="app", key=hexlify(secret).decode(), confirmed=True)
    if not device.verify_token(code):
        raise Invalid(_("This is not the code that the app shows now."), field="code")
    StaticDevice.objects.filter(user=person).delete()
    recovery = StaticDevice.objects.create(user=person, name="recovery")
    codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=recovery, token=token) for token in codes)
    record("factor.added", person)
    return codes


@action
def show_code(*, actor, person: Person, code: str):
    """The device whose code this is, or None. A wrong one counts: after it, codes are refused for a growing while."""
    (person,) = lock(person)
    for device in [*TOTPDevice.objects.filter(user=person, confirmed=True), *StaticDevice.objects.filter(user=person)]:
        if device.verify_is_allowed()[0] and device.verify_token(code):
            if isinstance(device, StaticDevice):
                record("factor.recovered", person)  # the code is gone
            return device
    return None


@action
def remove_factor(*, actor, person: Person) -> None:
    """Take the authenticator and the recovery codes away. A role that moves money then asks for a new one at once."""
    (person,) = lock(person)
    refuse(actor.person != person.pk)
    TOTPDevice.objects.filter(user=person).delete()
    StaticDevice.objects.filter(user=person).delete()
    record("factor.removed", person)
