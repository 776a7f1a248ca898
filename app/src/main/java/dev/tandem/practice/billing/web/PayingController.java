package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.PaymentArrangement;
import dev.tandem.practice.billing.PaymentArrangements;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.PaymentTerms;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

/** Who pays a client's invoices, and when those that they pay are due. */
@Controller
@RequestMapping("/clients/{client}/paying")
@PreAuthorize("hasAuthority('INVOICES_EDIT')")
class PayingController {

  private final PaymentArrangements arrangements;
  private final Clients clients;
  private final Setup setup;

  PayingController(PaymentArrangements arrangements, Clients clients, Setup setup) {
    this.arrangements = arrangements;
    this.clients = clients;
    this.setup = setup;
  }

  /**
   * As typed.
   *
   * @param payer empty for the client
   * @param termsRule empty for the practice's terms
   */
  record Form(String payer, String termsRule, String termsDays) {}

  @GetMapping
  String show(@PathVariable ClientId client, Model model) {
    PaymentArrangement now = arrangements.of(client);
    PaymentTerms terms = now.terms();
    return draw(
        client,
        new Form(
            now.payer() == null ? "" : now.payer().toString(),
            terms == null ? "" : terms.rule().name(),
            terms == null ? "" : Integer.toString(terms.days())),
        Map.of(),
        model);
  }

  @PostMapping
  String save(
      @PathVariable ClientId client,
      @RequestParam(required = false) @Nullable String payer,
      @RequestParam(defaultValue = "") String termsRule,
      @RequestParam(defaultValue = "") String termsDays,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    // A form that says nothing of who pays changes nothing of it.
    ClientId now = arrangements.payerOf(client);
    String chosen = payer != null ? payer : now == null ? "" : now.toString();
    try {
      arrangements.arrange(
          client,
          new PaymentArrangement(
              chosen.isBlank() ? null : ClientId.of(chosen), terms(termsRule, termsDays)));
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return draw(client, new Form(chosen, termsRule, termsDays), e.errors(), model);
    }
    flash.addFlashAttribute("said", "New invoices follow this; those that are there stay.");
    return "redirect:/clients/" + client;
  }

  private static @Nullable PaymentTerms terms(String rule, String days) {
    if (Arrays.stream(PaymentTerms.Rule.values()).noneMatch(it -> it.name().equals(rule))) {
      return null;
    }
    try {
      return new PaymentTerms(PaymentTerms.Rule.valueOf(rule), Integer.parseInt(days.strip()));
    } catch (NumberFormatException e) {
      throw new InvalidInput("termsDays", "Enter a whole number.");
    }
  }

  private String draw(ClientId client, Form form, Map<String, String> errors, Model model) {
    ClientView payer =
        form.payer().isBlank()
            ? null
            : clients.byIds(List.of(ClientId.of(form.payer()))).get(ClientId.of(form.payer()));
    model.addAttribute("client", clients.find(client));
    model.addAttribute("form", form);
    model.addAttribute("payer", payer);
    model.addAttribute("payerTerms", payer == null ? null : arrangements.termsOf(payer.id()));
    model.addAttribute("usual", setup.preferences().paymentTerms());
    model.addAttribute("rules", PaymentTerms.Rule.values());
    model.addAttribute("errors", errors);
    return "billing/paying";
  }
}
