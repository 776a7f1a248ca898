package dev.tandem.books.connection.web;

import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.ConsentRefused;
import dev.tandem.books.connection.ConsentRefused.Why;
import dev.tandem.books.connection.GrantId;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * To Xero's consent page and back. Setting out is a plain link: a form's answer could not lead to
 * another site under our content policy, and all it does is to remember that this browser left.
 */
@Controller
@PreAuthorize("hasAuthority('LEDGER_CONNECT')")
class ConsentController {

  private final Connections connections;

  ConsentController(Connections connections) {
    this.connections = connections;
  }

  /** Without an app at Xero there is nowhere to go: the Ledger page shows the steps. */
  @GetMapping("/ledger/connection/begin")
  String begin(HttpSession session) {
    if (!connections.registration().complete()) {
      return "redirect:/ledger";
    }
    if (connections.registration().custom()) {
      return "redirect:/ledger/ways?kind=custom";
    }
    return "redirect:" + connections.begin(Visitors.of(session));
  }

  /**
   * On the path that is registered at Xero, whatever it is: told from a page that may stand there
   * by the mark that an answer carries.
   */
  @GetMapping(path = "#{@xeroApp.callbackPath()}", params = "state")
  String registered(
      @RequestParam String state,
      @RequestParam @Nullable String code,
      @RequestParam @Nullable String error,
      HttpSession session,
      HttpServletResponse response,
      Model model) {
    return callback(state, code, error, session, response, model);
  }

  @GetMapping({"/ledger/connection/callback", "/api/integrations/xero/callback"})
  String callback(
      @RequestParam @Nullable String state,
      @RequestParam @Nullable String code,
      @RequestParam @Nullable String error,
      HttpSession session,
      HttpServletResponse response,
      Model model) {
    try {
      var grant = complete(state, error == null ? code : null, session);
      return "redirect:/ledger/connection/organisations?grant=" + grant;
    } catch (ConsentRefused refused) {
      return Explained.of(refused.why()).on(response, HttpStatus.BAD_REQUEST, model);
    }
  }

  private GrantId complete(@Nullable String state, @Nullable String code, HttpSession session) {
    if (state == null || state.isBlank()) {
      throw new ConsentRefused(Why.UNKNOWN);
    }
    return connections.complete(Visitors.of(session), state, code);
  }
}
