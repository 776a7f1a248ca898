package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.DoubleCounting;
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
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** A deposit that looks like money that is known: is it the same? Nothing is recorded before. */
@Controller
@PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
class KnownDepositController {

  private final Advances advances;
  private final DoubleDeposits doubles;
  private final Clients clients;
  private final Setup setup;

  KnownDepositController(Advances advances, DoubleDeposits doubles, Clients clients, Setup setup) {
    this.advances = advances;
    this.doubles = doubles;
    this.clients = clients;
    this.setup = setup;
  }

  @InitBinder
  void ids(WebDataBinder binder) {
    binder.registerCustomEditor(LocationId.class, new BlankIsNothing(LocationId::of));
    binder.registerCustomEditor(AdvanceId.class, new BlankIsNothing(AdvanceId::of));
  }

  /** Where it is asked; what was typed goes along. */
  static String page(AdvanceId page, AdvanceDetails typed) {
    LocationId location = typed.location();
    return UriComponentsBuilder.fromPath("/clients/{id}/deposits/known")
        .queryParam("page", page.toString())
        .queryParam("amount", typed.amount().toPlainString())
        .queryParam("date", typed.date())
        .queryParam("method", typed.method())
        .queryParam("location", location == null ? "" : location.toString())
        .queryParam("reference", "{reference}")
        .encode()
        .buildAndExpand(typed.client(), typed.reference())
        .toUriString();
  }

  @GetMapping("/clients/{id}/deposits/known")
  String ask(@PathVariable ClientId id, DepositForm form, BindingResult typed, Model model) {
    model.addAttribute("client", clients.find(id));
    AdvanceId page = form.getPage();
    AdvanceDetails deposit = typed(id, form, typed);
    model.addAttribute("deposit", deposit);
    model.addAttribute("currency", setup.practice().currency());
    model.addAttribute("twins", doubles.of(deposit));
    model.addAttribute("taken", page != null && doubles.isTaken(page));
    model.addAttribute("page", page == null ? advances.fresh() : page);
    return "credits/known-deposit";
  }

  /**
   * @param known as {@link dev.tandem.practice.billing.PaymentTwin#key}
   */
  @PostMapping("/clients/{id}/deposits/known")
  String same(
      @PathVariable ClientId id,
      DepositForm form,
      BindingResult typed,
      @RequestParam(defaultValue = "") List<String> known,
      RedirectAttributes flash) {
    clients.find(id);
    AdvanceId page = form.getPage() == null ? advances.fresh() : form.getPage();
    AdvanceDetails deposit = typed(id, form, typed);
    if (doubles.same(page, deposit, known) != DoubleCounting.Same.NOTHING_RECORDED) {
      // The page that asks says which of the two it is, and what can be done.
      return "redirect:" + page(page, deposit);
    }
    flash.addFlashAttribute("said", "Nothing was recorded: it is the same money.");
    return "redirect:/clients/" + id;
  }

  /** Without an amount it looks like nothing. */
  private AdvanceDetails typed(ClientId id, DepositForm form, BindingResult typed) {
    CreditPage.refuseUnreadable(typed);
    if (form.getAmount() == null) {
      form.setAmount(BigDecimal.ZERO);
    } else if (form.getAmount().signum() != 0 && !Money.keepable(form.getAmount())) {
      throw new InvalidInput("amount", "Nobody can pay this amount.");
    }
    return form.details(id, advances.today());
  }
}
