"""Mail and letters of the office: what is to do, what is on its way, what has gone out."""

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from engagiert.apps.desk.forms import PostalForm, SendAgainForm
from engagiert.apps.desk.shell import page
from engagiert.apps.messages.public import (
    DECIDE,
    DECIDE_SOMEWHERE,
    READ_SOMEWHERE,
    Message,
    answers_to,
    as_html_body,
    as_text,
    letters_pdf,
    selectors,
    services,
    wording,
)
from engagiert.kernel.authz import Actor, guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify

PER_PAGE = 50


@guarded(READ_SOMEWHERE)
@require_GET
def message_list(request: HttpRequest) -> HttpResponse:
    """Letters to print and what needs a decision; or what is on its way; or what is done."""
    actor = actor_of(request)
    view = request.GET.get("zustand", "")
    view = view if view in selectors.VIEWS else ""
    shown = Paginator(selectors.messages_at(actor, view=view), PER_PAGE).get_page(request.GET.get("seite"))
    lines = [_line(message) for message in shown]
    context = {
        "page": shown,
        "view": view,
        "letters": [line for line in lines if view == "" and line["message"].is_letter],
        "mails": [line for line in lines if view != "" or not line["message"].is_letter],
        "may_decide": DECIDE_SOMEWHERE.allows(actor, None),
        "demo": settings.ENGAGIERT_DEMO,
    }
    return page(request, "desk/message_list.html", context, nav="messages")


def _line(message: Message) -> dict[str, Any]:
    return {
        "message": message,
        "url": reverse("desk:message", args=[message.pk]),
        "recipient": message.postal[0] if message.is_letter else message.mail,
        "word": wording.state_word(message),
        "tone": wording.tone(message),
        "state": wording.state_line(message),
        "reason": wording.reason(message),
        "what_to_do": wording.what_to_do(message),
    }


@guarded(READ_SOMEWHERE)
@require_GET
def message(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """One message with its text, what became of it and what can be done."""
    actor = actor_of(request)
    return _message_page(request, actor, selectors.message_for(actor, message_id))


def _message_page(
    request: HttpRequest,
    actor: Actor,
    found: Message,
    *,
    again: SendAgainForm | None = None,
    postal: PostalForm | None = None,
) -> HttpResponse:
    broken = any(form is not None and form.errors for form in (again, postal))
    context = _line(found) | {
        "text": as_text(found.blocks, found.office, found.language),
        "may_decide": DECIDE.allows(actor, found),
        "unsure": found.state == Message.State.IN_DOUBT,
        "stuck": found.state in (Message.State.IN_DOUBT, Message.State.FAILED),
        "may_cancel": found.state in (Message.State.WAITING, Message.State.IN_DOUBT, Message.State.FAILED),
        "again": again or SendAgainForm(initial={"mail": found.mail}),
        "postal": postal or PostalForm(),
    }
    return page(request, "desk/message_detail.html", context, nav="messages", status=422 if broken else 200)


@guarded(DECIDE_SOMEWHERE)
@require_POST
def decide(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """It arrived; send it again; as a letter; not at all."""
    actor = actor_of(request)
    found = selectors.message_for(actor, message_id)
    again = SendAgainForm(request.POST) if "again" in request.POST else None
    postal = PostalForm(request.POST) if "by_post" in request.POST else None
    form = again or postal
    if form is not None and not form.is_valid():
        return _message_page(request, actor, found, again=again, postal=postal)
    try:
        notify(request, _decided(request, actor, found, form))
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("desk:message", found.pk)


def _decided(request: HttpRequest, actor: Actor, found: Message, form: SendAgainForm | PostalForm | None) -> str:
    """Do what was pressed; returns what to say about it."""
    if isinstance(form, SendAgainForm):
        services.send_again(actor=actor, message=found, mail=form.cleaned_data["mail"])
        return _("Die Mail wird noch einmal gesendet.")
    if form is not None:
        services.turn_into_letter(actor=actor, message=found, lines=form.cleaned_data["lines"].splitlines())
        return _("Aus der Mail ist ein Brief geworden. Er wartet darauf, gedruckt zu werden.")
    if "arrived" in request.POST:
        services.confirm_arrival(actor=actor, message=found)
        return _("Vermerkt: Die Mail ist angekommen.")
    if "printed" in request.POST:
        services.mark_printed(actor=actor, letters=[found])
        return _("Vermerkt: Der Brief ist gedruckt.")
    if "cancel" in request.POST:
        services.cancel_message(actor=actor, message=found)
        return _("Vermerkt: Mit dieser Nachricht geschieht nichts mehr.")
    return _("Nichts ist geschehen: Wählen Sie, was mit der Nachricht sein soll.")


@guarded(DECIDE_SOMEWHERE)
@require_POST
def letters(request: HttpRequest) -> HttpResponse:
    """The ticked letters as one PDF; nothing changes, so it may be printed again."""
    actor = actor_of(request)
    found = selectors.letters_among(actor, _ticked(request))
    if not found:
        notify(request, _("Wählen Sie mindestens einen Brief aus."))
        return redirect("desk:messages")
    return _pdf(found, "briefe.pdf")


@guarded(READ_SOMEWHERE)
@require_GET
def letter(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """One letter as PDF, to look at or to print again."""
    actor = actor_of(request)
    found = selectors.letters_among(actor, [selectors.message_for(actor, message_id).pk])
    if not found:
        raise Http404
    return _pdf(found, "brief.pdf")


def _pdf(found: list[Message], filename: str) -> HttpResponse:
    response = HttpResponse(letters_pdf(found, now=timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return response


@guarded(DECIDE_SOMEWHERE)
@require_POST
def printed(request: HttpRequest) -> HttpResponse:
    """The ticked letters are on paper: exactly these, not one that was written since."""
    actor = actor_of(request)
    number = services.mark_printed(actor=actor, letters=selectors.letters_among(actor, _ticked(request)))
    if number:
        words = ngettext(
            "%(number)s Brief ist als gedruckt vermerkt.", "%(number)s Briefe sind als gedruckt vermerkt.", number
        )
        notify(request, words % {"number": number})
    else:
        notify(request, _("Wählen Sie mindestens einen Brief aus, der noch zu drucken ist."))
    return redirect("desk:messages")


def _ticked(request: HttpRequest) -> list[uuid.UUID]:
    """The ids that were ticked; what is none is left out, and so is what goes beyond one page."""
    ids = []
    for value in request.POST.getlist("ids")[:PER_PAGE]:
        try:
            ids.append(uuid.UUID(value))
        except ValueError:
            continue
    return ids


@guarded(READ_SOMEWHERE)
@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """In the demo nothing leaves the house: here stand the mails and letters people would have got. 404 elsewhere."""
    if not settings.ENGAGIERT_DEMO:
        raise Http404
    actor = actor_of(request)
    shown = Paginator(selectors.gone_out(actor), 20).get_page(request.GET.get("seite"))
    pieces = [
        {
            "message": found,
            "url": reverse("desk:message", args=[found.pk]),
            "html": as_html_body(found.blocks, found.office, found.language),
            "text": as_text(found.blocks, found.office, found.language),
            "answers_to": "" if found.is_letter else answers_to(found),
        }
        for found in shown
    ]
    return page(request, "desk/outbox.html", {"page": shown, "pieces": pieces}, nav="messages")
