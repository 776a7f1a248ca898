package dev.tandem.books.web;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.GoneDocuments;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.Standing;
import dev.tandem.books.plan.WrongLinks;
import dev.tandem.books.refusals.Catalogue;
import dev.tandem.books.refusals.Step;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Deadlock;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A person says what becomes of a record that Xero no longer has. */
@Controller
class GoneController {

  private static final String AGAIN = "again";
  private static final String FORGET = "forget";
  private static final String TOO = "too";

  private static final Map<String, String> SAID =
      Map.of(
          AGAIN,
          "It is made again in Xero.",
          FORGET,
          "The link is forgotten. It stands here only, with what was paid on it.",
          TOO,
          "It is gone here, too. What invoices used of it is owed again.");

  private final OwnRecords own;
  private final Outbox outbox;
  private final GoneDocuments documents;
  private final WrongLinks clients;
  private final TransactionTemplate inPractice;

  GoneController(
      OwnRecords own,
      Outbox outbox,
      GoneDocuments documents,
      WrongLinks clients,
      TransactionTemplate inPractice) {
    this.own = own;
    this.outbox = outbox;
    this.documents = documents;
    this.clients = clients;
    this.inPractice = inPractice;
  }

  /**
   * @param answer {@code again} to have it made anew there, {@code forget} to leave it here only,
   *     {@code too} of what somebody recorded there, to have it gone here, too
   * @param without what does not come back with it, as it was shown
   */
  @PostMapping("/ledger/story/{kind}/{id}/gone")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  String gone(
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String answer,
      @RequestParam(defaultValue = "") String without,
      RedirectAttributes flash) {
    RecordRef record = own.standing(kind, id).record();
    try {
      if (!SAID.containsKey(answer)) {
        throw new Refused(
            "Say what becomes of it: it is made again in Xero, stays here only, or is gone here, too.");
      }
      String lost = answer.equals(AGAIN) ? documents.lost(record) : "";
      if (!lost.isEmpty() && !lost.equals(without)) {
        flash.addFlashAttribute("without", lost);
        throw new Refused(
            "Not made again yet. This went with it in Xero and does not come back: %s. Made again without it, it no longer counts here either. If that money came in all the same, forget the link instead: then it stands here only."
                .formatted(lost));
      }
      Deadlock.retried(() -> inPractice.executeWithoutResult(_ -> say(record, answer)));
      flash.addFlashAttribute("said", SAID.get(answer));
    } catch (Refused e) {
      flash.addFlashAttribute("refused", e.getMessage());
    }
    return "redirect:/ledger/story/" + record.kind() + "/" + record.id();
  }

  private void say(RecordRef record, String answer) {
    List<UUID> where =
        outbox.places(record).stream()
            .filter(GoneController::isGone)
            .map(Standing::tenant)
            .filter(Objects::nonNull)
            .toList();
    if (where.isEmpty()) {
      throw new Refused("Xero has it again, or somebody has said already what becomes of it.");
    }
    for (UUID tenant : where) {
      if (answer.equals(TOO)) {
        documents.goneToo(record, tenant);
      } else if (record.kind().equals(Kind.CLIENT.text())) {
        clients.gone(tenant, new ClientId(record.id()), answer.equals(AGAIN));
      } else if (answer.equals(AGAIN)) {
        documents.again(record, tenant);
      } else {
        documents.forget(record, tenant);
      }
    }
  }

  private static boolean isGone(Standing it) {
    return it.ledgerId() != null
        && it.reason() != null
        && Catalogue.find(it.reason(), Kind.of(it.record().kind()))
            .filter(found -> found.step() == Step.GONE)
            .isPresent();
  }
}
