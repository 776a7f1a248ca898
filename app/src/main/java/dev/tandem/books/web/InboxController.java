package dev.tandem.books.web;

import dev.tandem.books.inbox.DeadLetter;
import dev.tandem.books.inbox.DeadLetters;
import dev.tandem.books.inbox.WebhookGaps;
import dev.tandem.books.lane.SyncLog;
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

/**
 * What comes from Xero, as far as it needs a person: what could not be taken in, and what its
 * webhooks did not tell.
 */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class InboxController {

  /** As the log calls a call to which Xero said no. */
  private static final String REFUSED = "refused";

  private final LedgerHeads heads;
  private final DeadLetters letters;
  private final RecordNames names;
  private final WebhookGaps gaps;
  private final SyncLog log;

  InboxController(
      LedgerHeads heads, DeadLetters letters, RecordNames names, WebhookGaps gaps, SyncLog log) {
    this.gaps = gaps;
    this.log = log;
    this.heads = heads;
    this.letters = letters;
    this.names = names;
  }

  /**
   * A record that could not be taken in.
   *
   * @param path where it is here; null if it is not
   * @param said why Xero does not give it, in its own words; null if it said nothing, or gave it
   */
  public record Row(
      DeadLetter letter, String name, String about, @Nullable String path, @Nullable String said) {

    /** Whether it may be said of it that it is none of ours. */
    public boolean strange() {
      return DeadLetters.mayBeStrange(letter);
    }
  }

  @GetMapping("/ledger/inbox")
  String inbox(Model model) {
    List<DeadLetter> all = letters.all();
    Map<RecordRef, Named> named =
        names.of(all.stream().filter(it -> it.record() != null).map(InboxController::ref).toList());
    model.addAttribute("letters", all.stream().map(it -> row(it, named, said(it))).toList());
    model.addAttribute("gaps", gaps.latest());
    model.addAttribute("heardAt", gaps.heardAt());
    model.addAttribute("head", heads.current());
    return "ledger/inbox";
  }

  private static RecordRef ref(DeadLetter it) {
    return new RecordRef(it.kind().text(), Objects.requireNonNull(it.record()));
  }

  /** Xero's words may name somebody, so they stand in the log of calls alone. */
  private @Nullable String said(DeadLetter it) {
    String call = it.correlation();
    if (call == null) {
      return null;
    }
    var search = new SyncLog.Search(call, false, REFUSED, null, null, null, it.since(), null);
    return log.search(search, 1, 1).stream().findFirst().map(SyncLog.Call::message).orElse(null);
  }

  private static Row row(DeadLetter it, Map<RecordRef, Named> named, @Nullable String said) {
    Named here = it.record() == null ? null : named.get(ref(it));
    return here == null
        ? new Row(it, theirs(it.kind()), it.ledgerId(), null, said)
        : new Row(it, here.name(), here.about(), here.path(), said);
  }

  private static String theirs(Kind kind) {
    return switch (kind) {
      case CLIENT -> "A contact in Xero";
      case INVOICE -> "An invoice in Xero";
      case CREDIT_NOTE, ALLOCATION -> "A credit note in Xero";
      case ADVANCE -> "A prepayment, overpayment or credit note in Xero";
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

  /** Somebody looked at it in Xero: it is none of ours. */
  @PostMapping("/ledger/inbox/strangers")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  String stranger(@RequestParam(required = false) @Nullable UUID id, RedirectAttributes flash) {
    try {
      if (id == null) {
        throw new Refused("Say which one.");
      }
      letters.noneOfOurs(id);
      flash.addFlashAttribute("said", "It is left alone, and nothing waits for it any more.");
    } catch (Refused e) {
      flash.addFlashAttribute("refused", e.getMessage());
    }
    return "redirect:/ledger/inbox";
  }

  /**
   * Nobody mends the webhook that is silent: the practice does without it.
   *
   * @param gap since when it is silent, by its number
   */
  @PostMapping("/ledger/inbox/without-webhook")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  String without(@RequestParam(defaultValue = "0") long gap, RedirectAttributes flash) {
    try {
      gaps.without(gap);
      flash.addFlashAttribute(
          "said",
          "You do without the webhook: Tandem asks what changed as often as Ledger → Reading says.");
    } catch (Refused e) {
      flash.addFlashAttribute("refused", e.getMessage());
    }
    return "redirect:/ledger/inbox";
  }
}
