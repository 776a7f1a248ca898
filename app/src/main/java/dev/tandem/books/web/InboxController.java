package dev.tandem.books.web;

import dev.tandem.books.inbox.DeadLetter;
import dev.tandem.books.inbox.DeadLetters;
import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What comes from Xero, as far as it needs a person: what could not be taken in. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class InboxController {

  private final LedgerHeads heads;
  private final DeadLetters letters;
  private final RecordNames names;

  InboxController(LedgerHeads heads, DeadLetters letters, RecordNames names) {
    this.heads = heads;
    this.letters = letters;
    this.names = names;
  }

  /**
   * A record that could not be taken in.
   *
   * @param path where it is here; null if it is not
   */
  public record Row(DeadLetter letter, String name, String about, @Nullable String path) {}

  @GetMapping("/ledger/inbox")
  String inbox(Model model) {
    List<DeadLetter> all = letters.all();
    Map<RecordRef, Named> named =
        names.of(all.stream().filter(it -> it.record() != null).map(InboxController::ref).toList());
    model.addAttribute("letters", all.stream().map(it -> row(it, named)).toList());
    model.addAttribute("head", heads.current());
    return "ledger/inbox";
  }

  private static RecordRef ref(DeadLetter it) {
    return new RecordRef(it.kind().text(), Objects.requireNonNull(it.record()));
  }

  private static Row row(DeadLetter it, Map<RecordRef, Named> named) {
    Named here = it.record() == null ? null : named.get(ref(it));
    return here == null
        ? new Row(it, theirs(it.kind()), it.ledgerId(), null)
        : new Row(it, here.name(), here.about(), here.path());
  }

  private static String theirs(Kind kind) {
    return switch (kind) {
      case CLIENT -> "A contact in Xero";
      case INVOICE -> "An invoice in Xero";
      case CREDIT_NOTE, ALLOCATION -> "A credit note in Xero";
      case ADVANCE -> "A prepayment or overpayment in Xero";
      case PAYMENT, REFUND, RECEIPT -> "A payment in Xero";
    };
  }

  /**
   * @param id of one; absent for all
   */
  @PostMapping("/ledger/inbox/letters")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  String again(@RequestParam(required = false) @Nullable UUID id, RedirectAttributes flash) {
    try {
      letters.again(id == null ? letters.all().stream().map(DeadLetter::id).toList() : List.of(id));
      flash.addFlashAttribute(
          "said", "It is tried again now. What can be taken in disappears from this page.");
    } catch (Refused e) {
      flash.addFlashAttribute("refused", e.getMessage());
    }
    return "redirect:/ledger/inbox";
  }
}
