"""Addresses of allocation studies."""
from django.urls import path

from ip.views import studies

urlpatterns = [
    path("<uuid:uid>/study/", studies.of_asset, name="study_of_asset"),
    path("projects/<uuid:uid>/study/", studies.of_project, name="study_of_project"),
    path("studies/<uuid:uid>/", studies.study, name="study"),
    path("studies/<uuid:uid>/values/<str:kind>/", studies.state, name="state_values"),
    path("studies/<uuid:uid>/choose/<str:method>/", studies.choose, name="choose_allocation"),
    path("studies/<uuid:uid>/withdraw/", studies.withdraw, name="withdraw_study"),
]
