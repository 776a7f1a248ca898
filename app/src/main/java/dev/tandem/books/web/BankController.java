package dev.tandem.books.web;

import dev.tandem.books.bank.BankMovements;
import dev.tandem.books.bank.BankMovements.Days;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.ledger.LedgerMovement;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import dev.tandem.shared.Spreadsheet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What moved through the bank accounts, as the ledger has it at this moment. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
class BankController {

  private final BankMovements movements;
  private final Connections connections;
  private final LedgerFeatures features;
  private final Setup setup;
  private final Clock clock;

  BankController(
      BankMovements movements,
      Connections connections,
      LedgerFeatures features,
      Setup setup,
      Clock clock) {
    this.movements = movements;
    this.connections = connections;
    this.features = features;
    this.setup = setup;
    this.clock = clock;
  }

  /** Nobody is asked before both days are chosen. */
  @GetMapping("/ledger/bank")
  String page(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "") String organisation,
      @RequestParam(defaultValue = "1") int page,
      Model model,
      HttpServletResponse response) {
    Binding binding = prepare(from, to, organisation, model);
    if (binding == null || from == null && to == null) {
      return "ledger/bank";
    }
    try {
      int number = Math.max(1, page);
      model.addAttribute("shown", movements.page(binding, days(from, to), number));
      model.addAttribute("page", number);
    } catch (InvalidInput e) {
      model.addAttribute("errors", e.errors());
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    } catch (Refused e) {
      model.addAttribute("refusal", e.getMessage());
      response.setStatus(HttpStatus.CONFLICT.value());
    }
    return "ledger/bank";
  }

  private @Nullable Binding prepare(
      @Nullable String from, @Nullable String to, String organisation, Model model) {
    List<Binding> living = living();
    Binding binding = binding(living, organisation);
    LocalDate today = LocalDate.now(clock.withZone(setup.practice().zone()));
    model.addAttribute("organisations", living);
    model.addAttribute("binding", binding);
    model.addAttribute("from", from == null ? today.withDayOfMonth(1).toString() : from);
    model.addAttribute("to", to == null ? today.toString() : to);
    model.addAttribute("errors", Map.of());
    model.addAttribute(
        "why",
        binding == null
            ? null
            : features.of(binding.id()).paused(Feature.BANK.kind()).orElse(null));
    return binding;
  }

  private List<Binding> living() {
    return connections.bindings().stream()
        .filter(it -> it.status() != Binding.Status.DISCONNECTED)
        .toList();
  }

  /** The one that is named, else the main one. */
  private static @Nullable Binding binding(List<Binding> living, String organisation) {
    if (!organisation.isBlank()) {
      return living.stream()
          .filter(it -> it.id().toString().equals(organisation))
          .findFirst()
          .orElseThrow(() -> new NoSuchRecord("connection", organisation));
    }
    return living.stream()
        .filter(Binding::main)
        .findFirst()
        .orElse(living.isEmpty() ? null : living.getFirst());
  }

  private static Days days(@Nullable String from, @Nullable String to) {
    var errors = new LinkedHashMap<String, String>();
    LocalDate first = day("from", from, errors);
    LocalDate last = day("to", to, errors);
    if (first == null || last == null) {
      throw new InvalidInput(errors);
    }
    return new Days(first, last);
  }

  private static @Nullable LocalDate day(
      String field, @Nullable String text, Map<String, String> errors) {
    try {
      return LocalDate.parse(text == null ? "" : text);
    } catch (DateTimeException _) {
      errors.put(field, "Choose a day.");
      return null;
    }
  }

  /** All of them, or the page that says why there is no file. */
  @GetMapping("/ledger/bank.csv")
  Object file(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "") String organisation,
      Model model,
      HttpServletResponse response)
      throws IOException {
    Binding binding = prepare(from, to, organisation, model);
    if (binding == null) {
      return "ledger/bank";
    }
    try {
      return file(movements.all(binding, days(from, to)));
    } catch (InvalidInput e) {
      model.addAttribute("errors", e.errors());
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    } catch (Refused e) {
      model.addAttribute("refusal", e.getMessage());
      response.setStatus(HttpStatus.CONFLICT.value());
    }
    return "ledger/bank";
  }

  private static ResponseEntity<String> file(List<LedgerMovement> all) throws IOException {
    var text = new StringWriter();
    var sheet =
        Spreadsheet.begin(
            text,
            "Date",
            "Type",
            "Contact",
            "Bank account",
            "Status",
            "Reconciled",
            "Reference",
            "Currency",
            "Total",
            "Line",
            "Account",
            "Tax type",
            "Amount");
    for (LedgerMovement it : all) {
      List<LedgerMovement.Line> lines =
          it.lines().isEmpty()
              ? List.of(new LedgerMovement.Line("", null, null, "", "", null))
              : it.lines();
      for (LedgerMovement.Line line : lines) {
        sheet.row(
            it.date() == null ? "" : it.date().toString(),
            it.type(),
            Spreadsheet.text(it.contact()),
            Spreadsheet.text(it.account()),
            it.status(),
            it.reconciled() ? "yes" : "no",
            Spreadsheet.text(it.reference()),
            it.currency(),
            it.total().toPlainString(),
            Spreadsheet.text(line.description()),
            Spreadsheet.text(line.account()),
            line.taxType(),
            figure(line.amount()));
      }
    }
    sheet.flush();
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("bank-movements.csv").build().toString())
        .cacheControl(CacheControl.noStore())
        .body(text.toString());
  }

  private static String figure(@Nullable BigDecimal amount) {
    return amount == null ? "" : amount.toPlainString();
  }
}
