package dev.tandem.books.web;

import dev.tandem.books.alerts.Menders;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.plan.Twins;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.staff.Permission;
import dev.tandem.staff.SignedIn;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who one client is in an organisation: what speaks for whom, side by side, and the decision. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class TwinController {

  private static final Set<Outbox.State> TROUBLED =
      EnumSet.of(Outbox.State.NEEDS_YOU, Outbox.State.ON_HOLD);

  private final Twins twins;
  private final Connections connections;
  private final Clients clients;
  private final Outbox outbox;
  private final Menders menders;

  TwinController(
      Twins twins, Connections connections, Clients clients, Outbox outbox, Menders menders) {
    this.twins = twins;
    this.connections = connections;
    this.clients = clients;
    this.outbox = outbox;
    this.menders = menders;
  }

  /**
   * In the organisation that asks it. Where the trouble is about the contact that it is linked
   * with, that link is to be undone first.
   */
  @GetMapping("/ledger/plan/clients/{client}")
  String who(@PathVariable ClientId client, Model model) {
    clients.find(client);
    List<Outbox.Standing> places = outbox.places(new RecordRef("client", client.value()));
    Set<UUID> asking =
        places.stream()
            .filter(it -> it.ledgerId() == null && it.tenant() != null)
            .map(Outbox.Standing::tenant)
            .collect(Collectors.toSet());
    List<Binding> all =
        connections.bindings().stream()
            .filter(it -> it.status() != Binding.Status.DISCONNECTED)
            .toList();
    Binding asked =
        all.stream()
            .filter(it -> asking.contains(UUID.fromString(it.tenantId())))
            .findFirst()
            .or(() -> all.stream().findFirst())
            .orElseThrow(() -> new Refused("Connect an organisation first."));
    boolean linked =
        places.stream()
            .filter(it -> Objects.equals(it.tenant(), UUID.fromString(asked.tenantId())))
            .anyMatch(it -> it.ledgerId() != null && TROUBLED.contains(it.state()));
    return linked && mayDecide()
        ? "redirect:/ledger/links/" + asked.id() + "/clients/" + client + "/undoing"
        : ask(asked.id(), client, "", model);
  }

  private static boolean mayDecide() {
    return SignedIn.current().filter(it -> it.may(Permission.LEDGER_OPERATE)).isPresent();
  }

  @GetMapping("/ledger/plan/{id}/clients/{client}")
  String ask(
      @PathVariable BindingId id,
      @PathVariable ClientId client,
      @RequestParam(defaultValue = "") String search,
      Model model) {
    model.addAttribute("question", twins.about(id, client, search));
    model.addAttribute("decides", menders.whoMay(Set.of(Permission.LEDGER_OPERATE)));
    model.addAttribute("search", search);
    return "ledger/twin";
  }

  /**
   * @param contact of a link: the ledger's id
   */
  @PostMapping("/ledger/plan/{id}/clients/{client}")
  @PreAuthorize("hasAuthority('LEDGER_OPERATE')")
  String decide(
      @PathVariable BindingId id,
      @PathVariable ClientId client,
      @RequestParam(defaultValue = "") String choice,
      @RequestParam(defaultValue = "") String contact,
      @RequestParam(defaultValue = "ours") String wins,
      RedirectAttributes flash) {
    var question = twins.about(id, client, "");
    String name = question.client().name();
    Answer answer = Answer.of(choice, contact, wins);
    switch (answer.choice()) {
      case LINK -> twins.link(id, client, answer.contact(), answer.wins());
      case CREATE -> twins.create(id, client);
      case LEAVE -> twins.leave(id, client);
    }
    flash.addFlashAttribute("said", "Decided for " + name + ".");
    if (question.planned()) {
      return "redirect:/ledger/story/client/" + client;
    }
    flash.addAttribute("organisation", id.toString());
    return "redirect:/ledger/plan";
  }
}
