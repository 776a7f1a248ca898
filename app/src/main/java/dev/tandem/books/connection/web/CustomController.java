package dev.tandem.books.connection.web;

import dev.tandem.books.connection.AppRegistration;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.CustomConnections;
import dev.tandem.books.connection.GrantId;
import dev.tandem.shared.InvalidInput;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A custom connection, typed in or taken from the environment. Its organisation is confirmed on the
 * same page as after a consent.
 */
@Controller
@RequestMapping("/ledger/connection/custom")
@PreAuthorize("hasAuthority('LEDGER_CONNECT')")
class CustomController {

  private final CustomConnections connections;
  private final Connections registered;

  CustomController(CustomConnections connections, Connections registered) {
    this.connections = connections;
    this.registered = registered;
  }

  @ModelAttribute("registration")
  AppRegistration registration() {
    return registered.registration();
  }

  /** What was typed, but the secrets: they are never sent to a browser. */
  public record Typed(String client) {}

  @GetMapping
  String form(Model model) {
    model.addAttribute("typed", new Typed(""));
    return "connection/custom";
  }

  @PostMapping
  String enter(
      @RequestParam(defaultValue = "") String client,
      @RequestParam(defaultValue = "") String secret,
      @RequestParam(defaultValue = "") String webhookKey,
      HttpSession session,
      HttpServletResponse response,
      Model model) {
    try {
      return confirm(connections.enter(client, secret, webhookKey, Visitors.of(session)));
    } catch (InvalidInput wrong) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("typed", new Typed(client.strip()));
      model.addAttribute("errors", wrong.errors());
      return "connection/custom";
    }
  }

  /** The one that the environment names. */
  @PostMapping("/environment")
  String useEnvironment(HttpSession session, HttpServletResponse response, Model model) {
    try {
      return confirm(connections.useEnvironment(Visitors.of(session)));
    } catch (InvalidInput wrong) {
      return new Explained(
              "The custom connection does not work yet",
              String.join(" ", wrong.errors().values()),
              "Nothing has changed here.",
              false)
          .on(response, HttpStatus.UNPROCESSABLE_CONTENT, model);
    }
  }

  private static String confirm(GrantId grant) {
    return "redirect:/ledger/connection/organisations?grant=" + grant;
  }
}
