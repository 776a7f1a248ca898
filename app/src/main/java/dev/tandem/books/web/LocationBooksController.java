package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.LocationMoves;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Deadlock;
import dev.tandem.shared.NoSuchRecord;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Another organisation for a location's invoices: what becomes of those that wait is shown first.
 */
@Controller
@PreAuthorize("hasAuthority('LEDGER_CONNECT')")
class LocationBooksController {

  private final Connections connections;
  private final LocationMoves moves;
  private final Setup setup;
  private final Clients clients;

  LocationBooksController(
      Connections connections, LocationMoves moves, Setup setup, Clients clients) {
    this.clients = clients;
    this.connections = connections;
    this.moves = moves;
    this.setup = setup;
  }

  /**
   * @param organisation blank for whichever is the main one
   * @param shown what was shown of the invoices that go along; empty if nothing was
   */
  @PostMapping("/ledger/locations/{location}")
  String assign(
      @PathVariable LocationId location,
      @RequestParam(defaultValue = "") String organisation,
      @RequestParam(defaultValue = "") String shown,
      Model model,
      RedirectAttributes flash) {
    Binding books = organisation.isBlank() ? null : connections.binding(id(organisation));
    LocationMoves.Preview preview = moves.of(location, books);
    if (preview.invoices() > 0 && !preview.shown().equals(shown)) {
      model.addAttribute("location", setup.location(location));
      model.addAttribute("organisation", organisation);
      model.addAttribute(
          "books", books == null ? "the main organisation" : books.organisationName());
      model.addAttribute("preview", preview);
      model.addAttribute(
          "clients",
          clients.byIds(preview.totals().stream().map(LocationMoves.Total::client).toList()));
      model.addAttribute("again", !shown.isEmpty());
      return "ledger/location-moves";
    }
    Deadlock.retried(() -> connections.assign(location, books == null ? null : books.id()));
    flash.addFlashAttribute(
        "said",
        books == null
            ? "Saved. Its invoices follow the main organisation."
            : "Saved. Its invoices go to " + books.organisationName() + ".");
    return "redirect:/ledger";
  }

  private static BindingId id(String text) {
    try {
      return BindingId.of(text);
    } catch (IllegalArgumentException _) {
      throw new NoSuchRecord("connection", text);
    }
  }
}
