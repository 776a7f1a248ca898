package dev.tandem.books.ledger.xero;

import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Draft;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.ledger.LedgerBalance;
import dev.tandem.books.ledger.LedgerBrandingTheme;
import dev.tandem.books.ledger.LedgerCurrency;
import dev.tandem.books.ledger.LedgerItem;
import dev.tandem.books.ledger.LedgerMovement;
import dev.tandem.books.ledger.LedgerPage;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.ledger.LedgerSettings;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.ledger.LedgerTrace;
import dev.tandem.books.ledger.LedgerTracking;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.Prepared;
import dev.tandem.books.ledger.Reply;
import dev.tandem.books.ledger.Verdict;
import dev.tandem.xero.XeroLedger;
import dev.tandem.xero.accounting.BatchResult;
import dev.tandem.xero.accounting.PreparedWrite;
import dev.tandem.xero.accounting.XeroAdvance;
import dev.tandem.xero.accounting.XeroAdvances;
import dev.tandem.xero.accounting.XeroContact;
import dev.tandem.xero.accounting.XeroCreditNote;
import dev.tandem.xero.accounting.XeroHistoryEntry;
import dev.tandem.xero.accounting.XeroInvoice;
import dev.tandem.xero.accounting.XeroPage;
import dev.tandem.xero.accounting.XeroPerson;
import dev.tandem.xero.accounting.XeroQuery;
import dev.tandem.xero.accounting.XeroStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One Xero organisation's books. */
final class XeroBooks implements Books {

  private static final String SALE = "ACCREC";
  private static final String CREDIT = "ACCRECCREDIT";

  /** Xero: quick by type. */
  private static final String CREDITS = "Type==\"%s\"".formatted(CREDIT);

  private static final String PROGRAM = "System Generated";

  private final Door door;

  XeroBooks(Door door) {
    this.door = door;
  }

  @Override
  public boolean isAdvance(String id) {
    return AdvanceAddress.is(id);
  }

  @Override
  public Prepared prepare(List<Draft> drafts) {
    Draft first = drafts.getFirst();
    PreparedWrite write =
        switch (first.kind()) {
          case CLIENT -> ContactTranslation.prepare(drafts);
          case INVOICE -> InvoiceTranslation.prepare(drafts);
          case CREDIT_NOTE -> CreditNoteTranslation.prepare(drafts);
          case PAYMENT, REFUND -> PaymentTranslation.prepare(drafts);
          case ADVANCE -> AdvanceTranslation.prepare(drafts);
          case ALLOCATION -> AllocationTranslation.prepare(drafts);
          case RECEIPT -> ReceiptTranslation.prepare(drafts);
        };
    return new Prepared(write.verb(), write.path(), write.body());
  }

  @Override
  public Reply<List<Verdict>> send(Kind kind, Prepared write, String key, Instant notAfter) {
    var prepared = new PreparedWrite(write.verb(), write.url(), write.body());
    return door.call(
        notAfter,
        ledger ->
            switch (kind) {
              case CLIENT ->
                  verdicts(ledger.contacts().send(prepared, key), ContactTranslation::read);
              case INVOICE ->
                  verdicts(ledger.invoices().send(prepared, key), InvoiceTranslation::answered);
              case CREDIT_NOTE ->
                  verdicts(
                      ledger.creditNotes().send(prepared, key), CreditNoteTranslation::answered);
              case PAYMENT, REFUND ->
                  verdicts(ledger.payments().send(prepared, key), PaymentTranslation::read);
              case ADVANCE ->
                  verdicts(
                      ledger.bankTransactions().send(prepared, key), AdvanceTranslation::answered);
              case ALLOCATION ->
                  verdicts(ledger.allocations().send(prepared, key), AllocationTranslation::read);
              case RECEIPT ->
                  verdicts(ledger.batchPayments().send(prepared, key), ReceiptTranslation::read);
            });
  }

  private static <T> Reply<List<Verdict>> verdicts(
      BatchResult<T> result, Function<T, LedgerRecord> read) {
    return new Reply<>(
        result.outcomes().stream().map(it -> verdict(it, read)).toList(),
        Door.facts(result.facts()));
  }

