package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.shared.NoSuchRecord;
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

  LockDatesController(Connections connections, ReferenceWishes wishes, Billing billing) {
    this.billing = billing;
    this.connections = connections;
    this.wishes = wishes;
  }

  @PostMapping("/ledger/lock-dates/payments/{id}")
  String look(@PathVariable PaymentId id, RedirectAttributes flash) {
    if (billing.paymentsByIds(List.of(id)).isEmpty()) {
      throw new NoSuchRecord("payment", id);
    }
    connections.bindings().stream()
        .filter(Binding::active)
        .map(it -> UUID.fromString(it.tenantId()))
        .forEach(wishes::readNow);
    flash.addFlashAttribute("said", "Xero is asked. Look at this page again in a moment.");
    return "redirect:/payments/" + id + "/removal";
  }
}
