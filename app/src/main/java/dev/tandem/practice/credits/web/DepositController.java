package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.LooksLikeTwice;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.Sure;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.credits.AdvanceDetails;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.DoubleDeposits;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.BlankIsNothing;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Somebody leaves money at the desk before there is an invoice, and takes back a mistake. */
@Controller
@PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
class DepositController {

  private static final String PAGE = "credits/new-deposit";

  private final Advances advances;
  private final DoubleDeposits doubles;
  private final Clients clients;
  private final Setup setup;

  DepositController(Advances advances, DoubleDeposits doubles, Clients clients, Setup setup) {
    this.advances = advances;
    this.doubles = doubles;
    this.clients = clients;
    this.setup = setup;
  }

  /** Nobody has to say where. */
  @InitBinder
  void ids(WebDataBinder binder) {
    binder.registerCustomEditor(LocationId.class, new BlankIsNothing(LocationId::of));
    binder.registerCustomEditor(AdvanceId.class, new BlankIsNothing(AdvanceId::of));
  }

  @GetMapping("/clients/{id}/deposits/new")
  String form(@PathVariable ClientId id, DepositForm form, BindingResult typed, Model model) {
    if (form.getDate() == null) {
      form.setDate(advances.today());
    }
    form.setPage(advances.fresh());
    show(id, form, Map.of(), model);
    // Where the person works is chosen for them, once.
    model.addAttribute("fresh", true);
    return PAGE;
  }

  @PostMapping("/clients/{id}/deposits")
  String take(
      @PathVariable ClientId id,
      DepositForm form,
      BindingResult typed,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    clients.find(id);
    try {
      CreditPage.refuseUnreadable(typed);
      AdvanceId page = form.getPage() == null ? advances.fresh() : form.getPage();
      AdvanceDetails deposit = form.details(id, advances.today());
      AdvanceId taken;
      try {
        taken = doubles.take(page, deposit, Sure.ofThese(form.getSure()));
      } catch (LooksLikeTwice e) {
        return "redirect:" + KnownDepositController.page(page, deposit);
      }
      flash.addFlashAttribute("said", "Deposit taken. An invoice can use it.");
      return "redirect:/deposits/" + taken;
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(id, form, e.errors(), model);
    } catch (Refused e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(id, form, Map.of("refused", String.valueOf(e.getMessage())), model);
    }
  }

  @PostMapping("/deposits/{id}/removal")
  String remove(@PathVariable AdvanceId id, RedirectAttributes flash) {
    ClientId client = advances.remove(id);
    flash.addFlashAttribute("said", "Removed. It was never in the ledger.");
    return "redirect:/clients/" + client;
  }

  private String show(ClientId id, DepositForm form, Map<String, String> errors, Model model) {
    model.addAttribute("fresh", false);
    model.addAttribute("client", clients.find(id));
    model.addAttribute("form", form);
    model.addAttribute("errors", errors);
    model.addAttribute("today", advances.today());
    model.addAttribute("currency", setup.practice().currency());
    model.addAttribute("locations", setup.locations());
    model.addAttribute(
        "methods",
        Arrays.stream(PaymentMethod.values()).filter(it -> it != PaymentMethod.LEDGER).toList());
    return PAGE;
  }
}
