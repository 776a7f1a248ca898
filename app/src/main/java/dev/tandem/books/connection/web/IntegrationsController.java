package dev.tandem.books.connection.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.GrantId;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The addresses that earlier systems had for the same steps, for bookmarks and links that are still
 * around. Each leads to the page or button of today.
 */
@Controller
@PreAuthorize("hasAuthority('LEDGER_CONNECT')")
class IntegrationsController {

  private static final String OLD = "/api/integrations/xero";
  private static final String CHOICE = "redirect:/ledger/connection/organisations?grant=";

  private final Connections connections;
  private final BindingController buttons;
  private final OrganisationsController organisations;

  IntegrationsController(
      Connections connections, BindingController buttons, OrganisationsController organisations) {
    this.connections = connections;
    this.buttons = buttons;
    this.organisations = organisations;
  }

  @GetMapping(OLD + "/start")
  String start() {
    return "redirect:/ledger/connection/begin";
  }

  @GetMapping("/settings/integrations")
  String settings(
      @RequestParam(defaultValue = "") String action,
      @RequestParam(required = false) @Nullable GrantId grantId) {
    return action.equals("select_tenant") && grantId != null
        ? CHOICE + grantId
        : "redirect:/ledger";
  }

  @GetMapping(OLD + "/tenants/list")
  String list(@RequestParam GrantId grantId) {
    return CHOICE + grantId;
  }

  @PostMapping(OLD + "/tenants/select")
  String select(
      @RequestParam GrantId grantId,
      @RequestParam String tenantId,
      HttpSession session,
      HttpServletResponse response,
      Model model,
      RedirectAttributes flash) {
    return organisations.chosen(grantId, tenantId, "", session, response, model, flash);
  }

  @PostMapping(OLD + "/disconnect")
  String disconnect(@RequestParam BindingId bindingId, RedirectAttributes flash) {
    return buttons.disconnect(bindingId, flash);
  }

  /** Of one organisation, or of all that the practice has. */
  @PostMapping(OLD + "/refresh")
  String refresh(
      @RequestParam(required = false) @Nullable BindingId bindingId, RedirectAttributes flash) {
    if (bindingId != null) {
      return buttons.refresh(bindingId, flash);
    }
    connections.bindings().stream()
        .filter(it -> it.status() != Binding.Status.DISCONNECTED)
        .forEach(it -> buttons.refresh(it.id(), flash));
    return "redirect:/ledger";
  }
}
