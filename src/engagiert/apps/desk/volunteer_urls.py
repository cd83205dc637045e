"""Addresses of the exchange: people who want to help, and the talk sheet."""

from django.urls import path

from .views import proofs, shifts, talk, talk_acts, volunteer_lists, volunteers

urlpatterns = [
    path("freiwillige/", volunteers.volunteers, name="volunteers"),
    path("freiwillige/neu/", volunteers.new_volunteer, name="volunteer_new"),
    path("freiwillige/zahlen/", volunteers.figures, name="volunteer_figures"),
    path("nachweise/", proofs.proofs, name="proofs"),
    path("nachweise/texte/<slug:sort>/", proofs.proof_text, name="proof_text"),
    path("nachweise/<uuid:proof_id>/", proofs.proof, name="proof"),
    path("nachweise/<uuid:proof_id>/nachweis.pdf", proofs.proof_paper, name="proof_paper"),
    path("gespraech/<uuid:volunteer_id>/nachweis/", proofs.new_proof, name="proof_new"),
    path("freiwillige/zahlen.csv", volunteers.figures_table, name="volunteer_figures_table"),
    path("freiwillige/listen/", volunteer_lists.lists, name="volunteer_lists"),
    path("freiwillige/listen/<uuid:list_id>/", volunteer_lists.one_list, name="volunteer_list"),
    path("freiwillige/listen/<uuid:list_id>/spalten/", volunteer_lists.columns, name="volunteer_columns"),
    path("freiwillige/listen/<uuid:list_id>/<slug:deed>/", volunteer_lists.list_act, name="volunteer_list_act"),
    path("einsaetze/", shifts.shifts, name="shifts"),
    path("einsaetze/<uuid:shift_id>/", shifts.shift, name="shift"),
    path("einsaetze/<uuid:shift_id>/platz/<uuid:seat_id>/<slug:deed>/", shifts.seat_act, name="seat_act"),
    path("gespraech/schritt/<uuid:step_key>/", volunteers.step, name="talk_step"),
    path("gespraech/<uuid:volunteer_id>/", talk.talk, name="talk"),
    path("gespraech/<uuid:volunteer_id>/wunsch/", talk.wish, name="talk_wish"),
    path("gespraech/<uuid:volunteer_id>/vorschlagen/", talk.propose, name="talk_propose"),
    path("gespraech/<uuid:volunteer_id>/zettel/", talk.slip, name="talk_slip"),
    path("gespraech/<uuid:volunteer_id>/zustimmung/", talk.consent_slip, name="talk_consent_slip"),
    path("gespraech/<uuid:volunteer_id>/person/<slug:deed>/", talk_acts.of_person, name="talk_person"),
    path(
        "gespraech/<uuid:volunteer_id>/vorschlag/<uuid:proposal_id>/<slug:deed>/",
        talk_acts.of_proposal,
        name="talk_proposal",
    ),
    path(
        "gespraech/<uuid:volunteer_id>/engagement/<uuid:placement_id>/<slug:deed>/",
        talk_acts.of_placement,
        name="talk_placement",
    ),
]
