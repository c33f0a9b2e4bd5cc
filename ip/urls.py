"""Addresses of ip; config puts the gate of accounts before all but the public ones."""
from django.urls import path

from ip import income_urls
from ip.views import assets, deals, disclosures, owners, policies, policy_compare, policy_drafts, shares, signing, statements

app_name = "ip"
urlpatterns = [
    path("", assets.assets, name="assets"),
    path("<uuid:uid>/", assets.asset, name="asset"),
    path("<uuid:uid>/file/", assets.file_application, name="file"),
    path("<uuid:uid>/grant/", assets.grant, name="grant"),
    path("<uuid:uid>/lapse/", assets.lapse, name="lapse"),
    path("<uuid:uid>/owners/", owners.set_owners, name="owners"),
    path("<uuid:uid>/shares/", shares.propose, name="propose_shares"),
    path("<uuid:uid>/deal/", deals.draft, name="draft_deal"),
    path("disclosures/", disclosures.disclosures, name="disclosures"),
    path("disclosures/draft/", disclosures.draft, name="draft_disclosure"),
    path("disclosures/<uuid:uid>/", disclosures.disclosure, name="disclosure"),
    path("disclosures/<uuid:uid>/edit/", disclosures.edit, name="edit_disclosure"),
    path("disclosures/<uuid:uid>/submit/", disclosures.submit, name="submit_disclosure"),
    path("disclosures/<uuid:uid>/withdraw/", disclosures.withdraw, name="withdraw_disclosure"),
    path("disclosures/<uuid:uid>/accept/", disclosures.accept, name="accept_disclosure"),
    path("disclosures/<uuid:uid>/return/", disclosures.decide, {"verb": "return"}, name="return_disclosure"),
    path("disclosures/<uuid:uid>/decline/", disclosures.decide, {"verb": "decline"}, name="decline_disclosure"),
    path("shares/<uuid:uid>/", shares.share_set, name="share_set"),
    path("share/<uuid:uid>/sign/", shares.sign, name="sign_share"),
    path("share/<uuid:uid>/link/", shares.send_link, name="send_link"),
    path("share/<uuid:uid>/paper/", shares.file_paper, name="file_paper"),
    path("papers/<uuid:uid>/confirm/", shares.confirm, name="confirm_paper"),
    path("papers/<uuid:uid>/refuse/", shares.refuse, name="refuse_paper"),
    path("papers/<uuid:uid>/scan/", shares.scan, name="scan"),
    path("deals/", deals.deals, name="deals"),
    path("deals/<uuid:uid>/", deals.deal, name="deal"),
    path("deals/<uuid:uid>/edit/", deals.edit, name="edit_deal"),
    path("deals/<uuid:uid>/propose/", deals.propose, name="propose_deal"),
    path("deals/<uuid:uid>/withdraw/", deals.withdraw, name="withdraw_deal"),
    path("deals/<uuid:uid>/end/", deals.end, name="end_deal"),
    path("policies/", policies.policies, name="policies"),
    path("policies/new/", policy_drafts.new, name="new_policy"),
    path("policies/<uuid:uid>/next/", policy_drafts.following, name="next_version"),
    path("policies/versions/<uuid:uid>/", policies.policy, name="policy"),
    path("policies/versions/<uuid:uid>/document/", policies.document, name="policy_document"),
    path("policies/versions/<uuid:uid>/compare/", policy_compare.compare, name="compare_policy"),
    path("policies/versions/<uuid:uid>/change/", policy_drafts.change, name="change_policy"),
    path("policies/versions/<uuid:uid>/propose/", policy_drafts.propose, name="propose_policy"),
    path("policies/versions/<uuid:uid>/take-back/", policy_drafts.take_back, name="take_back_policy"),
    path("policies/versions/<uuid:uid>/withdraw/", policy_drafts.withdraw, name="withdraw_policy"),
    path("statement/", statements.statement, name="statement"),
    path("statement/pdf/", statements.statement_pdf, name="statement_pdf"),
    path("statement/<uuid:uid>/", statements.why, name="why"),
    path("statement/<uuid:uid>/pdf/", statements.why_pdf, name="why_pdf"),
    path("people/<uuid:uid>/statement/", statements.person_pdf, name="person_statement"),
    path("distributions/<uuid:uid>/pdf/", statements.distribution_pdf, name="distribution_pdf"),
    *income_urls.urlpatterns,
]
# The token in the address is the key: for whoever was written to, with or without an account.
public_urlpatterns = [path("sign/<str:token>/", signing.sign, name="sign")]
