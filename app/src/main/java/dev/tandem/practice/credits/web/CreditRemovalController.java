package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.BookedCredits;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.CreditSource;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.practice.credits.RefundView;
import dev.tandem.practice.credits.Refunds;
import dev.tandem.practice.credits.Using;
import dev.tandem.shared.Money;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What it would do to take a credit note, its use or a refund back, or why it cannot be done and
 * what can be done instead.
 */
@Controller
@PreAuthorize("hasAuthority('INVOICES_EDIT') and hasAuthority('PAYMENTS_TAKE')")
class CreditRemovalController {

  private final Credits credits;
  private final Refunds refunds;
  private final Using using;
  private final Advances advances;
  private final Billing billing;
  private final BookedCredits booked;

  CreditRemovalController(
      Credits credits,
      Refunds refunds,
      Using using,
      Advances advances,
      Billing billing,
      ObjectProvider<BookedCredits> booked) {
    this.booked = booked.getIfAvailable(() -> BookedCredits.NONE);
    this.credits = credits;
    this.refunds = refunds;
    this.using = using;
    this.advances = advances;
    this.billing = billing;
  }

  /**
   * One that may be taken back.
   *
   * @param name for people: {@code CN-0001}, {@code the deposit of 50.00}
   * @param amount of the part, or of the whole credit note
   * @param currency of that amount
   * @param back the page that it is looked at on
   * @param action where it is taken back
   * @param asked under what the lock dates are asked for again
   * @param client who owes, or whose credit it is
   * @param invoice that would be owed again; null if none
   * @param due what is owed on it now; null if none
   * @param left of the whole credit now
   */
  public record Part(
      String name,
      BigDecimal amount,
      String currency,
      String back,
      String action,
      String asked,
      UUID client,
      @Nullable String invoice,
      @Nullable BigDecimal due,
      BigDecimal left,
      boolean removed) {

    /** Where its story with the ledger is told. */
    public String story() {
      return "/ledger/story/"
          + asked.replace("used-credits/", "allocation/").replace("refunds/", "refund/");
    }
  }

  @GetMapping("/used-credits/{id}/removal")
  String use(@PathVariable AllocationId id, Model model) {
    AllocationView it =
        credits.allocationsByIds(List.of(id)).stream()
            .findFirst()
            .orElseThrow(() -> new NoSuchRecord("used credit", id));
    InvoiceId settled = it.invoice();
    InvoiceView invoice = settled == null ? null : billing.find(settled);
    model.addAttribute("why", using.stays(id).orElse(null));
    return show(
        "use",
        part(
            it.of(),
            it.amount(),
            invoice,
            "/used-credits/%s/removal".formatted(id),
            "used-credits/" + id,
            it.removed()),
        List.of(id.value()),
        model);
  }

  @GetMapping("/refunds/{id}/removal")
  String refund(@PathVariable RefundId id, Model model) {
    RefundView it =
        credits.refundsByIds(List.of(id)).stream()
            .findFirst()
            .orElseThrow(() -> new NoSuchRecord("refund", id));
    InvoiceView invoice =
        it.of() instanceof CreditNoteId note ? billing.find(credits.find(note).invoice()) : null;
    model.addAttribute("why", refunds.stays(id).orElse(null));
    model.addAttribute("refund", it);
    return show(
        "refund",
        part(
            it.of(),
            it.amount(),
            invoice,
            "/refunds/%s/removal".formatted(id),
            "refunds/" + id,
            it.removed()),
        List.of(id.value()),
        model);
  }

  /** What will happen, or why it stays and what can be done instead; nothing is done. */
  @GetMapping("/credit-notes/{id}/voiding")
  String note(@PathVariable CreditNoteId id, Model model) {
    CreditNoteView it = credits.find(id);
    List<UUID> ids =
        Stream.concat(
                Stream.of(id.value()),
                it.allocations().stream().filter(at -> !at.removed()).map(at -> at.id().value()))
            .toList();
    if (it.stands() && !booked.staying(ids).isEmpty()) {
      Part part =
          part(
              id,
              it.total(),
              billing.find(it.invoice()),
              "/credit-notes/%s/voiding".formatted(id),
              "credit-notes/" + id,
              false);
      return show("note", part, ids, model);
    }
    model.addAttribute("note", it);
    model.addAttribute("seen", it.seen());
    try {
      model.addAttribute("owed", credits.previewVoid(id));
    } catch (Refused e) {
      model.addAttribute("why", e.getMessage());
    }
    return "credits/voiding";
  }

  /**
   * @param seen what was shown of it
   */
  @PostMapping("/credit-notes/{id}/voiding")
  String voiding(
      @PathVariable CreditNoteId id,
      @RequestParam(defaultValue = "") String seen,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    try {
      InvoiceId invoice = credits.voidNote(id, seen);
      flash.addFlashAttribute("said", "Voided. What it settled is owed again.");
      return "redirect:/invoices/" + invoice;
    } catch (Refused e) {
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("changed", true);
      return note(id, model);
    }
  }

  private Part part(
      CreditSource of,
      BigDecimal amount,
      @Nullable InvoiceView invoice,
      String action,
      String asked,
      boolean removed) {
    return switch (of) {
      case CreditNoteId id -> {
        CreditNoteView note = credits.find(id);
        InvoiceView shown = invoice == null ? billing.find(note.invoice()) : invoice;
        yield new Part(
            note.number(),
            amount,
            shown.currency(),
            "/invoices/" + shown.id(),
            action,
            asked,
            shown.client().value(),
            number(invoice),
            invoice == null ? null : invoice.due(),
            note.remaining(),
            removed);
      }
      case AdvanceId id -> {
        AdvanceView it = advances.find(id);
        yield new Part(
            "the %s of %s".formatted(it.word(), Money.figures(it.amount(), it.currency())),
            amount,
            it.currency(),
            invoice == null ? "/deposits/" + id : "/invoices/" + invoice.id(),
            action,
            asked,
            it.client().value(),
            number(invoice),
            invoice == null ? null : invoice.due(),
            it.remaining(),
            removed);
      }
    };
  }

  private static @Nullable String number(@Nullable InvoiceView invoice) {
    return invoice == null ? null : Objects.requireNonNullElse(invoice.number(), "the draft");
  }

  private String show(String what, Part part, List<UUID> ids, Model model) {
    model.addAttribute("what", what);
    model.addAttribute("part", part);
    Map<UUID, String> staying = booked.staying(ids);
    model.addAttribute(
        "stays",
        ids.stream().flatMap(it -> Stream.ofNullable(staying.get(it))).findFirst().orElse(null));
    return "credits/removal";
  }
}
