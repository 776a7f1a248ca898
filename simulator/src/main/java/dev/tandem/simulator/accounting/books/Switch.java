package dev.tandem.simulator.accounting.books;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A point on which Xero's behaviour is not documented, or still to come, with the likeliest answer
 * as its default.
 */
public enum Switch {
  APP_LIMIT_IS_HYPHENATED(
      false, "A 429 for the app's own minute names its problem app-minute instead of appminute."),
  LIMITS_ARE_TOLD_IN_WORDS(false, "A 429 has a sentence as its body instead of none."),
  RAPID_SYNC(
      false,
      "A new connection has no limit a minute or a day for its first 30 minutes, as from the Plus"
          + " tier upwards."),
  IDEMPOTENCY_MISMATCH_IS_A_PROBLEM(
      false,
      "A reused Idempotency-Key is refused in the shape of the 401 and 403 bodies instead of that"
          + " of a ValidationException."),
  OVERLAPPING_KEYS_ARE_REFUSED(
      false,
      "A request whose Idempotency-Key is under way is a 400 at once instead of waiting for the"
          + " first one's answer."),
  PROBLEMS_IN_LOWER_CASE(
      false, "The bodies of 401 and 403 spell their names in lower case and leave out the rest."),
  FOREIGN_SCOPE_IS_UNAUTHORIZED_CLIENT(
      false,
      "A custom connection that asks for a scope it was not made with is unauthorized_client"
          + " instead of invalid_scope."),
  BULK_CONNECT(
      true, "The user may choose several organisations in one consent, as with the Advanced tier."),
  CONDITIONS_ARE_PASSED_OVER(
      false,
      "If-Match, If-Unmodified-Since and an If-Modified-Since that cannot be read are passed over"
          + " instead of being a 412."),
  HALVES_TO_EVEN(false, "An exact half cent goes to the even neighbour instead of away from zero."),
  DELETED_NUMBERS_ARE_FREE(false, "A new invoice may take the number of a deleted one."),
  DUE_DATE_REQUIRED(
      true, "Approving an invoice needs a DueDate; otherwise it becomes the document's date."),
  ZERO_TOTAL_IS_PAID(true, "An approved invoice of 0.00 is paid at once."),
  ROUNDING_AMOUNTS(
      true, "The organisations have opted in to RoundingAmount and EnteredTotal on invoices."),
  ITEMS_FILL_LINES(
      true, "An ItemCode fills in what its line leaves out: description, price, account, tax."),
  UNKNOWN_TRACKING_IS_DROPPED(
      true, "Tracking that names no active category or option is dropped instead of refused."),
  DEMO_COMPANIES_SEND_NO_EMAIL(
      false,
      "A demo company may email no invoices, as in Xero, instead of as many as one that pays."),
  TAX_WITHIN_UNIT_AMOUNT(false, "A TaxAmount that a client sends may not exceed the UnitAmount."),
  NAMES_FIND_CONTACTS(
      true,
      "A contact that is posted, or put into a document, with a name alone is the active one of"
          + " that name; otherwise it is a new one, which the taken name refuses."),
  ARCHIVED_CONTACTS_RETURN(true, "Posting ContactStatus ACTIVE restores an archived contact."),
  SEVERAL_SETTINGS_ARE_REFUSED(
      false,
      "Several accounts, tax rates, currencies or tracking categories in one write are refused"
          + " instead of all but the first being passed over."),
  ATTACHING_MOVES_DATE(true, "A file that is attached moves UpdatedDateUTC of its document."),
  PAYMENT_FIRES_INVOICE_EVENT(true, "Paying an invoice sends an INVOICE UPDATE webhook."),
  PAYMENT_WEBHOOKS(false, "Webhooks can be subscribed to the announced category PAYMENT."),
  WEBHOOK_SEQUENCE_PER_TENANT(
      false, "A webhook counts the events of each organisation separately."),
  WEBHOOK_ONLY_200(false, "A delivery counts as accepted by status 200 only, not by any 2xx."),
  RECONCILED_IS_FIXED(
      true, "A reconciled bank transaction cannot be edited or deleted until it is unreconciled."),
  DELETED_BATCHES_TELL_NO_PAYMENTS(
      false, "A deleted batch payment is shown without the payments that it had."),
  EMPTY_SINCE_IS_304(
      false, "A list without changes since If-Modified-Since is a 304 instead of an empty 200.");

  private final boolean byDefault;
  private final String sentence;

  Switch(boolean byDefault, String sentence) {
    this.byDefault = byDefault;
    this.sentence = sentence;
  }

  public boolean byDefault() {
    return byDefault;
  }

  /** What is the case while the switch is on. */
  public String sentence() {
    return sentence;
  }

  /** As it is spelt outside Java: {@code due-date-required}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Switch> named(String key) {
    return Stream.of(values()).filter(each -> each.key().equalsIgnoreCase(key.strip())).findFirst();
  }
}
