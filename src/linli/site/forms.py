"""How every form is drawn: label, help, field, error, in that order, each tied to the field."""

from django.forms.renderers import TemplatesSetting


class NoticeBoardRenderer(TemplatesSetting):
    """`{{ form }}` and `{{ form.name.as_field_group }}` use the components of the site."""

    form_template_name = "components/form.html"
    field_template_name = "components/form_field.html"
