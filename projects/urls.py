"""Addresses of projects; config puts the gate of accounts before them."""
from django.urls import path

from projects import milestone_urls
from projects.views import agreement, amendments, course, draft, funded, invite, listing, parties, project, team

app_name = "projects"
urlpatterns = [
    *milestone_urls.urlpatterns,
    path("", listing.projects, name="projects"),
    path("log/", draft.log, name="log"),
    path("funded/", funded.desk, name="funded"),
    path("funded/<uuid:uid>/", funded.outline, name="outline"),
    path("<uuid:uid>/", project.plan, name="project"),
    path("<uuid:uid>/parties/", project.parties, name="parties"),
    path("<uuid:uid>/team/", project.team, name="team"),
    path("<uuid:uid>/results/", project.results, name="results"),
    path("<uuid:uid>/agreement/", project.agreement, name="agreement"),
    path("<uuid:uid>/record/", project.history, name="history"),
    path("<uuid:uid>/health/", project.health, name="health"),
    path("<uuid:uid>/edit/", draft.edit, name="edit"),
    path("<uuid:uid>/keep/", draft.keep, name="keep"),
    path("<uuid:uid>/parties/add/", parties.add, name="add_party"),
    path("<uuid:uid>/parties/<uuid:party>/remove/", parties.remove, name="remove_party"),
    path("<uuid:uid>/parties/<uuid:party>/plan/", parties.plan, name="plan_contribution"),
    path("<uuid:uid>/parties/<uuid:party>/contribute/", parties.contribute, name="contribute"),
    path("<uuid:uid>/invite/<uuid:institution>/", invite.invite, name="invite"),
    path("<uuid:uid>/contributions/<uuid:row>/withdraw/", parties.withdraw, name="withdraw_contribution"),
    path("<uuid:uid>/contributions/<uuid:row>/take-back/", parties.take_back, name="take_back_contribution"),
    path("<uuid:uid>/team/join/", team.join, name="join_team"),
    path("<uuid:uid>/team/<uuid:member>/roles/", team.roles, name="change_roles"),
    path("<uuid:uid>/team/<uuid:member>/leave/", team.leave, name="leave_team"),
    path("<uuid:uid>/clauses/<slug:kind>/", agreement.clause, name="clause"),
    path("<uuid:uid>/propose/", agreement.propose, name="propose"),
    path("<uuid:uid>/take-back/", agreement.take_back, name="take_back"),
    path("<uuid:uid>/sign/", agreement.sign, name="sign"),
    path("<uuid:uid>/move/<slug:to>/", course.move, name="move"),
    path("<uuid:uid>/amend/", amendments.amend, name="amend"),
    path("<uuid:uid>/amend/<slug:kind>/", amendments.amend_clause, name="amend_clause"),
    path("<uuid:uid>/amendments/<uuid:amendment>/", amendments.amendment, name="amendment"),
    path("<uuid:uid>/amendments/<uuid:amendment>/vote/", amendments.vote, name="vote_amendment"),
    path("<uuid:uid>/amendments/<uuid:amendment>/withdraw/", amendments.withdraw, name="withdraw_amendment"),
    path("<uuid:uid>/amendments/<uuid:amendment>/take-back/", amendments.take_back, name="take_back_amendment"),
    path("<uuid:uid>/amendments/<uuid:amendment>/again/", amendments.again, name="ask_again"),
]
