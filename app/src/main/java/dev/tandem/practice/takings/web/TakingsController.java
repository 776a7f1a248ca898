package dev.tandem.practice.takings.web;

import dev.tandem.practice.billing.BookedPayments;
import dev.tandem.practice.billing.InvoiceAdvice;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.LocationView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.practice.takings.CloseId;
import dev.tandem.practice.takings.Count;
import dev.tandem.practice.takings.DayTakings;
import dev.tandem.practice.takings.Deposits;
import dev.tandem.practice.takings.KeptMethods;
import dev.tandem.practice.takings.ReceiptId;
import dev.tandem.practice.takings.ReceiptView;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.InvalidInput;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A day's takings: what came in, counting and closing it, and what the bank will show. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_VIEW')")
class TakingsController {

  private static final String PAGE = "takings/takings";

  private final Takings takings;
  private final KeptMethods methods;
  private final Clients clients;
  private final Advances advances;
  private final Setup setup;
  private final InvoiceAdvice advice;
  private final BookedPayments booked;

  TakingsController(
      Takings takings,
      KeptMethods methods,
      Clients clients,
      Advances advances,
      Setup setup,
      ObjectProvider<InvoiceAdvice> advice,
      ObjectProvider<BookedPayments> booked) {
    this.booked = booked.getIfAvailable(() -> BookedPayments.NONE);
    this.advice = advice.getIfAvailable(() -> InvoiceAdvice.NONE);
    this.takings = takings;
    this.methods = methods;
    this.clients = clients;
    this.advances = advances;
    this.setup = setup;
  }

  @GetMapping("/takings")
  String day(
      @RequestParam(required = false) @Nullable LocalDate date,
      @RequestParam(required = false) @Nullable LocationId location,
      Model model) {
    LocalDate day = date == null ? takings.today() : date;
    return show(day, location, Map.of(), Map.of(), model);
  }

  private String show(
      LocalDate day,
      @Nullable LocationId location,
      Map<String, String> typed,
      Map<String, String> errors,
      Model model) {
    DayTakings all = takings.of(day);
    LocalDate today = takings.today();
    model.addAttribute("day", day);
    model.addAttribute("today", today);
    model.addAttribute("before", day.minusDays(1));
    model.addAttribute("after", day.isBefore(today) ? day.plusDays(1) : null);
    model.addAttribute("all", all);
    model.addAttribute("shown", all.at(location));
    model.addAttribute("location", location);
    model.addAttribute("locations", setup.locations());
    model.addAttribute("places", places());

    Set<ReceiptId> begun = takings.begun(all.receipts());
    model.addAttribute("begun", begun);
    model.addAttribute(
        "inLedger",
        all.receipts().stream()
            .filter(it -> begun.contains(it.id()))
            .map(ReceiptView::close)
            .collect(Collectors.toSet()));
    Map<ReceiptId, Deposits.Wait> waits = takings.waits(all.receipts());
    model.addAttribute("waits", waits);
    List<ReceiptView> leaving =
        all.replaced().stream().filter(it -> waits.containsKey(it.id())).toList();
    model.addAttribute("leaving", leaving);
    model.addAttribute(
        "accounts",
        takings.accounts(Stream.concat(all.banked().stream(), leaving.stream()).toList()));
    model.addAttribute("closed", closed(all));
    model.addAttribute(
        "staying",
        booked
            .staying(
                all.banked().stream()
                    .flatMap(it -> it.standing().stream())
                    .map(it -> it.payment().id())
                    .toList())
            .keySet());
    List<AdvanceView> deposits = advances.ofDay(day).stream().filter(it -> !it.removed()).toList();
    model.addAttribute("deposits", deposits);
    model.addAttribute("clients", clientsOf(all, deposits));
    model.addAttribute("besides", besides(deposits));
    model.addAttribute("strayed", takings.strayed(all));
    model.addAttribute(
        "openDays",
        takings.openDays().stream()
            .filter(it -> it.day().isBefore(today) && !it.day().equals(day))
            .toList());
    model.addAttribute("kept", methods.now());
    model.addAttribute("currency", setup.practice().currency());
    model.addAttribute("typed", typed);
    model.addAttribute("errors", errors);
    return PAGE;
  }

  /** Deposits by the field of their means and location: they lie in the same drawer. */
  private static Map<String, BigDecimal> besides(List<AdvanceView> deposits) {
    var sums = new HashMap<String, BigDecimal>();
    deposits.forEach(
        it ->
            sums.merge(
                DayTakings.Part.field(it.method(), it.location()), it.amount(), BigDecimal::add));
    return sums;
  }

  /** What the ledger would say of receipts of this day, for each place once. */
  private List<String> closed(DayTakings day) {
    return day.toCount().stream()
        .map(DayTakings.Part::location)
        .distinct()
        .flatMap(it -> advice.onDate(day.day(), it).stream())
        .distinct()
        .toList();
  }

  private Map<LocationId, String> places() {
    return setup.locations().stream()
        .collect(Collectors.toMap(LocationView::id, LocationView::name));
  }

  private Map<ClientId, ClientView> clientsOf(DayTakings day, List<AdvanceView> deposits) {
    return clients.byIds(
        Stream.concat(
                day.entries().stream().map(it -> it.payment().client()),
                deposits.stream().map(AdvanceView::client))
            .distinct()
            .toList());
  }

  /**
   * @param form a field for each means and location, as {@link DayTakings.Part#field} names it
   */
  @PostMapping("/takings/closing")
  @PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
  String close(
      @RequestParam LocalDate date,
      @RequestParam(defaultValue = "") String seen,
      @RequestParam(defaultValue = "") String note,
      @RequestParam Map<String, String> form,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    var errors = new HashMap<String, String>();
    List<Count> counts = Counted.read(takings.of(date), form, errors);
    try {
      if (!errors.isEmpty()) {
        throw new InvalidInput(errors);
      }
      takings.close(date, seen, counts, note);
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(date, null, form, e.errors(), model);
    }
    flash.addFlashAttribute("said", "The day is closed. Its receipts go to the ledger.");
    return to(date);
  }

  @PostMapping("/takings/closings/{id}/reopening")
  @PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
  String reopen(@PathVariable CloseId id, RedirectAttributes flash) {
    LocalDate day = takings.reopen(id);
    flash.addFlashAttribute("said", "The day is open again.");
    return to(day);
  }

  @PostMapping("/takings/payments/{id}/leaving")
  @PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
  String leaveOut(@PathVariable PaymentId id, RedirectAttributes flash) {
    LocalDate day = takings.leaveOut(id);
    flash.addFlashAttribute("said", "This payment goes by itself, and the others without it.");
    return to(day);
  }

  private static String to(LocalDate day) {
    return "redirect:/takings?date=" + day;
  }

  @GetMapping("/takings.csv")
  void file(
      @RequestParam(required = false) @Nullable LocalDate date,
      @RequestParam(required = false) @Nullable LocationId location,
      HttpServletResponse response)
      throws IOException {
    DayTakings day = takings.of(date == null ? takings.today() : date).at(location);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"takings-" + day.day() + ".csv\"");
    TakingsFile.write(
        response.getWriter(), day, places(), clientsOf(day, List.of()), setup.practice().zone());
  }
}
