"""When an act happened: the time expression that belongs to it, else the day of the document.

A time belongs to the clause it stands in.  Clauses share it along coordination, participles and "when"; a relative
clause keeps its own; a verb of saying keeps the time of the saying.  Source: codebook, section 2, time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from khabar.coding.timing.calendar_spans import precision_of
from khabar.coding.timing.time_expressions import TimeExpression, ending_on
from khabar.coding.timing.time_words import TimeWords, load_time_words
from khabar.records import Sentence, Token
from khabar.times import Interval, Occurred

_NOMINAL = frozenset(
    ("nmod", "obl", "obj", "iobj", "nsubj", "compound", "appos", "amod", "nummod", "det", "flat", "case", "advmod",
     "dep", "fixed")
)  # fmt: skip
_SHARING_MARKS = frozenset(("when", "as", "whereby", "in", "by", ""))
_BACKGROUND_DAYS = 365
_COARSE_DAYS = 27
_FAR = 99
_COUNTED_BACK = ("earlier", "before", "previously", "later")


def occurred_of(
    sentence: Sentence,
    trigger: Token,
    expressions: Sequence[TimeExpression],
    *,
    day: date | None,
    planned: bool = False,
    is_speech: bool = False,
    language: str = "en",
) -> Occurred | None:
    """When the act of `trigger` happened; the document's day where no time belongs to it, None without such a day.

    `day` is the document's. `planned` reads weekdays and dates without a year forwards. `is_speech` says that the act
    is itself one of saying (a demand, a threat), so that it may take the time of its verb of saying.
    """
    words = load_time_words(language)
    search = _Search(sentence, words, is_speech)
    usable = [e for e in expressions if not e.is_stamp and e.bound not in ("until", "till", "before")]
    ranked = sorted((cost, abs(e.first_i - trigger.i), n) for n, e in enumerate(usable)
                    if (cost := search.cost(e, trigger)) < _FAR)  # fmt: skip
    if not ranked:
        return None if day is None else Occurred.on(day, basis="document")
    chosen = usable[ranked[0][2]]
    if chosen.is_duration:
        chosen = _placed(chosen, usable, day)
    ahead = planned or search.is_to_come(chosen, trigger)
    return _reading(chosen, day=day, planned=ahead, onward=search.is_onward(chosen, trigger))


def is_background(occurred: Occurred | None, day: date | None) -> bool:
    """Whether an act is history to its report: over more than a year before it. False where either is unknown."""
    return occurred is not None and day is not None and occurred.last_day < day - timedelta(days=_BACKGROUND_DAYS)


def _placed(duration: TimeExpression, others: Sequence[TimeExpression], day: date | None) -> TimeExpression:
    """A duration led by "after" ends on the sentence's day: "taken on Tuesday after two days of fighting"."""
    days = [e for e in others if not e.is_duration and e.occurred.interval.days == 1 and not e.bound]
    if duration.bound != "after" or not days or day is None:
        return duration
    return ending_on(duration, days[0].occurred.last_day)


def _reading(expression: TimeExpression, *, day: date | None, planned: bool, onward: bool) -> Occurred:
    occurred = expression.ahead if planned and expression.ahead is not None else expression.occurred
    if onward and day is not None and occurred.first_day <= day:
        interval = Interval.of_days(occurred.first_day, day)
        return replace(occurred, interval=interval, precision=precision_of(interval))
    return occurred


