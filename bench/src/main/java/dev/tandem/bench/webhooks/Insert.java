package dev.tandem.bench.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.books.inbox.AcceptStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The application's own statement for one delivery of so many events, with what stands in it: the
 * same bytes each time, but the keys, which are new ones as they are when Xero delivers.
 */
final class Insert {

  private static final String TIME = "2026-11-20T01:15:39.902Z";

  /** Which of the statement's parameters are the events' keys. */
  static final int KEYS = 9;

  private final int events;

  Insert(int events) {
    this.events = events;
  }

  int events() {
    return events;
  }

  /** In the order of the statement, as PostgreSQL reads them from text; no keys. */
  List<String> parameters() {
    return List.of(
        "xero",
        TIME,
        "{0a1b2c3d}",
        "{1}",
        "{" + events + "}",
        "{" + events + "}",
        "{0}",
        TIME,
        TIME,
        "",
        array(() -> Signed.TENANT.toString()),
        array(() -> "INVOICE"),
        array(() -> "UPDATE"),
        array(() -> UUID.randomUUID().toString()),
        array(() -> TIME),
        array(() -> "\"\\\\x" + body() + "\""),
        array(() -> "NULL"),
        "xero");
  }

  private static String body() {
    return HexFormat.of().formatHex(Signed.event(UUID.randomUUID()).getBytes(UTF_8));
  }

  private String array(Supplier<String> element) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      all.add(element.get());
    }
    return "{" + String.join(",", all) + "}";
  }

  /**
   * For pgbench: the transaction with its variables for the parameters, and keys made of one random
   * number.
   */
  String script() {
    List<String> expressions = new ArrayList<>();
    for (int i = 0; i <= parameters().size() - 1; i++) {
      expressions.add(
          i == KEYS
              ? "(select array_agg(sha256(int8send(:base::bigint + i))) from generate_series(1, %d) i)"
                  .formatted(events)
              : ":p" + i);
    }
    return "\\set base random(1, 9000000000000000000)\nbegin;\n"
        + with(expressions)
        + ";\ncommit;\n";
  }

  /** For JDBC: keys made of the one parameter in their place. */
  String statement() {
    List<String> marks = new ArrayList<>(Collections.nCopies(parameters().size(), "?"));
    marks.set(
        KEYS,
        "(select array_agg(sha256(int8send(?::bigint + i))) from generate_series(1, %d) i)"
            .formatted(events));
    return with(marks);
  }

  private static String with(List<String> expressions) {
    var sql = new StringBuilder();
    int at = 0;
    for (String part : AcceptStatement.SQL.split("\\?", -1)) {
      sql.append(part);
      if (at < expressions.size()) {
        sql.append(expressions.get(at++));
      }
    }
    return sql.toString();
  }
}
