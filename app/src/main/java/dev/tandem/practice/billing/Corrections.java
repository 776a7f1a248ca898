package dev.tandem.practice.billing;

import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Corrections that the ledger asks for: they are allowed although an invoice was paid here, as long
 * as nobody owes or has paid another amount by them. Each can be looked at before it is done.
 */
@Component
@Transactional
public class Corrections {

  private final InvoiceRepository invoices;
  private final BillingStory story;
  private final ApplicationEventPublisher events;

  Corrections(InvoiceRepository invoices, BillingStory story, ApplicationEventPublisher events) {
    this.invoices = invoices;
    this.story = story;
    this.events = events;
  }

  /**
   * What it would come to, in the invoice's currency.
   *
   * @throws Refused if it cannot be done, as {@link #recode}
   */
  @Transactional(readOnly = true)
  public BigDecimal recoded(InvoiceId id, List<Recoding> recodings) {
    return recoded(invoices.find(id), recodings).totals().total();
  }

  /**
   * Books lines on other accounts or taxes.
   *
   * @throws Refused if it is void, or if money came in and it would come to another total
   */
  public void recode(InvoiceId id, List<Recoding> recodings) {
    Invoice before = invoices.hold(id);
    Invoice after = recoded(before, recodings);
    if (after.details().equals(before.details())) {
      return;
    }
    store(after, "recoded", "booked " + after.name() + " on another account or tax");
  }

  private static Invoice recoded(Invoice before, List<Recoding> recodings) {
    refuseVoid(before);
    List<LineDetails> lines =
        before.details().lines().stream().map(it -> recoded(it, recodings)).toList();
    Invoice after =
        before.rewritten(before.details().with(before.details().lineAmounts(), lines).checked());
    boolean settling = before.paid().signum() != 0 || before.credited().signum() != 0;
    if (settling && after.totals().total().compareTo(before.totals().total()) != 0) {
      throw new Refused(
          before.name()
              + " has payments, and with this tax it comes to another total. Remove the payments first.");
    }
    return after;
  }

  private static LineDetails recoded(LineDetails line, List<Recoding> recodings) {
    return recodings.stream()
        .filter(it -> it.means(line))
        .findFirst()
        .map(it -> it.of(line))
        .orElse(line);
  }

  private static void refuseVoid(Invoice it) {
    if (it.status() == InvoiceStatus.VOIDED) {
      throw new Refused(it.name() + " is void and cannot be changed.");
    }
  }

  private void store(Invoice after, String action, String text) {
    invoices.storeWithLines(after);
    story.note(after, action, text);
    if (after.number() != null) {
      events.publishEvent(new InvoiceChanged(after.id(), false));
    }
  }
}
