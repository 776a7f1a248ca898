package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.ChargeStands;
import dev.tandem.practice.billing.InvoiceChangedMeanwhile;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.Relocations;
import dev.tandem.practice.billing.WrittenAs;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.LedgerSides;
import dev.tandem.shared.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Changing an invoice that exists, for programs. */
@RestController
@RequestMapping("/api/v1/invoices/{id}")
@PreAuthorize("hasAuthority('INVOICES_EDIT')")
@Tag(name = "Invoices")
class InvoiceChangesApi {

  /** Whose lines are mapped anew is asked before they are. */
  private static final String UNSEEN =
      "Ask for %s and look at its lines; then send its shown with the change.";

  /**
   * What a change would make of it.
   *
   * @param seen what it said when this was computed
   * @param lines as they would be, mapped anew where the location asks for that
   * @param books of which other organisation the invoice would be by this; null if it stays
   * @param shown stands for lines that are mapped anew: the change sends it along; null if none is
   */
  record Preview(
      String seen,
      String currency,
      List<InvoiceJson.Line> lines,
      BigDecimal subtotal,
      BigDecimal tax,
      BigDecimal total,
      BigDecimal due,
      @Nullable String books,
      @Nullable String shown) {}

  /** What can be done instead. */
  record Way(String does, String method, String path) {}

  private final Billing billing;
  private final ChangedInvoices written;
  private final ObjectProvider<LedgerSides> ledger;

  InvoiceChangesApi(Billing billing, ChangedInvoices written, ObjectProvider<LedgerSides> ledger) {
    this.billing = billing;
    this.written = written;
    this.ledger = ledger;
  }

  @PatchMapping
  @Operation(
      summary =
          "Changes what is sent of an invoice; 409 if it was changed since it was seen, or what it charged stands",
      description =
          "What an invoice charged stands once money came in or something of it is credited: then the problem's"
              + " `ways` say how the difference is credited or charged.")
  InvoiceJson change(@PathVariable InvoiceId id, @RequestBody InvoiceChange it) {
    return save(id, it, written.changed(billing.find(id), it), "change/preview");
  }

  @PutMapping
  @Operation(summary = "Says all of an invoice anew, under the same rules")
  InvoiceJson replace(@PathVariable InvoiceId id, @RequestBody InvoiceChange it) {
    return save(id, it, written.replaced(billing.find(id), it), "change/preview?whole=true");
  }

  private InvoiceJson save(InvoiceId id, InvoiceChange it, InvoiceDetails wanted, String preview) {
    if (it.seen() == null) {
      throw new InvalidInput("seen", "Is needed: what the invoice said of itself when it was read");
    }
    String shown = it.shown() == null ? "" : it.shown();
    relocated(id, wanted)
        .filter(moved -> !moved.shown().equals(shown))
        .ifPresent(
            moved -> {
              throw new InvalidInput(
                  "location",
                  (moved.elsewhere()
                          ? "It goes to %s by this, which has other accounts and taxes. "
                              .formatted(moved.books())
                          : "Its lines are mapped anew by this. ")
                      + UNSEEN.formatted(preview));
            });
    try {
      billing.rewrite(id, it.seen(), wanted, WrittenAs.KEPT, shown);
    } catch (InvoiceChangedMeanwhile e) {
      throw new Refused(
          e.name()
              + " was changed since it was seen, so nothing was saved. Read it again, then send the change with its new seen.");
    }
    InvoiceView after = billing.find(id);
    return InvoiceJson.of(after, LedgerSides.of(ledger, InvoiceJson.records(after)));
  }

  private Optional<Relocations.Moved> relocated(InvoiceId id, InvoiceDetails wanted) {
    return billing.relocated(id, wanted.location(), wanted.lines());
  }

  @PostMapping("/change/preview")
  @Operation(
      summary =
          "What a PATCH would make of it, or with whole=true a PUT; nothing is done, 409 as it would answer")
  Preview preview(
      @PathVariable InvoiceId id,
      @RequestParam(defaultValue = "false") boolean whole,
      @RequestBody InvoiceChange it) {
    InvoiceView before = billing.find(id);
    InvoiceDetails wanted = whole ? written.replaced(before, it) : written.changed(before, it);
    Relocations.Moved moved = relocated(id, wanted).orElse(null);
    InvoiceView after = billing.preview(id, wanted);
    return new Preview(
        before.seen(),
        after.currency(),
        InvoiceJson.lines(after.lines()),
        after.subtotal(),
        after.tax(),
        after.total(),
        after.due(),
        moved == null || !moved.elsewhere() ? null : moved.books(),
        moved == null ? null : moved.shown());
  }

  @ExceptionHandler
  ProblemDetail on(ChargeStands refusal, HttpServletRequest request) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(refusal.getMessage()));
    String invoice = request.getRequestURI().replaceFirst("/change/preview$", "");
    problem.setProperty(
        "ways",
        List.of(
            new Way(
                "Says what crediting or charging the difference would do",
                "POST",
                invoice + "/correction/preview"),
            new Way("Credits all or some of it", "POST", invoice + "/credit-notes")));
    return problem;
  }
}
