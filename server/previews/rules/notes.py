"""What a form says of a question besides its words: what it scores, when it is asked, for whom."""

from __future__ import annotations

from collections.abc import Iterator

from audit_forms import Form, InWords, Part, Question, Section, say
from server.previews.rules.speech import Speech


class Notes:
    """The notes on one form, in one language."""

    def __init__(self, form: Form, named: str, speech: Speech) -> None:
        """`named` is the language of the form's texts, `speech` speaks the one of the notes."""
        self.form, self.named, self.speech = form, named, speech
        self.numbers = {question.id: n for n, question in enumerate(form.questions, 1)}
        self.words = InWords(form, named, self.numbers)

    def of_part(self, part: Part) -> list[str]:
        """When a later part opens, and for how long."""
        return list(filter(None, [self._stop(self.words.when_open(part))]))

    def of_section(self, section: Section) -> list[str]:
        """Whose part of the conversation it looks at, where it comes from, who sees what of it."""
        gettext = self.speech.gettext
        found = []
        if section.module is not None:
            found.append(gettext("From the module %(module)s.", module=section.module))
        if section.party == "provider":
            found.append(gettext("Has a result of its own: what the staff did."))
        if section.party == "customer":
            found.append(gettext("What the customer did: left out of the store's score."))
        if section.party == "product":
            found.append(gettext("Has a result of its own: what is offered."))
        if section.aggregate_of is not None:
            sentence = gettext(
                "The store sees it only over %(n)s visits together, and never in the score of one.",
                n=section.aggregate_of,
            )
            found.append(sentence)
        return found

    def of(self, question: Question) -> list[str]:
        """All that is to be known of a question and that the phone does not show."""
        return [sentence for sentence in self._of(question) if sentence]

    def _of(self, question: Question) -> Iterator[str]:
        yield self.asked(question)
        yield self._stop(self.words.limits(question))
        if question.id in self.form.in_store:
            yield self.speech.gettext("Pressed in the store, at the moment itself.")
        yield from self._scoring(question)
        yield self._stop(self.words.when_commented(question))
        yield from self._following(question)

    def asked(self, question: Question) -> str:
        """When it is asked; nothing when always."""
        if question.between is not None and question.kind == "money":
            start, end = (self.numbers[id] for id in question.between)
            return self.speech.gettext(
                "Worked out: question %(end)s less question %(start)s. Nobody is asked it.",
                start=start,
                end=end,
            )
        return self._stop(self.words.when_asked(question))

    def _scoring(self, question: Question) -> Iterator[str]:
        gettext = self.speech.gettext
        if question.bands:
            yield gettext("Points: %(bands)s.", bands=", ".join(self._bands(question)))
        if question.scored and question.weight != 1:
            yield gettext("Counts %(n)s times.", n=question.weight)
        if question.points_cap is not None:
            yield gettext("At most %(n)s points in all.", n=question.points_cap)
        if question.lowers is not None and question.lowers_when is not None:
            yield gettext(
                "If %(clause)s, it takes away: %(taken)s.",
                clause=self.words.when_answered(question, question.lowers_when),
                taken=", ".join(f"{self.quality(id)} {n}" for id, n in question.lowers.items()),
            )
        if question.critical is not None:
            yield gettext(
                "Critical: if %(clause)s, the whole visit scores at most %(cap)s.",
                clause=self.words.when_answered(question, question.critical),
                cap=self.form.critical_cap,
            )

    def _bands(self, question: Question) -> Iterator[str]:
        gettext = self.speech.gettext
        for band in question.bands:
            if band.up_to is None:
                yield gettext("above that: %(points)s", points=band.points)
            else:
                most = self.words.amount(question, band.up_to)
                yield gettext("up to %(most)s: %(points)s", most=most, points=band.points)

    def _following(self, question: Question) -> Iterator[str]:
        gettext = self.speech.gettext
        if question.action_when is not None and question.action is not None:
            yield gettext(
                "If %(clause)s, the store is told what to do: “%(action)s”",
                clause=self.words.when_answered(question, question.action_when),
                action=say(question.action, self.named),
            )
        if question.commends is not None:
            n = self.numbers[question.commends.quality]
            yield gettext(
                "These words may reach the store as a commendation, for what question %(n)s names.",
                n=n,
            )
        if question.shown_to == "programme":
            yield gettext("Only the programme sees the answer, never the store.")

    def quality(self, id: str) -> str:
        """What a quality is called."""
        return say(self.form.qualities[id], self.named)

    def section(self, section: Section) -> str:
        """What a section is called."""
        return say(section.title, self.named)

    @staticmethod
    def _stop(clause: str) -> str:
        return f"{clause[0].upper()}{clause[1:]}." if clause else ""
