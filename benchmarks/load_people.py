"""What people do, for locust: readers, askers, and colleagues at the desk; in a process of its own (see `load.py`).

Each comes from an address of its own, as a proxy would say, so that limits for one connection do not bound the measure.
"""

import itertools
import os
import random
import re

from locust import HttpUser, between, task

BARE = os.environ.get("LOAD_BARE") == "1"
SLUGS = os.environ.get("LOAD_SLUGS", "").split()
TOWN = os.environ.get("LOAD_TOWN", "koeln")
MAIL, PASSWORD = os.environ.get("LOAD_MAIL", ""), os.environ.get("LOAD_PASSWORD", "")
WORDS = ("vorlesen", "fußball", "deutschkurs", "garten", "senioren begleiten", "chor", "nachhilfe", "feuerwehr")
_number = itertools.count(1)
# A person reads for some seconds; here a second or two, so that fewer people make the same load.
PAUSE = between(0.5, 2)


def hidden(page: str, name: str) -> str:
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    value = re.search(r'value="([^"]*)"', tag.group()) if tag else None
    return value.group(1) if value else ""


class Person(HttpUser):
    abstract = True
    wait_time = PAUSE

    def on_start(self) -> None:
        number = next(_number) + random.randrange(200) * 250
        self.client.headers["X-Forwarded-For"] = f"198.18.{number // 250 % 250}.{number % 250}"


class Reader(Person):
    weight = 16
    abstract = BARE

    @task(4)
    def search(self) -> None:
        self.client.get(f"/{TOWN}/verzeichnis/", params={"q": random.choice(WORDS)}, name="search")

    @task(4)
    def record(self) -> None:
        self.client.get(f"/{TOWN}/verzeichnis/{random.choice(SLUGS)}/", name="record")

    @task(1)
    def everywhere(self) -> None:
        self.client.get(f"/{TOWN}/verzeichnis/", name="directory")


class Asker(Person):
    weight = 2
    abstract = BARE

    @task(2)
    def question(self) -> None:
        path = f"/{TOWN}/fragen/"
        self._send(path, {"kind": "cases.question", "text": f"Frage {random.random()}: Wo ist der Treff?"}, "question")

    @task(1)
    def suggestion(self) -> None:
        self.client.get(f"/{TOWN}/verzeichnis/{random.choice(SLUGS)}/verbessern/", name="suggestion form")

    def _send(self, path: str, values: dict[str, str], name: str) -> None:
        page = self.client.get(path, name=f"{name} form").text
        fields = {field: hidden(page, field) for field in ("csrfmiddlewaretoken", "token")}
        headers = {"Referer": self.client.base_url + path}
        self.client.post(path, data=fields | values, headers=headers, name=f"{name} sent", allow_redirects=False)


class Colleague(Person):
    weight = 2
    abstract = BARE

    def on_start(self) -> None:
        super().on_start()
        page = self.client.get("/anmelden/", name="sign-in form").text
        self.client.post(
            "/anmelden/",
            data={
                "csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken"),
                "login": MAIL.replace("@", f"{random.randrange(20)}@"),
                "password": PASSWORD,
            },
            headers={"Referer": self.client.base_url + "/anmelden/"},
            name="sign-in",
        )

    @task(2)
    def desk(self) -> None:
        self.client.get("/schreibtisch/", name="desk")

    @task(3)
    def cases(self) -> None:
        self.client.get("/schreibtisch/vorgaenge/", name="cases")


class Bare(Person):
    """The page to compare with: one query of 20 rows."""

    abstract = not BARE

    @task
    def page(self) -> None:
        self.client.get("/", name="bare page")
