package dev.tandem.books.mirror;

import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.conflicts.Decision;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What a person answers where ours went over theirs. */
@Component
class OverlapAnswers {

  /** Many lines in one, what the practice counts itself, or somebody who is chosen. */
  static final Set<String> NOT_TYPED =
      Set.of(
          Fields.CLIENT,
          Fields.LINES,
          Fields.LINE_AMOUNTS,
          Fields.NUMBER,
          Fields.NAME,
          Fields.GIVEN_NAME,
          Fields.FAMILY_NAME);

  private final RecordMirrors mirrors;
  private final Conflicts conflicts;
  private final Story story;
  private final ApplicationEventPublisher events;

  OverlapAnswers(
      RecordMirrors mirrors, Conflicts conflicts, Story story, ApplicationEventPublisher events) {
    this.mirrors = mirrors;
    this.conflicts = conflicts;
    this.story = story;
    this.events = events;
  }

  /** Nothing waits for it: both sides say ours. What is typed instead goes as any change does. */
  void settle(Kind kind, UUID record, Decisions.Question it, Decisions.Choice choice) {
    var typed = new HashMap<String, String>();
    var before = new HashMap<String, String>();
    for (Decisions.Field field : it.fields()) {
      String value = choice.typed().get(field.name());
      if (!choice.ours() && value != null && !value.strip().equals(field.ours())) {
        typed.put(field.name(), value.strip());
        before.put(field.name(), field.ours());
      }
    }
    if (!typed.isEmpty()) {
      if (!typed.keySet().stream().allMatch(Decisions.Question::isTyped)) {
        throw new Refused("This cannot be typed here. Correct it on its own page.");
      }
      try {
        mirrors.of(kind).correct(it.tenant(), record, typed);
      } catch (DateTimeException e) {
        throw new Refused("Type the day as 2026-11-20. Nothing was decided.");
      }
      events.publishEvent(new RecordToSay(new RecordRef(kind.text(), record)));
    }
    Decision decision = typed.isEmpty() ? Decision.OURS : Decision.TYPED;
    var decisions = new HashMap<String, Decision>();
    it.fields().stream()
        // Lines are put back on their own page, and asked about until then.
        .filter(field -> typed.isEmpty() || Decisions.Question.isTyped(field.name()))
        .forEach(field -> decisions.put(field.name(), decision));
    conflicts.decide(it.tenant(), kind.text(), record, decisions);
    story.note(
        kind,
        it.tenant(),
        null,
        List.of(
            new Story.Event(
                record,
                typed.isEmpty()
                    ? "Our change went over one in Xero: decided that it is fine as it is"
                    : "Our change went over one in Xero: what was written there was put back",
                typed,
                before,
                Map.of())));
  }
}
