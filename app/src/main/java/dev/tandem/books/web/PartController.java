package dev.tandem.books.web;

import dev.tandem.books.outbox.Outbox.Standing;
import dev.tandem.books.refusals.PartMending;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Another item or tracking option, or none, on lines that Xero refused because of it. */
@Controller
class PartController {

  private final OwnRecords own;
  private final PartMending mending;

  PartController(OwnRecords own, PartMending mending) {
    this.own = own;
    this.mending = mending;
  }

  /**
   * @param from what stands there, as it was offered
   * @param to empty to leave it off
   * @param also the keys of others that go along
   */
  @PostMapping("/ledger/refusals/{kind}/{id}/part")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('INVOICES_EDIT')")
  String put(
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") List<String> also,
      RedirectAttributes flash) {
    Standing standing = own.standing(kind, id);
    String page = "redirect:/ledger/refusals/" + kind + "/" + id;
    UUID tenant = standing.tenant();
    String words = Objects.requireNonNullElse(standing.reason(), "");
    PartMending.Part part =
        tenant == null || words.isEmpty() || !LinesController.document(kind)
            ? null
            : mending.offer(standing.record(), tenant, words).stream()
                .filter(it -> it.from().equals(from))
                .findFirst()
                .orElse(null);
    if (part == null || tenant == null) {
      flash.addFlashAttribute(
          "refused", "It has changed meanwhile, so nothing was done. Look at it again.");
      return page;
    }
    try {
      flash.addFlashAttribute(
          "said", said(mending.mend(standing.record(), tenant, part, to, also)));
      return "redirect:/ledger/refusals";
    } catch (InvalidInput e) {
      flash.addFlashAttribute("refused", String.join(" ", e.errors().values()));
      return page;
    } catch (Refused e) {
      flash.addFlashAttribute("refused", e.getMessage() + " Nothing was done. Look at it again.");
      return page;
    }
  }

  private static String said(PartMending.Mended it) {
    String changed =
        switch (it.changed()) {
          case 0 -> "None of them could be changed.";
          case 1 -> "One is changed and goes again now.";
          default -> "%,d are changed and go again now.".formatted(it.changed());
        };
    return Stream.concat(Stream.of(changed), it.stayed().stream()).collect(Collectors.joining(" "));
  }
}