  private static <T> Verdict verdict(
      BatchResult.Outcome<T> outcome, Function<T, LedgerRecord> read) {
    return switch (outcome) {
      case BatchResult.Accepted<T> it -> new Verdict.Stored(read.apply(it.record()), it.warnings());
      case BatchResult.Refused<T> it -> new Verdict.Refused(it.reasons(), taken(it.reasons()));
    };
  }

  /** The wording varies; these fragments have been seen for names and numbers that exist. */
  private static boolean taken(List<String> reasons) {
    return reasons.stream()
        .map(it -> it.toLowerCase(Locale.ROOT))
        .anyMatch(
            it ->
                it.contains("already assigned")
                    || it.contains("must be unique")
                    || it.contains("already exists")
                    || it.contains("already used")
                    || it.contains("unique name"));
  }

  @Override
  public Reply<LedgerPage> changedSince(Kind kind, @Nullable Instant since, int page) {
    XeroQuery from = from(since);
    XeroQuery query = from.page(page).pageSize(PAGE);
    return door.call(
        ledger ->
            switch (kind) {
              case CLIENT ->
                  PageTranslation.all(
                      ledger.contacts().find(query.includeArchived().summaryOnly()),
                      page,
                      ContactTranslation::read);
              case INVOICE ->
                  PageTranslation.all(
                      ledger.invoices().find(query.summaryOnly()), page, InvoiceTranslation::read);
              case CREDIT_NOTE, ALLOCATION, REFUND ->
                  PageTranslation.some(
                      ledger.creditNotes().find(query),
                      page,
                      it -> CREDIT.equals(it.type()),
                      XeroCreditNote::updatedDateUtc,
                      CreditNoteTranslation::read);
              case ADVANCE -> advances(ledger.overpayments().find(query), page, true);
              case PAYMENT ->
                  PageTranslation.all(
                      ledger.payments().find(query), page, PaymentTranslation::read);
              case RECEIPT ->
                  PageTranslation.whole(
                      ledger.batchPayments().find(from), ReceiptTranslation::read);
            });
  }

  private static XeroQuery from(@Nullable Instant since) {
    return since == null ? XeroQuery.all() : XeroQuery.changedSince(since);
  }

  @Override
  public Reply<LedgerPage> all(Kind kind, int page) {
    return door.call(
        ledger ->
            switch (kind) {
              case CLIENT ->
                  PageTranslation.all(
                      ledger
                          .contacts()
                          .find(listing(XeroQuery.all(), "ContactID", page).summaryOnly()),
                      page,
                      ContactTranslation::read);
              case INVOICE ->
                  // Bills are none of ours, and a practice may have many. Xero: quick by type.
                  PageTranslation.some(
                      ledger
                          .invoices()
                          .find(listing(ofType(SALE), "InvoiceID", page).summaryOnly()),
                      page,
                      it -> SALE.equals(it.type()),
                      XeroInvoice::updatedDateUtc,
                      InvoiceTranslation::read);
              case CREDIT_NOTE ->
                  PageTranslation.some(
                      ledger.creditNotes().find(listing(ofType(CREDIT), "CreditNoteID", page)),
                      page,
                      it -> CREDIT.equals(it.type()),
                      XeroCreditNote::updatedDateUtc,
                      CreditNoteTranslation::read);
              case ADVANCE ->
                  advances(ledger.overpayments().find(ordered("OverpaymentID", page)), page, true);
              case PAYMENT, ALLOCATION, REFUND, RECEIPT ->
                  throw new IllegalArgumentException("they come with their documents: " + kind);
            });
  }

  @Override
  public Reply<LedgerPage> allTaxedAdvances(int page) {
    return door.call(
        ledger -> advances(ledger.prepayments().find(ordered("PrepaymentID", page)), page, false));
  }

  @Override
  public Reply<LedgerPage> allCredits(int page) {
    return door.call(
        ledger ->
            credited(
                ledger.creditNotes().find(listing(ofType(CREDIT), "CreditNoteID", page)), page));
  }

  private static XeroQuery ordered(String order, int page) {
    return XeroQuery.all().page(page).pageSize(PAGE).order(order);
  }

