package dev.tandem.books.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One organisation's books. Each method but {@link #prepare} is one call and throws {@link
 * LedgerTrouble}; only a lane may make it.
 */
public interface Books {

  /** How many records one reading by id or number may name. */
  int AT_ONCE = 40;

  /** How many elements one write may carry. */
  int BATCH = 50;

  /** How many records a page of a changed-since reading holds. */
  int PAGE = 1000;

  /** Whether this id of the ledger's cannot be that of a credit note. Calls nobody. */
  boolean isAdvance(String id);

  /** Turns drafts of one kind, all creations or all updates, into bytes. Calls nobody. */
  Prepared prepare(List<Draft> drafts);

  /**
   * Sends a write; one verdict for each element, in order.
   *
   * @param notAfter if the way in took longer than until then, nothing is sent and {@link
   *     LedgerTrouble#notExecuted()} says so
   */
  Reply<List<Verdict>> send(Kind kind, Prepared write, String key, Instant notAfter);

  /**
   * Records created or changed at or after this instant, oldest change first, in summary form.
   *
   * @param since null for all
   * @param page from 1
   */
  Reply<LedgerPage> changedSince(Kind kind, @Nullable Instant since, int page);

  /**
   * All clients, all sales invoices or their credit notes, and those advances that are not taxed
   * when they come in, of whatever age and status, by the ledger's ids: what changes meanwhile
   * stays in its place. In the shortest form there is.
   *
   * @param page from 1
   */
  Reply<LedgerPage> all(Kind kind, int page);

  /** Another part of all advances, as {@link #taxedAdvancesSince} of those that changed. */
  Reply<LedgerPage> allTaxedAdvances(int page);

  /** The last part of all advances, as {@link #creditsSince} of those that changed. */
  Reply<LedgerPage> allCredits(int page);

  /**
   * What else changed among advances: the ledger lists those that are taxed when they come in
   * apart. As {@link #changedSince}, which gives those that are not.
   */
  Reply<LedgerPage> taxedAdvancesSince(@Nullable Instant since, int page);

  /**
   * Credit notes that changed, as advances: whoever wrote one that is not ours, what is left of it
   * is its client's money. Ours are among them. As {@link #changedSince}.
   */
  Reply<LedgerPage> creditsSince(@Nullable Instant since, int page);

  /**
   * Up to {@link #AT_ONCE} records in full, whatever their status; unknown ones are missing. Of
   * receipts and advances one at a time, but for credit notes among these. One that cannot be read
   * makes the answer a broken one.
   */
  Reply<List<LedgerRecord>> byIds(Kind kind, Collection<String> ids);

  /** As {@link #byIds}, but one that cannot be read is named and says nothing of the others. */
  Reply<LedgerPage> readableByIds(Kind kind, Collection<String> ids);

  /**
   * Who changed one record over there, newest first. Of clients, invoices and credit notes.
   *
   * @param id the ledger's id
   */
  Reply<List<LedgerTrace>> history(Kind kind, String id);

  /**
   * Invoices that were made through us and changed at or after this instant, oldest change first,
   * in summary form.
   *
   * @param since null for all
   * @param page from 1
   */
  Reply<LedgerPage> ownInvoicesSince(@Nullable Instant since, int page);

  /**
   * Sales invoices dated from this day on, in summary form, in an order that no change of theirs
   * moves.
   *
   * @param page from 1
   */
  Reply<LedgerPage> salesFrom(LocalDate day, int page);

  /** Of those of {@link #salesFrom} the ones that were made through us. */
  Reply<LedgerPage> ownSalesFrom(LocalDate day, int page);

  /**
   * Of those of {@link #salesFrom} the ones of these clients.
   *
   * @param clients the ledger's ids, up to {@link #AT_ONCE}
   */
  Reply<LedgerPage> salesOf(Collection<String> clients, LocalDate day, int page);

  /** Which of up to {@link #AT_ONCE} invoices were made through us, in summary form. */
  Reply<LedgerPage> ownAmong(Collection<String> ids);

  /** Up to {@link #AT_ONCE} sales invoices by number, in full. */
  Reply<List<LedgerRecord>> invoicesByNumbers(Collection<String> numbers);

  /** The customer's credit note with this number, if any, in full. */
  Reply<List<LedgerRecord>> creditNoteByNumber(String number);

  /** The client with this marker, if any. */
  Reply<List<LedgerRecord>> clientByMarker(String marker);

  /**
   * Every payment on up to {@link #AT_ONCE} invoices (or refund of credit notes and advances),
   * removed ones included.
   */
  Reply<List<LedgerRecord>> paymentsOn(Collection<String> ids);

  /** To whom the ledger mails an invoice of this client; empty if it knows no address. */
  Reply<List<String>> recipients(String clientId);

  /**
   * Has the ledger mail one approved invoice to its {@link #recipients}. Nothing tells afterwards
   * whether it went: a failure that is not {@link LedgerTrouble#notExecuted()} is never repeated.
   *
   * @param notAfter as for {@link #send}
   */
  Reply<Boolean> mail(String invoiceId, String key, Instant notAfter);

  /** Where the client sees and may pay the invoice; empty while there is no such place. */
  Reply<Optional<String>> onlineAddress(String invoiceId);

  /** The invoice as the ledger prints it: a PDF. */
  Reply<byte[]> print(String invoiceId);

  /** Costs nothing but the call: used to see whether the ledger is well. */
  Reply<String> organisationName();

  Reply<List<LedgerAccount>> accounts();

  Reply<List<LedgerTaxRate>> taxRates();

  /** Those that may be sold. */
  Reply<List<LedgerItem>> items();

  /** The options of the categories in use. */
  Reply<List<LedgerTracking>> tracking();

  Reply<List<LedgerCurrency>> currencies();

  Reply<List<LedgerBrandingTheme>> brandingThemes();

  Reply<LedgerSettings> settings();

  /**
   * What moved through bank accounts from one day to another, both among them, the latest first.
   * Payments of invoices are not among it: the ledger lists them as payments.
   *
   * @param page from 1
   * @param size up to {@link #PAGE}
   */
  Reply<LedgerMovement.Page> movements(LocalDate from, LocalDate to, int page, int size);

  /** What each bank account had at the end of this day, and what moved on it. */
  Reply<List<LedgerBalance>> balances(LocalDate day);
}
