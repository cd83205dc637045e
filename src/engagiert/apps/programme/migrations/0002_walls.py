"""News and outings are public; who signed up and who sits where are the office's."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, Everyone, build


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_programme"), ("audit", "0001_entries")]
    operations = [
        build("programme_news", Everyone("public page", written_by_office=True)),
        watch("programme_news"),
        build("programme_outing", Everyone("public page", written_by_office=True)),
        watch("programme_outing"),
        build("programme_signup", ByOffice()),
        watch("programme_signup"),
        build("programme_seat", ByOffice()),
        watch("programme_seat"),
    ]