  private static XeroQuery ofType(String type) {
    return XeroQuery.where("Type==\"%s\"".formatted(type));
  }

  private static XeroQuery listing(XeroQuery which, String order, int page) {
    return which.page(page).pageSize(PAGE).order(order).includeArchived();
  }

  @Override
  public Reply<LedgerPage> taxedAdvancesSince(@Nullable Instant since, int page) {
    XeroQuery query = from(since).page(page).pageSize(PAGE);
    return door.call(ledger -> advances(ledger.prepayments().find(query), page, false));
  }

  @Override
  public Reply<LedgerPage> creditsSince(@Nullable Instant since, int page) {
    // Of the many that are used up long ago nothing comes in.
    boolean first = since == null || since.equals(Instant.EPOCH);
    XeroQuery query =
        from(since)
            .filtered(first ? CREDITS + " AND Status==\"AUTHORISED\"" : CREDITS)
            .page(page)
            .pageSize(PAGE);
    return door.call(ledger -> credited(ledger.creditNotes().find(query), page));
  }

  private static Reply<LedgerPage> credited(XeroPage<XeroCreditNote> read, int page) {
    return PageTranslation.some(
        read,
        page,
        it -> CREDIT.equals(it.type()),
        XeroCreditNote::updatedDateUtc,
        CreditNoteTranslation::advance);
  }

  /** Those of customers: a supplier's has the same shape. */
  private static Reply<LedgerPage> advances(XeroPage<XeroAdvance> read, int page, boolean over) {
    Reply<LedgerPage> all =
        PageTranslation.some(
            read,
            page,
            AdvanceTranslation::isClients,
            XeroAdvance::updatedDateUtc,
            AdvanceTranslation::read);
    LedgerPage found = all.value();
    List<String> unreadable =
        found.unreadable().stream()
            .map(UUID::fromString)
            .map(it -> AdvanceAddress.of(over ? it : null, over ? null : it).text())
            .toList();
    return new Reply<>(
        new LedgerPage(found.records(), unreadable, found.more(), found.latest(), found.asOf()),
        all.facts());
  }

  /** Two of Xero's lists of them have no filter by ids. */
  private Reply<LedgerPage> advance(Collection<String> ids, boolean strictly) {
    List<AdvanceAddress> named = ids.stream().map(AdvanceAddress::read).toList();
    AdvanceAddress address = named.getFirst();
    boolean note = address.collection() == AdvanceAddress.Collection.CREDIT_NOTE;
    if (named.size() != 1
        && !(note && named.stream().allMatch(it -> it.collection() == address.collection()))) {
      throw new IllegalArgumentException("one advance at a time, or credit notes");
    }
    try {
      return door.call(
          ledger -> {
            if (note) {
              var page =
                  ledger.creditNotes().byIds(named.stream().map(AdvanceAddress::id).toList());
              return credited(strictly ? whole(page) : page, 1);
            }
            var page = list(ledger, address).readableById(address.id());
            return advances(strictly ? whole(page) : page, 1, isOver(address));
          });
    } catch (LedgerTrouble e) {
      return none(e);
    }
  }

  /** Broken if one of them cannot be read. */
  private static <T> XeroPage<T> whole(XeroPage<T> page) {
    page.whole();
    return page;
  }

  private static XeroAdvances list(XeroLedger ledger, AdvanceAddress address) {
    return isOver(address) ? ledger.overpayments() : ledger.prepayments();
  }

  private static boolean isOver(AdvanceAddress address) {
    return address.collection() == AdvanceAddress.Collection.OVERPAYMENT;
  }

  /** Asked for one by one, what is not there is an answer, too. */
  private static Reply<LedgerPage> none(LedgerTrouble e) {
    if (e.remedy() == LedgerTrouble.Remedy.GONE) {
      return new Reply<>(new LedgerPage(List.of(), List.of(), false, null, null), e.facts());
    }
    throw e;
  }

