"""Every form says where it was come from, and leads back there; nobody is led where he is refused."""
import re

import pytest

from tests.access.table import ANONYMOUS, EVERYBODY, rows
from tests.access.test_walk import ask

pytestmark = pytest.mark.django_db
FORM = re.compile(r'<body class="(form-page|confirm-page)"')
CRUMBS = re.compile(r'<nav class="crumbs".*?</nav>', re.DOTALL)


def test_every_form_leads_back_to_where_it_was_come_from(place):
    wrong, forms = [], 0
    for name, page in rows().items():
        who = next((who for who in EVERYBODY if page.expected("get", who) == 200), ANONYMOUS)
        answer, _changed = ask(place, name, page, who, "get", place.own)
        if not FORM.search(answer.text_shown):
            continue
        forms += 1
        crumbs = CRUMBS.search(answer.text_shown)
        links = re.findall(r'<a href="([^"]+)">([^<]*)</a>', crumbs[0]) if crumbs else []
        if not links or "Back" in dict(links).values():
            wrong.append(f"{name} as {who}: {links}")
    assert not wrong, "\n" + "\n".join(wrong)
    assert forms > 60
