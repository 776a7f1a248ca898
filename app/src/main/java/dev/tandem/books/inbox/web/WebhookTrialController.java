package dev.tandem.books.inbox.web;

import dev.tandem.books.inbox.Deliveries;
import dev.tandem.books.inbox.IntentTrial;
import dev.tandem.shared.Addresses;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tries the webhook as Xero does, before Xero does. */
@Controller
@RequestMapping("/ledger/inbox/trial")
@PreAuthorize("hasAuthority('LEDGER_OPERATE')")
class WebhookTrialController {

  private final IntentTrial trial;
  private final Deliveries deliveries;
  private final Addresses addresses;

  WebhookTrialController(IntentTrial trial, Deliveries deliveries, Addresses addresses) {
    this.trial = trial;
    this.deliveries = deliveries;
    this.addresses = addresses;
  }

  /** An address to choose. */
  public record Address(String path, String whole) {}

  @ModelAttribute
  void always(Model model) {
    model.addAttribute("state", deliveries.state());
    model.addAttribute(
        "addresses",
        IntentTrial.PATHS.stream()
            .map(it -> new Address(it, addresses.of(it).toString()))
            .toList());
  }

  @GetMapping
  String page(Model model) {
    model.addAttribute("chosen", IntentTrial.PATHS.getFirst());
    return "ledger/webhook";
  }

  @PostMapping
  String play(@RequestParam(defaultValue = "") String path, Model model) {
    String chosen = IntentTrial.PATHS.contains(path) ? path : IntentTrial.PATHS.getFirst();
    model.addAttribute("chosen", chosen);
    model.addAttribute("outcome", trial.play(chosen));
    return "ledger/webhook";
  }
}
