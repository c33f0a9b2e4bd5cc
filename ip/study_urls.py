"""Addresses of allocation studies."""
from django.urls import path

from ip.views import studies, study_criteria, study_groups, study_list

urlpatterns = [
    path("<uuid:uid>/study/", studies.of_asset, name="study_of_asset"),
    path("projects/<uuid:uid>/study/", studies.of_project, name="study_of_project"),
    path("studies/", study_list.studies, name="studies"),
    path("studies/<uuid:uid>/", studies.study, name="study"),
    path("studies/<uuid:uid>/values/<str:kind>/", studies.state, name="state_values"),
    path("studies/<uuid:uid>/values/<str:kind>/<int:criterion>/", studies.state, name="state_compared"),
    path("studies/<uuid:uid>/groups/", study_groups.groups, name="study_groups"),
    path("studies/<uuid:uid>/groups/state/", study_groups.state_groups, name="state_groups"),
    path("studies/<uuid:uid>/groups/unstated/", study_groups.unstated, name="study_unstated"),
    path("studies/<uuid:uid>/criteria/", study_criteria.criteria, name="study_criteria"),
    path("studies/<uuid:uid>/weights/<str:method>/", study_criteria.weights, name="adopt_weights"),
    path("studies/<uuid:uid>/choose/<str:method>/", studies.choose, name="choose_allocation"),
    path("studies/<uuid:uid>/withdraw/", studies.withdraw, name="withdraw_study"),
]
