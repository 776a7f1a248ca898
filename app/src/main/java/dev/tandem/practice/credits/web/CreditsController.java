package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.BookedCredits;
import dev.tandem.practice.credits.Corrections;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.practice.credits.Refunds;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The credits of an invoice, whoever made them. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_VIEW')")
class CreditsController {

  private final Credits credits;
  private final Refunds refunds;
  private final Corrections corrections;
  private final Billing billing;
  private final BookedCredits booked;

  CreditsController(
      Credits credits,
      Refunds refunds,
      Corrections corrections,
      Billing billing,
      ObjectProvider<BookedCredits> booked) {
    this.booked = booked.getIfAvailable(() -> BookedCredits.NONE);
    this.credits = credits;
    this.refunds = refunds;
    this.corrections = corrections;
    this.billing = billing;
  }

  /** A part of the invoice's page; by itself where that cannot fetch it. */
  @GetMapping("/invoices/{id}/credits")
  String of(
      @PathVariable InvoiceId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    model.addAttribute("invoice", billing.find(id));
    List<CreditNoteView> all = credits.of(id);
    // Another invoice's that was used here and taken off again says nothing of this one.
    List<CreditNoteView> notes =
        all.stream()
            .filter(it -> it.invoice().equals(id) || it.settling(id).signum() != 0)
            .toList();
    model.addAttribute("notes", notes);
    model.addAttribute("numbers", numbers(notes));
    model.addAttribute("staying", staying(notes));
    model.addAttribute("creditable", credits.creditable(id));
    // A correction is measured against the invoice as it was issued.
    List<InvoiceView> corrected = corrections.charged(id);
    model.addAttribute("corrected", corrected);
    model.addAttribute(
        "corrigible",
        corrected.isEmpty()
            && notes.stream().noneMatch(it -> it.stands() && it.invoice().equals(id)));
    model.addAttribute("others", credits.others(id));
    return htmx == null ? "credits/page" : "credits/credits :: credits";
  }

  /**
   * What of these the ledger does not give up any more; a credit note stays with what it settles.
   */
  private Set<UUID> staying(List<CreditNoteView> notes) {
    Set<UUID> staying =
        new HashSet<>(
            booked
                .staying(
                    notes.stream()
                        .filter(CreditNoteView::stands)
                        .flatMap(CreditsController::ids)
                        .toList())
                .keySet());
    for (CreditNoteView it : notes) {
      if (it.allocations().stream().anyMatch(at -> staying.contains(at.id().value()))) {
        staying.add(it.id().value());
      }
    }
    return staying;
  }

  private static Stream<UUID> ids(CreditNoteView it) {
    return Stream.of(
            Stream.of(it.id().value()),
            it.allocations().stream().filter(at -> !at.removed()).map(at -> at.id().value()),
            it.refunds().stream().filter(at -> !at.removed()).map(at -> at.id().value()))
        .flatMap(at -> at);
  }

  /** Of the invoices that these are written for or settle. */
  private Map<InvoiceId, String> numbers(List<CreditNoteView> notes) {
    List<InvoiceId> ids =
        notes.stream()
            .flatMap(
                it ->
                    Stream.concat(
                        Stream.of(it.invoice()),
                        it.allocations().stream().map(AllocationView::invoice)))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return billing.byIds(ids).stream()
        .collect(
            Collectors.toMap(
                InvoiceView::id, it -> Objects.requireNonNullElse(it.number(), "a draft")));
  }

  @PostMapping("/refunds/{id}/removal")
  @PreAuthorize("hasAuthority('INVOICES_EDIT') and hasAuthority('PAYMENTS_TAKE')")
  String removeRefund(
      @PathVariable RefundId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response,
      RedirectAttributes flash) {
    String back =
        switch (refunds.takeBack(id)) {
          case CreditNoteId note -> "/invoices/" + credits.find(note).invoice();
          case AdvanceId deposit -> "/deposits/" + deposit;
        };
    return said(
        htmx, back, "Taken back. It is credit again, to be used or given back.", response, flash);
  }

  /** In place for htmx, by going to where it is looked at otherwise. */
  private static String said(
      @Nullable String htmx,
      String back,
      String words,
      HttpServletResponse response,
      RedirectAttributes flash) {
    if (htmx == null) {
      flash.addFlashAttribute("said", words);
      return "redirect:" + back;
    }
    response.setHeader("HX-Trigger", "{\"said\":\"" + words + "\"}");
    return "credits/credits :: nothing";
  }
}
