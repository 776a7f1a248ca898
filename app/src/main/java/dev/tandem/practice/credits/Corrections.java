package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentArrangements;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Fingerprint;
import dev.tandem.shared.Money;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Corrects what an invoice charged after money came in for it: the difference is credited, or
 * charged by an invoice of its own. Why not otherwise: {@code docs/decisions/0020}.
 */
@Component("creditCorrections")
@Transactional
public class Corrections {

  private final Credits credits;
  private final Differences differences;
  private final Billing billing;
  private final Setup setup;
  private final PaymentArrangements arrangements;
  private final Clock clock;

  Corrections(
      Credits credits,
      Differences differences,
      Billing billing,
      Setup setup,
      PaymentArrangements arrangements,
      Clock clock) {
    this.credits = credits;
    this.differences = differences;
    this.billing = billing;
    this.setup = setup;
    this.arrangements = arrangements;
    this.clock = clock;
  }

  /**
   * What a correction would do; nothing is done.
   *
   * @param credit null if more is to be charged
   */
  public record Plan(Correction correction, @Nullable CreditPlan credit) {

    /** Stands for all of this: whoever confirms it shows with this what was seen. */
    public String seen() {
      return credit == null
          ? HexFormat.of().formatHex(new Fingerprint().add(correction.lines()).end(), 0, 8)
          : credit.seen();
    }
  }

  @Transactional(readOnly = true)
  public Plan preview(
      InvoiceId id, List<LineDetails> wanted, String reason, @Nullable Refunding refunding) {
    return plan(billing.find(id), wanted, reason, refunding);
  }

  private Plan plan(
      InvoiceView invoice, List<LineDetails> wanted, String reason, @Nullable Refunding refunding) {
    requireOwed(invoice);
    refuseSecond(invoice);
    Correction correction = Correction.of(invoice, wanted);
    CreditPlan credit =
        more(correction)
            ? null
            : credits.preview(invoice.id(), details(correction, reason, refunding));
    return new Plan(correction, credit);
  }

  private static void requireOwed(InvoiceView invoice) {
    if (invoice.status() == InvoiceStatus.DRAFT || invoice.status() == InvoiceStatus.VOIDED) {
      throw new Refused("Only an invoice that stands is corrected so; a draft is simply changed.");
    }
  }

  /**
   * What the person writes is what the invoice should have said, so it is measured against the
   * invoice alone: a second difference would count on top of the first. Also keeps the same click
   * from charging twice, under the invoice's lock.
   */
  private void refuseSecond(InvoiceView invoice) {
    List<String> earlier =
        Stream.concat(
                credits.of(invoice.id()).stream()
                    .filter(it -> it.stands() && it.invoice().equals(invoice.id()))
                    .map(CreditNoteView::number),
                charged(invoice.id()).stream().map(it -> String.valueOf(it.number())))
            .toList();
    if (!earlier.isEmpty()) {
      throw new Refused(
          "%s was changed by %s already. Void that first to correct it anew, or credit or charge what is still wrong."
              .formatted(invoice.number(), String.join(" and ", earlier)));
    }
  }

  /** Invoices that stand and charge what this one should have charged besides. */
  @Transactional(readOnly = true)
  public List<InvoiceView> charged(InvoiceId of) {
    return billing.byIds(differences.of(of)).stream()
        .filter(it -> it.status() != InvoiceStatus.VOIDED)
        .toList();
  }

  private static String named(InvoiceView invoice) {
    return "Correction of " + invoice.number();
  }

  /**
   * Does it.
   *
   * @param seen what {@link Plan#seen} said before
   * @return the invoice over what is charged besides, or the one that was corrected
   * @throws Refused if it comes to the same
   * @throws ShownMeanwhileChanged if something else would happen by now, or it has happened already
   */
  public InvoiceId correct(
      InvoiceId id,
      List<LineDetails> wanted,
      String reason,
      @Nullable Refunding refunding,
      String seen) {
    Plan plan = plan(billing.hold(id), wanted, reason, refunding);
    if (!plan.seen().equals(seen)) {
      throw new ShownMeanwhileChanged();
    }
    if (plan.credit() == null) {
      return charge(plan.correction(), reason);
    }
    credits.issue(id, details(plan.correction(), reason, refunding));
    return id;
  }

  private static boolean more(Correction it) {
    BigDecimal difference = it.difference();
    if (difference.signum() == 0) {
      it.lines();
      throw new Refused(
          "It comes to the same as before: nothing is to be credited or charged. Change the texts of the invoice itself.");
    }
    return difference.signum() > 0;
  }

  private CreditDetails details(Correction it, String reason, @Nullable Refunding refunding) {
    return new CreditDetails(
        CreditPurpose.CORRECTION,
        today(),
        reason,
        it.invoice().lineAmounts(),
        it.lines(),
        refunding);
  }

  private InvoiceId charge(Correction it, String reason) {
    InvoiceView of = it.invoice();
    String reference = named(of) + (reason.isBlank() ? "" : ": " + reason);
    LocalDate today = today();
    InvoiceId more =
        billing.issue(
            new InvoiceDetails(
                of.client(),
                null,
                of.location(),
                today,
                arrangements.termsOf(of.billTo()).due(today),
                reference.length() > 255 ? reference.substring(0, 255) : reference,
                of.lineAmounts(),
                it.lines(),
                of.payer(),
                of.currency(),
                null));
    differences.add(of.id(), more);
    billing.credit(
        of.id(),
        BigDecimal.ZERO,
        "corrected",
        "charged %s more by %s"
            .formatted(Money.text(it.difference(), of.currency()), billing.find(more).number()));
    return more;
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }
}
