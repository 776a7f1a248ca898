package dev.tandem.books.connection.web;

import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.GrantId;
import dev.tandem.books.connection.OrganisationHeldElsewhere;
import dev.tandem.books.connection.OtherOrganisationBound;
import dev.tandem.shared.Refused;
import dev.tandem.xero.XeroException;
import jakarta.servlet.http.HttpSession;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Which organisation is the practice's? Asked even when the consent opens only one: what Xero lists
 * first is not always what the person meant.
 */
@Controller
@RequestMapping("/ledger/connection/organisations")
@PreAuthorize("hasAuthority('LEDGER_CONNECT')")
class OrganisationsController {

  private final Connections connections;

  OrganisationsController(Connections connections) {
    this.connections = connections;
  }

  @GetMapping
  String choose(@RequestParam GrantId grant, Model model) {
    model.addAttribute("offer", connections.offer(grant));
    return "connection/organisations";
  }

  @PostMapping
  String chosen(@RequestParam GrantId grant, @RequestParam String tenant, HttpSession session) {
    connections.choose(grant, tenant, Visitors.of(session));
    return "redirect:/ledger";
  }

  @ExceptionHandler({OrganisationHeldElsewhere.class, OtherOrganisationBound.class})
  @ResponseStatus(HttpStatus.CONFLICT)
  String held(Refused refused, Model model) {
    model.addAttribute("title", "This organisation cannot be connected here");
    return explain(refused.getMessage(), model);
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.BAD_GATEWAY)
  String away(XeroException away, Model model) {
    model.addAttribute("title", "Xero does not answer at the moment");
    return explain(
        "The consent was given, but Xero could not be reached to list the organisations.", model);
  }

  private static String explain(@org.jspecify.annotations.Nullable String happened, Model model) {
    model.addAttribute("happened", happened);
    model.addAttribute("remedy", "Nothing has changed. Start again when this is settled.");
    model.addAttribute("again", true);
    return "connection/refused";
  }
}
