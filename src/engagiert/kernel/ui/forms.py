"""How Django draws forms: through the project's own field component."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Set as FORM_RENDERER; `{{ form }}` and `{{ form.name.as_field_group }}` then look like the style guide."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


def for_others[F: forms.Form](form: F) -> F:
    """At the counter somebody types for others: the browser must not offer what it knows of who sits there."""
    for field in form.fields.values():
        if "autocomplete" in field.widget.attrs:
            field.widget.attrs["autocomplete"] = "off"
    return form


def put_errors(form: forms.Form, error: ValidationError) -> None:
    """What a service refuses: each sentence at its field; what belongs to none stands at the top."""
    if hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, error)
