package dev.tandem.books.connection.web;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.CustomWebhookKeys;
import dev.tandem.books.connection.NotConnected;
import dev.tandem.shared.InvalidInput;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The webhook key of a custom connection; what was typed is never shown again. */
@Controller
@RequestMapping("/ledger/connection/{id}/webhook-key")
@PreAuthorize("hasAuthority('LEDGER_CONNECT')")
class WebhookKeyController {

  private final Connections connections;
  private final CustomWebhookKeys keys;

  WebhookKeyController(Connections connections, CustomWebhookKeys keys) {
    this.connections = connections;
    this.keys = keys;
  }

  @GetMapping
  String page(@PathVariable BindingId id, Model model) {
    model.addAttribute("binding", connections.binding(id));
    model.addAttribute("keys", keys.state(id));
    return "connection/webhook-key";
  }

  @PostMapping
  String change(
      @PathVariable BindingId id,
      @RequestParam(defaultValue = "") String webhookKey,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    try {
      keys.change(id, webhookKey);
      flash.addFlashAttribute(
          "said", "The new webhook key is believed from now on, and the one before as well.");
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("errors", e.errors());
      return page(id, model);
    } catch (NotConnected e) {
      flash.addFlashAttribute("refused", e.getMessage());
    }
    return "redirect:/ledger/connection/" + id + "/webhook-key";
  }

  @PostMapping("/before")
  String forgetBefore(@PathVariable BindingId id, RedirectAttributes flash) {
    try {
      keys.forgetBefore(id);
      flash.addFlashAttribute("said", "The webhook key before is not believed any more.");
    } catch (NotConnected e) {
      flash.addFlashAttribute("refused", e.getMessage());
    }
    return "redirect:/ledger/connection/" + id + "/webhook-key";
  }
}
