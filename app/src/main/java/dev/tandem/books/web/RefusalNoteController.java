package dev.tandem.books.web;

import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import java.util.List;
import java.util.Objects;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Where an invoice is corrected: what it was refused for. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class RefusalNoteController {

  private final OwnRecords own;
  private final RecordNames names;
  private final Remedies remedies;

  RefusalNoteController(OwnRecords own, RecordNames names, Remedies remedies) {
    this.own = own;
    this.names = names;
    this.remedies = remedies;
  }

  @GetMapping("/ledger/refusals/invoice/{id}/note")
  String note(@PathVariable InvoiceId id, Model model) {
    var standing = own.standing("invoice", id.value());
    String words = standing.state() == State.NEEDS_YOU ? standing.reason() : null;
    var record = standing.record();
    Named named = Objects.requireNonNull(names.of(List.of(record)).get(record));
    model.addAttribute("words", Objects.requireNonNullElse(words, ""));
    model.addAttribute("help", remedies.ofPage().against(words, record, named));
    return "ledger/pieces :: refusal";
  }
}
