"""What the database itself refuses. Declared beside the models, put in force by `migrate` (never by migrations:
SQLite drops a table's triggers when it rebuilds the table, without a word).

append_only(Model)                    no update, no delete, no truncate
sealed(Header, Line, "header", …)     lines first, the header last; the header's insert checks the sum, later lines are refused
states(Model, MOVES, initial)         only the moves of the table beside the model
frozen(Model, "state = 'published'")  no change and no deletion of a row once the condition held
"""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Guard:
    name: str
    table: str
    sqlite: tuple[str, ...]
    postgresql: tuple[str, ...]
    crosses: bool = False  # names another table: on SQLite it must be down while that table is rebuilt


_guards: dict[str, Guard] = {}

REFUSE = """CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$"""


def _declare(guard: Guard) -> None:
    _guards[guard.name] = guard


def append_only(model) -> None:
    table = model._meta.db_table
    text = f"{table}: append only"
    lite = tuple(
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} BEGIN SELECT RAISE(ABORT, '{text}'); END"
        for verb in ("update", "delete")
    )
    pg = (
        f"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION refuse('{text}')",
    )
    _declare(Guard(f"{table}_append_only", table, lite, pg))


def states(model, moves: Mapping, initial: Iterable[str], column: str = "state") -> None:
    table = model._meta.db_table
    text = f"{table}: no such move"
    allowed = ", ".join(sorted(f"'{a}>{b}'" for a, to in moves.items() for b in to)) or "''"
    begin = ", ".join(f"'{s}'" for s in initial)
    moved = f"OLD.{column} <> NEW.{column} AND OLD.{column} || '>' || NEW.{column} NOT IN ({allowed})"
    born = f"NEW.{column} NOT IN ({begin})"
    lite = (
        f"CREATE TRIGGER {table}_{column}_moves BEFORE UPDATE ON {table} FOR EACH ROW WHEN {moved} "
        f"BEGIN SELECT RAISE(ABORT, '{text}'); END",
        f"CREATE TRIGGER {table}_{column}_begins BEFORE INSERT ON {table} FOR EACH ROW WHEN {born} "
        f"BEGIN SELECT RAISE(ABORT, '{text}'); END",
    )
    pg = (
        f"CREATE OR REPLACE TRIGGER {table}_{column}_moves BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({moved}) "
        f"EXECUTE FUNCTION refuse('{text}')",
        f"CREATE OR REPLACE TRIGGER {table}_{column}_begins BEFORE INSERT ON {table} FOR EACH ROW WHEN ({born}) "
        f"EXECUTE FUNCTION refuse('{text}')",
    )
    _declare(Guard(f"{table}_{column}_states", table, lite, pg))


def frozen(model, condition: str) -> None:
    """`condition` is one comparison of a column, written as `column = 'value'`."""
    table = model._meta.db_table
    when, text = f"OLD.{condition}", f"{table}: frozen"
    lite = tuple(
        f"CREATE TRIGGER {table}_frozen_{verb} BEFORE {verb.upper()} ON {table} FOR EACH ROW WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{text}'); END"
        for verb in ("update", "delete")
    )
    pg = (
        f"CREATE OR REPLACE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW WHEN ({when}) "
        f"EXECUTE FUNCTION refuse('{text}')",
    )
    _declare(Guard(f"{table}_frozen", table, lite, pg))


def sealed(header, line, key: str, wrong: str) -> None:
    """`wrong` selects a row where header `{p}` does not add up to its lines; one text for both databases.

    The header's key is a uid, known before its row; the lines are numbered from 1 in a column `line`, unique with the
    key, which is deferred as Django's always are.
    """
    parent, child = header._meta.db_table, line._meta.db_table
    pk, column = header._meta.pk.column, line._meta.get_field(key).column
    lite = (
        f"CREATE TRIGGER {parent}_sums BEFORE INSERT ON {parent} WHEN EXISTS ({wrong.format(p='NEW')}) "
        f"BEGIN SELECT RAISE(ABORT, '{parent}: does not add up'); END",
        f"CREATE TRIGGER {child}_closed BEFORE INSERT ON {child} "
        f"WHEN EXISTS (SELECT 1 FROM {parent} WHERE {pk} = NEW.{column}) "
        f"BEGIN SELECT RAISE(ABORT, '{child}: closed'); END",
    )

    def function(name, text, find):
        return (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS ({find}) THEN "
            f"RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$"
        )

    late = (
        f"SELECT 1 FROM fresh f WHERE EXISTS (SELECT 1 FROM {parent} p WHERE p.{pk} = f.{column}) OR NOT EXISTS "
        f"(SELECT 1 FROM {child} c WHERE c.{column} = f.{column} AND c.line = 1)"
    )
    pg = (
        function(f"{parent}_sums", f"{parent}: does not add up", f"SELECT 1 FROM fresh p WHERE EXISTS ({wrong.format(p='p')})"),
        f"CREATE OR REPLACE TRIGGER {parent}_sums AFTER INSERT ON {parent} REFERENCING NEW TABLE AS fresh "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {parent}_sums()",
        function(f"{child}_closed", f"{child}: closed", late),
        f"CREATE OR REPLACE TRIGGER {child}_closed AFTER INSERT ON {child} REFERENCING NEW TABLE AS fresh "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {child}_closed()",
    )
    _declare(Guard(f"{child}_sealed", child, lite, pg, crosses=True))


def _trigger(statement: str) -> str | None:
    words = statement.replace("OR REPLACE ", "").split()
    return words[2] if words[1] == "TRIGGER" else None


def _statements(connection, guard):
    return guard.sqlite if connection.vendor == "sqlite" else guard.postgresql


def _table(statement: str) -> str:
    return statement.split(" ON ", 1)[1].split()[0]


def drop(connection, only=lambda guard: True) -> None:
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in filter(only, _guards.values()):
            for statement in _statements(connection, guard):
                name = _trigger(statement)
                if name and _table(statement) in present:
                    on = "" if connection.vendor == "sqlite" else f" ON {_table(statement)}"
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def install(connection) -> None:
    """Put every guard in force whose tables exist; what stands already is made anew."""
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(REFUSE)
        for guard in _guards.values():
            for statement in _statements(connection, guard):
                name = _trigger(statement)
                if name and _table(statement) not in present:
                    continue
                if name and connection.vendor == "sqlite":
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(statement)


def missing(connection) -> list[str]:
    """Names of triggers that should stand and do not."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        standing = {name for (name,) in cursor.fetchall()}
    wanted = {_trigger(s) for guard in _guards.values() for s in _statements(connection, guard)}
    return sorted(filter(None, wanted - standing))
