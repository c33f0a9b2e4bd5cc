"""What can go wrong in an action. One handler turns each into page, fragment or problem details (config/errors.py)."""
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """`message` is for people; `code` is stable, for programs."""

    code = "error"
    status = 400
    message = _("This cannot be done.")

    def __init__(self, message=None):
        self.message = message or self.message
        super().__init__(str(self.message))


class NotVisible(DomainError):
    code, status, message = "not_found", 404, _("There is nothing here that you may see.")


class NotAllowed(DomainError):
    code, status, message = "not_allowed", 403, _("Your role does not include this.")


class WrongState(DomainError):
    code, status, message = "wrong_state", 409, _("What you asked for is not open at this point: see how it stands.")


class Stale(DomainError):
    code, status, message = "stale", 409, _("Somebody changed this since you read it.")


class KeyReused(DomainError):
    code, status, message = "key_reused", 409, _("This idempotency key was used for another request.")


class Invalid(DomainError):
    """Bad input: `Invalid(_("…"), field="amount")`; without a field it concerns the whole."""

    code, status = "invalid", 422

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field
