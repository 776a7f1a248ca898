package dev.tandem.books.web;

import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.shared.doctor.Diagnosis;
import dev.tandem.shared.doctor.Doctor;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is wrong and what to do, for owners and administrators. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_CONNECT')")
class DoctorController {

  private final LedgerHeads heads;
  private final Doctor doctor;
  private final Setup setup;

  DoctorController(LedgerHeads heads, Doctor doctor, Setup setup) {
    this.heads = heads;
    this.doctor = doctor;
    this.setup = setup;
  }

  /**
   * Comes at once and asks for the findings then, for they take some seconds.
   *
   * @param now for browsers without scripts: with the findings
   */
  @GetMapping("/ledger/doctor")
  String page(@RequestParam(defaultValue = "false") boolean now, Model model) {
    model.addAttribute("head", heads.current());
    if (now) {
      examine(model);
    }
    return "ledger/doctor";
  }

  @GetMapping("/ledger/doctor/findings")
  String findings(Model model) {
    examine(model);
    return "ledger/doctor :: findings";
  }

  private void examine(Model model) {
    Diagnosis practice = doctor.practice(Practices.current());
    Diagnosis installation = doctor.installation();
    model.addAttribute("practice", practice);
    model.addAttribute("installation", installation);
    // Where several practices share it, its addresses and nodes are not for each of them to see.
    model.addAttribute("shared", setup.isShared());
  }
}
