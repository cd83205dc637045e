"""How Django draws forms: through the project's own field component."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Set as FORM_RENDERER; `{{ form }}` and `{{ form.name.as_field_group }}` then look like the style guide."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
