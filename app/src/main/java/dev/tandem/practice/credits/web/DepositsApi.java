package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.DoubleCounting;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.Sure;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.credits.AdvanceDetails;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.DoubleDeposits;
import dev.tandem.practice.credits.Drawing;
import dev.tandem.practice.credits.Overpaying;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.LocationView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.LedgerSides;
import dev.tandem.shared.NoSuchRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Deposits and overpayments for programs. Days are the practice's. */
@RestController
@RequestMapping("/api/v1")
@PreAuthorize("hasAuthority('INVOICES_VIEW')")
@Tag(name = "Deposits")
class DepositsApi {

  private static final String TAKE = "hasAuthority('PAYMENTS_TAKE')";

  /**
   * @param amount in the practice's currency
   * @param date today if left out
   * @param method {@code OTHER} if left out
   * @param location where it was taken; its organisation's books get it
   */
  record NewDeposit(
      @Nullable BigDecimal amount,
      @Nullable LocalDate date,
      @Nullable PaymentMethod method,
      @Nullable String reference,
      @Nullable UUID location) {}

  /**
   * @param amount all that is left of it, and owed, if left out
   */
  record NewUse(@Nullable UUID invoice, @Nullable BigDecimal amount) {}

  /**
   * @param amount all that came in: more than the invoice owes
   * @param due what it owed when the program looked; told, nothing is done if it owes something
   *     else by now
   */
  record NewOverpayment(
      @Nullable BigDecimal amount,
      @Nullable BigDecimal due,
      @Nullable LocalDate date,
      @Nullable PaymentMethod method,
      @Nullable String reference) {}

  private final Advances advances;
  private final DoubleDeposits twice;
  private final Drawing drawing;
  private final Overpaying overpaying;
  private final DoubleCounting doubles;
  private final Billing billing;
  private final Clients clients;
  private final Setup setup;
  private final ObjectProvider<LedgerSides> ledger;

  DepositsApi(
      Advances advances,
      DoubleDeposits twice,
      Drawing drawing,
      Overpaying overpaying,
      DoubleCounting doubles,
      Billing billing,
      Clients clients,
      Setup setup,
      ObjectProvider<LedgerSides> ledger) {
    this.advances = advances;
    this.twice = twice;
    this.drawing = drawing;
    this.overpaying = overpaying;
    this.doubles = doubles;
    this.billing = billing;
    this.clients = clients;
    this.setup = setup;
    this.ledger = ledger;
  }

  @GetMapping("/clients/{id}/deposits")
  @Operation(
      summary = "A client's deposits and overpayments, newest first, with what is left of each")
  List<DepositJson> ofClient(@PathVariable ClientId id) {
    clients.find(id);
    return json(advances.ofClient(id));
  }

  @GetMapping("/invoices/{id}/deposits")
  @Operation(summary = "Those that settle something of this invoice, or did")
  List<DepositJson> ofInvoice(@PathVariable InvoiceId id) {
    billing.find(id);
    return json(advances.settling(id));
  }

  @GetMapping("/deposits/{id}")
  DepositJson get(@PathVariable AdvanceId id) {
    return json(List.of(advances.find(id))).getFirst();
  }

  private List<DepositJson> json(List<AdvanceView> all) {
    return DepositJson.of(all, ledger);
  }

  @PostMapping("/clients/{id}/deposits")
  @PreAuthorize(TAKE)
  @Operation(
      summary = "Takes money before there is an invoice: the client's credit, untaxed until used",
      description =
          "409 with `twins` if it looks like money that is known already: a deposit of the same or almost the same"
              + " amount, or a payment that came in through the ledger. With `sure` for the `key` of each of them it is"
              + " recorded all the same, under a new `Idempotency-Key`.")
  ResponseEntity<DepositJson> take(
      @PathVariable ClientId id,
      @RequestParam(defaultValue = "") List<String> sure,
      @RequestBody NewDeposit it) {
    clients.find(id);
    Sure others = Sure.named(sure);
    return created(
        twice.take(
            advances.fresh(),
            new AdvanceDetails(
                id,
                known(it.location()),
                it.date() == null ? advances.today() : it.date(),
                needed(it.amount()),
                it.method() == null ? PaymentMethod.OTHER : it.method(),
                it.reference() == null ? "" : it.reference()),
            others));
  }

