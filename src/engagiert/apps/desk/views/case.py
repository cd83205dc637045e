"""One case with all it needs on one page, and what can be done with it there."""

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from engagiert.apps.cases.public import Case, Entry, fresh_token, kinds, rules, selectors, services, wording
from engagiert.apps.desk.case_forms import AnswerForm, AskerForm, CloseForm, EntryForm, PassOnForm
from engagiert.apps.desk.shell import page
from engagiert.apps.desk.views.cases import go_on, line_of
from engagiert.apps.messages.public import Inbound, inbound_about, messages_about
from engagiert.apps.messages.public import wording as message_words
from engagiert.kernel.authz import Actor, guarded
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.links.public import address_of
from engagiert.kernel.ui.notices import notify


@guarded(rules.READ_SOMEWHERE)
@require_GET
def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Asker, clock, timeline, answer and everything else that can be done."""
    actor = actor_of(request)
    return _shown(request, actor, selectors.case_for(actor, case_id))


def _shown(request: HttpRequest, actor: Actor, found: Case, *, status: int = 200, **forms: Any) -> HttpResponse:
    today = timezone.localdate()
    kind = kinds.kind_of(found.kind)
    asker = wording.asker_of(found)
    colleagues = selectors.colleagues_at(found.office_id)
    others = [one for one in colleagues if one.pk != actor.account_id]
    templates = selectors.answer_templates(found.office_id, found.kind)
    key = found.about.partition(":")[2]
    # Who works at one office alone is at the desk of the case.
    desk = {"office": found.office} if len(actor.office_ids) == 1 else {}
    context = (
        desk
        | line_of(found)
        | {
            "asker": asker,
            "spoken": wording.spoken_for(asker) if asker else "",
            "clock": wording.due_words(found, today),
            "entries": _timeline(actor, found),
            "notes": list(selectors.confidential_notes_of(found)),
            "same": [line_of(other) for other in selectors.cases_of_same_asker(found)] if asker else [],
            "about_url": reverse(kind.page, args=[key]) if kind.page and key else "",
            "decided_there": kind.decided_there,
            "may_work": rules.WORK.allows(actor, found),
            "is_mine": found.owner_id is not None and found.owner_id == actor.account_id,
            "templates": templates,
            "answer": forms.get("answer") or _answer_form(request, found, templates),
            "overtaken": forms.get("overtaken"),
            "entry": forms.get("entry")
            or EntryForm(colleagues=others, initial={"token": fresh_token()}, auto_id="e_%s"),
            "person": forms.get("person") or AskerForm(instance=asker, auto_id="p_%s"),
            "close": CloseForm(initial={"seen": found.version}, auto_id="c_%s"),
            "colleagues": others,
            "offices": selectors.offices_near(found.office),
            "sharing": Case.Sharing.choices if not kind.confidential else [],
            "keys": [("W", _("nächster Vorgang")), ("U", _("übernehmen")), ("E", _("antworten und abschließen"))],
        }
    )
    return page(request, "desk/case_detail.html", context, nav="cases", status=status)


def _timeline(actor: Actor, found: Case) -> list[dict[str, Any]]:
    about = f"cases.case:{found.pk}"
    entries = selectors.entries_of(found)
    named = {entry.facts.get("inbound", "") for entry in entries}
    # Most cases are told at the counter and on the phone: nothing was written, nothing came in.
    has_written, has_mail = any(entry.message_id for entry in entries), found.channel == Case.Channel.MAIL or any(named)
    sent = {message.pk: message for message in messages_about(actor, about)} if has_written else {}
    came = {str(mail.pk): mail for mail in inbound_about(actor, about)} if has_mail else {}
    # The mail out of which somebody at the desk made the case.
    began = next((mail for key, mail in came.items() if mail.kind == Inbound.Kind.REPLY and key not in named), None)
    return [
        {
            "entry": entry,
            "title": wording.entry_title(entry),
            "icon": wording.ENTRY_ICONS[entry.kind],
            "message": sent.get(entry.message_id) if entry.message_id else None,
            "sent": message_words.state_line(sent[entry.message_id]) if entry.message_id in sent else "",
            **_mail_of(began if entry.kind == Entry.Kind.ASKED else came.get(entry.facts.get("inbound", ""))),
        }
        for entry in entries
    ]


def _mail_of(mail: Inbound | None) -> dict[str, Any]:
    if mail is None:
        return {}
    return {"mail": mail, "files": len(mail.files.all()), "warning": message_words.inbound_warning(mail)}


def _ways(found: Case) -> list[tuple[str, Any]]:
    """Only ways that exist: nothing asks for an address that nobody has."""
    asker = wording.asker_of(found)
    ways: list[tuple[str, Any]] = []
    if asker and (asker.mail or asker.speaker_mail):
        ways.append(("mail", _("E-Mail an %(mail)s") % {"mail": asker.mail or asker.speaker_mail}))
    if asker and asker.postal:
        ways.append(("letter", _("Brief an %(name)s") % {"name": asker.postal[0]}))
    if asker and (asker.phone or asker.speaker_phone):
        ways.append(("told", _("Am Telefon gesagt: %(phone)s") % {"phone": asker.phone or asker.speaker_phone}))
    else:
        ways.append(("told", _("Persönlich gesagt")))
    preferred = {"phone": "told", "counter": "told", "post": "letter"}.get(asker.reach if asker else "", "mail")
    return sorted(ways, key=lambda way: way[0] != preferred)


def _answer_form(request: HttpRequest, found: Case, templates: list[Any]) -> AnswerForm:
    chosen = parameters.text(request.GET, "vorlage", longest=20)
    text = next((one.text for one in templates if str(one.pk) == chosen), "")
    initial = {"seen": found.version, "token": fresh_token(), "text": text}
    return AnswerForm(ways=_ways(found), initial=initial)


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def answer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Send the words; whoever was overtaken gets them back beside what happened."""
    actor = actor_of(request)
    found = selectors.case_for(actor, case_id)
    form = AnswerForm(request.POST, ways=_ways(found))
    if not form.is_valid():
        return _shown(request, actor, found, answer=form, status=422)
    then = next((name for name in services.THEN if name in request.POST), "stay")
    data = form.cleaned_data
    try:
        services.answer_case(
            actor=actor,
            case=found,
            answer=services.Answer(
                text=data["text"],
                way=data["way"],
                then=then,
                outcome=data["outcome"],
                reason=data["reason"],
                status=_status(request, actor, found) if data["way"] != "told" and then != "close" else ("", ""),
            ),
            seen=data["seen"],
            token=form.taken_as(),
        )
    except services.Overtaken as overtaken:
        given = request.POST.copy()
        given["seen"] = str(overtaken.case.version)
        again = AnswerForm(given, ways=_ways(found))
        entries = [{"entry": one, "title": wording.entry_title(one)} for one in overtaken.entries]
        return _shown(request, actor, selectors.case_for(actor, case_id), answer=again, overtaken=entries, status=409)
    except ValidationError as error:
        form.add_error(None, error)
        return _shown(request, actor, found, answer=form, status=422)
    said = {
        "close": _("Beantwortet und abgeschlossen: %(number)s."),
        "ask": _("Die Rückfrage ist notiert. Die Uhr steht, bis eine Antwort kommt: %(number)s."),
        "stay": _("Die Antwort ist notiert. Der Vorgang bleibt offen: %(number)s."),
    }
    undo = reverse("desk:case_act", args=[found.pk, "oeffnen"]) if then == "close" else ""
    notify(request, said[then] % {"number": found.number}, undo_url=undo)
    return go_on(actor, found) if then == "close" else redirect("desk:case", found.pk)


