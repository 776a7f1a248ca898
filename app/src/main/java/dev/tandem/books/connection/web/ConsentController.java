package dev.tandem.books.connection.web;

import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.ConsentRefused;
import dev.tandem.books.connection.ConsentRefused.Why;
import dev.tandem.books.connection.NotConnected;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

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

  @GetMapping("/ledger/connection/begin")
  String begin(HttpSession session) {
    return "redirect:" + connections.begin(Visitors.of(session));
  }

  @GetMapping({
    "/ledger/connection/callback",
    "/api/integrations/xero/callback",
    "#{@xeroApp.callbackPath()}"
  })
  String callback(
      @RequestParam @Nullable String state,
      @RequestParam @Nullable String code,
      @RequestParam @Nullable String error,
      HttpSession session) {
    if (state == null || state.isBlank()) {
      throw new ConsentRefused(Why.UNKNOWN);
    }
    var grant = connections.complete(Visitors.of(session), state, error == null ? code : null);
    return "redirect:/ledger/connection/organisations?grant=" + grant;
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  String refused(ConsentRefused refused, Model model) {
    model.addAttribute("title", refused.why().title());
    model.addAttribute("happened", refused.why().happened());
    model.addAttribute("remedy", refused.why().remedy());
    model.addAttribute("again", refused.why() != Why.ALREADY_USED);
    return "connection/refused";
  }

  /** No app at Xero yet: the Ledger page shows the steps. */
  @ExceptionHandler
  String notRegistered(NotConnected refused) {
    return "redirect:/ledger";
  }
}
