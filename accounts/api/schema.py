"""How one signs in to the API, for its description."""
from drf_spectacular.extensions import OpenApiAuthenticationExtension


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "accounts.api.auth.MembershipToken"
    name = "token"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "description": "A token of one membership, made on the account page."}


class SessionScheme(OpenApiAuthenticationExtension):
    target_class = "accounts.api.auth.SessionActor"
    name = "session"

    def get_security_definition(self, auto_schema):
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
