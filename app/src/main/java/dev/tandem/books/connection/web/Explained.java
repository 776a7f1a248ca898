package dev.tandem.books.connection.web;

import dev.tandem.books.connection.ConsentRefused.Why;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/**
 * A page that says why the connection did not come about.
 *
 * @param again whether starting over helps
 */
record Explained(String title, String happened, String remedy, boolean again) {

  static Explained of(Why why) {
    return new Explained(why.title(), why.happened(), why.remedy(), why != Why.ALREADY_USED);
  }

  String on(HttpServletResponse response, HttpStatus status, Model model) {
    response.setStatus(status.value());
    model.addAttribute("title", title);
    model.addAttribute("happened", happened);
    model.addAttribute("remedy", remedy);
    model.addAttribute("again", again);
    return "connection/refused";
  }
}
