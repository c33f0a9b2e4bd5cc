"""How every app speaks to programs: the same actions as its pages, under /api/v1/.

Reading. `Rows` gives GET /things/ (cursor paging: results, next, previous; filters by django-filter) and
GET /things/{uid}/ of what the actor sees. Writing. `@write(Input)` makes a method a POST under an Idempotency-Key:

    class UnitOut(serializers.ModelSerializer):
        institution = One(Institution, read_only=True)          # a row is named by its uid
        class Meta: model, fields = Unit, ["uid", "version", "institution", "name_en", "name_zh", "since", "until"]

    class NewUnit(Input):                                       # an unknown field is refused, never ignored
        parent = One(Unit, required=False)                      # found among what the actor sees, else 422
        name_en = serializers.CharField(max_length=200)

    class CloseUnit(SeenInput):                                 # adds `seen`: the version that was read
        until = serializers.DateField()

    class Units(Rows):
        model, serializer_class, filterset_class = Unit, UnitOut, UnitFilter
        related = ("institution",)                              # select_related of the lists

        @write(NewUnit)
        def create(self, actor, **said):                        # POST /units/ → 201
            return open_unit(actor=actor, **said)

        @write(CloseUnit)
        def close(self, actor, unit, **said):                   # POST /units/{uid}/close/ → 200
            return close_unit(actor=actor, unit=unit, **said)

    routes = [("units", Units)]                                 # in APP/api/__init__.py; config/api.py collects them

`partial_update` is PATCH /units/{uid}/, under a key as well. A method that gives None answers 204 (say so: answer=NOTHING).
Errors are problem details with a stable `code` (config/errors.py); actions raise, views never catch.
"""
from record.api.fields import Data, Input, One, SeenInput
from record.api.rows import Rows
from record.api.writes import NOTHING, write

__all__ = ["NOTHING", "Data", "Input", "One", "Rows", "SeenInput", "write"]
