"""Lists and single rows of what the actor sees."""
import re

from django.utils.translation import gettext as _
from rest_framework import exceptions, pagination, viewsets

KEY = re.compile(r"[0-9]{1,18}", re.ASCII)  # by which the rows are ordered
UNKNOWN = pagination.Cursor(0, False, "")


class Cursor(pagination.CursorPagination):
    """Newest first; a place in the list stays valid while rows come and go. `limit` is at most 200."""

    ordering = "-pk"
    page_size = 50
    page_size_query_param = "limit"
    max_page_size = 200

    def decode_cursor(self, request):
        try:
            found = super().decode_cursor(request)
        except exceptions.NotFound:
            found = UNKNOWN
        if found and found.position is not None and not KEY.fullmatch(str(found.position)):
            raise exceptions.ValidationError({"cursor": [_("This place in the list is not known.")]})
        return found


class Rows(viewsets.ReadOnlyModelViewSet):
    """GET the list and GET one. Subclasses name `model`, `serializer_class`, `filterset_class`, `related`."""

    model: type
    related: tuple[str, ...] = ()
    pagination_class = Cursor
    lookup_field = "uid"
    lookup_value_converter = "uuid"

    def get_queryset(self):
        rows = self.model.objects.visible_to(getattr(self.request, "actor", None))
        return rows.select_related(*self.related) if self.related else rows

    def filter_queryset(self, queryset):
        """By the filters that there are; one that is not known is refused, never ignored."""
        known = {"cursor", "limit"}
        if filters := getattr(self, "filterset_class", None):
            known |= set(filters.base_filters)
        if self.action == "list" and (unknown := sorted(set(self.request.query_params) - known)):
            raise exceptions.ValidationError({name: [_("There is no such filter here.")] for name in unknown})
        return super().filter_queryset(queryset)
