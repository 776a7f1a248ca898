package dev.tandem.books.web;

import dev.tandem.books.refusals.Keeping;
import dev.tandem.books.refusals.Keeping.Shown;
import dev.tandem.shared.Deadlock;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What was taken back here is kept after all: from the tray of closed days, or where it is read.
 */
@Controller
@PreAuthorize(
    "hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE') and hasAuthority('INVOICES_EDIT') and hasAuthority('PAYMENTS_TAKE')")
class KeepingController {

  private final Keeping keeping;

  KeepingController(Keeping keeping) {
    this.keeping = keeping;
  }

  /**
   * @param kept each with what was told of it
   * @param tray whether that was in the tray, where several are kept at once
   */
  @PostMapping("/ledger/refusals/keeping")
  String keep(
      @RequestParam(defaultValue = "") List<String> kept,
      @RequestParam(defaultValue = "false") boolean tray,
      RedirectAttributes flash) {
    List<Shown> shown = kept.stream().flatMap(it -> Shown.of(it).stream()).distinct().toList();
    try {
      int stand = Deadlock.retried(() -> keeping.keep(shown));
      flash.addFlashAttribute(
          stand == 0 ? "refused" : "said",
          switch (stand) {
            case 0 -> "None of them could be kept.";
            case 1 -> "One record stands again, as it does in Xero.";
            default -> "%,d records stand again, as they do in Xero.".formatted(stand);
          });
    } catch (Refused e) {
      flash.addFlashAttribute("refused", e.getMessage());
    }
    return "redirect:" + (tray || shown.size() != 1 ? "/ledger/periods" : page(shown.getFirst()));
  }

  private static String page(Shown it) {
    RecordRef record = it.record();
    return "/ledger/refusals/" + record.kind() + "/" + record.id();
  }
}
