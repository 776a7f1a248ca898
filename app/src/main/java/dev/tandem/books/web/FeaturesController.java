package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.Features;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.shared.NoSuchRecord;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The tab of features: which parts of the work go on with each organisation. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class FeaturesController {

  private final LedgerHeads heads;
  private final Connections connections;
  private final LedgerFeatures features;

  FeaturesController(LedgerHeads heads, Connections connections, LedgerFeatures features) {
    this.heads = heads;
    this.connections = connections;
    this.features = features;
  }

  /** The features of one organisation. */
  public record Of(Binding binding, Features features) {}

  @GetMapping("/ledger/features")
  String features(Model model) {
    List<Of> all =
        connections.bindings().stream()
            .filter(it -> it.status() != Binding.Status.DISCONNECTED)
            .map(it -> new Of(it, features.of(it.id())))
            .toList();
    model.addAttribute("head", heads.current());
    model.addAttribute("organisations", all);
    return "ledger/features";
  }

  @PostMapping("/ledger/connection/{id}/features")
  @PreAuthorize("hasAuthority('LEDGER_CONNECT')")
  String turn(
      @PathVariable BindingId id,
      @RequestParam String feature,
      @RequestParam boolean on,
      RedirectAttributes flash) {
    Binding binding = connections.binding(id);
    Feature wanted = Feature.named(feature).orElseThrow(() -> new NoSuchRecord("feature", feature));
    features.turn(id, wanted, on);
    String title = wanted.title();
    flash.addFlashAttribute(
        "said",
        on
            ? "%s are on for %s. What was waiting is on its way."
                .formatted(title, binding.organisationName())
            : "%s are off for %s. They wait here until you turn them on again."
                .formatted(title, binding.organisationName()));
    return "redirect:/ledger/features";
  }
}