  @Override
  public Reply<List<LedgerRecord>> byIds(Kind kind, Collection<String> ids) {
    if (kind == Kind.ADVANCE) {
      Reply<LedgerPage> read = advance(ids, true);
      return new Reply<>(read.value().records(), read.facts());
    }
    List<UUID> named = ids.stream().map(UUID::fromString).toList();
    return door.call(
        ledger ->
            switch (kind) {
              case CLIENT -> page(ledger.contacts().byIds(named), ContactTranslation::read);
              case INVOICE -> page(ledger.invoices().byIds(named), InvoiceTranslation::read);
              case CREDIT_NOTE, ALLOCATION -> creditNotes(ledger.creditNotes().byIds(named));
              case PAYMENT, REFUND ->
                  page(ledger.payments().byIds(named), PaymentTranslation::read);
              case RECEIPT -> receipt(ledger, named);
              case ADVANCE -> throw new IllegalStateException("read by their addresses");
            });
  }

  @Override
  public Reply<LedgerPage> readableByIds(Kind kind, Collection<String> ids) {
    if (kind == Kind.ADVANCE) {
      return advance(ids, false);
    }
    List<UUID> named = ids.stream().map(UUID::fromString).toList();
    return door.call(
        ledger ->
            switch (kind) {
              case CLIENT ->
                  PageTranslation.whole(ledger.contacts().byIds(named), ContactTranslation::read);
              case INVOICE ->
                  PageTranslation.whole(ledger.invoices().byIds(named), InvoiceTranslation::read);
              case CREDIT_NOTE ->
                  PageTranslation.some(
                      ledger.creditNotes().byIds(named),
                      1,
                      it -> CREDIT.equals(it.type()),
                      XeroCreditNote::updatedDateUtc,
                      CreditNoteTranslation::read);
              case PAYMENT ->
                  PageTranslation.whole(ledger.payments().byIds(named), PaymentTranslation::read);
              case ADVANCE, ALLOCATION, REFUND, RECEIPT ->
                  throw new IllegalArgumentException("nobody is told of a " + kind.text());
            });
  }

  /** Xero filters these by no id: one is read at a time. */
  private static Reply<List<LedgerRecord>> receipt(XeroLedger ledger, List<UUID> ids) {
    if (ids.size() != 1) {
      throw new IllegalArgumentException("one receipt at a time");
    }
    var reply = ledger.batchPayments().byId(ids.getFirst());
    return new Reply<>(List.of(ReceiptTranslation.read(reply.value())), Door.facts(reply.facts()));
  }

  @Override
  public Reply<List<LedgerTrace>> history(Kind kind, String id) {
    UUID record = UUID.fromString(id);
    return door.callAside(
        ledger -> {
          var reply =
              switch (kind) {
                case CLIENT -> ledger.contacts().history(record);
                case INVOICE -> ledger.invoices().history(record);
                case CREDIT_NOTE -> ledger.creditNotes().history(record);
                default -> throw new IllegalArgumentException("no history of " + kind);
              };
          return new Reply<>(
              reply.value().stream().map(XeroBooks::trace).toList(), Door.facts(reply.facts()));
        });
  }

  /** Xero: what came through its API is System Generated, and the details name the app. */
  private static LedgerTrace trace(XeroHistoryEntry it) {
    String user = text(it.user());
    boolean program = user.equals(PROGRAM);
    return new LedgerTrace(
        it.dateUtc(), program ? "" : user, text(it.changes()), text(it.details()), program);
  }

  @Override
  public Reply<LedgerPage> ownInvoicesSince(@Nullable Instant since, int page) {
    XeroQuery query = from(since).page(page).pageSize(PAGE).createdByMyApp().summaryOnly();
    return door.call(
        ledger ->
            PageTranslation.all(ledger.invoices().find(query), page, InvoiceTranslation::read));
  }

  @Override
  public Reply<LedgerPage> salesFrom(LocalDate day, int page) {
    return sales(salesSince(day), page);
  }

  @Override
  public Reply<LedgerPage> ownSalesFrom(LocalDate day, int page) {
    return sales(salesSince(day).createdByMyApp(), page);
  }

  @Override
  public Reply<LedgerPage> salesOf(Collection<String> clients, LocalDate day, int page) {
    return sales(salesSince(day).contacts(clients.stream().map(UUID::fromString).toList()), page);
  }

