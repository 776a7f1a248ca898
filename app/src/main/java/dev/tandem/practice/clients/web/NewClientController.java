package dev.tandem.practice.clients.web;

import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientKind;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.InvalidInput;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Adding a client by hand, with a word of warning if they look like one who is there already. */
@Controller
@PreAuthorize("hasAuthority('CLIENTS_EDIT')")
class NewClientController {

  private final Clients clients;

  NewClientController(Clients clients) {
    this.clients = clients;
  }

  @GetMapping("/clients/new")
  String form(@RequestParam(defaultValue = "PERSON") ClientKind kind, Model model) {
    Map<String, String> blank = ClientForm.blank().values();
    blank.put("kind", kind.name());
    return show(blank, Map.of(), List.of(), model);
  }

  /**
   * @param anyway pressed in answer to the warning
   */
  @PostMapping("/clients/new")
  String add(
      @RequestParam Map<String, String> typed,
      @RequestParam(defaultValue = "false") boolean anyway,
      RedirectAttributes flash,
      HttpServletResponse response,
      Model model) {
    var form = ClientForm.typed(typed);
    try {
      ClientDetails details = form.onto(ClientDetails.NOTHING_KNOWN);
      List<ClientView> alike = anyway ? List.of() : clients.lookalikes(details);
      if (!alike.isEmpty()) {
        response.setStatus(HttpStatus.CONFLICT.value());
        return show(form.over(ClientDetails.NOTHING_KNOWN), Map.of(), alike, model);
      }
      ClientId id = clients.add(details);
      flash.addFlashAttribute("said", details.name() + " is added.");
      return "redirect:/clients/" + id;
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(form.over(ClientDetails.NOTHING_KNOWN), e.errors(), List.of(), model);
    }
  }

  private static String show(
      Map<String, String> form, Map<String, String> errors, List<ClientView> alike, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("errors", errors);
    model.addAttribute("alike", alike);
    return "clients/new";
  }
}
