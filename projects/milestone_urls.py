"""Addresses of milestones, submissions, conditions, failures and project income: part of the addresses of projects."""
from django.urls import path

from projects.views import acceptance, conditions, delivering, failures, income, milestones, plan

urlpatterns = [
    path("<uuid:uid>/plan/", plan.plan, name="plan"),
    path("<uuid:uid>/plan/add/", plan.add, name="add_milestone"),
    path("milestones/<uuid:uid>/edit/", plan.edit, name="edit_milestone"),
    path("milestones/<uuid:uid>/place/", plan.move, name="move_milestone"),
    path("milestones/<uuid:uid>/drop/", plan.drop, name="drop_milestone"),
    path("milestones/<uuid:uid>/", milestones.milestone, name="milestone"),
    path("milestones/<uuid:uid>/begin/", milestones.begin, name="begin_work"),
    path("milestones/<uuid:uid>/take-up/", milestones.take_up, name="take_up"),
    path("milestones/<uuid:uid>/files/", delivering.add_files, name="add_files"),
    path("milestones/<uuid:uid>/submit/", delivering.submit, name="submit"),
    path("milestones/<uuid:uid>/fail/", failures.propose, name="propose_failure"),
    path("files/<uuid:uid>/", delivering.download, name="download"),
    path("files/<uuid:uid>/take-away/", delivering.take_away, name="take_away"),
    path("submissions/<uuid:uid>/", acceptance.submission, name="submission"),
    path("submissions/<uuid:uid>/withdraw/", delivering.withdraw, name="withdraw_submission"),
    path("conditions/<uuid:uid>/report/", conditions.condition, {"turn": "report"}, name="report_condition"),
    path("conditions/<uuid:uid>/confirm/", conditions.condition, {"turn": "confirm"}, name="confirm_condition"),
    path("conditions/<uuid:uid>/refuse/", conditions.condition, {"turn": "refuse"}, name="refuse_condition"),
    path("failures/<uuid:uid>/", failures.failure, name="failure"),
    path("failures/<uuid:uid>/withdraw/", failures.withdraw, name="withdraw_failure"),
    path("income/", income.income, name="income"),
    path("income/<uuid:uid>/", income.income_of, name="income_of"),
    path("income/<uuid:uid>/receive/", income.receive, name="receive_income"),
    path("income/<uuid:uid>/match/", income.match, name="match_receipt"),
]
