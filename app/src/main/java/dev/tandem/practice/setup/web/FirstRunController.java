package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.NewPerson;
import dev.tandem.staff.Role;
import dev.tandem.staff.Staff;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The very first page of a new installation: a practice and its owner. Gone once there is one. */
@Controller
@ConditionalOnWebApplication
@RequestMapping("/first-run")
class FirstRunController {

  private final Setup setup;
  private final Staff staff;
  private final SetupCode code;
  private final String currency;

  FirstRunController(
      Setup setup, Staff staff, SetupCode code, @Value("${tandem.currency}") String currency) {
    this.currency = currency;
    this.setup = setup;
    this.staff = staff;
    this.code = code;
  }

  /** The owner to be, as typed. */
  record OwnerForm(String person, String email, String password, String code) {}

  @GetMapping
  String show(Model model) {
    refuseOnceSomebodyCanSignIn();
    return draw(ProfileForm.usual(currency), new OwnerForm("", "", "", ""), Map.of(), model);
  }

  @PostMapping
  String begin(
      ProfileForm form,
      @RequestParam(defaultValue = "") String person,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(name = "code", defaultValue = "") String typed,
      HttpServletResponse response,
      Model model) {
    refuseOnceSomebodyCanSignIn();
    var owner = new OwnerForm(person, email, password, typed);
    try {
      return open(form, owner) ? "redirect:/sign-in?password-set" : "redirect:/sign-in";
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return draw(form, owner, e.errors(), model);
    }
  }

  /**
   * One after the other: a button that was pressed twice makes one practice.
   *
   * @return whether it was made; not if somebody can sign in by now
   */
  private synchronized boolean open(ProfileForm form, OwnerForm owner) {
    if (!staff.nobodyYet()) {
      return false;
    }
    if (!code.matches(owner.code())) {
      throw new InvalidInput("code", "This is not the code shown in the console.");
    }
    var first = new NewPerson(owner.email(), owner.person(), Role.OWNER, owner.password());
    staff.check(first);
    PracticeId practice = setup.open(form.practice());
    Practices.run(practice, () -> staff.add(first));
    code.used();
    return true;
  }

  private void refuseOnceSomebodyCanSignIn() {
    if (!staff.nobodyYet()) {
      throw new NoSuchRecord("page", "first-run");
    }
  }

  private static String draw(
      ProfileForm form, OwnerForm owner, Map<String, String> errors, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("owner", owner);
    model.addAttribute("errors", errors);
    model.addAttribute("kinds", Choices.KINDS);
    model.addAttribute("countries", Choices.COUNTRIES);
    model.addAttribute("zones", Choices.ZONES);
    model.addAttribute("currencies", Choices.CURRENCIES);
    return "setup/first-run";
  }
}
