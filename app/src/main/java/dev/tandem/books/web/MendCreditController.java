package dev.tandem.books.web;

import dev.tandem.books.refusals.CreditMending;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What becomes of a refused use of a credit, of a refused refund, or of a deposit in question. */
@Controller
@PreAuthorize(
    "hasAuthority('LEDGER_VIEW') and hasAuthority('INVOICES_EDIT') and hasAuthority('PAYMENTS_TAKE')")
class MendCreditController {

  private final OwnRecords own;
  private final CreditMending mending;

  MendCreditController(OwnRecords own, CreditMending mending) {
    this.own = own;
    this.mending = mending;
  }

  @PostMapping("/ledger/refusals/{kind}/{id}/taking-back")
  String takeBack(@PathVariable String kind, @PathVariable UUID id, RedirectAttributes flash) {
    RecordRef record = own.standing(kind, id).record();
    return done(
        record,
        flash,
        () -> mending.takeBack(record),
        switch (record.kind()) {
          case "refund" -> "The refund is taken back.";
          case "advance" -> "The deposit is taken back: the one in Xero counts.";
          default -> "It is taken off the invoice.";
        });
  }

  /**
   * @param fits as much as the page showed
   */
  @PostMapping("/ledger/refusals/{kind}/{id}/lowering")
  String lower(
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable BigDecimal fits,
      RedirectAttributes flash) {
    RecordRef record = own.standing(kind, id).record();
    return done(
        record,
        flash,
        () -> mending.lower(record, written(fits)),
        "What is left goes in its place now.");
  }

  private static BigDecimal written(@Nullable BigDecimal fits) {
    if (fits == null || fits.stripTrailingZeros().scale() > 2) {
      throw new InvalidInput("fits", "An amount above 0, in whole cents");
    }
    return fits;
  }

  private static String done(
      RecordRef record, RedirectAttributes flash, Runnable work, String said) {
    try {
      work.run();
      flash.addFlashAttribute("said", said);
      return "redirect:/ledger/refusals";
    } catch (InvalidInput e) {
      flash.addFlashAttribute("refused", String.join(" ", e.errors().values()));
      return "redirect:/ledger/refusals/" + record.kind() + "/" + record.id();
    } catch (Refused e) {
      flash.addFlashAttribute("refused", e.getMessage());
      return "redirect:/ledger/refusals/" + record.kind() + "/" + record.id();
    }
  }
}
