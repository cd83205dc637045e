"""Every second factor that comes or goes is on record; an office may make one a duty."""

from django.db import migrations, models

from engagiert.kernel.audit.watch import watch


class Migration(migrations.Migration):
    dependencies = [("accounts", "0013_sessions"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [
        migrations.AddField(
            model_name="office",
            name="second_factor_from",
            field=models.DateField(blank=True, null=True),
        ),
        watch("mfa_authenticator", office_column=""),
    ]
