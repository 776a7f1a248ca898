package dev.tandem.staff.web;

import dev.tandem.staff.SessionTicket;
import dev.tandem.staff.SignIn;
import dev.tandem.staff.SignedIn;
import dev.tandem.staff.Staff;
import dev.tandem.staff.TooManyAttempts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInController {

  private static final String WRONG = "E-mail and password do not belong together. Try again.";
  private static final String PAUSED =
      "Too many attempts failed. Wait a quarter of an hour, then try again.";
  private static final String NOWHERE =
      "You have no place in a practice at present. Ask the person who runs it.";

  private final SignIn signIn;
  private final Staff staff;
  private final Sessions sessions;

  SignInController(SignIn signIn, Staff staff, Sessions sessions) {
    this.signIn = signIn;
    this.staff = staff;
    this.sessions = sessions;
  }

  @GetMapping("/sign-in")
  String show(@RequestParam @Nullable String next, HttpServletRequest request, Model model) {
    if (SignedIn.current().isPresent()) {
      return "redirect:" + Next.safe(next);
    }
    if (staff.nobodyYet()) {
      return "redirect:/first-run";
    }
    if (request.getParameter("expired") != null) {
      model.addAttribute("note", "You were signed out after a time. Sign in to go on.");
    } else if (request.getParameter("signed-out") != null) {
      model.addAttribute("note", "You are signed out.");
    } else if (request.getParameter("password-set") != null) {
      model.addAttribute("note", "Your password is set. Sign in with it.");
    }
    model.addAttribute("next", Next.safe(next));
    return "staff/sign-in";
  }

  @PostMapping("/sign-in")
  String enter(
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String password,
      @RequestParam @Nullable String next,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    model.addAttribute("email", email);
    model.addAttribute("next", Next.safe(next));
    try {
      Optional<SessionTicket> ticket = signIn.attempt(email, password, request.getRemoteAddr());
      if (ticket.isEmpty()) {
        return again(WRONG, HttpStatus.UNAUTHORIZED, response, model);
      }
      if (signIn.places(ticket.get()).isEmpty()) {
        return again(NOWHERE, HttpStatus.FORBIDDEN, response, model);
      }
      sessions.begin(ticket.get(), request, response);
      return "redirect:" + Next.safe(next);
    } catch (TooManyAttempts _) {
      return again(PAUSED, HttpStatus.TOO_MANY_REQUESTS, response, model);
    }
  }

  private static String again(
      String problem, HttpStatus status, HttpServletResponse response, Model model) {
    response.setStatus(status.value());
    model.addAttribute("problem", problem);
    return "staff/sign-in";
  }
}
