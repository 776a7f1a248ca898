package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.practice.credits.Refunds;
import dev.tandem.practice.credits.Use;
import dev.tandem.practice.credits.Using;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.LedgerSides;
import dev.tandem.shared.NoSuchRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Credit notes for programs. */
@RestController
@RequestMapping("/api/v1")
@PreAuthorize("hasAuthority('INVOICES_VIEW')")
@Tag(name = "Credit notes")
class CreditsApi {

  static final String WRITE = "hasAuthority('INVOICES_EDIT') and hasAuthority('PAYMENTS_TAKE')";

  /**
   * @param invoice the one that it was written for if left out
   * @param amount all that is left of it, and owed, if left out
   */
  record NewAllocation(@Nullable UUID invoice, @Nullable BigDecimal amount) {}

  private final Credits credits;
  private final Using using;
  private final Billing billing;
  private final Refunds refunds;
  private final CreditPage page;
  private final ObjectProvider<LedgerSides> ledger;

  CreditsApi(
      Credits credits,
      Using using,
      Billing billing,
      Refunds refunds,
      CreditPage page,
      ObjectProvider<LedgerSides> ledger) {
    this.refunds = refunds;
    this.ledger = ledger;
    this.credits = credits;
    this.using = using;
    this.billing = billing;
    this.page = page;
  }

  @GetMapping("/invoices/{id}/credit-notes")
  @Operation(summary = "Written for this invoice, or settling something of it")
  List<CreditNoteJson> of(@PathVariable InvoiceId id) {
    billing.find(id);
    return CreditNoteJson.of(credits.of(id), ledger);
  }

  @GetMapping("/invoices/{id}/usable-credit-notes")
  @Operation(summary = "Of which something is left that this invoice could use, oldest first")
  List<CreditNoteJson> usable(@PathVariable InvoiceId id) {
    return CreditNoteJson.of(using.usable(id).stream().map(Use::note).toList(), ledger);
  }

  @GetMapping("/credit-notes/{id}")
  CreditNoteJson get(@PathVariable CreditNoteId id) {
    return CreditNoteJson.of(List.of(credits.find(id)), ledger).getFirst();
  }

  @PostMapping("/invoices/{id}/credit-notes")
  @PreAuthorize(WRITE)
  @Operation(
      summary =
          "Credits an invoice: settles what is owed of it first; 409 if it is more than was charged")
  ResponseEntity<CreditNoteJson> write(@PathVariable InvoiceId id, @RequestBody NewCreditNote it) {
    CreditDetails details = it.details(billing.find(id), page.today());
    try {
      return created(credits.issue(id, details, it.seen()));
    } catch (InvalidInput e) {
      throw RefundWish.named(e, "refund.");
    }
  }

  @PostMapping("/invoices/{id}/credit-notes/preview")
  @PreAuthorize(WRITE)
  @Operation(summary = "What a credit note would do; nothing is done, 409 as it would answer")
  CreditPlanJson preview(@PathVariable InvoiceId id, @RequestBody NewCreditNote it) {
    InvoiceView invoice = billing.find(id);
    try {
      return CreditPlanJson.of(
          credits.preview(id, it.details(invoice, page.today())), invoice.currency());
    } catch (InvalidInput e) {
      throw RefundWish.named(e, "refund.");
    }
  }

  @PostMapping("/credit-notes/{id}/refund")
  @PreAuthorize(WRITE)
  @Operation(summary = "Gives back what is left of it; 409 if nothing is")
  CreditNoteJson refund(@PathVariable CreditNoteId id, @RequestBody RefundWish it) {
    try {
      credits.refundRest(id, it.refunding(page.today()));
    } catch (InvalidInput e) {
      throw RefundWish.named(e, "");
    }
    return get(id);
  }

  @PostMapping("/credit-notes/{id}/allocations")
  @PreAuthorize(WRITE)
  @Operation(
      summary =
          "Uses what is left of it for an invoice of the same payer; 409 if nothing is left or owed")
  ResponseEntity<CreditNoteJson> use(@PathVariable CreditNoteId id, @RequestBody NewAllocation it) {
    CreditNoteView note = credits.find(id);
    using.use(id, it.invoice() == null ? note.invoice() : invoice(it.invoice()), it.amount());
    return created(id);
  }

  private InvoiceId invoice(UUID id) {
    try {
      return billing.find(new InvoiceId(id)).id();
    } catch (NoSuchRecord e) {
      throw new InvalidInput("invoice", "There is no such invoice");
    }
  }

  private ResponseEntity<CreditNoteJson> created(CreditNoteId id) {
    return ResponseEntity.created(URI.create("/api/v1/credit-notes/" + id)).body(get(id));
  }

  @PostMapping("/allocations/{id}/removal")
  @PreAuthorize(WRITE)
  @Operation(summary = "Takes it off its invoice again; asked again, nothing more happens")
  List<CreditNoteJson> takeOff(@PathVariable AllocationId id) {
    return of(using.takeOff(id));
  }

  @PostMapping("/refunds/{id}/removal")
  @PreAuthorize(WRITE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary =
          "Takes back that money of a credit note or deposit was given back; 409 if it stands in the ledger")
  void removeRefund(@PathVariable RefundId id) {
    refunds.takeBack(id);
  }

  @PostMapping("/credit-notes/{id}/voiding")
  @PreAuthorize(WRITE)
  @Operation(summary = "Takes back what was written by mistake; 409 once money was given back")
  CreditNoteJson voidNote(@PathVariable CreditNoteId id) {
    credits.voidNote(id);
    return get(id);
  }
}