  /**
   * In the order of ids, which no change moves: only one that leaves the list shifts the others.
   */
  private static XeroQuery salesSince(LocalDate day) {
    return XeroQuery.where(
            "Date>=DateTime(%d,%d,%d) AND Type==\"%s\""
                .formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth(), SALE))
        .includeArchived()
        .order("InvoiceID");
  }

  private Reply<LedgerPage> sales(XeroQuery query, int page) {
    return door.call(
        ledger ->
            PageTranslation.all(
                ledger.invoices().find(query.page(page).pageSize(PAGE).summaryOnly()),
                page,
                InvoiceTranslation::read));
  }

  @Override
  public Reply<LedgerPage> ownAmong(Collection<String> ids) {
    // As wide as the reading of them by their ids: what that shows, this has to know.
    XeroQuery these = XeroQuery.ids(ids.stream().map(UUID::fromString).toList()).includeArchived();
    return sales(these.createdByMyApp(), 1);
  }

  @Override
  public Reply<List<LedgerRecord>> invoicesByNumbers(Collection<String> numbers) {
    return door.call(
        ledger -> {
          XeroPage<XeroInvoice> found = ledger.invoices().byNumbers(numbers);
          // A supplier's bill may carry any number.
          return new Reply<>(
              found.whole().stream()
                  .filter(it -> SALE.equals(it.type()))
                  .map(InvoiceTranslation::read)
                  .toList(),
              Door.facts(found.facts()));
        });
  }

  /** Those for customers: a supplier's may carry any number. */
  private static Reply<List<LedgerRecord>> creditNotes(XeroPage<XeroCreditNote> page) {
    return new Reply<>(
        page.whole().stream()
            .filter(it -> CREDIT.equals(it.type()))
            .map(CreditNoteTranslation::read)
            .toList(),
        Door.facts(page.facts()));
  }

  @Override
  public Reply<List<LedgerRecord>> creditNoteByNumber(String number) {
    try {
      return door.call(
          ledger -> {
            var reply = ledger.creditNotes().byNumber(number);
            return new Reply<>(
                Stream.of(reply.value())
                    .filter(it -> CREDIT.equals(it.type()))
                    .map(CreditNoteTranslation::read)
                    .toList(),
                Door.facts(reply.facts()));
          });
    } catch (LedgerTrouble e) {
      if (e.remedy() == LedgerTrouble.Remedy.GONE) {
        return new Reply<>(List.of(), e.facts());
      }
      throw e;
    }
  }

  @Override
  public Reply<List<LedgerRecord>> clientByMarker(String marker) {
    try {
      return door.call(
          ledger -> {
            var reply = ledger.contacts().byNumber(marker);
            return new Reply<>(
                List.of(ContactTranslation.read(reply.value())), Door.facts(reply.facts()));
          });
    } catch (LedgerTrouble e) {
      if (e.remedy() == LedgerTrouble.Remedy.GONE) {
        return new Reply<>(List.of(), e.facts());
      }
      throw e;
    }
  }

  @Override
  public Reply<List<LedgerRecord>> paymentsOn(Collection<String> ids) {
    List<UUID> invoices = ids.stream().map(AdvanceAddress::bare).toList();
    return door.call(
        ledger -> page(ledger.payments().onInvoices(invoices), PaymentTranslation::read));
  }

  private static <T> Reply<List<LedgerRecord>> page(
      XeroPage<T> page, Function<T, LedgerRecord> read) {
    return new Reply<>(page.map(read).whole(), Door.facts(page.facts()));
  }

  @Override
  public Reply<List<String>> recipients(String clientId) {
    return door.call(
        ledger -> {
          var found = ledger.contacts().byIds(List.of(UUID.fromString(clientId)));
          return new Reply<>(
              found.whole().stream().flatMap(XeroBooks::addresses).distinct().toList(),
              Door.facts(found.facts()));
        });
  }

  /** Xero: the contact's own address, and those of its people who are included in e-mails. */
  private static Stream<String> addresses(XeroContact it) {
    List<XeroPerson> people = Objects.requireNonNullElse(it.contactPersons(), List.of());
    return Stream.concat(
            Stream.of(text(it.emailAddress())),
            people.stream()
                .filter(person -> Boolean.TRUE.equals(person.includeInEmails()))
                .map(person -> text(person.emailAddress())))
        .map(String::strip)
        .filter(address -> !address.isEmpty());
  }

  @Override
  public Reply<Boolean> mail(String invoiceId, String key, Instant notAfter) {
    return door.call(
        notAfter,
        ledger ->
            new Reply<>(
                true, Door.facts(ledger.invoices().email(UUID.fromString(invoiceId), key))));
  }

  @Override
  public Reply<Optional<String>> onlineAddress(String invoiceId) {
    return door.call(
        ledger -> {
          var reply = ledger.invoices().onlineInvoice(UUID.fromString(invoiceId));
          return new Reply<>(reply.value(), Door.facts(reply.facts()));
        });
  }

  @Override
  public Reply<byte[]> print(String invoiceId) {
    return door.call(
        ledger -> {
          var reply = ledger.invoices().pdf(UUID.fromString(invoiceId));
          return new Reply<>(reply.value(), Door.facts(reply.facts()));
        });
  }

  @Override
  public Reply<String> organisationName() {
    return door.call(
        ledger -> {
          var reply = ledger.organisation();
          String name = reply.value().name();
          return new Reply<>(name == null ? "" : name, Door.facts(reply.facts()));
        });
  }

  @Override
  public Reply<List<LedgerAccount>> accounts() {
    return list(XeroLedger::accounts, SettingsTranslation::accounts);
  }

  @Override
  public Reply<List<LedgerTaxRate>> taxRates() {
    return list(XeroLedger::taxRates, SettingsTranslation::taxRates);
  }

  @Override
  public Reply<List<LedgerItem>> items() {
    return list(XeroLedger::items, SettingsTranslation::items);
  }

  @Override
  public Reply<List<LedgerTracking>> tracking() {
    return list(XeroLedger::trackingCategories, SettingsTranslation::tracking);
  }

  @Override
  public Reply<List<LedgerCurrency>> currencies() {
    return list(XeroLedger::currencies, SettingsTranslation::currencies);
  }

  @Override
  public Reply<List<LedgerBrandingTheme>> brandingThemes() {
    return list(XeroLedger::brandingThemes, SettingsTranslation::brandingThemes);
  }

  @Override
  public Reply<LedgerSettings> settings() {
    return list(XeroLedger::organisation, SettingsTranslation::settings);
  }

  @Override
  public Reply<List<LedgerBalance>> balances(LocalDate day) {
    return list(ledger -> ledger.bankSummary(day, day), BalanceTranslation::balances);
  }

  @Override
  public Reply<LedgerMovement.Page> movements(LocalDate from, LocalDate to, int page, int size) {
    XeroQuery query =
        XeroQuery.where(MovementTranslation.between(from, to))
            .order("Date DESC")
            .page(page)
            .pageSize(size);
    return door.call(
        ledger -> {
          var read = ledger.bankTransactions().find(query);
          List<LedgerMovement> found = read.map(MovementTranslation::read).whole();
          return new Reply<>(
              new LedgerMovement.Page(found, PageTranslation.more(read, page)),
              Door.facts(read.facts()));
        });
  }

  private <S, T> Reply<T> list(
      Function<XeroLedger, dev.tandem.xero.XeroReply<S>> call, Function<S, T> read) {
    return door.call(
        ledger -> {
          var reply = call.apply(ledger);
          return new Reply<T>(read.apply(reply.value()), Door.facts(reply.facts()));
        });
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** The record's status in the ledger's words; absent when the reading did not carry it. */
  static @Nullable String status(@Nullable XeroStatus status) {
    return switch (status == null ? null : status.text()) {
      case null -> null;
      case "DRAFT", "SUBMITTED" -> Fields.DRAFT;
      case "AUTHORISED", "PAID" -> Fields.APPROVED;
      case "VOIDED", "DELETED" -> Fields.REMOVED;
      default -> null;
    };
  }
}
