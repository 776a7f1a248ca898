package dev.tandem.books.lane;

import dev.tandem.books.ledger.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which way, and which kind of record: what fails together. One endpoint may be ill while the
 * others are well.
 *
 * @param push whether it carries our changes
 * @param kind null for the organisation itself, its accounts and taxes
 */
public record KindOfWork(boolean push, @Nullable Kind kind) {

  public static KindOfWork sending(Kind kind) {
    return new KindOfWork(true, kind);
  }

  /**
   * @param kind null for the organisation itself, its accounts and taxes
   */
  public static KindOfWork reading(@Nullable Kind kind) {
    return new KindOfWork(false, kind == null ? null : kind.shownBy());
  }

  /** As the lane's row has it. */
  String text() {
    return (push ? "push/" : "pull/") + (kind == null ? "reference" : kind.text());
  }

  /** Empty for what another version of the application wrote. */
  static Optional<KindOfWork> of(String text) {
    int cut = text.indexOf('/');
    String name = text.substring(cut + 1);
    for (Kind it : Kind.values()) {
      if (it.text().equals(name)) {
        return Optional.of(new KindOfWork(text.startsWith("push/"), it));
      }
    }
    return name.equals("reference") ? Optional.of(reading(null)) : Optional.empty();
  }

  /** For people: {@code sending invoices}, {@code reading accounts and taxes}. */
  public String words() {
    return (push ? "sending " : "reading ") + (kind == null ? "accounts and taxes" : kind.plural());
  }
}
