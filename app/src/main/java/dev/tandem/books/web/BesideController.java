package dev.tandem.books.web;

import dev.tandem.books.ledger.Beside;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.BesideContacts;
import dev.tandem.practice.clients.ClientId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A part of a client's page: what Xero has of them besides. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('CLIENTS_VIEW')")
class BesideController {

  private final BesideContacts contacts;
  private final OwnRecords own;
  private final OrganisationNames organisations;

  BesideController(BesideContacts contacts, OwnRecords own, OrganisationNames organisations) {
    this.contacts = contacts;
    this.own = own;
    this.organisations = organisations;
  }

  /**
   * @param organisation null where there is only one
   */
  public record Place(@Nullable String organisation, List<Beside> there) {}

  @GetMapping("/ledger/beside/client/{id}")
  String beside(@PathVariable ClientId id, Model model) {
    own.standing(Kind.CLIENT.text(), id.value());
    OrganisationNames.Known known = organisations.known();
    model.addAttribute("id", id);
    model.addAttribute(
        "places",
        contacts.of(id).entrySet().stream()
            .map(it -> new Place(known.name(it.getKey()), it.getValue()))
            .toList());
    return "ledger/beside :: beside";
  }
}
