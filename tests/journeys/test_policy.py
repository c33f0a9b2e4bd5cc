"""A formula goes from its document to the next receipt: typed by who writes no code, published by another, read by an inventor."""
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.hands import faults, fill, follow, press

pytestmark = pytest.mark.browser


def text(page) -> str:
    return page.locator("main").inner_text().replace("\u00a0", " ")


def onward(page) -> None:
    """To the next step by the keyboard alone: from the name of this one through all its fields to the button that leads there."""
    page.locator("[aria-current=step]").focus()
    while "main" not in page.evaluate("document.activeElement.className"):
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture
def draft(visit, opened):
    """Typed on a phone in Chinese, left in the middle, taken up again, and saved; the address of the draft."""
    page = visit("linhai/administrator", opened.at("/ip/policies/{}/write/", "assignment_policy"), phone=True, language="zh-hans")
    fill(page, **{"head-name_en": "70 %, above a million 60 %", "head-name_zh": "七成，百万以上六成", "head-citation": "校发〔2026〕7 号"})
    page.locator("select[name=head-currency]").select_option("CNY")
    for step in ("分配方", "扣除", "分档"):
        onward(page)
        assert step in page.locator("[aria-current=step]").inner_text()
        assert faults(page) == []
    page.locator("select[name=head-scope]").select_option("asset")
    fill(page, **{"tiers-0-to": "100万", "tiers-0-share.completers": "70", "tiers-0-share.college": "20"})
    press(page, "+ 添加一档")
    with page.expect_response("**/write/"):
        fill(page, **{"tiers-1-share.completers": "60", "tiers-1-share.college": "25", "tiers-1-share.university": "15"})
    page.locator("#tried").get_by_text("644,000.00").wait_for()  # 70 % of 920,000, while it is typed
    assert "合计" not in page.locator("legend").last.inner_text()

    follow(page, "离开")
    assert "尚未保存" in text(page)
    assert faults(page) == []
    follow(page, "七成，百万以上六成")
    assert page.locator("[name='tiers-1-share.college']").input_value() == "25"

    for _step in range(5):
        onward(page)
    said = text(page)
    assert "to ¥1,000,000.00: Completers 70 %, College 20 %, University 10 %" in said
    assert "至 ¥1,000,000.00：完成人 70%，学院 20%，学校 10%" in said
    assert faults(page) == []
    press(page, "保存为草稿")
    assert faults(page) == []
    return page.url


def test_a_formula_is_typed_compared_published_used_and_understood(visit, opened, draft):
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    writer = visit("linhai/administrator", draft)
    assert "70 %, above a million 60 %" in text(writer)
    follow(writer, "Compare")
    writer.locator("select[name=year]").select_option(str(today.year - 1))
    press(writer, "Compare")
    assert "one receipt" in text(writer)
    assert "\u2212¥10,000.00" in text(writer)  # the completers had 80 % of 100,000
    assert faults(writer) == []
    writer.goto(draft)
    follow(writer, "Propose for decision")
    fill(writer, since=today.isoformat())
    press(writer, "Propose for decision")
    assert writer.get_by_role("link", name="Decide", exact=True).count() == 0  # who wrote it is not asked

    approver = visit("linhai/approver", draft)
    follow(approver, "Decide")
    approver.get_by_label("Agree", exact=True).check()
    press(approver, "Decide")
    approver.goto(draft)
    assert "Published" in text(approver)

    finance = visit("linhai/finance", opened.at("/ip/deals/{}/", "assignment"))
    follow(finance, "Record a receipt")
    fill(finance, banked="2,000,000.00", bank_reference="ICBC 2026-78")
    press(finance, "Record and prepare the distribution")
    assert "70 %, above a million 60 %" in text(finance)
    approver.goto(finance.url)
    press(approver, "Approve ¥2,000,000.00")

    inventor = visit("linhai/contributor", "/ip/statement/", phone=True, language="zh-hans")
    inventor.locator("main td a").first.click()
    inventor.wait_for_url("**/ip/statement/*/")
    said = text(inventor)
    assert "第 1 档" in said and "第 2 档" in said
    assert "60%" in said
    assert faults(inventor) == []
