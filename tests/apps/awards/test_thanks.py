"""Letters of thanks to many: each once an occasion, by mail or letter, nobody who does not want it."""

import datetime
import re
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from engagiert.apps.awards import services
from engagiert.apps.awards.models import NoThanks, Thanks
from engagiert.apps.awards.selectors.thanks import people_to_thank
from engagiert.apps.messages.models import Message
from engagiert.apps.recognition.models import Application, Card
from engagiert.apps.volunteering.models import Hours, Placement
from tests.cast import BERTA, IDA, JAN
from tests.factories import offers, records, volunteers

pytestmark = pytest.mark.django_db
POSTAL = ["Yusuf Misal", "Probeweg 1", "33039 Nieheim"]


def draft(**more: object) -> Thanks:
    told = {
        "occasion": "Dank 2026", "group": "cards", "year": 2026, "least": 0, "subject": "Danke, {name}",
        "text": "Guten Tag {name}.\n\nDanke für {stunden} Stunden in {ort}.",
    }  # fmt: skip
    with BERTA.at_work() as actor:
        letters = services.Letters(**told | more)  # type: ignore[arg-type]
        return services.draft_thanks(actor=actor, office=BERTA.office(), letters=letters)


def cards(*, by_mail: int, by_letter: int) -> None:
    office, today = BERTA.office(), timezone.localdate()
    end = today + datetime.timedelta(days=300)
    with BERTA.at_work():
        Card.objects.bulk_create(
            Card(
                office=office, place=office.place, index=number, name=f"Mensch Nummer{number}",
                issued_at=timezone.now(),
                expires_on=end, ended_on=end, mail=f"m{number}@mensch.example" if number < by_mail else "",
                postal=[] if number < by_mail else [f"Mensch Nummer{number}", f"Weg {number}", "33039 Nieheim"],
            )
            for number in range(by_mail + by_letter)
        )  # fmt: skip


def send(thanks: Thanks) -> services.Written:
    with BERTA.at_work() as actor:
        marks = [one.mark for one in people_to_thank(thanks)]
        return services.send_thanks(actor=actor, thanks=thanks, marks=marks)


def test_the_button_pressed_twice_writes_to_everybody_once_by_mail_or_letter() -> None:
    cards(by_mail=9, by_letter=3)
    thanks = draft()
    berta, here = BERTA.browser(), f"/schreibtisch/ehrungen/dank/{thanks.pk}/"
    page = berta.get(here).content.decode()
    ticked = re.findall(r'name="wer" value="([0-9a-f]+)"', page)
    assert len(ticked) == 12
    assert "9 per E-Mail, 3 per Brief" in page
    for _twice in range(2):
        berta.post(f"{here}tun/senden/", {"wer": ticked})
    with BERTA.at_work():
        written = Message.objects.filter(purpose="awards.thanks")
        assert written.filter(channel="mail").values("mail").distinct().count() == 9
        assert written.filter(channel="letter").count() == 3
        assert written.count() == 12
    assert berta.get(f"{here}briefe.pdf").content.startswith(b"%PDF")
    assert IDA.browser().post(f"{here}tun/senden/", {"wer": ticked}).status_code == 403
    assert JAN.browser().get(here).status_code == 404


def test_another_list_for_the_same_occasion_leaves_out_who_had_it() -> None:
    cards(by_mail=2, by_letter=0)
    assert send(draft()).mails == 2
    assert send(draft()).mails == 0
    assert send(draft(occasion="Dank 2027")).mails == 2


def test_who_wants_no_letters_of_thanks_gets_none_on_any_list_until_they_do() -> None:
    cards(by_mail=2, by_letter=0)
    first = draft()
    with BERTA.at_work() as actor:
        mark = people_to_thank(first)[0].mark
        for _twice in range(2):
            services.stop_thanking(actor=actor, thanks=first, mark=mark)
        assert NoThanks.objects.count() == 1
    assert send(first).mails == 1
    assert send(draft(occasion="Tag des Ehrenamts")).mails == 1
    with BERTA.at_work() as actor:
        services.thank_again(actor=actor, thanks=first, mark=mark)
    assert send(first).mails == 1


def test_hours_of_the_year_jubilees_and_those_who_stopped_are_found_with_their_numbers() -> None:
    public = records.an_organisation(by=BERTA)
    offer = offers.an_offer(by=BERTA, of=public)
    tom = volunteers.a_volunteer(by=BERTA, name="Tom Vorlage", mail="tom@vorlage.example")
    placement = volunteers.placed(tom, offer, by=BERTA)
    office = BERTA.office()
    with BERTA.at_work():
        now = timezone.now()
        Hours.objects.create(
            office=office, placement=placement, on=datetime.date(2026, 5, 1), hours=Decimal("7.5"), by="office",
            written_at=now, confirmed_at=now, token="a",
        )  # fmt: skip
        Placement.objects.filter(pk=placement.pk).update(began_on=datetime.date(2016, 3, 1))
    with BERTA.at_work():
        [one] = people_to_thank(draft(group="hours", least=5))
        assert one.hours == Decimal("7.5")
        assert people_to_thank(draft(group="hours", least=8)) == []
        [jubilee] = people_to_thank(draft(group="jubilee", least=10))
        assert jubilee.years == 10
        assert people_to_thank(draft(group="jubilee", least=11)) == []
        assert people_to_thank(draft(group="ended")) == []
    assert send(draft(group="hours", least=5)).mails == 1
    with BERTA.at_work():
        [message] = Message.objects.filter(purpose="awards.thanks")
        assert message.subject == "Danke, Tom Vorlage"
        assert [block["text"] for block in message.blocks] == [
            "Guten Tag Tom Vorlage.", "Danke für 7,5 Stunden in Nieheim."
        ]  # fmt: skip


