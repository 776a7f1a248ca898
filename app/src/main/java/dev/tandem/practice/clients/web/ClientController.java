package dev.tandem.practice.clients.web;

import dev.tandem.practice.clients.BalancesNow;
import dev.tandem.practice.clients.ClientChangedMeanwhile;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.staff.AuditTrail;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One client's page, and its editing in place. */
@Controller
@PreAuthorize("hasAuthority('CLIENTS_VIEW')")
class ClientController {

  private static final int STORY = 50;

  private final Clients clients;
  private final BalancesNow balances;
  private final AuditTrail trail;
  private final Setup setup;
  private final Clock clock;

  ClientController(
      Clients clients, BalancesNow balances, AuditTrail trail, Setup setup, Clock clock) {
    this.clients = clients;
    this.balances = balances;
    this.setup = setup;
    this.trail = trail;
    this.clock = clock;
  }

  @GetMapping("/clients/{id}")
  String page(@PathVariable ClientId id, Model model) {
    return show(clients.find(id), model);
  }

  /** The facts again, after somebody has changed them. */
  @GetMapping("/clients/{id}/facts")
  String facts(@PathVariable ClientId id, Model model) {
    show(clients.find(id), model);
    return "clients/client :: facts";
  }

  /** The name, whether archived or erased, and what can be done, after somebody changed that. */
  @GetMapping("/clients/{id}/head")
  String head(@PathVariable ClientId id, Model model) {
    show(clients.find(id), model);
    return "clients/client :: head";
  }

  /** What they owe, again after an invoice of theirs changed. */
  @GetMapping("/clients/{id}/balance")
  @PreAuthorize("hasAuthority('CLIENTS_VIEW') and hasAuthority('INVOICES_VIEW')")
  String balance(@PathVariable ClientId id, Model model) {
    show(clients.find(id), model);
    return "clients/client :: balance";
  }

  @GetMapping("/clients/{id}/story")
  String story(@PathVariable ClientId id, Model model) {
    show(clients.find(id), model);
    return "clients/client :: story";
  }

  @GetMapping("/clients/{id}/edit")
  @PreAuthorize("hasAuthority('CLIENTS_EDIT')")
  String edit(
      @PathVariable ClientId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    ClientView client = clients.find(id);
    model.addAttribute("form", ClientForm.of(client.details()).values());
    model.addAttribute("errors", Map.of());
    show(client, model);
    return htmx == null ? "clients/client" : "clients/client :: edit";
  }

  @PostMapping("/clients/{id}")
  @PreAuthorize("hasAuthority('CLIENTS_EDIT')")
  String save(
      @PathVariable ClientId id,
      @RequestParam int version,
      @RequestParam Map<String, String> typed,
      RedirectAttributes flash,
      HttpServletResponse response,
      Model model) {
    var form = ClientForm.typed(typed);
    ClientView before = clients.find(id);
    try {
      ClientView after = clients.change(id, version, form.onto(before.details()));
      flash.addFlashAttribute(
          "said", after.version() == version ? "Nothing was changed." : "Saved.");
      return "redirect:/clients/" + id;
    } catch (InvalidInput e) {
      model.addAttribute("errors", e.errors());
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    } catch (ClientChangedMeanwhile e) {
      model.addAttribute("errors", Map.of());
      model.addAttribute("differences", form.against(e.current()));
      response.setStatus(HttpStatus.CONFLICT.value());
      before = e.current();
    }
    model.addAttribute("form", form.over(before.details()));
    return show(before, model);
  }

  private String show(ClientView client, Model model) {
    model.addAttribute("client", client);
    model.addAttribute("balance", balances.of(client.id()));
    model.addAttribute("age", age(client.details().birthDate()));
    model.addAttribute("story", trail.ofClient(client.id().value(), STORY));
    return "clients/client";
  }

  /** In years, as of today where the practice is; null if nobody knows. */
  private @Nullable Integer age(@Nullable LocalDate born) {
    return born == null
        ? null
        : Period.between(born, LocalDate.now(clock.withZone(setup.practice().zone()))).getYears();
  }
}
