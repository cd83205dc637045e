"""Letters of thanks at the desk: whom, in which words, a look before they go, the letters to print."""

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.awards.public import rules, services, thanks_selectors, thanks_text
from engagiert.apps.cases.public import fresh_token
from engagiert.apps.desk.award_forms import ThanksForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.apps.messages.public import as_html_body, letters_pdf
from engagiert.apps.messages.public import selectors as message_selectors
from engagiert.kernel.authz import guarded, require
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

_TURNED_BACK = 422


@guarded(rules.READ_SOMEWHERE)
@require_GET
def thanks_list(request: HttpRequest) -> HttpResponse:
    """All letters of thanks of the office, the newest first."""
    actor = actor_of(request)
    office = directory_selectors.own_offices(actor)[0]
    context = {
        "thanks": thanks_selectors.thanks_at(actor, office.pk),
        "may_write": rules.FOLLOW.allows(actor, office.pk),
        "office": office,
    }
    return page(request, "desk/thanks_list.html", context, nav="awards")


@keeps_entry
@guarded(rules.WORK_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def new_thanks(request: HttpRequest) -> HttpResponse:
    """Whom, for what, in which words; nothing goes out yet."""
    actor = actor_of(request)
    office = directory_selectors.own_offices(actor)[0]
    require(actor, rules.FOLLOW, office.pk)
    initial = {"token": fresh_token(), "year": timezone.localdate().year}
    form = ThanksForm(entered(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.draft_thanks(actor=actor, office=office, letters=form.letters(), token=form.taken_as())
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect("desk:thanks", made.pk)
    context = {"form": form, "office": office}
    return page(request, "desk/thanks_new.html", context, nav="awards", status=_TURNED_BACK if form.errors else 200)


@keeps_entry
@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def thanks(request: HttpRequest, thanks_id: uuid.UUID) -> HttpResponse:
    """Who is meant, who gets a mail and who a letter, and one of them to read; the words can still be changed."""
    actor = actor_of(request)
    found = thanks_selectors.thanks_for(actor, thanks_id)
    form = ThanksForm(entered(request), initial=ThanksForm.of(found))
    if request.method == "POST":
        require(actor, rules.TAKE_DOWN, found)
        if form.is_valid():
            try:
                services.draft_thanks(actor=actor, office=found.office, letters=form.letters(), thanks=found)
            except ValidationError as error:
                put_errors(form, error)
            else:
                notify(request, _("Gespeichert."))
                return redirect("desk:thanks", found.pk)
    people = thanks_selectors.people_to_thank(found)
    ready = [one for one in people if not one.why_not]
    sample = thanks_text(found, ready[0]) if ready else None
    context = {
        "thanks": found,
        "people": people,
        "ready": ready,
        "doubts": [one for one in ready if one.doubt],
        "mails": sum(one.is_mail for one in ready),
        "letters": sum(not one.is_mail for one in ready),
        "sample": sample,
        "sample_body": as_html_body(sample.blocks, found.office, sample.language) if sample else "",
        "may_write": rules.TAKE_DOWN.allows(actor, found),
        "form": form,
        "office": found.office,
    }
    return page(request, "desk/thanks_detail.html", context, nav="awards", status=_TURNED_BACK if form.errors else 200)


@guarded(rules.READ_SOMEWHERE)
@require_GET
def letters(request: HttpRequest, thanks_id: uuid.UUID) -> HttpResponse:
    """All letters of this occasion as one PDF; it may be printed again."""
    actor = actor_of(request)
    found = thanks_selectors.thanks_for(actor, thanks_id)
    written = message_selectors.letters_among(actor, thanks_selectors.message_ids_of(found))
    if not written:
        raise Http404
    response = HttpResponse(letters_pdf(written, now=timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="dank.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def act(request: HttpRequest, thanks_id: uuid.UUID, doing: str) -> HttpResponse:
    """Write to those who are ticked; somebody wants no letters of thanks, or wants them after all."""
    actor = actor_of(request)
    found = thanks_selectors.thanks_for(actor, thanks_id)
    require(actor, rules.TAKE_DOWN, found)
    mark = parameters.text(request.POST, "mark", longest=64)
    if doing == "senden":
        written = services.send_thanks(actor=actor, thanks=found, marks=request.POST.getlist("wer"))
        words = _("%(mails)s Mails sind unterwegs, %(letters)s Briefe warten auf den Drucker.")
        notify(request, words % {"mails": written.mails, "letters": written.letters})
    elif doing == "nie":
        services.stop_thanking(actor=actor, thanks=found, mark=mark)
        notify(request, _("Gemerkt: Dieser Mensch bekommt keine Dankesbriefe mehr."))
    elif doing == "doch":
        services.thank_again(actor=actor, thanks=found, mark=mark)
        notify(request, _("Gemerkt."))
    else:
        raise Http404
    return redirect("desk:thanks", found.pk)
