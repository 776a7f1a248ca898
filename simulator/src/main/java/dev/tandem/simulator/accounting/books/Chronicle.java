package dev.tandem.simulator.accounting.books;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.identity.XeroUser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Xero itself writes into a document's history when somebody changes it (Xero: History and
 * Notes). An entry is no change of the document: its date stays.
 */
public final class Chronicle {
  /** Documents that have a history. */
  public static final Set<Kind> KINDS =
      EnumSet.of(
          Kind.BANK_TRANSACTION,
          Kind.BATCH_PAYMENT,
          Kind.CONTACT,
          Kind.CREDIT_NOTE,
          Kind.INVOICE,
          Kind.ITEM,
          Kind.OVERPAYMENT,
          Kind.PAYMENT,
          Kind.PREPAYMENT,
          Kind.REPEATING_INVOICE);

  /** What changes by itself, or is told of by an entry of its own. */
  private static final List<String> NO_EDIT =
      List.of(
          "UpdatedDateUTC",
          "IsCustomer",
          "IsSupplier",
          "HasAttachments",
          "AmountDue",
          "AmountPaid",
          "AmountCredited",
          "AppliedAmount",
          "RemainingCredit",
          "FullyPaidOnDate",
          "Payments",
          "CreditNotes",
          "Prepayments",
          "Overpayments",
          "Allocations",
          "Schedule",
          "Status",
          "ContactStatus",
          "SentToContact");

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private Chronicle() {}

  /** One entry for one change; null when there is nothing to tell. */
  static @Nullable ObjectNode entry(
      Kind kind, @Nullable ObjectNode before, @Nullable ObjectNode after, Instant now) {
    if (!KINDS.contains(kind) || after == null) {
      return null;
    }
    String change = change(kind, before, after);
    return change == null
        ? null
        : entry(after.path(kind.idField()).asString(), change, details(kind, after), user(), now);
  }

  /**
   * An entry to be stored.
   *
   * @param about the document's id
   */
  public static ObjectNode entry(
      String about, String changes, String details, String user, Instant now) {
    Instant moment = now.truncatedTo(ChronoUnit.MILLIS);
    return Json.object()
        .put("_id", UUID.randomUUID().toString())
        .put("_about", about)
        .put("Changes", changes)
        .put("DateUTCString", SECONDS.format(moment))
        .put("DateUTC", "/Date(" + moment.toEpochMilli() + "+0000)/")
        .put("User", user)
        .put("Details", details)
        .put("UpdatedDateUTC", Ledger.moment(moment));
  }

  /** Xero: System Generated when the change came through the API. */
  public static String user() {
    return Author.app().isPresent() ? "System Generated" : XeroUser.DEMO.name();
  }

  private static @Nullable String change(Kind kind, @Nullable ObjectNode before, ObjectNode after) {
    if (before == null) {
      return "Created";
    }
    String moved = moved(kind, before, after);
    if (moved != null) {
      return moved;
    }
    if (!before.path("SentToContact").equals(after.path("SentToContact"))) {
      return after.path("SentToContact").asBoolean(false) ? "Sent" : "Edited";
    }
    boolean edited = !bare(before).equals(bare(after));
    String word = kind == Kind.CONTACT || kind == Kind.ITEM ? "Updated" : "Edited";
    return edited ? word : null;
  }

  private static @Nullable String moved(Kind kind, ObjectNode before, ObjectNode after) {
    String field = kind == Kind.CONTACT ? "ContactStatus" : "Status";
    String was = before.path(field).asString("");
    String is = after.path(field).asString("");
    if (was.equals(is)) {
      return settled(before, after);
    }
    return switch (is) {
      case "AUTHORISED" -> was.equals("PAID") ? "Payment Removed" : "Approved";
      case "SUBMITTED" -> "Submitted";
      case "PAID" -> "Paid";
      case "VOIDED" -> "Voided";
      case "DELETED" -> "Deleted";
      case "ARCHIVED", "GDPRREQUEST" -> "Archived";
      case "ACTIVE" -> "Restored";
      default -> "Edited";
    };
  }

  private static @Nullable String settled(ObjectNode before, ObjectNode after) {
    int credited =
        compare(after, before, "AmountCredited") + compare(before, after, "RemainingCredit");
    if (credited != 0) {
      return credited > 0 ? "Credit Applied" : "Credit Removed";
    }
    int paid = compare(after, before, "AmountPaid");
    return paid == 0 ? null : paid > 0 ? "Payment" : "Payment Removed";
  }

  private static int compare(ObjectNode one, ObjectNode other, String field) {
    return one.path(field).isNumber() && other.path(field).isNumber()
        ? one.path(field).decimalValue().compareTo(other.path(field).decimalValue())
        : 0;
  }

  private static ObjectNode bare(ObjectNode document) {
    ObjectNode bare = document.deepCopy();
    bare.remove(NO_EDIT);
    bare.propertyNames().stream()
        .filter(name -> name.startsWith("_"))
        .toList()
        .forEach(bare::remove);
    return bare;
  }

  private static String details(Kind kind, ObjectNode document) {
    return Author.app()
        .map(app -> "Received through the Xero API from " + app)
        .orElseGet(() -> subject(kind, document));
  }

  private static String subject(Kind kind, ObjectNode document) {
    for (String name : new String[] {"InvoiceNumber", "CreditNoteNumber", "Name", "Code"}) {
      String said = document.path(name).asString("");
      if (!said.isEmpty()) {
        return document.has("Total") ? said + " for " + total(document) + "." : said;
      }
    }
    return document.has("Total")
        ? kind.singular() + " for " + total(document) + "."
        : kind.singular();
  }

  private static String total(ObjectNode document) {
    return document.path("Total").decimalValue().toPlainString();
  }
}
