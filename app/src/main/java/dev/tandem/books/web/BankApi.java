package dev.tandem.books.web;

import dev.tandem.books.bank.BankMovements;
import dev.tandem.books.bank.BankMovements.Days;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.ledger.LedgerMovement;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What moved through the bank accounts, for programs. */
@RestController
@Tag(name = "Ledger")
@PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
class BankApi {

  private final BankMovements movements;
  private final Connections connections;

  BankApi(BankMovements movements, Connections connections) {
    this.movements = movements;
    this.connections = connections;
  }

  /**
   * @param connection of the organisation that was asked
   * @param items the latest first
   * @param more whether another page follows
   */
  record Page(
      String connection,
      LocalDate from,
      LocalDate to,
      List<LedgerMovement> items,
      int page,
      int size,
      boolean more) {}

  @GetMapping("/api/v1/ledger/bank-transactions")
  @Operation(
      summary = "What moved through bank accounts between two days, both among them",
      description =
          "Asked of the ledger at this moment and kept nowhere: one call a page. 409 if it cannot be asked, and what"
              + " helps. Days are the organisation's own.")
  Page between(
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String connection,
      @RequestParam(defaultValue = "1") int page) {
    var days = new Days(day("from", from), day("to", to));
    Binding binding = binding(connection);
    int number = Math.max(1, page);
    LedgerMovement.Page read = movements.page(binding, days, number);
    return new Page(
        binding.id().toString(),
        days.from(),
        days.to(),
        read.movements(),
        number,
        BankMovements.SHOWN,
        read.more());
  }

  private static LocalDate day(String field, @Nullable String text) {
    try {
      return LocalDate.parse(text == null ? "" : text);
    } catch (DateTimeException _) {
      throw new InvalidInput(field, "Give a day: 2026-11-01");
    }
  }

  private Binding binding(String named) {
    List<Binding> living =
        connections.bindings().stream()
            .filter(it -> it.status() != Binding.Status.DISCONNECTED)
            .toList();
    if (living.isEmpty()) {
      throw new Refused("No organisation is connected: connect one on the Ledger page.");
    }
    return living.stream()
        .filter(it -> named.isBlank() ? it.main() : it.id().toString().equals(named))
        .findFirst()
        .orElseThrow(() -> new NoSuchRecord("connection", named));
  }
}
