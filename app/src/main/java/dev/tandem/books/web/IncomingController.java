package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.Incoming;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whether invoices made in the ledger come in: counted first, then chosen, then watched. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class IncomingController {

  private static final String OPERATE =
      "hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')";

  private final Connections connections;
  private final Incoming incoming;

  IncomingController(Connections connections, Incoming incoming) {
    this.connections = connections;
    this.incoming = incoming;
  }

  /** One organisation. */
  public record Of(Binding binding, Incoming.Standing standing) {}

  @GetMapping("/ledger/incoming")
  String page(Model model) {
    return draw(null, "", null, model);
  }

  private String draw(
      @Nullable BindingId wrong, String typed, @Nullable String error, Model model) {
    List<Of> all =
        connections.bindings().stream()
            .filter(it -> it.status() != Binding.Status.DISCONNECTED)
            .map(it -> new Of(it, incoming.of(it)))
            .toList();
    model.addAttribute("organisations", all);
    model.addAttribute("today", incoming.today());
    model.addAttribute("wrong", wrong);
    model.addAttribute("typed", typed);
    model.addAttribute("error", error);
    return "ledger/incoming";
  }

  @PostMapping("/ledger/connection/{id}/incoming/trial")
  @PreAuthorize(OPERATE)
  String tryOut(
      @PathVariable BindingId id,
      @RequestParam(defaultValue = "") String from,
      Model model,
      HttpServletResponse response) {
    Binding binding = connections.binding(id);
    try {
      incoming.tryOut(binding, day(from));
      return "redirect:/ledger/incoming";
    } catch (Refused e) {
      response.setStatus(HttpStatus.CONFLICT.value());
      return draw(id, from, e.getMessage(), model);
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw new Refused("Choose the day from which on they come in.");
    }
  }

  @PostMapping("/ledger/connection/{id}/incoming")
  @PreAuthorize(OPERATE)
  String choose(
      @PathVariable BindingId id,
      @RequestParam(defaultValue = "") String from,
      RedirectAttributes flash) {
    try {
      incoming.choose(connections.binding(id), day(from));
    } catch (Refused e) {
      flash.addFlashAttribute("refused", e.getMessage());
    }
    return "redirect:/ledger/incoming";
  }

  @PostMapping("/ledger/connection/{id}/incoming/trial/removal")
  @PreAuthorize(OPERATE)
  String leave(@PathVariable BindingId id) {
    incoming.leave(connections.binding(id));
    return "redirect:/ledger/incoming";
  }

  @PostMapping("/ledger/connection/{id}/incoming/removal")
  @PreAuthorize(OPERATE)
  String end(@PathVariable BindingId id, RedirectAttributes flash) {
    Binding binding = connections.binding(id);
    incoming.end(binding);
    flash.addFlashAttribute(
        "said",
        "No more invoices come in from %s. Those that are here stay, and stay in step."
            .formatted(binding.organisationName()));
    return "redirect:/ledger/incoming";
  }
}
