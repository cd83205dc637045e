"""Addresses of surveys, needs and goals at the desk."""

from django.urls import path

from .views import goals, needs, survey_sheets, surveys

_survey = "umfragen/<uuid:survey_id>/"
_sheet = f"{_survey}boegen/<uuid:sheet_id>/"
urlpatterns = [
    path("umfragen/", surveys.surveys, name="surveys"),
    path(_survey, surveys.survey, name="survey"),
    path(f"{_survey}fragen/", surveys.questions, name="survey_questions"),
    path(f"{_survey}ergebnisse/", surveys.results, name="survey_results"),
    path(f"{_survey}ergebnisse.csv", surveys.results_csv, name="survey_csv"),
    path(f"{_survey}codebuch.csv", surveys.codebook_csv, name="survey_codebook"),
    path(f"{_survey}codes/", surveys.codes, name="survey_codes"),
    path(f"{_survey}tun/<slug:deed>/", surveys.act, name="survey_act"),
    path(f"{_survey}boegen/", survey_sheets.sheets, name="survey_sheets"),
    path(_sheet, survey_sheets.sheet, name="survey_sheet"),
    path(f"{_sheet}seite/<slug:page_slug>/", survey_sheets.sheet_page, name="survey_sheet_page"),
    path("bedarf/", needs.reported, name="needs_reported"),
    path("bedarf/<uuid:report_id>/", needs.decide_report, name="decide_report"),
    path("ziele/", goals.goals, name="goals"),
    path("ziele/<uuid:goal_id>/", goals.goal, name="goal"),
    path("ziele/<uuid:goal_id>/stand/", goals.move, name="move_goal"),
]
