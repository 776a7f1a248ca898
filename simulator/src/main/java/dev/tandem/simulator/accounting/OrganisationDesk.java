package dev.tandem.simulator.accounting;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Dates;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.accounting.settings.PlanLimits;
import dev.tandem.simulator.http.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What Xero's own user changes about the organisation itself. */
public final class OrganisationDesk {
  private static final List<Kind> DOCUMENTS =
      List.of(Kind.INVOICE, Kind.CREDIT_NOTE, Kind.BANK_TRANSACTION);

  private final Ledger ledger;
  private final UserCalls calls;

  OrganisationDesk(Ledger ledger, UserCalls calls) {
    this.ledger = ledger;
    this.calls = calls;
  }

  /** Adds a currency that invoices may be written in, as under Settings, Currencies. */
  public ObjectNode addCurrency(String code) {
    calls.write(ledger, "PUT", "Currencies", Json.object().put("Code", code));
    return ledger.reading(() -> Wire.outward(ledger.organisation()));
  }

  /**
   * Takes a currency away again, as under Settings, Currencies: one in which nothing is written.
   */
  public ObjectNode removeCurrency(String code) {
    return ledger.writing(
        () -> {
          if (!ledger.currencies().contains(code)) {
            throw new UserDesk.Refused(
                "The organisation does not keep " + code + " besides its own");
          }
          if (DOCUMENTS.stream().flatMap(ledger::all).anyMatch(it -> in(code, it))) {
            throw new UserDesk.Refused("There are transactions in " + code);
          }
          ledger.remove(Kind.CURRENCY, code);
          return Wire.outward(ledger.organisation());
        });
  }

  private static boolean in(String code, ObjectNode document) {
    return document.path("CurrencyCode").asString("").equals(code);
  }

  /** Sales invoices and bills that can be approved a calendar month; null is no limit. */
  public ObjectNode limitApprovals(@Nullable Integer invoices, @Nullable Integer bills) {
    return ledger.writing(
        () -> {
          new PlanLimits(ledger).set(invoices, bills);
          return Wire.outward(ledger.organisation());
        });
  }

  /** Whether Xero says of these books that they are there to try things. */
  public ObjectNode demoCompany(boolean demo) {
    return changed(organisation -> organisation.put("IsDemoCompany", demo));
  }

  /** Closes the books up to a day, or opens them again when no day is given. */
  public ObjectNode lockPeriod(@Nullable String day) {
    return lock("PeriodLockDate", day);
  }

  /** Closes the year up to a day also for advisers, or opens it again when no day is given. */
  public ObjectNode lockYear(@Nullable String day) {
    return lock("EndOfYearLockDate", day);
  }

  private ObjectNode lock(String field, @Nullable String day) {
    if (day == null) {
      return changed(organisation -> organisation.remove(field));
    }
    String read =
        Dates.day(day).orElseThrow(() -> new UserDesk.Refused("Not a date: " + day)).toString();
    return changed(organisation -> organisation.put(field, read));
  }

  private interface Change {
    void apply(ObjectNode organisation);
  }

  private ObjectNode changed(Change change) {
    return ledger.writing(
        () -> {
          ObjectNode organisation = ledger.organisation().deepCopy();
          change.apply(organisation);
          ledger.putQuietly(Kind.ORGANISATION, organisation);
          return Wire.outward(organisation);
        });
  }
}
