"""Questions whose SQL is made once: to make it takes Django ten times as long as the database needs to answer.

For what every action asks of the record, and what is asked by a list of keys and nothing else.
"""
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import connection, models

UID = models.UUIDField()


class Prepared:
    """`rows` is a queryset of values_list() without a parameter of its own; `key` the column by which it is asked: of whole
    numbers, or of uids."""

    def __init__(self, rows: models.QuerySet, key: str = "pk"):
        self._rows, self._key = rows, f"{key}__in"
        self._made: dict[int, tuple[str, dict]] = {}  # by how many keys there are: the SQL, and what makes values of a row

    def __call__(self, keys: Iterable) -> list[tuple]:
        """The rows of these keys, each once. The last key is said several times, so that few numbers of keys occur: 1, 2, 4, 8 …"""
        asked = list(keys)
        if not asked:
            return []
        asked += asked[-1:] * ((1 << (len(asked) - 1).bit_length()) - len(asked))
        if len(asked) not in self._made:
            self._made[len(asked)] = self._make(len(asked), UUID if isinstance(asked[0], UUID) else int)
        sql, converters = self._made[len(asked)]
        with connection.cursor() as cursor:
            cursor.execute(sql, [UID.get_db_prep_value(key, connection) if isinstance(key, UUID) else key for key in asked])
            return list(_values(cursor.fetchall(), converters))

    def _make(self, many: int, kind: type) -> tuple[str, dict]:
        keys = [UUID(int=n) for n in range(many)] if kind is UUID else list(range(many))
        compiler = self._rows.filter(**{self._key: keys}).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        if len(parameters) != many:
            raise ValueError(f"asked by more than its keys: {sql}")
        return sql, compiler.get_converters(column for column, *_ in compiler.select)


def _values(rows: list[tuple], converters: dict) -> Iterator[tuple]:
    for row in rows:
        values = list(row)
        for place, (makes, column) in converters.items():
            for make in makes:
                values[place] = make(values[place], column, connection)
        yield tuple(values)
