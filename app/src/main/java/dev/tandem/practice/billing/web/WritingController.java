package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceChangedMeanwhile;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceForAnother;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.PaymentArrangements;
import dev.tandem.practice.billing.WrittenAs;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientSearch;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.BlankIsNothing;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
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
import org.springframework.web.bind.annotation.RequestParam;

/** Writing an invoice by hand, and changing one. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_EDIT')")
class WritingController {

  private final Billing billing;
  private final Clients clients;
  private final Setup setup;
  private final Clock clock;
  private final WritingPage page;
  private final PaymentArrangements arrangements;
  private final InvoiceBooks books;

  WritingController(
      Billing billing,
      Clients clients,
      Setup setup,
      Clock clock,
      WritingPage page,
      PaymentArrangements arrangements,
      InvoiceBooks books) {
    this.books = books;
    this.arrangements = arrangements;
    this.page = page;
    this.billing = billing;
    this.clients = clients;
    this.setup = setup;
    this.clock = clock;
  }

  @InitBinder
  void ids(WebDataBinder binder) {
    binder.registerCustomEditor(ClientId.class, new BlankIsNothing(ClientId::of));
    binder.registerCustomEditor(ServiceId.class, new BlankIsNothing(ServiceId::of));
    binder.registerCustomEditor(PractitionerId.class, new BlankIsNothing(PractitionerId::of));
    binder.registerCustomEditor(LocationId.class, new BlankIsNothing(LocationId::of));
    binder.registerCustomEditor(InvoiceId.class, new BlankIsNothing(InvoiceId::of));
    binder.registerCustomEditor(LineAmounts.class, new BlankIsNothing(LineAmounts::valueOf));
  }

  @GetMapping("/invoices/new")
  String form(InvoiceForm form, Model model) {
    form.setDate(today());
    return page.show(form.follow(arrangements, today(), null), null, Map.of(), model);
  }

  @GetMapping("/invoices/{id}/change")
  String change(@PathVariable InvoiceId id, Model model) {
    return page.show(InvoiceForm.of(billing.find(id)), billing.find(id), Map.of(), model);
  }

  /** What the ledger would say of a day, while it is being chosen. */
  @GetMapping("/invoices/advice")
  String advice(InvoiceForm form, BindingResult typed, Model model) {
    model.addAttribute("note", page.note(form));
    return "billing/advice :: date";
  }

  /** The same form with one line more: nothing is saved, nothing typed is lost. */
  @PostMapping(path = "/invoices", params = "more")
  String another(InvoiceForm form, Model model) {
    return page.show(form.withAnotherLine(), null, Map.of(), model);
  }

  @PostMapping(path = "/invoices/{id}", params = "more")
  String another(
      @PathVariable InvoiceId id,
      InvoiceForm form,
      @RequestParam(defaultValue = "") String seen,
      Model model) {
    return stillSeen(
        seen, page.show(form.withAnotherLine(), billing.find(id), Map.of(), model), model);
  }

  /**
   * Who may be meant to pay it, by the letters typed.
   *
   * @param payer who is chosen: stays so until somebody else is
   */
  @GetMapping("/invoices/payers")
  String payers(
      @RequestParam(defaultValue = "") String payerName,
      @RequestParam(required = false) @Nullable ClientId payer,
      Model model) {
    List<ClientView> found =
        payerName.isBlank()
            ? List.of()
            : clients
                .search(
                    new ClientSearch(
                        payerName, ClientSearch.Status.ACTIVE, ClientSearch.Order.NAME, 1, 8))
                .clients();
    model.addAttribute("found", found.stream().filter(it -> !it.id().equals(payer)).toList());
    model.addAttribute("sought", payerName.strip());
    model.addAttribute("payer", payer == null ? null : clients.byIds(List.of(payer)).get(payer));
    return "billing/write :: payers";
  }

  /**
   * What it comes to as far as it is written; nothing is saved.
   *
   * @param of the invoice that is being changed
   */
  @PostMapping("/invoices/sums")
  String sums(
      InvoiceForm form,
      BindingResult typed,
      @RequestParam(required = false) @Nullable InvoiceId of,
      Model model) {
    InvoiceView before = of == null ? null : billing.find(of);
    ClientId payer = form.getPayer();
    model.addAttribute("form", form.follow(arrangements, today(), before));
    model.addAttribute("payerMoved", !Objects.equals(payer, form.getPayer()));
    model.addAttribute("errors", Map.of());
    model.addAttribute("live", true);
    model.addAttribute("booksMoved", page.addPlaces(form, before, model));
    page.addSums(form, before, model);
    return "billing/write :: figures";
  }

  @PostMapping("/invoices")
  String write(
      InvoiceForm form,
      BindingResult typed,
      @RequestParam(defaultValue = "KEPT") WrittenAs as,
      Model model,
      HttpServletResponse response) {
    return save(form, typed, null, "", as, model, response);
  }

  @PostMapping("/invoices/{id}")
  String change(
      @PathVariable InvoiceId id,
      InvoiceForm form,
      BindingResult typed,
      @RequestParam(defaultValue = "") String seen,
      @RequestParam(defaultValue = "KEPT") WrittenAs as,
      Model model,
      HttpServletResponse response) {
    return save(form, typed, billing.find(id), seen, as, model, response);
  }

  private String save(
      InvoiceForm form,
      BindingResult typed,
      @Nullable InvoiceView before,
      String seen,
      WrittenAs as,
      Model model,
      HttpServletResponse response) {
    try {
      refuseUnreadable(typed);
      form.follow(arrangements, today(), before);
      InvoiceDetails details = form.details(setup, books, today(), before);
      WrittenLines written = form.written(setup, books, before);
      return "redirect:/invoices/" + save(form, details, written, before, seen, as);
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return stillSeen(seen, page.show(form, before, e.errors(), model), model);
    } catch (InvoiceChangedMeanwhile e) {
      response.setStatus(HttpStatus.CONFLICT.value());
      InvoiceView there = before == null ? billing.find(form.written()) : before;
      return page.show(form, there, Map.of("lines", String.valueOf(e.getMessage())), model);
    } catch (InvoiceForAnother e) {
      response.setStatus(HttpStatus.CONFLICT.value());
      form.setId(null);
      return page.show(form, null, Map.of("lines", String.valueOf(e.getMessage())), model);
    } catch (Refused e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      String drawn =
          page.show(form, before, Map.of("lines", String.valueOf(e.getMessage())), model);
      return stillSeen(seen, drawn, model);
    }
  }

  /**
   * What the person has seen is what the form was first drawn from, however often it comes back.
   */
  private static String stillSeen(String seen, String drawn, Model model) {
    model.addAttribute("seen", seen);
    return drawn;
  }

  private InvoiceId save(
      InvoiceForm form,
      InvoiceDetails details,
      WrittenLines written,
      @Nullable InvoiceView before,
      String seen,
      WrittenAs as) {
    try {
      if (before == null) {
        return saveNew(form, details, as);
      }
      billing.rewrite(before.id(), seen, details, as, form.getShown());
      return before.id();
    } catch (InvalidInput e) {
      throw new InvalidInput(written.atRows(e.errors()));
    }
  }

  /** Once, however often the same page is sent. */
  private InvoiceId saveNew(InvoiceForm form, InvoiceDetails details, WrittenAs as) {
    InvoiceId id = form.getId();
    if (id == null) {
      return billing.issue(details, as);
    }
    try {
      return billing.write(id, details, as);
    } catch (DuplicateKeyException e) {
      if (billing.byIds(List.of(id)).isEmpty()) {
        throw e;
      }
      return billing.write(id, details, as);
    }
  }

  private static void refuseUnreadable(BindingResult typed) {
    var errors = new LinkedHashMap<String, String>();
    typed.getFieldErrors().forEach(it -> errors.put(it.getField(), "This cannot be read"));
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }
}
