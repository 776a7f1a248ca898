package dev.tandem.bench.model;

import dev.tandem.bench.model.Edits.Side;
import dev.tandem.bench.push.Practice;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Decisions;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Decides what is before a person, now this way, now that. */
final class Arbiter {

  private static final int MOST = 1_000;

  private final Practice practice;
  private final Cast cast;
  private final OurUser user;
  private final Archive archive;
  private final Edits edits;
  private final Clockwork clockwork;
  private final Random random;
  private final Conflicts conflicts;
  private final Decisions decisions;
  private final Outbox outbox;

  Arbiter(
      Practice practice,
      Cast cast,
      OurUser user,
      Archive archive,
      Edits edits,
      Clockwork clockwork,
      Random random) {
    this.archive = archive;
    this.practice = practice;
    this.cast = cast;
    this.user = user;
    this.edits = edits;
    this.clockwork = clockwork;
    this.random = random;
    this.conflicts = practice.world().bean(Conflicts.class);
    this.decisions = practice.world().bean(Decisions.class);
    this.outbox = practice.world().bean(Outbox.class);
  }

  /** One record that is in dispute, if there is one. */
  void decideOne() {
    practice.run(
        () -> {
          List<RecordRef> records = conflicts.records(null, 0, MOST);
          if (!records.isEmpty()) {
            decide(records.get(random.nextInt(records.size())));
          }
        });
  }

  /** Each record with this chance of a hundred. */
  void decideSome(int percent) {
    practice.run(
        () ->
            conflicts.records(null, 0, MOST).stream()
                .filter(_ -> random.nextInt(100) < percent)
                .forEach(
                    it -> {
                      try {
                        decide(it);
                      } catch (Refused _) {
                        // It stays before them.
                      }
                    }));
  }

  private void decide(RecordRef record) {
    Kind kind = Kind.of(record.kind());
    List<Decisions.Question> questions = decisions.open(kind, record.id());
    var choices = new ArrayList<Decisions.Choice>();
    var typed = new HashMap<String, Decisions.Field>();
    for (Decisions.Question it : questions) {
      if (it.overlap() && it.typed() && random.nextBoolean()) {
        var values = new HashMap<String, String>();
        for (Decisions.Field field : it.fields()) {
          if (!Decisions.Question.isTyped(field.name())) {
            continue;
          }
          values.put(field.name(), value(field));
          typed.put(field.name(), new Decisions.Field(field.name(), null, field.ours(), ""));
        }
        typed.replaceAll(
            (name, was) ->
                new Decisions.Field(
                    name, null, was.ours(), values.getOrDefault(name, was.theirs())));
        choices.add(new Decisions.Choice(false, values));
      } else {
        choices.add(Decisions.Choice.of(it.overlap() || random.nextBoolean()));
      }
    }
    decisions.decide(kind, record.id(), choices, Decisions.seen(questions));
    typed.forEach(
        (name, it) ->
            edits.accept(record, name, clockwork.edit(Side.HERE, it.theirs(), it.ours())));
  }

  private String value(Decisions.Field field) {
    int number = clockwork.value();
    return field.name().equals("due date")
        ? OurUser.dueDate(LocalDate.parse(field.ours()), number).toString()
        : OurUser.value(field.name(), "t", number);
  }

  /**
   * What Xero would not take: a payment is taken back here, whoever is archived there and has
   * something to come is brought back, everything else is tried again.
   */
  void helpOut() {
    practice.run(
        () -> {
          for (Outbox.Standing it : outbox.refusals(MOST)) {
            var payment = new PaymentId(it.record().id());
            try {
              if (it.record().kind().equals(Kind.PAYMENT.text())
                  && cast.taken().containsKey(payment)
                  && !cast.takenBack().contains(payment)) {
                user.takeBack(payment);
              } else if (Archive.isRefused(it) && random.nextBoolean()) {
                archive.bringBack(it.record());
              }
            } catch (Refused _) {
              // It stays before them.
            }
          }
          outbox.tryAgainAll();
        });
  }

  /** For the table. */
  Map<String, Integer> waiting() {
    return practice.in(conflicts::counts);
  }
}
