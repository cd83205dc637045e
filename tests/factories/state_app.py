"""Files for the state's app and of it, as an office keeps them."""

from typing import Any

from engagiert.apps.recognition import services
from engagiert.apps.recognition.models import AppList, Card
from tests.cast import Person

HEAD = "Antragsnummer;Name;Geburtsdatum;Organisation;Seit;Status\n"


def a_file_of_the_app(*, by: Person, name: str, number: str = "NRW-1") -> AppList:
    """One application, tried."""
    with by.at_work("tests.try_app_list") as actor:
        content = f"{HEAD}{number};{name};01.05.1980;Chor Beispiel;2020;\n".encode()
        run = services.receive_app_list(actor=actor, office=by.office(), filename="landes-app.csv", content=content)
        services.choose_app_columns(actor=actor, run=run, fields=[one["field"] for one in run.columns])
        services.try_app_list(actor=actor, run=run)
        return run


def something_of_the_app(of: Person, words: dict[str, str], card: Card) -> dict[str, Any]:
    """The office hands cards over and has handed one; of two files one is tried, the other taken over."""
    tried = a_file_of_the_app(by=of, name=words["name in a file of the app"])
    done = a_file_of_the_app(by=of, name="Erna Beispiel", number="NRW-2")
    with of.at_work("tests.hand_over_cards") as actor:
        services.set_app_layout(actor=actor, office=of.office(), in_use=True)
        services.agree_to_app(actor=actor, card=card, way="counter")
        handed = services.hand_over_cards(actor=actor, office=of.office(), parts=["new"])
        services.take_over_app_list(actor=actor, run=done)
    return {"hand_over": handed, "app_tried": tried, "app_done": done}
