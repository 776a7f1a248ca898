package dev.tandem.staff.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The address without a path leads to the day's page. */
@Controller
class HomeController {

  @GetMapping("/")
  String home() {
    return "redirect:/today";
  }
}
