package dev.tandem.staff.web;

import dev.tandem.shared.InvalidInput;
import dev.tandem.staff.NewPerson;
import dev.tandem.staff.Role;
import dev.tandem.staff.SignedIn;
import dev.tandem.staff.Staff;
import dev.tandem.staff.StaffId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

/** Who works for this practice, and as what. */
@Controller
@RequestMapping("/setup/people")
@PreAuthorize("hasAuthority('PEOPLE_EDIT')")
class PeopleController {

  private final Staff staff;

  PeopleController(Staff staff) {
    this.staff = staff;
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute("people", staff.people());
    model.addAttribute("allRoles", Role.values());
    model.addAttribute("roles", givable());
    return "staff/people";
  }

  @GetMapping("/new")
  String begin(Model model) {
    return draw("", "", Role.RECEPTIONIST, Map.of(), model);
  }

  @PostMapping
  String add(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String email,
      @RequestParam Role role,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      RedirectAttributes flash) {
    try {
      StaffId id = staff.add(new NewPerson(email, name, role, null));
      if (staff.member(id).active()) {
        givePasswordLink(id, request, flash);
      } else {
        giveInvitation(id, request, flash);
      }
      return "redirect:/setup/people";
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return draw(name, email, role, e.errors(), model);
    }
  }

  @PostMapping("/{id}/role")
  String give(@PathVariable StaffId id, @RequestParam Role role, RedirectAttributes flash) {
    staff.give(id, role);
    flash.addFlashAttribute("said", staff.member(id).name() + " is " + role.title() + " now.");
    return "redirect:/setup/people";
  }

  @PostMapping("/{id}/password-link")
  String link(@PathVariable StaffId id, HttpServletRequest request, RedirectAttributes flash) {
    givePasswordLink(id, request, flash);
    return "redirect:/setup/people";
  }

  @PostMapping("/{id}/invitation")
  String invite(@PathVariable StaffId id, HttpServletRequest request, RedirectAttributes flash) {
    giveInvitation(id, request, flash);
    return "redirect:/setup/people";
  }

  @PostMapping("/{id}/remove")
  String remove(@PathVariable StaffId id, RedirectAttributes flash) {
    String name = staff.member(id).name();
    staff.remove(id);
    flash.addFlashAttribute("said", name + " can no longer open this practice.");
    return "redirect:/setup/people";
  }

  private void givePasswordLink(StaffId id, HttpServletRequest request, RedirectAttributes flash) {
    flash.addFlashAttribute("link", address("/password/{token}", staff.passwordLink(id), request));
    flash.addFlashAttribute("linkFor", staff.member(id).name());
  }

  private void giveInvitation(StaffId id, HttpServletRequest request, RedirectAttributes flash) {
    String token = staff.invitationLink(id);
    flash.addFlashAttribute("link", address("/invitation/{token}", token, request));
    flash.addFlashAttribute("linkFor", staff.member(id).name());
    flash.addFlashAttribute("invited", true);
  }

  private static String address(String path, String token, HttpServletRequest request) {
    return ServletUriComponentsBuilder.fromContextPath(request).path(path).build(token).toString();
  }

  private static String draw(
      String name, String email, Role role, Map<String, String> errors, Model model) {
    model.addAttribute("name", name);
    model.addAttribute("email", email);
    model.addAttribute("role", role);
    model.addAttribute("roles", givable());
    model.addAttribute("errors", errors);
    return "staff/person-new";
  }

  private static List<Role> givable() {
    return Arrays.stream(Role.values())
        .filter(role -> SignedIn.current().map(me -> me.role().mayGive(role)).orElse(false))
        .toList();
  }
}
