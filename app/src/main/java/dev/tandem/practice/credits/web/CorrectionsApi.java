package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.credits.Corrections;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.shared.InvalidInput;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Correcting what an invoice charged after money came in for it, for programs. */
@RestController
@RequestMapping("/api/v1/invoices/{id}/correction")
@PreAuthorize(CreditsApi.WRITE)
@Tag(name = "Credit notes")
class CorrectionsApi {

  /**
   * @param lines the invoice's own as they should have been: one that is not named was charged by
   *     mistake; what was forgotten is charged by an invoice of its own
   * @param refund how what is credited goes back as far as it was paid; left out, it stays the
   *     client's credit
   * @param seen what the preview said: nothing is done if something else would happen by now
   */
  record NewCorrection(
      @Nullable List<CreditedLine> lines,
      @Nullable String reason,
      @Nullable RefundWish refund,
      @Nullable String seen) {}

  /**
   * What a correction would do. Amounts have two decimals and are in {@code currency}.
   *
   * @param seen the correction itself sends it along
   * @param before what the invoice charged
   * @param after what it should have charged
   * @param difference above zero: so much is charged by a further invoice; below: credited
   * @param credit null where more is charged
   */
  record Plan(
      String seen,
      String currency,
      BigDecimal before,
      BigDecimal after,
      BigDecimal difference,
      @Nullable CreditPlanJson credit) {}

  /**
   * @param invoice over what is charged besides, or the one that was corrected
   * @param credited whether it was credited
   */
  record Corrected(UUID invoice, boolean credited) {}

  private final Corrections corrections;
  private final Billing billing;
  private final CreditPage page;

  CorrectionsApi(Corrections corrections, Billing billing, CreditPage page) {
    this.corrections = corrections;
    this.billing = billing;
    this.page = page;
  }

  @PostMapping("/preview")
  @Operation(
      summary =
          "What correcting it would do: by how much it is credited or charged; nothing is done")
  Plan preview(@PathVariable InvoiceId id, @RequestBody NewCorrection it) {
    InvoiceView invoice = billing.find(id);
    List<LineDetails> wanted = wanted(invoice, it);
    try {
      Corrections.Plan plan = corrections.preview(id, wanted, reason(it), refunding(it));
      return new Plan(
          plan.seen(),
          invoice.currency(),
          invoice.total(),
          plan.correction().after().totals().total(),
          plan.correction().difference(),
          plan.credit() == null ? null : CreditPlanJson.of(plan.credit(), invoice.currency()));
    } catch (InvalidInput e) {
      throw RefundWish.named(e, "refund.");
    }
  }

  @PostMapping
  @Operation(
      summary =
          "Credits the difference, or charges it by a further invoice: as the preview showed, else 409")
  Corrected correct(@PathVariable InvoiceId id, @RequestBody NewCorrection it) {
    List<LineDetails> wanted = wanted(billing.find(id), it);
    if (it.seen() == null) {
      throw new InvalidInput("seen", "Is needed: what the preview of this correction said");
    }
    try {
      InvoiceId result = corrections.correct(id, wanted, reason(it), refunding(it), it.seen());
      return new Corrected(result.value(), result.equals(id));
    } catch (InvalidInput e) {
      throw RefundWish.named(e, "refund.");
    }
  }

  private static List<LineDetails> wanted(InvoiceView invoice, NewCorrection it) {
    if (it.lines() == null) {
      throw new InvalidInput("lines", "Is needed: those of the invoice as they should have been");
    }
    return CreditedLine.of(invoice, it.lines());
  }

  private static String reason(NewCorrection it) {
    return it.reason() == null ? "" : it.reason();
  }

  private @Nullable Refunding refunding(NewCorrection it) {
    return it.refund() == null ? null : it.refund().refunding(page.today());
  }
}
