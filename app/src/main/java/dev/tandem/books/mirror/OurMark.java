package dev.tandem.books.mirror;

import dev.tandem.books.ledger.LedgerRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ids of records of ours, as the ledger's carry them; see {@link dev.tandem.shared.Ids}. */
final class OurMark {

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  /** Nodes' clocks may differ by some seconds. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private OurMark() {}

  static Optional<UUID> client(LedgerRecord contact) {
    String marker = contact.marker();
    return marker == null ? Optional.empty() : id(marker);
  }

  /** The id of an invoice of ours, where the address that we gave it ends in one. */
  static Optional<UUID> invoice(LedgerRecord invoice) {
    return id(invoice.page().substring(invoice.page().lastIndexOf('/') + 1));
  }

  /** Whom an invoice of ours is for, where its address names somebody besides its contact. */
  static Optional<UUID> clientOf(LedgerRecord invoice) {
    String[] parts = invoice.page().split("/");
    int at = parts.length - 2;
    return at > 0 && parts[at - 1].equals("of") ? id(parts[at]) : Optional.empty();
  }

  private static Optional<UUID> id(String text) {
    return ID.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  /**
   * Whether an id that is not known here may have been lost: it was made after this database last
   * read. What is older and not known was never ours: another installation had this organisation.
   */
  static boolean madeSince(UUID id, @Nullable Instant lastRead) {
    Instant made = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    return lastRead != null && !made.isBefore(lastRead.minus(SKEW));
  }
}
