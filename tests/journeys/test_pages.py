"""The main pages, in both languages, by day on a desk and by night on a phone: nothing stands in anybody's way."""
import pytest

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import faults

pytestmark = pytest.mark.browser
PAGES = {
    "linhai/officer": [
        "/", "/projects/", "/projects/{project}/", "/projects/{project}/agreement/", "/projects/{project}/amend/",
        "/projects/milestones/{in_work}/", "/ip/{asset}/", "/ip/shares/{share_set}/", "/ip/disclosures/draft/", "/partners/{partner}/",
    ],
    "linhai/finance": [
        "/ip/income/", "/ip/income/receipts/{receipt}/", "/ip/income/owed/", "/ip/deals/{deal}/", "/incentives/", "/incentives/{reward}/",
        "/ip/income/distributions/{distribution}/", "/ledger/{account}/",
    ],
    "linhai/approver": ["/ip/income/distributions/{asked}/", "/ip/policies/versions/{policy_asked}/", "/decisions/"],
    "linhai/auditor": ["/audit/", "/audit/distributions/{distribution}/"],
    "linhai/administrator": ["/people/", "/people/{clerk}/", "/account/"],
    "linhai/contributor": ["/ip/statement/"],
    "haoyuan/partner_approver": ["/projects/submissions/{submission}/"],
    "": ["/sign-in/", "/ip/sign/{signing_token}/"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "theme", "screen"), [("en", "light", DESK), ("zh-hans", "dark", PHONE)])
def test_every_main_page_is_for_everybody(visit, opened, language, theme, screen):
    found = {}
    for who, paths in PAGES.items():
        page = visit(who, "/sign-in/", language=language, color_scheme=theme)
        page.set_viewport_size(screen)
        for path in paths:
            assert page.goto(opened.url + path.format(**opened.told["uid"])).status == 200, path
            found[path] = faults(page)
    assert {path: faults for path, faults in found.items() if faults} == {}