def _status(request: HttpRequest, actor: Actor, found: Case) -> tuple[str, str]:
    code = services.status_code(actor=actor, case=found)
    return code, request.build_absolute_uri(address_of(code))


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def write(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """A note, a call, what came back, or a confidential note; nobody can be overtaken by these."""
    actor = actor_of(request)
    found = selectors.case_for(actor, case_id)
    colleagues = selectors.colleagues_at(found.office_id)
    form = EntryForm(request.POST, colleagues=colleagues, auto_id="e_%s")
    if not form.is_valid():
        return _shown(request, actor, found, entry=form, status=422)
    text, token = form.cleaned_data["text"], form.taken_as()
    if "confidential" in request.POST:
        readers = [int(key) for key in form.cleaned_data["readers"]]
        services.add_confidential_note(actor=actor, case=found, text=text, readers=readers, token=token)
    elif "reply" in request.POST:
        services.note_reply(actor=actor, case=found, text=text, channel="counter", token=token)
    elif "call" in request.POST:
        services.add_call(actor=actor, case=found, text=text, token=token)
    else:
        services.add_note(actor=actor, case=found, text=text, token=token)
    return redirect(f"{reverse('desk:case', args=[found.pk])}#verlauf")


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def correct(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Name, numbers and address of the asker."""
    actor = actor_of(request)
    found = selectors.case_for(actor, case_id)
    form = AskerForm(request.POST, instance=wording.asker_of(found), auto_id="p_%s")
    if not form.is_valid():
        return _shown(request, actor, selectors.case_for(actor, case_id), person=form, status=422)
    services.correct_asker(actor=actor, case=found, asker=form.instance)
    return redirect("desk:case", found.pk)


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def act(request: HttpRequest, case_id: uuid.UUID, verb: str) -> HttpResponse:
    """Everything that one press does."""
    actor = actor_of(request)
    found = selectors.case_for(actor, case_id)
    doing = _VERBS.get(verb)
    if doing is None:
        raise Http404
    try:
        said = doing(request, actor, found)
    except services.Overtaken as overtaken:
        names = ", ".join(dict.fromkeys(entry.by for entry in overtaken.entries))
        notify(request, _("Inzwischen hat sich etwas getan (%(names)s). Sehen Sie erst nach.") % {"names": names})
        return redirect("desk:case", found.pk)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
        return redirect("desk:case", found.pk)
    notify(request, said)
    return go_on(actor, found) if verb in _LEAVING else redirect("desk:case", found.pk)


def _take(request: HttpRequest, actor: Actor, found: Case) -> str:
    seen = parameters.number(request.POST, "seen_owner", otherwise=0) or None
    services.take_case(actor=actor, case=found, seen_owner=seen)
    return _("Sie kümmern sich um diesen Vorgang.")


def _confirm(request: HttpRequest, actor: Actor, found: Case) -> str:
    services.confirm_receipt(actor=actor, case=found, status=_status(request, actor, found))
    return _("Die Bestätigung mit dem Code ist geschrieben.")


def _release(request: HttpRequest, actor: Actor, found: Case) -> str:
    services.give_back(actor=actor, case=found)
    return _("Der Vorgang ist wieder für alle frei.")


def _give(request: HttpRequest, actor: Actor, found: Case) -> str:
    colleagues = selectors.colleagues_at(found.office_id)
    form = PassOnForm(request.POST, choices=[(one.pk, one.name) for one in colleagues])
    to = _chosen(form, colleagues)
    services.give_to_colleague(actor=actor, case=found, account=to, words=form.cleaned_data["words"])
    return _("Weitergegeben an %(name)s.") % {"name": to.name}


def _hand_over(request: HttpRequest, actor: Actor, found: Case) -> str:
    offices = selectors.offices_near(found.office)
    form = PassOnForm(request.POST, choices=[(one.pk, one.name) for one in offices])
    to = _chosen(form, offices)
    site = request.build_absolute_uri("/").rstrip("/")
    services.hand_over(actor=actor, case=found, office=to, words=form.cleaned_data["words"], site=site)
    asker = wording.asker_of(found)
    if asker is not None and asker.reach in ("mail", "post"):
        return _("Abgegeben an %(name)s. Die Person bekommt Nachricht.") % {"name": to.name}
    return _("Abgegeben an %(name)s. Sagen Sie es bitte der Person.") % {"name": to.name}


def _chosen(form: PassOnForm, choices: list[Any]) -> Any:
    if not form.is_valid():
        raise ValidationError(_("Wählen Sie aus, an wen der Vorgang geht."))
    return next(one for one in choices if str(one.pk) == form.cleaned_data["to"])


def _close(request: HttpRequest, actor: Actor, found: Case) -> str:
    form = CloseForm(request.POST)
    if not form.is_valid():
        raise ValidationError(_("Wählen Sie, wie der Vorgang ausgegangen ist."))
    data = form.cleaned_data
    services.close_case(actor=actor, case=found, outcome=data["outcome"], reason=data["reason"], seen=data["seen"])
    return _("Abgeschlossen: %(number)s.") % {"number": found.number}


def _open(request: HttpRequest, actor: Actor, found: Case) -> str:
    services.reopen_case(actor=actor, case=found)
    return _("Der Vorgang ist wieder offen. Die Zusage zählt ab heute.")


def _run(request: HttpRequest, actor: Actor, found: Case) -> str:
    services.run_clock_again(actor=actor, case=found)
    return _("Die Uhr läuft wieder.")


def _merge(request: HttpRequest, actor: Actor, found: Case) -> str:
    try:
        other = selectors.case_for(actor, uuid.UUID(request.POST.get("other", "")))
    except ValueError as error:
        raise ValidationError(_("Wählen Sie den zweiten Vorgang.")) from error
    services.merge_cases(actor=actor, case=other, into=found)
    return _("%(number)s steht jetzt mit in diesem Vorgang.") % {"number": other.number}


def _share(request: HttpRequest, actor: Actor, found: Case) -> str:
    sharing = request.POST.get("sharing", "")
    if sharing not in Case.Sharing.values:
        raise ValidationError(_("Wählen Sie, wer diesen Vorgang sehen darf."))
    subject = parameters.text(request.POST, "subject", longest=200)
    services.share_case(actor=actor, case=found, sharing=sharing, subject=subject)
    return _("Sichtbar für: %(who)s.") % {"who": Case.Sharing(sharing).label}


_VERBS: dict[str, Callable[[HttpRequest, Actor, Case], str]] = {
    "uebernehmen": _take,
    "bestaetigen": _confirm,
    "freigeben": _release,
    "weitergeben": _give,
    "abgeben": _hand_over,
    "abschliessen": _close,
    "oeffnen": _open,
    "weiter": _run,
    "zusammenlegen": _merge,
    "teilen": _share,
}
_LEAVING = {"abgeben", "abschliessen"}


@guarded(rules.READ_SOMEWHERE)
@require_GET
def slip(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """A slip to print and to hand over: the code, the office, nothing of what was asked."""
    actor = actor_of(request)
    found = selectors.case_for(actor, case_id)
    code = services.status_code(actor=actor, case=found) if rules.WORK.allows(actor, found) else ""
    context = line_of(found) | {
        "code": code,
        "address": request.build_absolute_uri(address_of(code)) if code else "",
        "clock": wording.due_words(found, timezone.localdate()),
        "code_page": request.build_absolute_uri(reverse("code:enter")),
    }
    return page(request, "desk/case_slip.html", context, nav="cases")
