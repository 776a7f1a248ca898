package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.shared.NoSuchRecord;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whoever is told that a day is closed can have that looked up. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
class LockDatesController {

  private final Connections connections;
  private final ReferenceWishes wishes;
  private final Billing billing;
  private final Credits credits;

  LockDatesController(
      Connections connections, ReferenceWishes wishes, Billing billing, Credits credits) {
    this.billing = billing;
    this.credits = credits;
    this.connections = connections;
    this.wishes = wishes;
  }

  @PostMapping("/ledger/lock-dates/payments/{id}")
  String payment(@PathVariable PaymentId id, RedirectAttributes flash) {
    return look(
        "payment",
        id,
        billing.paymentsByIds(List.of(id)),
        "/payments/%s/removal".formatted(id),
        flash);
  }

  @PostMapping("/ledger/lock-dates/used-credits/{id}")
  String use(@PathVariable AllocationId id, RedirectAttributes flash) {
    return look(
        "used credit",
        id,
        credits.allocationsByIds(List.of(id)),
        "/used-credits/%s/removal".formatted(id),
        flash);
  }

  @PostMapping("/ledger/lock-dates/refunds/{id}")
  String refund(@PathVariable RefundId id, RedirectAttributes flash) {
    return look(
        "refund",
        id,
        credits.refundsByIds(List.of(id)),
        "/refunds/%s/removal".formatted(id),
        flash);
  }

  @PostMapping("/ledger/lock-dates/credit-notes/{id}")
  String note(@PathVariable CreditNoteId id, RedirectAttributes flash) {
    return look(
        "credit note",
        id,
        credits.byIds(List.of(id)),
        "/credit-notes/%s/voiding".formatted(id),
        flash);
  }

  private String look(
      String what, Object id, Collection<?> own, String page, RedirectAttributes flash) {
    if (own.isEmpty()) {
      throw new NoSuchRecord(what, id);
    }
    connections.bindings().stream()
        .filter(Binding::active)
        .map(it -> UUID.fromString(it.tenantId()))
        .forEach(wishes::readNow);
    flash.addFlashAttribute("said", "Xero is asked. Look at this page again in a moment.");
    return "redirect:" + page;
  }
}
