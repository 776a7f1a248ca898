package dev.tandem.books.mapping;

import dev.tandem.books.connection.Binding;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where everything belongs in one organisation's books.
 *
 * @param only whether the practice is tied to no other organisation
 * @param rest of the lines
 * @param restOfPayments those by a method that is not mapped
 * @param readAt when its accounts were last read; null if never
 */
public record Mapping(
    Binding organisation,
    boolean only,
    Offered offered,
    List<Row> services,
    List<Row> practitioners,
    List<Row> locations,
    Row rest,
    List<Row> payments,
    Row restOfPayments,
    List<Flaw> flaws,
    List<Suggestion> suggestions,
    @Nullable Instant readAt) {

  /** Of lines, what nothing more particular speaks for. */
  public List<Row> everythingElse() {
    return List.of(rest);
  }

  /** By method, the rest last. */
  public List<Row> allPayments() {
    return Stream.concat(payments.stream(), Stream.of(restOfPayments)).toList();
  }

  /** What it proposes, the same on every node, to be sure that what is taken is what was shown. */
  public String proposed() {
    return Integer.toHexString(suggestions.toString().hashCode());
  }
}
