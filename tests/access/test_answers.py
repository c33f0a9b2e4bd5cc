"""What programs are answered is what the OpenAPI document says, for every list and every row that can be read."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator

from tests.access.table import EVERYBODY, addresses, rows

pytestmark = pytest.mark.django_db
TABLE = rows()
READ = sorted(name for name in TABLE.keys() & addresses().keys()
              if name.startswith("api:") and name.endswith(("-list", "-detail")) and 200 in TABLE[name].get)  # fmt: skip
READERS = [who for who in ("officer", "finance", "auditor") if who in EVERYBODY]  # on PostgreSQL a sample asks
LISTS = [name for name in READ if name.endswith("-list") and name != "api:me-list"]


def plain(told):
    """As JSON Schema says that something may be null."""
    if isinstance(told, list):
        return [plain(one) for one in told]
    if not isinstance(told, dict):
        return told
    kept = {key: plain(one) for key, one in told.items() if key != "nullable"}
    return {"anyOf": [kept, {"type": "null"}]} if told.get("nullable") is True else kept


@pytest.fixture(scope="module")
def told():
    return plain(SchemaGenerator().get_schema(request=None, public=True))


@pytest.mark.parametrize("name", READ)
def test_an_answer_is_what_the_document_says(place, told, name):
    page, template = TABLE[name], name.endswith("-detail")
    made = place.own.get(page.uid) if template else None
    if template and made is None:
        pytest.skip("nothing of this kind stands in the walk's world")
    address = reverse(name, kwargs={"uid": made.uid} if template else {})
    at = address.replace(str(made.uid), "{uid}") if template else address
    answers = told["paths"][at]["get"]["responses"]
    for who in READERS:
        answer = place.clients[who].get(address)
        content = answers.get(str(answer.status_code), answers["default"])["content"]
        schema = content[answer.headers["Content-Type"].split(";")[0]]["schema"]
        wrong = [f"{list(error.absolute_path)}: {error.message}" for error in
                 Draft202012Validator(schema | {"components": told["components"]}).iter_errors(answer.json())]  # fmt: skip
        assert wrong == []


def asked(client, address: str) -> tuple[int, int]:
    """How many rows were shown, and how many queries that took."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    return len(answer.json()["results"]), len(queries)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_no_more_for_many_rows_than_for_one(place, name):
    address = reverse(name)
    for who in READERS:
        client = place.clients[who]
        client.get(address)  # what a session asks once is asked here
        few, some = asked(client, f"{address}?limit=1")
        many, more = asked(client, f"{address}?limit=200")
        assert many <= few or more <= some + 1  # what the one row has none of is read ahead for the others
