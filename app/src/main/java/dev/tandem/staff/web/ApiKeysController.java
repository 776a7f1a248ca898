package dev.tandem.staff.web;

import dev.tandem.shared.InvalidInput;
import dev.tandem.staff.ApiKeys;
import dev.tandem.staff.Role;
import dev.tandem.staff.SignedIn;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Keys for programs, and how to use them. */
@Controller
@RequestMapping("/setup/api-keys")
@PreAuthorize("hasAuthority('PEOPLE_EDIT')")
class ApiKeysController {

  private final ApiKeys keys;

  ApiKeysController(ApiKeys keys) {
    this.keys = keys;
  }

  @GetMapping
  String list(Model model) {
    return draw("", Map.of(), model);
  }

  @PostMapping
  String create(
      @RequestParam(defaultValue = "") String name,
      @RequestParam Role role,
      HttpServletResponse response,
      Model model) {
    try {
      // Drawn at once instead of after a redirect: the key must not be kept anywhere, a session
      // included.
      model.addAttribute("secret", keys.create(name, role));
      return draw("", Map.of(), model);
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return draw(name, e.errors(), model);
    }
  }

  @PostMapping("/{id}/revoke")
  String revoke(@PathVariable UUID id, RedirectAttributes flash) {
    keys.revoke(id);
    flash.addFlashAttribute("said", "The key is revoked and opens nothing any more.");
    return "redirect:/setup/api-keys";
  }

  private String draw(String name, Map<String, String> errors, Model model) {
    model.addAttribute("keys", keys.all());
    model.addAttribute("name", name);
    model.addAttribute("errors", errors);
    model.addAttribute(
        "roles",
        Arrays.stream(Role.values())
            .filter(it -> SignedIn.current().map(me -> me.role().mayGive(it)).orElse(false))
            .toList());
    model.addAttribute(
        "address",
        ServletUriComponentsBuilder.fromCurrentContextPath().path("/api/v1").toUriString());
    return "staff/api-keys";
  }
}