  private @Nullable LocationId known(@Nullable UUID location) {
    if (location == null) {
      return null;
    }
    return setup.locations().stream()
        .map(LocationView::id)
        .filter(it -> it.value().equals(location))
        .findFirst()
        .orElseThrow(() -> new InvalidInput("location", "There is no such location"));
  }

  @PostMapping("/deposits/{id}/removal")
  @PreAuthorize(TAKE)
  @Operation(
      summary = "Takes back a mistake; 409 once it is in the ledger, where a person voids it")
  DepositJson remove(@PathVariable AdvanceId id) {
    advances.remove(id);
    return get(id);
  }

  @PostMapping("/deposits/{id}/allocations")
  @PreAuthorize(TAKE)
  @Operation(summary = "Uses it for an invoice that the same client pays; 409 if nothing is owed")
  ResponseEntity<DepositJson> use(@PathVariable AdvanceId id, @RequestBody NewUse it) {
    AdvanceView advance = advances.find(id);
    if (it.invoice() == null) {
      throw new InvalidInput("invoice", "Which invoice uses it");
    }
    var invoice = new InvoiceId(it.invoice());
    BigDecimal due = due(invoice);
    drawing.use(id, invoice, it.amount() == null ? advance.remaining().min(due) : it.amount());
    return created(id);
  }

  private BigDecimal due(InvoiceId invoice) {
    try {
      return billing.find(invoice).due();
    } catch (NoSuchRecord e) {
      throw new InvalidInput("invoice", "There is no such invoice");
    }
  }

  @PostMapping("/deposits/{id}/allocations/{allocation}/removal")
  @PreAuthorize(TAKE)
  @Operation(
      summary =
          "Takes it off its invoice, which is owed again; asked again, nothing more happens; 409 if it was used in the ledger")
  DepositJson takeOff(@PathVariable AdvanceId id, @PathVariable AllocationId allocation) {
    if (advances.find(id).allocations().stream().noneMatch(it -> it.id().equals(allocation))) {
      throw new NoSuchRecord("used credit", allocation);
    }
    drawing.takeOff(allocation);
    return get(id);
  }

  @PostMapping("/deposits/{id}/refund")
  @PreAuthorize("hasAuthority('INVOICES_EDIT') and hasAuthority('PAYMENTS_TAKE')")
  @Operation(summary = "Gives back what is left of it; 409 if nothing is")
  DepositJson refund(@PathVariable AdvanceId id, @RequestBody RefundWish it) {
    try {
      drawing.refundRest(id, it.refunding(advances.today()));
    } catch (InvalidInput e) {
      throw RefundWish.named(e, "");
    }
    return get(id);
  }

  @PostMapping("/invoices/{id}/overpayment")
  @PreAuthorize(TAKE)
  @Operation(
      summary =
          "More is paid than is owed: settles the invoice and keeps the rest as the payer's credit, both or neither",
      description =
          "409 with `twins` if it looks like money that is known already: with `sure` for the `key` of each of them it"
              + " is recorded all the same, under a new `Idempotency-Key`.")
  ResponseEntity<DepositJson> overpay(
      @PathVariable InvoiceId id,
      @RequestParam(defaultValue = "") List<String> sure,
      @RequestBody NewOverpayment it) {
    Sure others = Sure.named(sure);
    if (sure.isEmpty()) {
      doubles.freshen(id);
    }
    BigDecimal due = billing.find(id).due();
    return created(
        overpaying.take(
            advances.fresh(),
            id,
            new PaymentDetails(
                it.date() == null ? advances.today() : it.date(),
                needed(it.amount()),
                it.method() == null ? PaymentMethod.OTHER : it.method(),
                it.reference() == null ? "" : it.reference(),
                null),
            it.due() == null ? due : it.due(),
            others));
  }

  private static BigDecimal needed(@Nullable BigDecimal amount) {
    if (amount == null) {
      throw new InvalidInput("amount", "An amount above 0, in whole cents");
    }
    return amount;
  }

  private ResponseEntity<DepositJson> created(AdvanceId id) {
    return ResponseEntity.created(URI.create("/api/v1/deposits/" + id)).body(get(id));
  }
}
