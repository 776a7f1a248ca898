package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.FreshBalance;
import dev.tandem.practice.billing.FreshBalance.Balance;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Money;
import dev.tandem.shared.NoSuchRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is left to pay, not older than asked for: for whoever is about to ask for money. */
@RestController
@Tag(name = "Invoices")
@PreAuthorize("hasAuthority('INVOICES_VIEW')")
class BalancesApi {

  private static final String HOW =
      "max-age in minutes: what is known is told if it is young enough, else Xero is asked, one call for up to 40."
          + " Nobody waits longer than some seconds; where it could not be had, fresh is false, asOf tells how old it"
          + " is, and why what stood in the way. Where payments are switched off or not consented to, nothing is fresh.";

  /** A week. */
  private static final int OLDEST = 7 * 24 * 60;

  private final FreshBalance balances;
  private final Clients clients;

  BalancesApi(FreshBalance balances, Clients clients) {
    this.balances = balances;
    this.clients = clients;
  }

  /**
   * @param due what is left to pay; of a draft or a void one it is nothing
   * @param asOf as of when that is known
   * @param fresh whether that is as late as was asked for
   * @param why it is not, in whole sentences; null if it is
   */
  record Answer(
      UUID invoice,
      BigDecimal due,
      String currency,
      Instant asOf,
      boolean fresh,
      @Nullable String why) {

    static Answer of(Balance it) {
      return new Answer(
          it.invoice().value(), it.due(), it.currency(), it.asOf(), it.fresh(), it.why());
    }
  }

  @GetMapping("/api/v1/invoices/{id}/balance")
  @Operation(summary = "What is left to pay, not older than asked for", description = HOW)
  Answer balance(
      @PathVariable InvoiceId id, @RequestParam(name = "max-age", defaultValue = "5") int minutes) {
    Balance found = balances.of(List.of(id), age(minutes)).get(id);
    if (found == null) {
      throw new NoSuchRecord("invoice", id);
    }
    return Answer.of(found);
  }

  @GetMapping("/api/v1/invoices/balances")
  @Operation(
      summary = "The same of up to 40 invoices; those that do not exist are missing",
      description = HOW)
  List<Answer> balances(
      @RequestParam List<UUID> invoice,
      @RequestParam(name = "max-age", defaultValue = "5") int minutes) {
    if (invoice.size() > FreshBalance.AT_ONCE) {
      throw new InvalidInput("invoice", "Ask for at most 40 at once.");
    }
    Map<InvoiceId, Balance> found =
        balances.of(invoice.stream().distinct().map(InvoiceId::new).toList(), age(minutes));
    return found.values().stream().map(Answer::of).toList();
  }

  /**
   * @param due a sum for each currency in which something is left to pay
   * @param asOf as of when all of that is known
   * @param fresh whether that is as late as was asked for
   * @param why it is not, in whole sentences; null if it is
   * @param open what is left on which invoice
   */
  record Owed(
      UUID client,
      List<Money> due,
      Instant asOf,
      boolean fresh,
      @Nullable String why,
      List<Answer> open) {}

  @GetMapping("/api/v1/clients/{id}/balance")
  @Operation(
      summary = "What a client is to pay in all, not older than asked for",
      description =
          HOW
              + " With what they pay for others, and without what others pay for them; beside what is open, the latest"
              + " paid invoices are looked up, as far as the one call goes.")
  Owed owed(
      @PathVariable ClientId id, @RequestParam(name = "max-age", defaultValue = "5") int minutes) {
    clients.find(id);
    FreshBalance.Owed owed = balances.owedBy(id, age(minutes));
    return new Owed(
        id.value(),
        owed.due(),
        owed.asOf(),
        owed.fresh(),
        owed.why(),
        owed.open().stream().map(Answer::of).toList());
  }

  private static Duration age(int minutes) {
    if (minutes < 0 || minutes > OLDEST) {
      throw new InvalidInput("max-age", "Give minutes from 0 to %d.".formatted(OLDEST));
    }
    return Duration.ofMinutes(minutes);
  }
}
