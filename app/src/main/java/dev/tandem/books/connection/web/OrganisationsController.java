package dev.tandem.books.connection.web;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.GrantId;
import dev.tandem.books.connection.OrganisationHeldElsewhere;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.xero.XeroException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Which organisation is the practice's? Asked even when the consent opens only one: what Xero lists
 * first is not always what the person meant.
 */
@Controller
@PreAuthorize("hasAuthority('LEDGER_CONNECT')")
class OrganisationsController {

  private static final String CHOICE = "/ledger/connection/organisations";

  private static final String NOT_TOLD =
      "Connected. The former organisation is disconnected here, but Xero could not be told. Remove"
          + " Tandem there in Xero under Settings, Connected apps.";

  private static final Explained AWAY =
      new Explained(
          "Xero does not answer at the moment",
          "The consent was given, but Xero could not be reached to list the organisations.",
          "Nothing has changed. Start again in a few minutes.",
          true);

  private final Connections connections;

  OrganisationsController(Connections connections) {
    this.connections = connections;
  }

  /** One more, or another one: by a consent given before, or by a new one. */
  @GetMapping("/ledger/connection/another")
  String another(HttpSession session, Model model) {
    model.addAttribute("consents", connections.consents(Visitors.of(session).person()));
    model.addAttribute("registration", connections.registration());
    return "connection/another";
  }

  @GetMapping(CHOICE)
  String choose(
      @RequestParam GrantId grant, HttpSession session, HttpServletResponse response, Model model) {
    try {
      model.addAttribute("offer", connections.offer(grant, Visitors.of(session)));
      return "connection/organisations";
    } catch (XeroException away) {
      return AWAY.on(response, HttpStatus.BAD_GATEWAY, model);
    }
  }

  @PostMapping(CHOICE)
  String chosen(
      @RequestParam GrantId grant,
      @RequestParam String tenant,
      @RequestParam(defaultValue = "") String insteadOf,
      HttpSession session,
      HttpServletResponse response,
      Model model,
      RedirectAttributes flash) {
    try {
      var chosen = connections.choose(grant, tenant, old(insteadOf), Visitors.of(session));
      if (!chosen.told()) {
        flash.addFlashAttribute("refused", NOT_TOLD);
      }
      return "redirect:/ledger";
    } catch (OrganisationHeldElsewhere held) {
      return held(String.valueOf(held.getMessage())).on(response, HttpStatus.CONFLICT, model);
    } catch (XeroException away) {
      return AWAY.on(response, HttpStatus.BAD_GATEWAY, model);
    }
  }

  /** Nothing chosen: it comes beside the others. */
  private static @Nullable BindingId old(String insteadOf) {
    try {
      return insteadOf.isBlank() ? null : BindingId.of(insteadOf);
    } catch (IllegalArgumentException _) {
      throw new NoSuchRecord("connection", insteadOf);
    }
  }

  private static Explained held(String happened) {
    return new Explained(
        "This organisation cannot be connected here",
        happened,
        "Nothing has changed. Start again when this is settled.",
        true);
  }
}
