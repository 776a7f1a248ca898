package dev.tandem.books.ledger.xero;

import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.LedgerPage;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.ledger.Reply;
import dev.tandem.xero.accounting.XeroPage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pages of Xero's as ours. What is left out of one still counts for whether there is another. */
final class PageTranslation {

  private PageTranslation() {}

  /**
   * @param page which one it is, from 1
   */
  static <T> Reply<LedgerPage> all(
      XeroPage<T> read, int page, Function<T, LedgerRecord> translation) {
    XeroPage<LedgerRecord> ours = read.map(translation);
    return reply(ours, ours.records(), more(read, page), changes(ours.records()));
  }

  /** Those of a page that are wanted. */
  static <T> Reply<LedgerPage> some(
      XeroPage<T> read,
      int page,
      Predicate<T> wanted,
      Function<T, @Nullable Instant> changedAt,
      Function<T, LedgerRecord> translation) {
    XeroPage<Optional<LedgerRecord>> ours =
        read.map(it -> wanted.test(it) ? Optional.of(translation.apply(it)) : Optional.empty());
    return reply(
        ours,
        ours.records().stream().flatMap(Optional::stream).toList(),
        more(read, page),
        read.records().stream().map(changedAt));
  }

  /** Xero lists these without pages. */
  static <T> Reply<LedgerPage> whole(XeroPage<T> read, Function<T, LedgerRecord> translation) {
    XeroPage<LedgerRecord> ours = read.map(translation);
    return reply(ours, ours.records(), false, changes(ours.records()));
  }

  private static Stream<@Nullable Instant> changes(List<LedgerRecord> records) {
    return records.stream().map(LedgerRecord::changedAt);
  }

  private static Reply<LedgerPage> reply(
      XeroPage<?> read,
      List<LedgerRecord> records,
      boolean more,
      Stream<@Nullable Instant> changes) {
    Instant latest = changes.filter(Objects::nonNull).max(Instant::compareTo).orElse(null);
    List<String> unreadable = read.unreadable().stream().filter(PageTranslation::isId).toList();
    return new Reply<>(
        new LedgerPage(records, unreadable, more, latest, read.facts().answeredAt()),
        Door.facts(read.facts()));
  }

  /** What has none cannot be asked for by it. */
  private static boolean isId(String text) {
    try {
      UUID.fromString(text);
      return true;
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  /** Xero may not say how many there are, and then a full page may not be the last. */
  static boolean more(XeroPage<?> read, int page) {
    Integer pages = read.pageCount();
    int listed = read.records().size() + read.unreadable().size();
    return pages == null ? listed >= Books.PAGE : page < pages;
  }
}
