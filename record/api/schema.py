"""How the API describes itself: the key that every write takes, and the problem that every answer may be."""
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from record.api.writes import HEADER


class Schema(AutoSchema):
    @property
    def _handler(self):
        return getattr(self.view, getattr(self.view, "action", None) or self.method.lower(), None)

    def get_override_parameters(self):
        if hasattr(self._handler, "said"):
            about = "A repeated request under the same key acts once and is answered alike."
            return [OpenApiParameter(HEADER, str, OpenApiParameter.HEADER, required=True, description=about)]
        return super().get_override_parameters()

    def get_request_serializer(self):
        return getattr(self._handler, "said", None) or super().get_request_serializer()

    def get_response_serializers(self):
        return getattr(self._handler, "answer", None) or super().get_response_serializers()


PROBLEM = {
    "type": "object",
    "description": "RFC 9457. `code` is stable; `detail` and `message` are for people, in their language.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
                "required": ["field", "message"],
            },
        },
    },
    "required": ["type", "title", "status", "code", "detail"],
}


def problems(result, generator, request, public):
    """Whatever else happens is told as problem details."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"]["default"] = {"description": "Refused: problem details", "content": content}
    return result
