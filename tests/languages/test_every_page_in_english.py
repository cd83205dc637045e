"""x"""
import re
from collections import defaultdict
import pytest
from django.utils import translation
from tests.cast import BERTA
from tests.factories.worlds import a_world
from tests.languages.reading import german_in
from tests.trust.asking import questions, everything
from django.test import Client

pytestmark = pytest.mark.django_db
KNOWN = re.compile("§§§§")

def test_x():
    world = a_world(BERTA)
    found = defaultdict(list)
    berta = BERTA.browser()
    with translation.override("en"):
        qs = list(questions(world))
    for q in qs:
        r = berta.get(q.url)
        if r.headers["Content-Type"].startswith("text/html") and r.status_code!=302:
            for t in german_in(r.content.decode(), known=KNOWN): found[t].append(q.address.name)
        if r.status_code==405:
            r = berta.post(q.url, {})
    for t, w in found.items(): print(t[:150], "   <-", sorted(set(w))[:3])
    assert 0
