"""The embedded broker shows a message or a table whole or not at all; kombu's own gives a message away while it is written."""
import json
from queue import Empty

import pytest
from kombu import Connection
from kombu.transport import filesystem

from config import broker


class Looks:
    """Something in a message or a table: whoever writes it looks, in that moment, at what another process would see."""

    def __init__(self, look):
        self.look, self.seen = look, []

    def __json__(self):
        try:
            self.seen.append(self.look())
        except Exception as error:
            self.seen.append(type(error))
        return "written"


def channel(tmp_path, transport):
    (tmp_path / "queue").mkdir()
    places = {"data_folder_in": tmp_path / "queue", "data_folder_out": tmp_path / "queue", "control_folder": tmp_path / "control"}
    return Connection(transport=transport, transport_options={key: str(place) for key, place in places.items()}).channel()


def seen_of_a_message(tmp_path, transport):
    with channel(tmp_path, transport) as open_channel:
        message = Looks(lambda: open_channel._get("work"))
        open_channel._put("work", {"do": message})
        return message.seen


def test_a_message_that_is_not_whole_is_not_taken(tmp_path):
    assert seen_of_a_message(tmp_path, broker.Transport) == [Empty]


def test_kombu_gives_it_away_empty(tmp_path):
    """The negative control."""
    assert seen_of_a_message(tmp_path, filesystem.Transport) == [json.JSONDecodeError]


def test_a_table_that_is_not_whole_is_not_seen(tmp_path):
    with channel(tmp_path, broker.Transport) as open_channel:
        open_channel._queue_bind("house", "route", "", "work")
        table = Looks(lambda: len(open_channel.get_table("house")))
        open_channel._queue_bind("house", table, "", "other")
        assert (table.seen, len(open_channel.get_table("house"))) == ([1], 2)


def test_messages_come_in_the_order_in_which_they_were_put(tmp_path):
    with channel(tmp_path, broker.Transport) as open_channel:
        for number in range(3):
            open_channel._put("work", {"number": number})
            open_channel._put("other", {"number": 9})
        assert [open_channel._get("work")["number"] for _time in range(3)] == [0, 1, 2]
        with pytest.raises(Empty):
            open_channel._get("work")


def test_a_queue_is_bound_once_and_unbound(tmp_path):
    with channel(tmp_path, broker.Transport) as open_channel:
        for queue in ("work", "work", "other"):
            open_channel._queue_bind("house", "route", "", queue)
        assert [row.queue for row in open_channel.get_table("house")] == ["other", "work"]
        open_channel._delete("other", "house", "route", "")
        assert [row.queue for row in open_channel.get_table("house")] == ["work"]
