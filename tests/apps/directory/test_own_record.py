"""An organisation keeps its own record: takes it over by a code, edits, is trusted or looked at, says its word."""

import re
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.exceptions import ValidationError
from django.test import Client

from engagiert.apps.accounts.public import Account, Role
from engagiert.apps.directory.models import Listing, Organisation, Revision, Statement, Suggestion
from engagiert.apps.directory.public import services
from engagiert.apps.messages.public import Message
from engagiert.kernel.authz import NotAllowed
from tests.cast import BERTA, IDA, OLE, SELMA
from tests.factories import contacts, records
from tests.factories.contacts import ContactPerson

pytestmark = pytest.mark.django_db
MAIL = "hatice@maschenrunde.example"


@pytest.fixture
def knitters() -> Organisation:
    """Reached by letter only; the office knows a private number besides."""
    found = records.an_organisation(
        by=BERTA,
        name="Maschenrunde am Eck",
        type="initiative",
        street="Marktweg 3",
        postcode="33039",
        town="Nieheim",
        opening_hours="mittwochs 14.30 Uhr",
    )
    records.a_private_contact(by=BERTA, on=found, name="Geheime Sprecherin")
    records.a_note(by=BERTA, on=found, text="Vertraulich notiert.")
    return found


@pytest.fixture
def hatice(knitters: Organisation) -> ContactPerson:
    return contacts.a_contact(of=knitters, by=BERTA)


def public_page(organisation: Organisation) -> str:
    return f"/nieheim/verzeichnis/{Listing.objects.get(pk=organisation.pk).slug}/"


def own_page(organisation: Organisation) -> str:
    return f"/mein-eintrag/{organisation.pk}/"