@dataclass(frozen=True)
class _Search:
    """How far each time expression stands from an act, by the grammar of one sentence."""

    sentence: Sentence
    words: TimeWords
    is_speech: bool

    def top(self, expression: TimeExpression) -> Token:
        """The word by which the expression hangs in the tree."""
        inside = range(expression.first_i, expression.last_i + 1)
        tokens = [self.sentence.tokens[i] for i in inside]
        named = [t for t in tokens if t.pos not in ("ADP", "DET", "PUNCT")] or tokens
        return next((t for t in named if t.head not in inside or t.head == t.i), named[0])

    def cost(self, expression: TimeExpression, trigger: Token) -> int:
        """The clause borders between an expression and an act; 99 = it does not belong to it."""
        if self._is_compared(expression, trigger):
            return _FAR
        near = self._cost_in_tree(expression, trigger)
        if near >= _FAR and (self._is_beside(expression, trigger) or self._is_fronted(expression, trigger)):
            return 6
        return near

    def _cost_in_tree(self, expression: TimeExpression, trigger: Token) -> int:
        top = self.top(expression)
        below = {t.i for t in self.sentence.subtree(top)}
        if top.head == top.i:
            return self._between(top, trigger)
        if trigger.i in below and trigger.i != top.i:
            return self._cost_below(top, expression, trigger)
        first = self.sentence.tokens[expression.first_i]
        is_filled = expression.span.text.lower().endswith(" of") and first.pos not in ("ADP", "SCONJ")
        if expression.is_duration and (expression.bound == "after" or is_filled):
            return _FAR  # "ending a month of clashes": the time of the clashes alone
        host = self.host(top)
        if host.i == trigger.i:
            return 0
        if host.pos == "NOUN" and any(c.lemma == "of" for c in self.sentence.children(top, "case")):
            return _FAR  # "a law of 1941" dates the law
        if trigger.relation in ("amod", "compound") and host.i != trigger.head:
            return _FAR  # "rebel-held Ariha" is no act of Monday's
        if host.dep == "acl" and expression.span.text.lower().endswith(_COUNTED_BACK):
            return _FAR  # "left under a deal struck a week earlier": that dates the deal
        if self._opens(host, trigger):
            return 1
        if self._is_inside_name(top, host) and not self._is_setting(host, trigger):
            return _FAR
        if expression.occurred.interval.days > _COARSE_DAYS and self._depth(host, trigger) > 1:
            return _FAR  # "raised the murder of a guard outside the embassy in 1984"
        return self._between(host, trigger)

    def _is_inside_name(self, top: Token, host: Token) -> bool:
        """Whether a date stands before a noun as part of what it is called: "the 2011 war", "the March 23 Movement"."""
        is_before = top.i < host.i and host.pos in ("NOUN", "PROPN") and top.lemma.lower() not in self.words.weekdays
        is_possessed = top.dep == "nmod:poss" or top.text.lower().endswith("s")
        is_dated = top.lemma.lower() in self.words.relative_days
        return is_before and not is_possessed and not is_dated and not self.sentence.children(top, "case")

    def _is_setting(self, host: Token, trigger: Token) -> bool:
        """Whether the act took place in the dated thing, or is what it did: "seized in the 1967 war"."""
        if host.head != trigger.i:
            return False
        cases = [c.lemma.lower() for c in self.sentence.children(host, "case")]
        is_in = host.relation in ("obl", "nmod") and any(c in ("in", "during", "at") for c in cases)
        return is_in or (host.relation in ("nsubj", "obj") and host.pos == "NOUN")

    def _depth(self, host: Token, trigger: Token) -> int:
        """How many nouns deep below the act the time stands; a time since when the act runs does not count."""
        depth = 0
        for token in (host, *self.sentence.ancestors(host)):
            if token.i == trigger.i or token.relation not in _NOMINAL:
                return depth
            if any(c.lemma.lower() == "since" for c in self.sentence.children(token, "case")):
                return 0
            depth += 1
        return depth

    def _cost_below(self, top: Token, expression: TimeExpression, trigger: Token) -> int:
        if self._is_nominal_path(trigger, top, expression):
            return 0
        # "A bomb was on Monday rammed into": a tree may make the day the predicate.
        is_subject = any(trigger.i == s.i for s in self.sentence.children(top, "nsubj"))
        return 2 if is_subject and self.sentence.head(top).lemma not in self.words.speech else _FAR

    def host(self, top: Token) -> Token:
        """The word whose time an expression is: its head, but for two slips that readers of news do not make.

        "A source told the agency on Friday that" dates the telling; "killed 12 on Monday activists said", the killing.
        """
        tokens, head = self.sentence.tokens, self.sentence.head(top)
        saying = next((t for t in reversed(tokens[: top.i]) if t.pos == "VERB"), None)
        after = tokens[top.i + 1] if top.i + 1 < len(tokens) else None
        is_close = saying is not None and saying.lemma in self.words.speech and top.i - saying.i <= 6
        if saying is not None and is_close and after is not None and after.lemma == "that":
            return saying
        subjects = self.sentence.children(head, "nsubj")
        if head.lemma in self.words.speech and subjects and top.i < subjects[0].i < head.i:
            return saying if saying is not None else head
        return head

    def _opens(self, host: Token, trigger: Token) -> bool:
        """Whether the host tells when the act began: "the fighting that began on Thursday"."""
        is_beginning = host.lemma in self.words.inchoative and host.dep in ("acl:relcl", "acl")
        if not is_beginning:
            return False
        noun = self.sentence.head(host)
        while noun.i != trigger.i and noun.relation in ("nmod", "obl", "conj", "compound", "appos"):
            noun = self.sentence.head(noun)
        return noun.i == trigger.i

    def _is_compared(self, expression: TimeExpression, trigger: Token) -> bool:
        """ "The deadliest day since 2012", "for the first time since the truce in May": a comparison, not a time."""
        tokens = self.sentence.tokens
        since = max((t.i for t in tokens[: expression.first_i] if t.lemma.lower() == "since"), default=-1)
        if since < 0 or trigger.i > since or expression.first_i - since > 12:
            return False
        return any(t.tag == "JJS" or t.lemma in ("first", "worst", "last") for t in tokens[max(0, since - 7) : since])

    def _is_beside(self, expression: TimeExpression, trigger: Token) -> bool:
        """Whether the time follows the verb with no other clause between, whatever the tree: "killed 9 on Monday"."""
        between = self.sentence.tokens[trigger.i + 1 : expression.first_i]
        is_describing = trigger.relation in ("amod", "compound") and trigger.tag != "VBD"
        if trigger.pos != "VERB" or is_describing or trigger.i > expression.first_i or len(between) > 14:
            return False
        breaks = any(
            t.pos in ("VERB", "AUX", "SCONJ", "CCONJ", "PUNCT") and t.text != "-" and t.tag not in ("VBG", "HYPH")
            for t in between
        )
        is_apart = any(t.lemma in self.words.apart or t.tag in ("WDT", "WP") for t in between)
        return not breaks and not is_apart and not expression.is_duration

    def _is_fronted(self, expression: TimeExpression, trigger: Token) -> bool:
        """Whether the time opens the sentence whose main verb the act is, whatever the tree: "In May rebels took"."""
        before = self.sentence.tokens[: expression.first_i]
        is_first = len(before) <= 2 and all(t.pos in ("ADP", "SCONJ", "ADV", "PUNCT", "ADJ") for t in before)
        return is_first and trigger.pos == "VERB" and trigger.head == trigger.i and not expression.is_duration

    def _is_nominal_path(self, low: Token, high: Token, expression: TimeExpression) -> bool:
        """Whether the act is what filled the time: "two days of fighting", "a week of violence in which 60 died"."""
        while low.i != high.i:
            is_inside = low.relation in ("nmod", "obl", "compound", "appos") or (
                expression.is_duration and low.relation == "acl"
            )
            if not is_inside or low.head == low.i:
                return False
            low = self.sentence.head(low)
        return True

    def _between(self, host: Token, trigger: Token) -> int:
        """Steps from the host of the time up to the common clause and down to the act."""
        up, down = self._path(host), self._path(trigger)
        meeting = next((i for i in up if i in down), None)
        if meeting is None:
            return _FAR
        cost = 1
        for side, path in (("up", up), ("down", down)):
            for i in path[: path.index(meeting)]:
                step = self._step(self.sentence.tokens[i], side)
                if step >= _FAR:
                    return _FAR
                cost += step
        crossing = self.sentence.tokens[meeting]
        return cost + (0 if crossing.i in (host.i, trigger.i) else 1)

    def _path(self, token: Token) -> list[int]:
        return [token.i, *(t.i for t in self.sentence.ancestors(token))]

    def _step(self, token: Token, side: str) -> int:
        """What it costs to cross from `token` to its head, 99 where a time does not cross."""
        relation, head = token.relation, self.sentence.head(token)
        if relation in _NOMINAL:
            return self._nominal_step(token, head, side)
        if relation in ("conj", "xcomp", "list"):
            return 2 if self._shares(token, head) else _FAR
        if relation in ("advcl", "acl") and token.dep != "acl:relcl":
            is_apart = token.lemma in self.words.sequence or token.text.lower() in self.words.apart
            return 2 if self._mark(token) in _SHARING_MARKS and not is_apart else _FAR
        if relation in ("ccomp", "parataxis"):
            return self._speech_step(token, head)
        return _FAR

    def _shares(self, token: Token, head: Token) -> bool:
        """Whether joined clauses can have one time: not "emerged in 2013 and now controls", nor "reported to have"."""
        if head.lemma in self.words.speech and (token.relation == "xcomp" or self.sentence.children(token, "nsubj")):
            return False
        own = any(k.lemma.lower() in self.words.own_time for k in self.sentence.children(token, "advmod"))
        return not own and not ({"Past", "Pres"} <= {_tense(token), _tense(head)})

    def _nominal_step(self, token: Token, head: Token, side: str) -> int:
        cases = {c.lemma.lower() for c in self.sentence.children(token, "case")} & self.words.apart
        if cases and not (side == "up" and cases == {"since"}):
            return _FAR
        if head.lemma in self.words.sequence and token.relation in ("nsubj", "obj", "obl"):
            return _FAR
        if side == "down" and token.relation == "nsubj" and head.lemma in self.words.speech and not self.is_speech:
            return _FAR
        if side == "down" or head.pos not in ("VERB", "AUX"):
            return 1
        # "Strikes on Tuesday killed 12": the time of a subject or object is that of its verb.
        return 2 if token.relation in ("nsubj", "obj", "obl") else 1

    def _speech_step(self, token: Token, head: Token) -> int:
        """Times do not pass from a verb of saying to what is said, nor back."""
        is_saying = head.lemma in self.words.speech or token.lemma in self.words.speech
        if not is_saying:
            return 3
        said = token if head.lemma in self.words.speech else head
        subjects = self.sentence.children(said, "nsubj")
        is_speaker = all(s.pos == "PRON" for s in subjects)
        return 3 if self.is_speech and is_speaker else _FAR

    def _mark(self, clause: Token) -> str:
        marks = self.sentence.children(clause, "mark", "advmod")
        return next((m.lemma.lower() for m in marks if m.i < clause.i and m.dep == "mark"), "")

    def is_to_come(self, expression: TimeExpression, trigger: Token) -> bool:
        """Whether the clause of the time, or the act, stands in the future: "a truce will start on Monday"."""
        verbs = (self.host(self.top(expression)), trigger)
        return any(k.lemma.lower() in self.words.future for v in verbs for k in self.sentence.children(v, "aux"))

    def is_onward(self, expression: TimeExpression, trigger: Token) -> bool:
        """Whether the act runs on from the time to the document: "fighting that began on Thursday", "since the war"."""
        host = self.host(self.top(expression))
        if host.i != trigger.i and self._opens(host, trigger):
            return True
        above = set(self._path(trigger))
        for i in self._path(host):
            if i in above:
                return False
            marks = self.sentence.children(self.sentence.tokens[i], "mark", "case")
            if any(k.lemma.lower() == "since" for k in marks):
                return True
        return False


def _tense(token: Token) -> str:
    if "VerbForm=Fin" not in token.morph:
        return ""
    return next((f.partition("=")[2] for f in token.morph.split("|") if f.startswith("Tense=")), "")
