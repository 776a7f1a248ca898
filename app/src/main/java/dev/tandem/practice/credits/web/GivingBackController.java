package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.CreditAccounts;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.Drawing;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Money;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is left of a credit note or a deposit goes back to the client: shown first, then done. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_EDIT') and hasAuthority('PAYMENTS_TAKE')")
class GivingBackController {

  /** Also how it goes back may have been written over after it was shown. */
  private static final String UNSEEN =
      "This is not what was shown, so nothing was given back. Look at what will happen now, then confirm that.";

  private final Credits credits;
  private final Drawing drawing;
  private final Advances advances;
  private final CreditPage page;
  private final ObjectProvider<CreditAccounts> accounts;

  GivingBackController(
      Credits credits,
      Drawing drawing,
      Advances advances,
      CreditPage page,
      ObjectProvider<CreditAccounts> accounts) {
    this.credits = credits;
    this.drawing = drawing;
    this.advances = advances;
    this.page = page;
    this.accounts = accounts;
  }

  /**
   * What is given back.
   *
   * @param name for people, within a sentence
   * @param path of its page of giving back
   * @param back to which page one returns
   * @param invoice on whose days the ledger has something to say; null of a deposit
   * @param location whose organisation is asked about the day; null of none
   */
  record Rest(
      String name,
      Money left,
      String path,
      String back,
      @Nullable InvoiceId invoice,
      @Nullable LocationId location,
      List<CreditAccounts.Account> banks) {}

  @GetMapping("/credit-notes/{id}/refund")
  String note(@PathVariable CreditNoteId id, Model model) {
    Rest rest = rest(credits.find(id));
    return show(rest, RestForm.of(page.today(), PaymentMethod.CARD), left(rest), false, model);
  }

  /**
   * @param sure whether the person has seen what will happen, as {@code seen} says, and wants it
   */
  @PostMapping("/credit-notes/{id}/refund")
  String note(
      @PathVariable CreditNoteId id,
      RestForm form,
      BindingResult typed,
      @RequestParam(defaultValue = "false") boolean sure,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    Rest rest = rest(credits.find(id));
    return give(
        rest,
        form,
        typed,
        sure ? how -> credits.refundRest(id, how, seen(form)) : null,
        how -> credits.requireRest(id, how),
        model,
        response,
        flash);
  }

  @GetMapping("/deposits/{id}/refund")
  String deposit(@PathVariable AdvanceId id, Model model) {
    AdvanceView it = advances.find(id);
    Rest rest = rest(it);
    return show(rest, RestForm.of(page.today(), it.method()), left(rest), false, model);
  }

  @PostMapping("/deposits/{id}/refund")
  String deposit(
      @PathVariable AdvanceId id,
      RestForm form,
      BindingResult typed,
      @RequestParam(defaultValue = "false") boolean sure,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    Rest rest = rest(advances.find(id));
    return give(
        rest,
        form,
        typed,
        sure ? how -> drawing.refundRest(id, how, seen(form)) : null,
        how -> drawing.requireRest(id, how),
        model,
        response,
        flash);
  }

  private static String seen(RestForm form) {
    return form.seen() == null ? "" : form.seen();
  }

  private String give(
      Rest rest,
      RestForm form,
      BindingResult typed,
      @Nullable Consumer<Refunding> sure,
      Consumer<Refunding> check,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    Map<String, String> errors;
    try {
      CreditPage.refuseUnreadable(typed);
      Refunding how = form.refunding(page.today());
      boolean asSeen = how.seen(rest.left().amount()).equals(form.seen());
      if (sure != null && asSeen) {
        sure.accept(how);
        flash.addFlashAttribute("said", "Given back. The ledger hears of it by itself.");
        return "redirect:" + rest.back();
      }
      check.accept(how);
      if (sure != null) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(rest, form, Map.of("refused", UNSEEN), true, model);
      }
      return show(rest, form, Map.of(), true, model);
    } catch (InvalidInput e) {
      errors = e.errors();
    } catch (Refused e) {
      errors = Map.of("refused", String.valueOf(e.getMessage()));
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return show(rest, form, errors, false, model);
  }

  private static Map<String, String> left(Rest rest) {
    return rest.left().isPositive()
        ? Map.of()
        : Map.of("refused", "Nothing of %s is left to give back.".formatted(rest.name()));
  }

  private Rest rest(CreditNoteView it) {
    return new Rest(
        it.number(),
        new Money(it.remaining(), it.currency()),
        "/credit-notes/" + it.id() + "/refund",
        "/invoices/" + it.invoice(),
        it.invoice(),
        page.location(it.invoice()),
        known() == null ? List.of() : known().banks(it.invoice()));
  }

  private Rest rest(AdvanceView it) {
    return new Rest(
        "the %s of %s".formatted(it.word(), Money.text(it.amount(), it.currency())),
        new Money(it.remaining(), it.currency()),
        "/deposits/" + it.id() + "/refund",
        "/deposits/" + it.id(),
        null,
        it.location(),
        known() == null ? List.of() : known().banks(it.id()));
  }

  private @Nullable CreditAccounts known() {
    return accounts.getIfAvailable();
  }

  private String show(
      Rest rest, RestForm form, Map<String, String> errors, boolean shown, Model model) {
    model.addAttribute("rest", rest);
    model.addAttribute("form", form);
    model.addAttribute("errors", errors);
    model.addAttribute("shown", shown);
    Refunding how = form.refunding(page.today());
    model.addAttribute("how", how);
    model.addAttribute("closed", page.dayNote(how.date(), rest.location()));
    model.addAttribute("seen", how.seen(rest.left().amount()));
    model.addAttribute(
        "from",
        rest.banks().stream()
            .filter(it -> it.key().equals(form.refundAccount()))
            .map(CreditAccounts.Account::name)
            .findFirst()
            .orElse(""));
    model.addAttribute("today", page.today());
    model.addAttribute(
        "methods",
        Arrays.stream(PaymentMethod.values()).filter(it -> it != PaymentMethod.LEDGER).toList());
    return "credits/giving-back";
  }
}
