"""Addresses of income and sharing, beside those of assets and deals."""
from django.urls import path

from ip.views import distributions, documents, holds, income, payments, receipts, settlements

urlpatterns = [
    path("income/", income.income, name="income"),
    path("income/distributions/", income.distributions, name="distributions"),
    path("income/settlements/", income.settlements, name="settlements"),
    path("income/holds/", income.holds, name="holds"),
    path("income/owed/", income.owed, name="owed"),
    path("income/costs/", income.costs, name="costs"),
    path("income/owed/people/<uuid:uid>/<str:currency>/", payments.pay_person, name="pay_person"),
    path("income/owed/institutions/<uuid:uid>/<str:currency>/", payments.pay_institution, name="pay_institution"),
    path("income/deals/<uuid:uid>/receipt/", receipts.record, name="record_receipt"),
    path("income/deals/<uuid:uid>/what-if/", payments.what_if, name="what_if"),
    path("income/assets/<uuid:uid>/cost/", payments.record_cost, name="record_cost"),
    path("income/costs/<uuid:uid>/document/", documents.cost_document, name="cost_document"),
    path("income/receipts/<uuid:uid>/", receipts.receipt, name="receipt"),
    path("income/receipts/<uuid:uid>/document/", documents.receipt_document, name="receipt_document"),
    path("income/receipts/<uuid:uid>/reverse/", receipts.reverse_it, name="reverse_receipt"),
    path("income/receipts/<uuid:uid>/settle/", receipts.settle, name="settle"),
    path("income/settlements/<uuid:uid>/", settlements.settlement, name="settlement"),
    path("income/settlements/<uuid:uid>/decide/", settlements.decide, name="decide_settlement"),
    path("income/settlements/<uuid:uid>/reverse/", settlements.reverse_it, name="reverse_settlement"),
    path("income/parts/<uuid:uid>/prepare/", distributions.prepare, name="prepare_distribution"),
    path("income/distributions/<uuid:uid>/", distributions.distribution, name="distribution"),
    path("income/distributions/<uuid:uid>/decide/", distributions.decide, name="decide_distribution"),
    path("income/distributions/<uuid:uid>/withdraw/", distributions.withdraw, name="withdraw_distribution"),
    path("income/distributions/<uuid:uid>/reverse/", distributions.reverse_it, name="reverse_distribution"),
    path("income/lines/<uuid:uid>/hold/", distributions.hold, name="hold_share"),
    path("income/holds/<uuid:uid>/", holds.hold, name="hold"),
    path("income/holds/<uuid:uid>/release/", holds.release, name="release_share"),
    path("income/holds/<uuid:uid>/decide/", holds.decide, name="decide_release"),
]