def test_an_address_that_cannot_be_one_stops_nobody_elses_letter() -> None:
    cards(by_mail=2, by_letter=0)
    with BERTA.at_work():
        Card.objects.filter(index=0).update(mail="m0@mensch.e")
    assert send(draft()).mails == 1
    with BERTA.at_work():
        Card.objects.filter(index=0).update(mail="m0@mensch.example")
    assert send(draft()).mails == 1


def test_more_years_than_there_were_find_nobody() -> None:
    thanks = draft(group="jubilee", least=5000)
    with BERTA.at_work():
        assert people_to_thank(thanks) == []


def test_a_placeholder_nobody_knows_is_told_before_anything_goes() -> None:
    with pytest.raises(ValidationError, match="kennen wir nicht"):
        draft(text="Liebe {vorname}")


def card_of(name: str, *, mail: str = "", town: str = "", kind: str = "card") -> Card:
    office, index = BERTA.office(), Card.objects.count()
    end = timezone.localdate() + datetime.timedelta(days=300)
    return Card.objects.create(
        office=office, place=office.place, index=index, name=name, issued_at=timezone.now(), kind=kind, mail=mail,
        expires_on=end, ended_on=end, postal=[name, "Weg 1", town] if town else [],
    )  # fmt: skip


def an_application(card: Card, **more: object) -> Application:
    today = timezone.localdate()
    return Application.objects.create(
        office=card.office, name=card.name, applied_on=today, state="granted", decided_at=timezone.now(), card=card,
        **more,
    )  # fmt: skip


def test_one_person_by_mail_on_one_card_and_by_letter_on_another_is_thanked_once_by_mail() -> None:
    with BERTA.at_work():
        by_letter = card_of("Tom Vorlage", town="33039 Nieheim")
        by_mail = card_of("Tom Vorlage", mail="tom@vorlage.example", kind="jubilee")
        for card in (by_letter, by_mail):
            an_application(card, person="tom vorlage 1980-05-01")
    thanks = draft()
    with BERTA.at_work():
        [tom] = people_to_thank(thanks)
        assert (tom.mail, tom.doubt) == ("tom@vorlage.example", "")
    assert send(thanks) == services.Written(mails=1, letters=0)
    with BERTA.at_work():
        by_mail.delete()
        assert [one.why_not for one in people_to_thank(draft())] == ["thanked"]


def test_who_was_thanked_by_letter_for_a_card_is_known_by_mail_among_those_with_hours() -> None:
    public = records.an_organisation(by=BERTA)
    tom = volunteers.a_volunteer(by=BERTA, name="Tom Vorlage", mail="tom@vorlage.example")
    placement = volunteers.placed(tom, offers.an_offer(by=BERTA, of=public), by=BERTA)
    with BERTA.at_work():
        an_application(card_of("T. Vorlage", town="33039 Nieheim"), volunteer_id=tom.pk)
        Hours.objects.create(
            office=BERTA.office(), placement=placement, on=datetime.date(2026, 5, 1), hours=Decimal(7), by="office",
            written_at=timezone.now(), confirmed_at=timezone.now(), token="a",
        )  # fmt: skip
    assert send(draft()).letters == 1
    with BERTA.at_work():
        assert [one.why_not for one in people_to_thank(draft(group="hours", least=5))] == ["thanked"]
    first = draft(occasion="Tag des Ehrenamts")
    with BERTA.at_work() as actor:
        [one] = people_to_thank(first)
        services.stop_thanking(actor=actor, thanks=first, mark=one.mark)
        assert [one.why_not for one in people_to_thank(draft(group="hours", least=5, occasion="x"))] == ["unwanted"]


def test_an_equal_name_alone_is_shown_before_anything_goes_and_a_person_decides() -> None:
    with BERTA.at_work():
        card_of("Anna Probe", mail="anna@probe.example")
        card_of("Probe Anna", town="33039 Nieheim")
    thanks = draft()
    berta, here = BERTA.browser(), f"/schreibtisch/ehrungen/dank/{thanks.pk}/"
    page = berta.get(here).content.decode()
    assert "Vielleicht zweimal derselbe Mensch" in page
    ticked = re.findall(r'name="wer" value="([0-9a-f]+)" checked', page)
    assert len(ticked) == 1
    berta.post(f"{here}tun/senden/", {"wer": ticked})
    again = berta.get(here).content.decode()
    assert "hat diesen Dank schon bekommen" in again
    both = re.findall(r'name="wer" value="([0-9a-f]+)"', again)
    berta.post(f"{here}tun/senden/", {"wer": both})
    with BERTA.at_work():
        assert Message.objects.filter(purpose="awards.thanks").count() == 2
