package dev.tandem.books.ledger.xero;

import dev.tandem.books.ledger.CallFacts;
import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.Reply;
import dev.tandem.books.ledger.Trial;
import dev.tandem.xero.accounting.BatchResult;
import dev.tandem.xero.accounting.ContactDraft;
import dev.tandem.xero.accounting.InvoiceDraft;
import dev.tandem.xero.accounting.XeroInvoice;
import dev.tandem.xero.accounting.XeroLine;
import dev.tandem.xero.accounting.XeroStatus;
import dev.tandem.xero.accounting.XeroTracking;
import dev.tandem.xero.accounting.XeroTrackingCategory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One Xero organisation, tried out. */
final class XeroTrial implements Trial {

  private final Door door;
  private final XeroBooks books;

  XeroTrial(Door door) {
    this.door = door;
    this.books = new XeroBooks(door);
  }

  @Override
  public Reply<About> about() {
    return door.call(
        ledger -> {
          var reply = ledger.organisation();
          var it = reply.value();
          return new Reply<>(
              new About(
                  it.organisationId() == null ? "" : it.organisationId().toString(),
                  XeroBooks.text(it.name()),
                  Boolean.TRUE.equals(it.isDemoCompany())),
              Door.facts(reply.facts()));
        });
  }

  @Override
  public Reply<List<LedgerAccount>> accounts() {
    return books.accounts();
  }

  @Override
  public Reply<List<LedgerTaxRate>> taxRates() {
    return books.taxRates();
  }

  @Override
  public Reply<List<Tracking>> tracking() {
    return door.call(
        ledger -> {
          var reply = ledger.trackingCategories();
          return new Reply<>(
              reply.value().stream().flatMap(XeroTrial::firstOption).toList(),
              Door.facts(reply.facts()));
        });
  }

  private static Stream<Tracking> firstOption(XeroTrackingCategory category) {
    List<XeroTrackingCategory.Option> options =
        Objects.requireNonNullElse(category.options(), List.of());
    return options.stream()
        .filter(it -> active(category.status()) && active(it.status()))
        .filter(it -> category.name() != null && it.name() != null)
        .limit(1)
        .map(it -> new Tracking(XeroBooks.text(category.name()), XeroBooks.text(it.name())));
  }

  private static boolean active(@Nullable XeroStatus status) {
    return status == null || status.equals(XeroStatus.ACTIVE);
  }

  @Override
  public Reply<String> addClient(String name, String marker) {
    return door.call(
        ledger -> {
          var write =
              ledger
                  .contacts()
                  .prepareCreate(List.of(ContactDraft.create().name(name).number(marker)));
          return stored(ledger.contacts().send(write, key()), it -> it.contactId());
        });
  }

  @Override
  public Reply<String> addDraft(String client, String number, LocalDate date, List<Line> lines) {
    InvoiceDraft draft =
        InvoiceDraft.sale()
            .contact(UUID.fromString(client))
            .number(number)
            .reference("Tandem tries this organisation out")
            .date(date)
            .dueDate(date.plusDays(14))
            .status(XeroStatus.DRAFT)
            .lineAmountTypes("Exclusive")
            .lines(lines.stream().map(XeroTrial::line).toList());
    return door.call(
        ledger ->
            stored(
                ledger.invoices().send(ledger.invoices().prepareCreate(List.of(draft)), key()),
                XeroInvoice::invoiceId));
  }

  private static XeroLine line(Line it) {
    XeroLine line = XeroLine.of(it.text(), it.quantity(), it.price(), it.account(), it.tax());
    Tracking tracking = it.tracking();
    return tracking == null
        ? line
        : line.withTracking(List.of(XeroTracking.of(tracking.category(), tracking.option())));
  }

  @Override
  public Reply<List<Paper>> papers(String number) {
    return door.call(
        ledger -> {
          var page = ledger.invoices().byNumbers(List.of(number));
          return new Reply<>(
              page.records().stream().map(XeroTrial::paper).toList(), Door.facts(page.facts()));
        });
  }

  private static Paper paper(XeroInvoice it) {
    List<XeroLine> lines = Objects.requireNonNullElse(it.lineItems(), List.of());
    UUID client = it.contact() == null ? null : it.contact().contactId();
    return new Paper(
        String.valueOf(it.invoiceId()),
        it.status() == null ? "" : it.status().text(),
        String.valueOf(client),
        amount(it.subTotal()),
        amount(it.totalTax()),
        amount(it.total()),
        lines.stream().map(XeroTrial::line).toList());
  }

  private static Line line(XeroLine it) {
    List<XeroTracking> tracking = Objects.requireNonNullElse(it.tracking(), List.of());
    return new Line(
        XeroBooks.text(it.description()),
        amount(it.quantity()),
        amount(it.unitAmount()),
        XeroBooks.text(it.accountCode()),
        XeroBooks.text(it.taxType()),
        tracking.isEmpty()
            ? null
            : new Tracking(
                XeroBooks.text(tracking.getFirst().name()),
                XeroBooks.text(tracking.getFirst().option())));
  }

  private static BigDecimal amount(@Nullable BigDecimal amount) {
    return amount == null ? BigDecimal.ZERO : amount;
  }

  @Override
  public Reply<List<String>> clients(String marker) {
    try {
      return door.call(
          ledger -> {
            var reply = ledger.contacts().byNumber(marker);
            return new Reply<>(
                List.of(String.valueOf(reply.value().contactId())), Door.facts(reply.facts()));
          });
    } catch (LedgerTrouble e) {
      if (e.remedy() == LedgerTrouble.Remedy.GONE) {
        return new Reply<>(List.of(), e.facts());
      }
      throw e;
    }
  }

  @Override
  public Reply<String> deleteDraft(String id) {
    InvoiceDraft end = InvoiceDraft.update(UUID.fromString(id)).status(XeroStatus.DELETED);
    return door.call(
        ledger ->
            stored(
                ledger.invoices().send(ledger.invoices().prepareUpdate(List.of(end)), key()),
                XeroInvoice::status));
  }

  @Override
  public Reply<String> archiveClient(String id) {
    ContactDraft end = ContactDraft.update(UUID.fromString(id)).status(XeroStatus.ARCHIVED);
    return door.call(
        ledger ->
            stored(
                ledger.contacts().send(ledger.contacts().prepareUpdate(List.of(end)), key()),
                it -> it.contactStatus()));
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static <T> Reply<String> stored(
      BatchResult<T> result, java.util.function.Function<T, @Nullable Object> what) {
    CallFacts facts = Door.facts(result.facts());
    return switch (result.outcomes().getFirst()) {
      case BatchResult.Accepted<T> it ->
          new Reply<>(String.valueOf(what.apply(it.record())), facts);
      case BatchResult.Refused<T> it ->
          throw new LedgerTrouble(
              LedgerTrouble.Remedy.CORRECT,
              true,
              facts,
              it.reasons(),
              Map.of(),
              new IllegalStateException("Refused"));
    };
  }
}
