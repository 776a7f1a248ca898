package dev.tandem.books.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as one reading of the ledger showed it.
 *
 * @param id the ledger's own id
 * @param marker what we wrote into it to find it again: a client's id, an invoice's number, the
 *     word in a payment's reference
 * @param fields by {@link Fields}; a field that is missing was not witnessed by this reading, an
 *     empty text was seen to be empty
 * @param derived what the ledger computes and only it can say
 * @param payments of an invoice; of a credit note what it settles and what was given back of it;
 *     null when the reading does not carry them; {@link #listsAll} says whether it shows all
 * @param kept what the adapter wants back when the record is updated: lists that are replaced whole
 * @param changedAt the ledger's own time of the last change
 */
public record LedgerRecord(
    Kind kind,
    String id,
    @Nullable String marker,
    Map<String, String> fields,
    Map<String, String> derived,
    @Nullable List<LedgerRecord> payments,
    @Nullable String kept,
    @Nullable Instant changedAt) {

  /** Whether a person took it away over there: deleted or voided. */
  public boolean removed() {
    return Fields.REMOVED.equals(fields.get(Fields.STATUS));
  }

  /**
   * Whether its maker said that it stands for this record: the address it carries ends in the id.
   */
  public boolean standsFor(UUID record) {
    return page().endsWith("/" + record);
  }

  /**
   * Whether the reading lists all that was paid on an invoice, or made of a credit note or an
   * advance: its list comes to the ledger's own figure. Xero: an unset collection arrives as an
   * empty one, which proves nothing.
   */
  public boolean listsAll() {
    return payments != null && (removed() || listsAllBut(BigDecimal.ZERO));
  }

  /** As {@link #listsAll}, if what it leaves out comes to this much. */
  public boolean listsAllBut(BigDecimal unlisted) {
    BigDecimal told = kind == Kind.INVOICE ? figure(Fields.PAID) : used();
    return told != null && payments != null && told.compareTo(listed(payments).add(unlisted)) == 0;
  }

  /**
   * Whether something is paid on an invoice there or credited, or was made of a credit note. One
   * that does not tell may be.
   */
  public boolean isUsed() {
    BigDecimal paid = kind == Kind.INVOICE ? figure(Fields.PAID) : used();
    BigDecimal credited = kind == Kind.INVOICE ? figure(Fields.CREDITED) : BigDecimal.ZERO;
    return paid == null || credited == null || paid.add(credited).signum() != 0;
  }

  /** Whether nothing is left of a credit note or a deposit there. */
  public boolean isUsedUp() {
    BigDecimal left = figure(Fields.REMAINING);
    return left != null && left.signum() == 0;
  }

  private @Nullable BigDecimal used() {
    BigDecimal total = figure(Fields.TOTAL);
    BigDecimal left = figure(Fields.REMAINING);
    return total == null || left == null ? null : total.subtract(left);
  }

  private @Nullable BigDecimal figure(String name) {
    String told = derived.get(name);
    return told == null ? null : new BigDecimal(told);
  }

  private static BigDecimal listed(List<LedgerRecord> parts) {
    return parts.stream()
        .filter(it -> !it.removed())
        .map(it -> new BigDecimal(it.fields().getOrDefault(Fields.AMOUNT, "0")))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The address that its maker gave it; empty if none. */
  public String page() {
    return derived.getOrDefault(Fields.PAGE, "");
  }

  /** Fields may be personal. */
  @Override
  public String toString() {
    return "LedgerRecord[" + kind + " " + id + "]";
  }

  /** Without what it shows of its payments: as if the reading had not carried them. */
  public LedgerRecord withoutPayments() {
    return new LedgerRecord(kind, id, marker, fields, derived, null, kept, changedAt);
  }
}
