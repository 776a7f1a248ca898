package dev.tandem.simulator.faults;

import dev.tandem.simulator.openapi.Schema;
import java.util.List;

/** How a script looks in JSON. */
final class FaultSchemas {
  private static final Schema KIND_NAME = Schema.text();

  static final Schema FAULT = described(Schema.object("Fault"));

  static final Schema WAITING =
      described(Schema.object("WaitingFault"))
          .with("id", Schema.text(), "for taking it away")
          .with("met", Schema.integer(), "fitting requests so far")
          .with("struck", Schema.integer(), "how often it has struck")
          .maybe("left", Schema.integer(), "how often it will strike yet; absent without an end")
          .maybe("schedule", Schema.text(), "when, from/until; empty for always");

  static final Schema STRIKE =
      Schema.object("Strike")
          .with("time", Schema.moment(), "by the simulator's clock")
          .with("id", Schema.text(), "the fault's")
          .with("kind", KIND_NAME, "the fault's")
          .with("method", Schema.text(), "the request's")
          .with("path", Schema.text(), "the request's")
          .with("tenant", Schema.text(), "the organisation called, empty where there is none");

  static final Schema KIND =
      Schema.object("FaultKind")
          .with("kind", KIND_NAME, "its name")
          .with("sentence", Schema.text(), "what a client sees")
          .with("fields", Schema.list(Schema.text()), "those of its own");

  /** What one fault may say, in the query as well. */
  static final List<String> FIELDS =
      List.of(
          "kind",
          "path",
          "method",
          "tenant",
          "after",
          "count",
          "probability",
          "seed",
          "from",
          "until",
          "code",
          "status",
          "detail",
          "problem",
          "retryAfter",
          "remaining",
          "notice",
          "delayMs",
          "silenceMs",
          "where",
          "type",
          "seconds",
          "write",
          "record",
          "id",
          "flaw");

  private FaultSchemas() {}

  private static Schema described(Schema schema) {
    return schema
        .with("kind", KIND_NAME, "what the client sees, see faults/kinds")
        .maybe(
            "path",
            Schema.text(),
            "which addresses, * for anything; the accounting API's if left out")
        .maybe("method", Schema.text(), "any if left out")
        .maybe("tenant", Schema.text(), "calls of this organisation only")
        .maybe("after", Schema.integer(), "how many fitting requests pass unharmed first")
        .maybe(
            "count",
            Schema.integer(),
            "how often; once, or without end if it has a chance or a time")
        .maybe("probability", Schema.number(), "from 0 to 1")
        .maybe("seed", Schema.integer(), "of the dice: the same seed, the same outcomes")
        .maybe("from", Schema.text(), "a moment, or a time of day in UTC, by the simulator's clock")
        .maybe("until", Schema.text(), "likewise, not included")
        .maybe("code", Schema.integer(), "the answer's status")
        .maybe("detail", Schema.text(), "what varies in Xero's words for a status")
        .maybe("problem", Schema.text(), "minute, day, concurrent or appminute")
        .maybe("retryAfter", Schema.integer(), "seconds")
        .maybe("remaining", Schema.oneOf("none", "counted"), "of the calls, as headers tell it")
        .maybe("notice", Schema.text(), "maintenance, unavailable or organisation")
        .maybe("delayMs", Schema.integer(), "milliseconds")
        .maybe(
            "silenceMs", Schema.integer(), "milliseconds of real time before the connection closes")
        .maybe("where", Schema.text(), "before, or body")
        .maybe("type", Schema.text(), "the Content-Type")
        .maybe("seconds", Schema.integer(), "how far the clock is ahead, negative for behind")
        .maybe("write", Schema.text(), "what Xero's user changes first, Contacts/{id} for instance")
        .maybe("record", Schema.text(), "what he changes of it, JSON in Xero's shape")
        .maybe("id", Schema.text(), "which element, by any of its ids; the first if left out")
        .maybe("flaw", Schema.oneOf("date", "number", "id"), "what is wrong with the element");
  }
}
