"""The embedded broker: kombu's over the filesystem, whose files appear whole.

kombu opens a file, locks it and then writes it. Messages it reads without that lock, and a new table in the moment before it
is locked: whoever looks meanwhile takes an empty message away, or fails. Here a file is written beside its place and renamed.
"""
import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic_ns

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps
from kombu.utils.uuid import uuid

SCHEME = "wholefiles"
Queue = filesystem.exchange_queue_t


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **kwargs):
        name = f"{monotonic_ns():020}_{uuid()}.{queue}.msg"
        _appear(Path(self.data_folder_out, name), payload)

    def _queue_bind(self, exchange, routing_key, pattern, queue):
        bound = Queue(routing_key or "", pattern or "", queue or "")
        self._rebind(exchange, lambda queues: queues if bound in queues else [bound, *queues])

    def _delete(self, queue, exchange, routing_key, pattern, *args, **kwargs):
        self._purge(queue)
        gone = Queue(routing_key or "", pattern or "", queue or "")
        self._rebind(exchange, lambda queues: [one for one in queues if one != gone])

    def _rebind(self, exchange: str, change: Callable[[list], list]) -> None:
        """Processes that change a table do so one after the other."""
        self.control_folder.mkdir(exist_ok=True)
        with (self.control_folder / "binding").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            queues = self.get_table(exchange)
            changed = change(queues)
            if changed != queues:
                _appear(self._exchange_file(exchange), changed)


def _appear(file: Path, content) -> None:
    before = file.with_name(f"{uuid()}.part")  # a name that kombu takes for no message and no table
    before.write_bytes(str_to_bytes(dumps(content)))
    os.replace(before, file)


class Transport(filesystem.Transport):
    Channel = Channel


TRANSPORT_ALIASES[SCHEME] = f"{__name__}:Transport"
