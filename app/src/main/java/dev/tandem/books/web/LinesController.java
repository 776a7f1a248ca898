package dev.tandem.books.web;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.Standing;
import dev.tandem.books.refusals.Catalogue;
import dev.tandem.books.refusals.LineMending;
import dev.tandem.books.refusals.Refusal;
import dev.tandem.books.refusals.Step;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Another account or tax for lines that Xero refused because of it, exactly as it was shown. */
@Controller
class LinesController {

  private final OwnRecords own;
  private final LineMending mending;

  LinesController(OwnRecords own, LineMending mending) {
    this.own = own;
    this.mending = mending;
  }

  /** Whether records of this kind have lines. */
  static boolean document(String kind) {
    return kind.equals(Kind.INVOICE.text()) || kind.equals(Kind.CREDIT_NOTE.text());
  }

  /** Whether another account or tax is what helps a record of this kind. */
  static boolean means(@Nullable Refusal refusal, String kind) {
    return document(kind)
        && refusal != null
        && (refusal.step() == Step.ACCOUNT || refusal.step() == Step.TAX);
  }

  @PostMapping("/ledger/refusals/{kind}/{id}/lines")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('INVOICES_EDIT')")
  String recode(
      @PathVariable String kind,
      @PathVariable UUID id,
      Recodings wanted,
      RedirectAttributes flash) {
    Standing standing = own.standing(kind, id);
    String page = "redirect:/ledger/refusals/" + kind + "/" + id;
    if (standing.tenant() == null || !wanted.isChosen()) {
      flash.addFlashAttribute("refused", "Choose an account and a tax.");
      return page;
    }
    String words = Objects.requireNonNullElse(standing.reason(), "");
    boolean helps = means(Catalogue.find(words, Kind.of(kind)).orElse(null), kind);
    LineMending.Offer offer =
        helps ? mending.offer(standing.record(), standing.tenant(), words) : null;
    if (offer == null || !wanted.fits(offer)) {
      flash.addFlashAttribute(
          "refused", "It has changed meanwhile, so nothing was done. Look at it again.");
      return page;
    }
    var recodings = wanted.recodings(offer);
    int mended = mending.mend(wanted.with(standing.record(), offer), recodings);
    if (wanted.mayRemap()) {
      mending.remap(standing.tenant(), wanted.services(), recodings);
    }
    flash.addFlashAttribute(
        mended == 0 ? "refused" : "said",
        switch (mended) {
          case 0 -> "None of them could be booked anew.";
          case 1 -> "One is booked anew and goes again now.";
          default -> "%,d are booked anew and go again now.".formatted(mended);
        });
    return "redirect:/ledger/refusals";
  }
}