def filled(browser: Client, organisation: Organisation, **changes: Any) -> dict[str, Any]:
    """The edit form as a browser would send it, with these fields typed over."""
    form = browser.get(f"{own_page(organisation)}bearbeiten/").context
    data: dict[str, Any] = {"seen": form["opened"].revision, "settled_at": 0}
    for field in form["form"]:
        value = field.value()
        data[field.html_name] = "" if value is None else value
    data |= {f"contact_points-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    return data | changes


def test_the_whole_way_from_the_public_page_by_a_letter_to_the_own_record(knitters: Organisation) -> None:
    visitor = Client()
    assert "Ist das Ihr Verein?" in visitor.get(public_page(knitters)).text
    asking = visitor.get(f"{public_page(knitters)}selbst-pflegen/")
    assert "Mit der Post an Maschenrunde am Eck, Marktweg 3, 33039 Nieheim" in asking.text
    assert "Geheime" not in asking.text
    for _click in range(2):
        sent = visitor.post(f"{public_page(knitters)}selbst-pflegen/", {"channel": "letter"}, follow=True)
        assert "Der Brief mit dem Code kommt zu Ihnen" in sent.text
    with BERTA.at_work():
        letter = Message.objects.get()
        assert letter.postal == ["Maschenrunde am Eck", "Marktweg 3", "33039 Nieheim"]
    code = contacts.code_in(letter)
    page = visitor.get(f"/code/?code={code.lower().replace('-', ' ')}", follow=True)
    assert "Der Code stimmt" in page.text
    told = visitor.post(f"/eintrag-uebernehmen/{code}/", {"name": "Hatice Örnek", "mail": MAIL}, follow=True)
    with BERTA.at_work():
        assert not Role.objects.filter(name="organisation").exists(), "an address that nobody has shown to read"
    [signing_in] = outbox.outbox
    assert signing_in.to == [MAIL]
    [sign_in_code] = re.findall(r"^\s*([A-Z0-9-]{6,9})\s*$", signing_in.body, re.MULTILINE)
    back = visitor.post(told.redirect_chain[-1][0], {"code": sign_in_code}, follow=True)
    assert "Sie sind angemeldet als Hatice Örnek." in back.text
    own = visitor.post(f"/eintrag-uebernehmen/{code}/", follow=True)
    assert own.redirect_chain[-1][0] == own_page(knitters)
    assert "Willkommen! Ab jetzt pflegen Sie diesen Eintrag." in own.text
    with BERTA.at_work():
        role = Role.objects.get(name="organisation")
        assert role.about == f"directory.organisation:{knitters.pk}"
    again = visitor.post(f"/eintrag-uebernehmen/{code}/", follow=True)
    assert again.redirect_chain[-1][0] == own_page(knitters), "a second click does no harm"
    assert "schon verbraucht" in Client().get(f"/eintrag-uebernehmen/{code}/").text


def test_no_code_goes_to_an_address_that_somebody_types_in(knitters: Organisation) -> None:
    asked = {"name": "Fremde Person", "reply_to": "fremd@irgendwo.example", "text": "Ich bin der Vorstand."}
    said = Client().post(f"{public_page(knitters)}selbst-pflegen/", asked, follow=True)
    assert "sieht sich Ihre Anfrage an" in said.text
    refused = Client().post(f"{public_page(knitters)}selbst-pflegen/", {"channel": "mail"})
    assert refused.status_code == 200
    with BERTA.at_work() as actor:
        assert Message.objects.count() == 0
        request = Suggestion.objects.get()
        assert (request.kind, request.reply_to) == ("claim", "fremd@irgendwo.example")
        services.accept_suggestion(actor=actor, suggestion=request, site=contacts.SITE)
        assert Message.objects.get(purpose="directory.invitation").mail == "fremd@irgendwo.example"


def test_a_contact_sees_their_record_and_nothing_that_is_the_offices_alone(
    knitters: Organisation, hatice: ContactPerson
) -> None:
    records.a_suggestion(on=knitters, changes={"website": "https://maschen.example/"}, reply_to="petze@post.example")
    page = hatice.browser().get(own_page(knitters)).text
    assert "Maschenrunde am Eck" in page
    assert "https://maschen.example/" in page
    for hidden in ("petze@post.example", "Geheime Sprecherin", "Vertraulich notiert", BERTA.name):
        assert hidden not in page, hidden


def test_what_they_change_waits_for_the_office_and_is_public_once_accepted(
    knitters: Organisation, hatice: ContactPerson
) -> None:
    browser = hatice.browser()
    saved = browser.post(
        f"{own_page(knitters)}bearbeiten/", filled(browser, knitters, opening_hours="donnerstags 15 Uhr"), follow=True
    )
    assert "Unser Büro sieht Ihre Änderung durch" in saved.text
    assert "Ihre Änderung wird geprüft" in saved.text
    assert "mittwochs 14.30 Uhr" in Client().get(public_page(knitters)).text
    with BERTA.at_work() as actor:
        proposal = Suggestion.objects.get()
        assert proposal.changes == {"opening_hours": "donnerstags 15 Uhr"}
        services.accept_suggestion(actor=actor, suggestion=proposal, reason="Danke!")
        assert Message.objects.get(purpose="directory.suggestion_answer").mail == MAIL
    page = Client().get(public_page(knitters)).text
    assert "donnerstags 15 Uhr" in page
    assert "die Organisation selbst, Stand" in page


def test_a_second_change_takes_the_place_of_the_first_and_nobody_accepts_what_they_have_not_read(
    knitters: Organisation, hatice: ContactPerson
) -> None:
    browser, address = hatice.browser(), f"{own_page(knitters)}bearbeiten/"
    browser.post(address, filled(browser, knitters, opening_hours="freitags"))
    with BERTA.at_work():
        read_at_desk = Suggestion.objects.get()
    assert 'value="freitags"' in browser.get(address).text or ">\nfreitags" in browser.get(address).text
    browser.post(address, filled(browser, knitters, opening_hours="samstags"))
    with BERTA.at_work() as actor:
        with pytest.raises(ValidationError, match="zurückgezogen"):
            services.accept_suggestion(actor=actor, suggestion=read_at_desk)
        assert Suggestion.objects.get().changes == {"opening_hours": "samstags"}
    browser.post(f"{own_page(knitters)}tun/zurueckziehen/")
    with BERTA.at_work():
        assert Suggestion.objects.count() == 0


def test_whom_the_office_trusts_publishes_at_once(knitters: Organisation, hatice: ContactPerson) -> None:
    with BERTA.at_work() as actor:
        services.trust_organisation(actor=actor, organisation=knitters, trusted=True)
        knitters.refresh_from_db()
        assert knitters.trusted_by == "Berta Beispiel"
    browser = hatice.browser()
    address = f"{own_page(knitters)}bearbeiten/"
    form = filled(browser, knitters, opening_hours="donnerstags 15 Uhr")
    for _click in range(2):
        browser.post(address, form)
    assert "donnerstags 15 Uhr" in Client().get(public_page(knitters)).text
    with BERTA.at_work() as actor:
        change = Revision.objects.get(organisation_id=knitters.pk, action="self_changed")
        assert change.actor == "Hatice Örnek"
        services.trust_organisation(actor=actor, organisation=knitters, trusted=False)
    browser.post(address, filled(browser, knitters, opening_hours="sonntags"))
    with BERTA.at_work():
        assert Suggestion.objects.get().changes == {"opening_hours": "sonntags"}


def test_office_and_organisation_edit_at_once_and_neither_loses_a_word(
    knitters: Organisation, hatice: ContactPerson
) -> None:
    with BERTA.at_work() as actor:
        services.trust_organisation(actor=actor, organisation=knitters, trusted=True)
    browser, address = hatice.browser(), f"{own_page(knitters)}bearbeiten/"
    form = filled(browser, knitters, opening_hours="donnerstags", description="Wir stricken.")
    with BERTA.at_work() as actor:
        services.update_organisation(
            actor=actor, organisation=knitters, values={"opening_hours": "freitags", "website": "https://neu.example/"}
        )
    answer = browser.post(address, form)
    assert "Jemand hat gleichzeitig dasselbe geändert" in answer.text
    with BERTA.at_work():
        knitters.refresh_from_db()
        assert (knitters.opening_hours, knitters.description) == ("freitags", "")
    opened = answer.context["opened"]
    decided = {"seen": opened.revision, "settled": list(opened.settled), "settled_at": opened.settled_at}
    browser.post(address, form | decided)
    with BERTA.at_work():
        knitters.refresh_from_db()
        assert (knitters.opening_hours, knitters.description) == ("donnerstags", "Wir stricken.")
        assert knitters.website == "https://neu.example/"


def test_one_click_confirms_from_the_own_page(knitters: Organisation, hatice: ContactPerson) -> None:
    said = hatice.browser().post(f"{own_page(knitters)}tun/bestaetigen/", follow=True)
    assert "Die Angaben sind bestätigt" in said.text
    assert "Von der Organisation bestätigt am" in Client().get(public_page(knitters)).text


def test_a_contact_invites_another_and_leaves(knitters: Organisation, hatice: ContactPerson) -> None:
    browser = hatice.browser()
    for _click in range(2):
        browser.post(own_page(knitters), {"mail": "klaas@maschenrunde.example"})
    with BERTA.at_work():
        invitation = Message.objects.get(mail="klaas@maschenrunde.example")
        assert "Hatice Örnek lädt Sie ein" in str(invitation.blocks)
        Account.objects.create_user("klaas@maschenrunde.example", None, name="Klaas Exempel")
    klaas = ContactPerson("Klaas Exempel", "klaas@maschenrunde.example")
    klaas.browser().post(f"/eintrag-uebernehmen/{contacts.code_in(invitation)}/")
    assert "Klaas Exempel" in browser.get(own_page(knitters)).text
    left = browser.post(f"{own_page(knitters)}verlassen/", follow=True)
    assert "Sie pflegen „Maschenrunde am Eck“ nicht mehr" in left.text
    assert browser.get(own_page(knitters)).status_code == 403
    page = klaas.browser().get(own_page(knitters)).text
    assert "Pflegt den Eintrag nicht mehr" in page


def test_the_office_ends_that_somebody_keeps_a_record(knitters: Organisation, hatice: ContactPerson) -> None:
    account = hatice.account().pk
    for person in (IDA, SELMA):
        with person.at_work() as actor, pytest.raises(NotAllowed):
            services.end_contact(actor=actor, organisation=knitters, account_id=account)
    browser = hatice.browser()
    with OLE.at_work() as actor:
        services.end_contact(actor=actor, organisation=knitters, account_id=account)
    assert browser.get(own_page(knitters)).status_code == 403


def test_a_statement_is_read_by_the_office_shown_word_by_word_and_taken_back(
    knitters: Organisation, hatice: ContactPerson
) -> None:
    browser = hatice.browser()
    words = "Wir sind <b>keine</b> Doppelung: Wir stricken,\ndie anderen häkeln."
    for _click in range(2):
        browser.post(f"{own_page(knitters)}stellungnahme/", {"text": words})
    assert "häkeln" not in Client().get(public_page(knitters)).text
    with BERTA.at_work() as actor:
        services.publish_statement(actor=actor, statement=Statement.objects.get())
    shown = Client().get(public_page(knitters)).text
    assert "Das sagt die Organisation dazu" in shown
    assert "&lt;b&gt;keine&lt;/b&gt;" in shown
    browser.post(f"{own_page(knitters)}stellungnahme/", {"text": "Neue Worte."})
    assert "häkeln" in Client().get(public_page(knitters)).text, "the old one stays until the new one is decided"
    with BERTA.at_work() as actor:
        waiting = Statement.objects.get(state="waiting")
        with pytest.raises(ValidationError, match="warum"):
            services.decline_statement(actor=actor, statement=waiting, reason=" ")
        services.decline_statement(actor=actor, statement=waiting, reason="Bitte ohne Namen.")
    assert "Bitte ohne Namen." in browser.get(own_page(knitters)).text
    browser.post(f"{own_page(knitters)}tun/stellungnahme-zuruecknehmen/")
    assert "Das sagt die Organisation dazu" not in Client().get(public_page(knitters)).text
    with BERTA.at_work():
        assert Statement.objects.filter(over_at__isnull=True).count() == 0, "from now on their time runs"


def test_we_are_gone_waits_for_a_person(knitters: Organisation, hatice: ContactPerson) -> None:
    for _click in range(2):
        hatice.browser().post(f"{own_page(knitters)}gibt-es-nicht-mehr/", {"text": "Aufgelöst im Mai."})
    with BERTA.at_work():
        assert Suggestion.objects.get().kind == "gone"
        knitters.refresh_from_db()
        assert knitters.state == "published"


def test_a_contact_is_no_member_of_the_office(knitters: Organisation, hatice: ContactPerson) -> None:
    browser = hatice.browser()
    assert browser.get("/schreibtisch/").status_code == 403
    assert browser.get(f"/schreibtisch/verzeichnis/{knitters.pk}/").status_code == 403
    landed = browser.get("/nach-der-anmeldung/", follow=True)
    assert landed.redirect_chain[-1][0] == own_page(knitters)
    other = records.an_organisation(by=BERTA, name="Fremder Verein")
    for page in ("", "bearbeiten/", "stellungnahme/", "gibt-es-nicht-mehr/", "verlassen/"):
        assert browser.get(f"{own_page(other)}{page}").status_code == 404
