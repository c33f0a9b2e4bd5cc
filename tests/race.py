"""Several at once, each over a connection of its own: for PostgreSQL, since SQLite lets one writer in at a time."""
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def together(*calls) -> list:
    """Run all at the same moment: what each gave, or the exception that it raised."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=20)
            return call()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def refused(results: list) -> list[type]:
    return [type(result) for result in results if isinstance(result, Exception)]
