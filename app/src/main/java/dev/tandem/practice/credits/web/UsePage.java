package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.BookedCredits;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.Use;
import dev.tandem.practice.credits.Using;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What an invoice could use of the payer's credits, and what it uses. */
@Component
class UsePage {

  private final Advances advances;
  private final Using using;
  private final Billing billing;
  private final BookedCredits booked;

  UsePage(Advances advances, Using using, Billing billing, ObjectProvider<BookedCredits> booked) {
    this.booked = booked.getIfAvailable(() -> BookedCredits.NONE);
    this.advances = advances;
    this.using = using;
    this.billing = billing;
  }

  /** By itself, or as a part of the invoice's page. */
  String show(InvoiceId id, boolean part, Model model) {
    InvoiceView invoice = billing.find(id);
    boolean owed = invoice.status() == InvoiceStatus.APPROVED && invoice.due().signum() > 0;
    model.addAttribute("invoice", invoice);
    List<AdvanceView> used = advances.settling(id);
    model.addAttribute("used", used);
    model.addAttribute(
        "staying",
        booked
            .staying(
                used.stream()
                    .flatMap(it -> it.allocations().stream())
                    .map(it -> it.id().value())
                    .toList())
            .keySet());
    model.addAttribute(
        "usable", owed ? advances.usable(invoice.billTo(), invoice.currency()) : List.of());
    model.addAttribute("notes", using.usable(id));
    return part ? "credits/use :: use" : "credits/use-page";
  }

  /**
   * The page once more, with what was typed and why it cannot be.
   *
   * @param which of the credits, by its id; null if none was named
   */
  String refused(
      InvoiceId id,
      @Nullable Object which,
      @Nullable String amount,
      RuntimeException why,
      Model model,
      HttpServletResponse response) {
    String words =
        why instanceof InvalidInput e
            ? String.join(" ", e.errors().values())
            : String.valueOf(why.getMessage());
    String at = which == null ? "" : which.toString();
    model.addAttribute("typed", Map.of(at, amount == null ? "" : amount));
    model.addAttribute("wrong", Map.of(at, words));
    if (which instanceof CreditNoteId note) {
      model.addAttribute("kept", Optional.ofNullable(afterwards(note, id, amount)));
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return show(id, false, model);
  }

  /** What using so much would do; null if it cannot be. */
  private @Nullable Use afterwards(CreditNoteId note, InvoiceId id, @Nullable String amount) {
    try {
      return using.preview(note, id, written(amount));
    } catch (InvalidInput | Refused _) {
      return null;
    }
  }

  static BigDecimal written(@Nullable String amount) {
    try {
      return new BigDecimal(amount == null ? "" : amount.strip());
    } catch (NumberFormatException _) {
      throw new InvalidInput("amount", "An amount above 0, in whole cents");
    }
  }
}
