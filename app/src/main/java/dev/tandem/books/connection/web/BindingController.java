package dev.tandem.books.connection.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.NotConnected;
import dev.tandem.books.connection.StillToDecide;
import dev.tandem.shared.InvalidInput;
import dev.tandem.xero.XeroException;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The buttons of the connection card. */
@Controller
@RequestMapping("/ledger/connection/{id}")
@PreAuthorize("hasAuthority('LEDGER_CONNECT')")
class BindingController {

  private final Connections connections;
  private final StillToDecide decisions;

  BindingController(Connections connections, StillToDecide decisions) {
    this.connections = connections;
    this.decisions = decisions;
  }

  @PostMapping("/refresh")
  String refresh(@PathVariable BindingId id, RedirectAttributes flash) {
    try {
      var trouble = connections.refreshNow(id);
      boolean held = connections.binding(id).status() == Binding.Status.SUSPENDED;
      String stays = held ? " It stays suspended." : "";
      if (trouble.isPresent()) {
        flash.addFlashAttribute("refused", trouble.get().happened() + stays);
      } else {
        flash.addFlashAttribute("said", "Tokens are fresh and the organisation answers." + stays);
      }
    } catch (NotConnected e) {
      flash.addFlashAttribute("refused", e.getMessage());
    } catch (XeroException e) {
      flash.addFlashAttribute(
          "refused", "Xero does not answer at the moment. Try again in a few minutes.");
    }
    return "redirect:/ledger";
  }

  @PostMapping("/sending")
  String sending(@PathVariable BindingId id, @RequestParam boolean on, RedirectAttributes flash) {
    if (on) {
      connections.turnSendingOn(id);
      String decide = decisions.page(id).orElse(null);
      if (decide != null) {
        flash.addFlashAttribute("said", "Sending is on. Decide here what becomes of whom first.");
        return "redirect:" + decide;
      }
      flash.addFlashAttribute("said", "Sending is on. What was waiting is on its way.");
    } else {
      connections.turnSendingOff(id);
      flash.addFlashAttribute("said", "Sending is off. Changes wait here until you turn it on.");
    }
    return "redirect:/ledger";
  }

  @GetMapping("/suspension")
  String askToSuspend(@PathVariable BindingId id, Model model) {
    model.addAttribute("binding", connections.binding(id));
    return "connection/suspension";
  }

  @PostMapping("/suspension")
  String suspend(
      @PathVariable BindingId id,
      @RequestParam(defaultValue = "") String because,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    try {
      connections.suspend(id, because);
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("errors", e.errors());
      model.addAttribute("because", because);
      return askToSuspend(id, model);
    }
    flash.addFlashAttribute(
        "said", "Suspended. Nothing goes to Xero or comes from it until somebody resumes it.");
    return "redirect:/ledger";
  }

  @PostMapping("/resumption")
  String resume(@PathVariable BindingId id, RedirectAttributes flash) {
    connections.resume(id);
    flash.addFlashAttribute("said", "It goes on. What waited meanwhile is on its way.");
    return "redirect:/ledger";
  }

  @GetMapping("/disconnection")
  String ask(@PathVariable BindingId id, Model model) {
    model.addAttribute("binding", connections.binding(id));
    model.addAttribute(
        "others",
        connections.bindings().stream()
            .filter(it -> it.status() != Binding.Status.DISCONNECTED && !it.id().equals(id))
            .toList());
    model.addAttribute("custom", connections.health(id).custom());
    return "connection/disconnection";
  }

  @PostMapping("/disconnection")
  String disconnect(@PathVariable BindingId id, RedirectAttributes flash) {
    if (connections.disconnect(id)) {
      flash.addFlashAttribute("said", "Disconnected. Everything stays as it is on both sides.");
    } else {
      flash.addFlashAttribute(
          "refused",
          "Disconnected here, but Xero could not be told. Remove Tandem in Xero under Settings, Connected apps.");
    }
    return "redirect:/ledger";
  }

  @DeleteMapping
  String end(@PathVariable BindingId id, RedirectAttributes flash) {
    return disconnect(id, flash);
  }
}
