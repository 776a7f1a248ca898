package dev.tandem.practice.takings;

import dev.tandem.practice.billing.DayPayment;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.takings.TakingsRepository.Kept;
import dev.tandem.shared.Besides;
import dev.tandem.shared.Fingerprint;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One day's payments and what became of them.
 *
 * @param receipts also those that others were made in place of
 */
public record DayTakings(
    LocalDate day, List<Entry> entries, List<ReceiptView> receipts, List<ClosingView> closings) {

  /** Bytes of the fingerprint of what was seen. */
  private static final int SEEN = 12;

  /**
   * @param receipt with which it went; null if it has none
   */
  public record Entry(DayPayment payment, Way way, @Nullable ReceiptId receipt) {}

  /** How a payment goes to the ledger. */
  public enum Way {
    /** By itself, when it was taken. */
    AT_ONCE,
    /** It waits for the close of its day. */
    WAITS,
    /** With a receipt. */
    BANKED
  }

  /**
   * The payments of one means at one location.
   *
   * @param open those of them that wait for the close, in sum
   */
  public record Part(
      PaymentMethod method,
      @Nullable LocationId location,
      String currency,
      int payments,
      BigDecimal total,
      BigDecimal open) {

    /** The name of its field where it is counted. */
    public String field() {
      return field(method, location);
    }

    public static String field(PaymentMethod method, @Nullable LocationId location) {
      return "counted-" + method + "-" + (location == null ? "none" : location);
    }
  }

  static DayTakings of(
      LocalDate day,
      List<DayPayment> payments,
      Map<PaymentId, Kept> kept,
      List<ReceiptView> receipts,
      List<ClosingView> closings) {
    return new DayTakings(
        day,
        payments.stream().map(it -> entry(it, kept.get(it.id()))).toList(),
        receipts,
        closings);
  }

  private static Entry entry(DayPayment payment, @Nullable Kept kept) {
    Way way = kept == null ? Way.AT_ONCE : kept.receipt() == null ? Way.WAITS : Way.BANKED;
    return new Entry(payment, way, kept == null ? null : kept.receipt());
  }

  /** Those at one location; all of them if it is null. */
  public DayTakings at(@Nullable LocationId location) {
    return location == null
        ? this
        : new DayTakings(
            day,
            entries.stream().filter(it -> location.equals(it.payment().location())).toList(),
            receipts,
            closings);
  }

  /** What waits for the close. */
  public List<Entry> open() {
    return entries.stream().filter(it -> it.way() == Way.WAITS).toList();
  }

  /** By means, then location; each currency apart. */
  public List<Part> parts() {
    var sums = new LinkedHashMap<List<Object>, Part>();
    for (Entry it : entries) {
      DayPayment payment = it.payment();
      BigDecimal open = it.way() == Way.WAITS ? payment.amount() : new BigDecimal("0.00");
      sums.merge(
          List.of(
              payment.method(),
              payment.location() == null ? "" : payment.location(),
              payment.currency()),
          new Part(
              payment.method(), payment.location(), payment.currency(), 1, payment.amount(), open),
          (a, b) ->
              new Part(
                  a.method(),
                  a.location(),
                  a.currency(),
                  a.payments() + 1,
                  a.total().add(b.total()),
                  a.open().add(b.open())));
    }
    return sums.values().stream()
        .sorted(
            Comparator.comparing(Part::method)
                .thenComparing(it -> Objects.toString(it.location(), "")))
        .toList();
  }

  /** What is to be counted: parts of which something waits. */
  public List<Part> toCount() {
    return parts().stream().filter(it -> it.open().signum() > 0).toList();
  }

  /** What came in by each means, in this currency. */
  public Map<PaymentMethod, BigDecimal> byMethod(String currency) {
    var sums = new LinkedHashMap<PaymentMethod, BigDecimal>();
    parts().stream()
        .filter(it -> it.currency().equals(currency))
        .forEach(it -> sums.merge(it.method(), it.total(), BigDecimal::add));
    return sums;
  }

  /** In this currency. */
  public BigDecimal total(String currency) {
    return sum(entries.stream().filter(it -> it.payment().currency().equals(currency)).toList());
  }

  /** What came in in other currencies than this one, one sum for each. */
  public List<Money> besides(String own) {
    return Besides.of(
        parts().stream().map(it -> new Money(it.total(), it.currency())).toList(), own);
  }

  /** In the practice's own currency: others are never kept for the close. */
  public BigDecimal openTotal() {
    return sum(open());
  }

  private static BigDecimal sum(List<Entry> entries) {
    return entries.stream()
        .map(it -> it.payment().amount())
        .reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  /**
   * Changes when something open comes, goes or becomes another: also where the sums stay the same
   * because a payment was taken once more by another means.
   */
  public String seen() {
    var print = new Fingerprint();
    open().stream().map(it -> it.payment().id().toString()).sorted().forEach(print::add);
    return open().size() + "-" + HexFormat.of().formatHex(print.end(), 0, SEEN);
  }

  /** The receipts that count, or did until they were taken back in the ledger. */
  public List<ReceiptView> banked() {
    return receipts.stream().filter(it -> it.state() == ReceiptView.State.WANTED).toList();
  }

  /** Those of them that lost a payment and were made anew without it. */
  public List<ReceiptView> replaced() {
    return receipts.stream().filter(it -> it.state() == ReceiptView.State.REPLACED).toList();
  }
}
