package dev.tandem.books.web;

import dev.tandem.practice.setup.Setup;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which kind of connection a practice needs, what it costs, and the steps to it. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class WaysController {

  private final LedgerHeads heads;
  private final Setup setup;

  WaysController(LedgerHeads heads, Setup setup) {
    this.heads = heads;
    this.setup = setup;
  }

  @GetMapping("/ledger/ways")
  String ways(
      @RequestParam(defaultValue = "one") String many,
      @RequestParam(defaultValue = "") String where,
      @RequestParam(defaultValue = "yes") String person,
      @RequestParam(defaultValue = "") String kind,
      Model model) {
    String country = where.isEmpty() ? home() : where;
    model.addAttribute("way", new Way(many, country, person, kind));
    model.addAttribute("countries", Way.countries());
    model.addAttribute("registration", heads.current().registration());
    return "ledger/ways";
  }

  private String home() {
    String country = setup.practice().country();
    return Way.countries().containsKey(country) ? country : "other";
  }
}
