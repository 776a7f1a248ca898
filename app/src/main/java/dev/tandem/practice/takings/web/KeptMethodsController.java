package dev.tandem.practice.takings.web;

import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.takings.KeptMethods;
import java.util.Arrays;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** By which means money waits for the close of the day. */
@Controller
@RequestMapping("/setup/takings")
@PreAuthorize("hasAuthority('SETUP_EDIT')")
class KeptMethodsController {

  private final KeptMethods methods;

  KeptMethodsController(KeptMethods methods) {
    this.methods = methods;
  }

  @GetMapping
  String show(Model model) {
    model.addAttribute("kept", methods.now());
    model.addAttribute(
        "methods",
        Arrays.stream(PaymentMethod.values()).filter(it -> it != PaymentMethod.LEDGER).toList());
    return "takings/methods";
  }

  @PostMapping
  String save(@RequestParam(defaultValue = "") List<PaymentMethod> kept, RedirectAttributes flash) {
    methods.change(kept);
    flash.addFlashAttribute("said", "Saved. It counts for payments taken from now on.");
    return "redirect:/setup/takings";
  }
}
