package dev.tandem.practice.clients.web;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.clients.ErasedName;
import dev.tandem.practice.clients.ErasureTrace.What;
import dev.tandem.practice.clients.Erasures;
import dev.tandem.shared.Deadlock;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Erasing a client: what it will do, the typed name, and afterwards the receipt. */
@Controller
@RequestMapping("/clients/{id}/erasure")
@PreAuthorize("hasAuthority('CLIENTS_ERASE')")
class ErasureController {

  private final Erasures erasures;
  private final Clients clients;

  ErasureController(Erasures erasures, Clients clients) {
    this.erasures = erasures;
    this.clients = clients;
  }

  @GetMapping
  String look(@PathVariable ClientId id, Model model) {
    return draw(clients.find(id), null, model);
  }

  private String draw(ClientView client, @Nullable String error, Model model) {
    model.addAttribute("client", client);
    model.addAttribute("after", ErasedName.of(client.id()));
    model.addAttribute("error", error);
    var receipt = erasures.receipt(client.id());
    if (receipt.isPresent()) {
      model.addAttribute("receipt", receipt.get());
      return "clients/erased";
    }
    var traces = erasures.preview(client.id());
    model.addAttribute("traces", traces);
    model.addAttribute("open", traces.stream().noneMatch(it -> it.what() == What.FIRST));
    return "clients/erase";
  }

  /**
   * @param typed the client's name, as a person types it to show that they mean it
   */
  @PostMapping
  String erase(
      @PathVariable ClientId id,
      @RequestParam(name = "name", defaultValue = "") String typed,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    ClientView client = clients.find(id);
    if (!typed.strip().equalsIgnoreCase(client.name())) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return draw(client, "Type the name as it stands above: nothing was erased.", model);
    }
    try {
      Deadlock.retried(() -> erasures.erase(id));
    } catch (Refused e) {
      response.setStatus(HttpStatus.CONFLICT.value());
      return draw(client, e.getMessage(), model);
    }
    flash.addFlashAttribute("said", "The record is erased. This is the receipt.");
    return "redirect:/clients/" + id + "/erasure";
  }
}
