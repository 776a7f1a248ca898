package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What stands above the lines of an invoice or a credit note, but for its contact. */
final class DocumentHead {
  private final Ledger ledger;
  private final DocumentNumbers numbers;
  private final DocumentCurrency currency;

  DocumentHead(Ledger ledger, Switches switches) {
    this.ledger = ledger;
    this.numbers = new DocumentNumbers(ledger, switches);
    this.currency = new DocumentCurrency(ledger);
  }

  void copy(Revision revision) {
    ObjectNode sent = revision.sent();
    ObjectNode next = revision.next();
    numbers.copy(revision);
    if (revision.type().sales()) {
      Fields.copyText(sent, next, "Reference", 255, revision.problems());
    }
    copyDates(revision);
    copyModes(sent, next);
    copyTheme(sent, next, revision.problems());
    copyUrl(sent, next, revision.problems());
    currency.copy(sent, next, revision.problems());
    copySentFlag(revision);
  }

  /** Xero: a missing Date is today in the organisation's zone. */
  private void copyDates(Revision revision) {
    ObjectNode sent = revision.sent();
    ObjectNode next = revision.next();
    LocalDate date =
        Fields.day(sent, "Date")
            .or(() -> Fields.said(next, "Date").map(LocalDate::parse))
            .orElseGet(ledger::today);
    next.put("Date", date.toString());
    copyDay(sent, next, "DueDate");
    if (revision.type() == DocumentType.ACCREC) {
      copyDay(sent, next, "ExpectedPaymentDate");
    }
    if (revision.type() == DocumentType.ACCPAY) {
      copyDay(sent, next, "PlannedPaymentDate");
    }
  }

  private static void copyDay(ObjectNode sent, ObjectNode next, String name) {
    Fields.day(sent, name).ifPresent(day -> next.put(name, day.toString()));
  }

  static void copyModes(ObjectNode sent, ObjectNode next) {
    Optional<String> mode = Fields.said(sent, "LineAmountTypes");
    if (mode.isPresent() && !Set.of("Exclusive", "Inclusive", "NoTax").contains(mode.get())) {
      throw ApiErrors.postData("The LineAmountTypes " + mode.get() + " is not valid");
    }
    if (mode.isPresent() || !next.has("LineAmountTypes")) {
      next.put("LineAmountTypes", mode.orElse("Exclusive"));
    }
  }

  private void copyTheme(ObjectNode sent, ObjectNode next, Problems problems) {
    Ids.guid(sent, "BrandingThemeID")
        .ifPresent(
            id -> {
              problems.errorIf(
                  ledger.get(Kind.BRANDING_THEME, Indexes.key(id)).isEmpty(),
                  "The BrandingThemeID '" + id + "' does not match a branding theme.");
              next.put("BrandingThemeID", id);
            });
  }

  static void copyUrl(ObjectNode sent, ObjectNode next, Problems problems) {
    Fields.copyText(sent, next, "Url", 2048, problems);
    Fields.said(sent, "Url")
        .ifPresent(url -> problems.errorIf(!web(url), "The Url '" + url + "' is not valid."));
  }

  private static boolean web(String url) {
    try {
      URI uri = new URI(url);
      return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?");
    } catch (java.net.URISyntaxException unreadable) {
      return false;
    }
  }

  /** Xero: only what is approved may be marked as sent. */
  private static void copySentFlag(Revision revision) {
    ObjectNode next = revision.next();
    Fields.flag(revision.sent(), "SentToContact")
        .ifPresent(
            flag -> {
              String asked = revision.statusAsked();
              String status = asked.isEmpty() ? next.path("Status").asString("DRAFT") : asked;
              if (flag && !InvoiceStatus.approved(status)) {
                revision.problems().warn(warning(revision.type()));
              } else {
                next.put("SentToContact", flag);
              }
            });
  }

  private static String warning(DocumentType type) {
    return type.kind() == Kind.INVOICE
        ? "Only AUTHORISED invoices may have SentToContact updated."
        : "Only AUTHORISED credit notes may have SentToContact updated.";
  }
}
