package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.credits.CreditAccounts;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.WriteOff;
import dev.tandem.shared.LedgerSides;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Writing off what is owed and nobody will pay, for programs. */
@RestController
@RequestMapping("/api/v1/invoices/{id}")
@PreAuthorize(CreditsApi.WRITE)
@Tag(name = "Credit notes")
class WriteOffApi {

  /**
   * @param date today if left out
   * @param account for what is lost: the {@code key} of one of the {@code losses}
   * @param seen what the preview said; told, nothing is done if something else would happen by now
   */
  record NewWriteOff(
      @Nullable LocalDate date,
      @Nullable String reason,
      @Nullable String account,
      @Nullable String seen) {}

  /**
   * Which of the ledger's accounts a credit may name.
   *
   * @param banks that money can go back from
   * @param losses that a debt can be written off to
   */
  record Accounts(List<Account> banks, List<Account> losses) {}

  /**
   * @param key what {@code account} says
   * @param likely whether it is the one that is usually meant
   */
  record Account(String key, String name, boolean likely) {

    static List<Account> of(List<CreditAccounts.Account> all) {
      return all.stream().map(it -> new Account(it.key(), it.name(), it.likely())).toList();
    }
  }

  private final Credits credits;
  private final WriteOff writeOff;
  private final Billing billing;
  private final ObjectProvider<CreditAccounts> accounts;
  private final CreditPage page;
  private final ObjectProvider<LedgerSides> ledger;

  WriteOffApi(
      Credits credits,
      WriteOff writeOff,
      Billing billing,
      ObjectProvider<CreditAccounts> accounts,
      CreditPage page,
      ObjectProvider<LedgerSides> ledger) {
    this.ledger = ledger;
    this.credits = credits;
    this.writeOff = writeOff;
    this.billing = billing;
    this.accounts = accounts;
    this.page = page;
  }

  @GetMapping("/credit-accounts")
  @Operation(summary = "The ledger's accounts that a refund or a write-off of it may name")
  Accounts accounts(@PathVariable InvoiceId id) {
    billing.find(id);
    CreditAccounts known = accounts.getIfAvailable();
    return known == null
        ? new Accounts(List.of(), List.of())
        : new Accounts(Account.of(known.banks(id)), Account.of(known.losses(id)));
  }

  @PostMapping("/write-off/preview")
  @Operation(summary = "What writing off would do; nothing is done, 409 if nothing is owed")
  CreditPlanJson preview(@PathVariable InvoiceId id, @RequestBody NewWriteOff it) {
    InvoiceView invoice = billing.find(id);
    return CreditPlanJson.of(credits.preview(id, details(invoice, it)), invoice.currency());
  }

  @PostMapping("/write-off")
  @Operation(
      summary =
          "Writes off what is owed of it by a credit note, its tax taken back; 409 if nothing is owed")
  ResponseEntity<CreditNoteJson> write(@PathVariable InvoiceId id, @RequestBody NewWriteOff it) {
    CreditDetails details = details(billing.find(id), it);
    CreditNoteId note = credits.issue(id, details, it.seen());
    return ResponseEntity.created(URI.create("/api/v1/credit-notes/" + note))
        .body(CreditNoteJson.of(List.of(credits.find(note)), ledger).getFirst());
  }

  private CreditDetails details(InvoiceView invoice, NewWriteOff it) {
    return new CreditDetails(
        CreditPurpose.WRITE_OFF,
        it.date() == null ? page.today() : it.date(),
        it.reason() == null ? "" : it.reason(),
        WriteOff.amounts(invoice),
        writeOff.lines(invoice, it.account() == null ? "" : it.account()),
        null);
  }
}
