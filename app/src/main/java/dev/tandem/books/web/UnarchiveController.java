package dev.tandem.books.web;

import dev.tandem.books.outbox.Unarchiving;
import dev.tandem.shared.RecordRef;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One click against a refusal because the client is archived in Xero. */
@Controller
class UnarchiveController {

  private final OwnRecords own;
  private final Unarchiving unarchiving;

  UnarchiveController(OwnRecords own, Unarchiving unarchiving) {
    this.own = own;
    this.unarchiving = unarchiving;
  }

  @PostMapping("/ledger/story/{kind}/{id}/unarchive")
  @PreAuthorize("hasAuthority('LEDGER_OPERATE') and hasAuthority('CLIENTS_EDIT')")
  String unarchive(@PathVariable String kind, @PathVariable UUID id, RedirectAttributes flash) {
    RecordRef record = own.standing(kind, id).record();
    unarchiving.unarchive(record);
    flash.addFlashAttribute(
        "said", "It is brought back here and in Xero, and what was refused goes after it.");
    return "redirect:/ledger/story/" + record.kind() + "/" + record.id();
  }
}
