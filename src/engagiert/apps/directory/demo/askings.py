"""Cases of the demo towns in all states. Everybody in them is invented, and called so that one sees it."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from engagiert.apps.accounts.public import Account, Office, actor_for
from engagiert.apps.cases.public import Case, asked_by, open_case
from engagiert.apps.cases.public import services as cases
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter


@dataclass(frozen=True, slots=True)
class DemoCase:
    """``days`` ago it came in; ``then`` is what has become of it: "", taken, asked, or an outcome."""

    days: int
    kind: str
    channel: str
    name: str
    reach: str
    subject: str
    text: str
    then: str = ""
    for_whom: str = ""
    relation: str = ""


_HELP, _OFFER, _QUESTION, _CLUB = (
    f"cases.{name}" for name in ("need_of_help", "wish_to_help", "question", "from_organisation")
)
IN_LUENEN = (
    DemoCase(8, _HELP, "phone", "Irmgard Entwurf", "0000 110", "Begleitung zur Augenklinik am Dienstag",
             "Sie sieht schlecht und traut sich den Bus nicht zu. Ein Taxi wäre zu teuer."),
    DemoCase(3, _HELP, "phone", "Klaas Exempel", "0000 120\nMusterweg 12\n44532 Lünen", "Glühbirne wechseln",
             "Er ruft für seine Tante an. Sie hat kein Telefon.", "asked", "Anneliese Erdacht", "Tante"),
    DemoCase(2, _CLUB, "mail", "Stahlbau Muster GmbH", "azubis@stahlbau.example", "Sozialer Tag für 14 Auszubildende",
             "Wir möchten im Mai einen Tag lang mit anpacken, am liebsten draußen.", "taken"),
    DemoCase(1, _HELP, "phone", "Willi Vorlage", "0000 130", "Lampe wechseln und ein Bild aufhängen",
             "Er hört schlecht, bitte laut und langsam sprechen. Am liebsten nachmittags.", "taken"),
    DemoCase(1, _OFFER, "form", "Samira Exempel", "samira@post.example", "Sprachcafé Horstmar: Ich spreche Arabisch",
             "Ich habe dienstags ab 16 Uhr Zeit und würde gern beim Sprachcafé mitmachen."),
    DemoCase(1, _OFFER, "letter", "Heinz Platzhalter", "Beispielgasse 4\n44534 Lünen", "Möchte in der Schule vorlesen",
             "Er hat kein Telefon und bittet um Antwort per Brief."),
    DemoCase(0, _QUESTION, "counter", "Familie Demo", "", "Patin für Zwillinge, vier Monate alt",
             "Kommt am Donnerstag wieder vorbei."),
    DemoCase(0, _CLUB, "form", "Chor Klangbrücke (Probe)", "chor@klangbruecke.example", "Probenraum mittwochs gesucht",
             "Unser Raum wird umgebaut. Wir sind 30 Leute und brauchen ein Klavier."),
    DemoCase(12, _OFFER, "form", "Ole Beispiel", "ole@post.example", "Repariert Fahrräder", "", "brought_together"),
    DemoCase(20, _QUESTION, "phone", "Ayla Probe", "0000 140", "Wie bekomme ich die Ehrenamtskarte?", "", "answered"),
    DemoCase(33, _HELP, "counter", "Gertrud Muster", "", "Formular vom Amt verstehen", "", "helped"),
    DemoCase(40, _CLUB, "mail", "Sportfreunde Probe", "vorstand@sportfreunde.example", "Kassenwart gesucht", "",
             "elsewhere"),
    DemoCase(47, _OFFER, "form", "Tom Vorlage", "tom@post.example", "Hilft gern am Wochenende", "", "brought_together"),
    DemoCase(61, _QUESTION, "letter", "Karl Entwurf", "Musterallee 9\n44532 Lünen", "Gibt es einen Schachclub?", "",
             "answered"),
)  # fmt: skip
ELSEWHERE = (
    DemoCase(2, _QUESTION, "form", "Mira Beispiel", "mira@post.example", "Wo kann ich mit Kindern singen?",
             "Wir sind neu in der Stadt und suchen etwas für den Nachmittag."),
    DemoCase(1, _HELP, "phone", "Hermann Probe", "0000 150", "Einkauf für zwei Wochen", "Am liebsten montags."),
    DemoCase(9, _OFFER, "counter", "Rosa Muster", "0000 160", "Hilft gern beim Sommerfest", "", "brought_together"),
)  # fmt: skip
_TEMPLATES = (
    ("Danke, wir melden uns", "danke für Ihre Nachricht. Wir suchen jemanden, der passt, und melden uns bei Ihnen."),
    ("Hilfe gefunden", "wir haben jemanden für Sie gefunden.\n\nPasst Ihnen der vorgeschlagene Tag? Rufen Sie uns an."),
)


def load_cases(office: Office, account: Account, asked: tuple[DemoCase, ...]) -> None:
    """Open the cases as the account that works there; nothing where the office has some already."""
    actor = actor_for(account)
    with enter(actor, action="demo.load"):
        if Case.objects.filter(office=office).exclude(kind__startswith="directory.").exists():
            return
        for title, text in _TEMPLATES:
            cases.save_template(actor=actor, office=office, title=title, text=text)
        if asked[0] is IN_LUENEN[0]:
            # This office is set up; Nieheim finds at its desk that nobody has looked at the promises yet.
            cases.promise_days(actor=actor, office=office, days={_HELP: 3, _OFFER: 3, _QUESTION: 3, _CLUB: 5})
        for one in asked:
            _open(actor, office, one)


def _open(actor: Actor, office: Office, one: DemoCase) -> None:
    received = timezone.now() - datetime.timedelta(days=one.days, minutes=7 * len(one.subject))
    case = open_case(
        actor=actor,
        office=office,
        kind=one.kind,
        asker=asked_by(name=one.name, for_whom=one.for_whom, relation=one.relation, reach=one.reach),
        channel=one.channel,
        subject=one.subject,
        text=one.text,
        received_at=received,
    )
    if one.then == "taken":
        cases.take_case(actor=actor, case=case)
        cases.add_note(actor=actor, case=case, text="Zwei Leute gefragt, eine Antwort steht noch aus.")
    elif one.then == "asked":
        answer = cases.Answer(
            text="Ist eine Leiter im Haus? Schreiben Sie uns, oder rufen Sie an.", way="letter", then="ask"
        )
        cases.answer_case(actor=actor, case=case, answer=answer, seen=None, token="demo")  # noqa: S106 - names a form
    elif one.then:
        cases.close_case(actor=actor, case=case, outcome=one.then)
        # Long ago, as the numbers of the year show it: a day or four after it came in.
        closed = received + datetime.timedelta(days=1 + len(one.subject) % 4)
        Case.objects.filter(pk=case.pk).update(closed_at=closed, closed_on=timezone.localdate(closed))
