package dev.tandem.practice.takings.web;

import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.practice.takings.CloseId;
import dev.tandem.practice.takings.ClosingView;
import dev.tandem.practice.takings.Count;
import dev.tandem.practice.takings.DayTakings;
import dev.tandem.practice.takings.ReceiptView;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Money;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A day's takings for programs. Days are the practice's. */
@RestController
@RequestMapping("/api/v1/takings")
@PreAuthorize("hasAuthority('INVOICES_VIEW')")
@Tag(name = "Takings")
class TakingsApi {

  /**
   * @param state {@code open} while something waits for the close, {@code closed} after a close,
   *     {@code none} where nothing is kept back
   * @param seen goes back with the closing
   * @param currency of total, open, receipts and closings: the practice's own
   * @param besides what came in in other currencies, which goes to the ledger by itself
   */
  record TakingsJson(
      LocalDate date,
      String state,
      String seen,
      String currency,
      BigDecimal total,
      BigDecimal open,
      List<Money> besides,
      List<PartJson> parts,
      List<ReceiptJson> receipts,
      List<ClosingJson> closings) {}

  /** One means at one location. */
  record PartJson(
      PaymentMethod method,
      @Nullable UUID location,
      String currency,
      int payments,
      BigDecimal total,
      BigDecimal open) {}

  /** What the bank shows as one sum. */
  record ReceiptJson(
      UUID id, PaymentMethod method, String account, BigDecimal total, List<UUID> payments) {}

  record ClosingJson(
      UUID id, Instant at, String by, String note, BigDecimal difference, List<CountJson> counts) {}

  /** What was counted of one means at one location. */
  record CountJson(
      @Nullable PaymentMethod method,
      @Nullable UUID location,
      @Nullable BigDecimal expected,
      @Nullable BigDecimal counted) {}

  /**
   * @param seen as the day told it; left out, the day is closed as it is now
   * @param counts those that are left out were all there
   */
  record ClosingWish(
      @Nullable LocalDate date,
      @Nullable String seen,
      @Nullable String note,
      @Nullable List<CountJson> counts) {}

  private final Takings takings;
  private final Setup setup;

  TakingsApi(Takings takings, Setup setup) {
    this.takings = takings;
    this.setup = setup;
  }

  @GetMapping
  @Operation(summary = "A day's takings by means and location, with its receipts and closings")
  TakingsJson day(@RequestParam(required = false) @Nullable LocalDate date) {
    return json(takings.of(date == null ? takings.today() : date));
  }

  @PostMapping("/closing")
  @PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
  @Operation(
      summary = "Close a day",
      description =
          "What was kept back goes to the ledger as one receipt for each means and account.")
  TakingsJson close(@RequestBody ClosingWish wish) {
    if (wish.date() == null) {
      throw new InvalidInput("date", "The day to close");
    }
    DayTakings day = takings.of(wish.date());
    CloseId _ =
        takings.close(
            wish.date(),
            wish.seen() == null ? day.seen() : wish.seen(),
            counts(day, wish.counts() == null ? List.of() : wish.counts()),
            wish.note() == null ? "" : wish.note());
    return json(takings.of(wish.date()));
  }

  private static List<Count> counts(DayTakings day, List<CountJson> told) {
    var errors = new HashMap<String, String>();
    var counts = new ArrayList<Count>();
    for (DayTakings.Part it : day.toCount()) {
      CountJson count = told.stream().filter(json -> isOf(it, json)).findFirst().orElse(null);
      BigDecimal counted = count == null || count.counted() == null ? it.open() : count.counted();
      if (!Counted.isAmount(counted, it)) {
        errors.put("counts", Counted.wanted(it));
      } else {
        counts.add(new Count(it.method(), it.location(), it.open(), counted));
      }
    }
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    return counts;
  }

  private static boolean isOf(DayTakings.Part part, CountJson count) {
    return part.method() == count.method() && Objects.equals(id(part.location()), count.location());
  }

  private TakingsJson json(DayTakings day) {
    String own = setup.practice().currency();
    String state = !day.open().isEmpty() ? "open" : day.closings().isEmpty() ? "none" : "closed";
    return new TakingsJson(
        day.day(),
        state,
        day.seen(),
        own,
        day.total(own),
        day.openTotal(),
        day.besides(own),
        day.parts().stream()
            .map(
                it ->
                    new PartJson(
                        it.method(),
                        id(it.location()),
                        it.currency(),
                        it.payments(),
                        it.total(),
                        it.open()))
            .toList(),
        day.banked().stream().map(TakingsApi::json).toList(),
        day.closings().stream().map(TakingsApi::json).toList());
  }

  private static ReceiptJson json(ReceiptView it) {
    return new ReceiptJson(
        it.id().value(),
        it.method(),
        it.placeName(),
        it.total(),
        it.standing().stream().map(member -> member.payment().id().value()).toList());
  }

  private static ClosingJson json(ClosingView it) {
    return new ClosingJson(
        it.id().value(),
        it.at(),
        it.by(),
        it.note(),
        it.difference(),
        it.counts().stream()
            .map(
                count ->
                    new CountJson(
                        count.method(), id(count.location()), count.expected(), count.counted()))
            .toList());
  }

  private static @Nullable UUID id(@Nullable LocationId location) {
    return location == null ? null : location.value();
  }
}
