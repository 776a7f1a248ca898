package dev.tandem.books.outbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.ledger.LedgerItem;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.Corrections;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What another organisation for a location would mean for what has not gone anywhere yet. */
@Component
@Transactional(readOnly = true)
public class LocationMoves {

  private final Moves moves;
  private final Whereabouts whereabouts;
  private final MovedInvoices moved;
  private final Destinations destinations;
  private final Billing billing;
  private final Corrections corrections;
  private final Reference reference;

  LocationMoves(
      Moves moves,
      Whereabouts whereabouts,
      MovedInvoices moved,
      Destinations destinations,
      Billing billing,
      Corrections corrections,
      Reference reference) {
    this.reference = reference;
    this.moves = moves;
    this.whereabouts = whereabouts;
    this.moved = moved;
    this.destinations = destinations;
    this.billing = billing;
    this.corrections = corrections;
  }

  /**
   * @param invoices how many are booked otherwise
   * @param bookings what becomes another one in their lines
   * @param totals of those that come to another total
   */
  public record Preview(int invoices, List<Booking> bookings, List<Total> totals) {

    /** Stands for what was shown, to be sure that the same is done. */
    public String shown() {
      return Integer.toHexString(Objects.hash(invoices, bookings, totals));
    }
  }

  /**
   * @param before in words, as the lines have it
   * @param lines how many
   */
  public record Booking(String before, String after, int lines) {}

  /**
   * @param name null for a draft without a number
   * @param client whom it is for
   */
  public record Total(
      InvoiceId id,
      @Nullable String name,
      ClientId client,
      String currency,
      BigDecimal before,
      BigDecimal after) {}

  /** What would be booked otherwise; what is under way just now is not counted. */
  public Preview of(LocationId location, @Nullable Binding into) {
    UUID former = destinations.of(location);
    UUID to = into == null ? destinations.main() : UUID.fromString(into.tenantId());
    var bookings = new LinkedHashMap<List<String>, Integer>();
    var totals = new ArrayList<Total>();
    var names = new HashMap<UUID, Names>();
    Names then = names.computeIfAbsent(to, this::names);
    int invoices = 0;
    List<InvoiceView> waiting = waiting(location);
    Map<UUID, UUID> waitsFor =
        whereabouts.waitsFor(waiting.stream().map(it -> it.id().value()).toList());
    Map<InvoiceId, List<LineDetails>> wanted =
        moved.planned(waiting, it -> waitsFor.getOrDefault(it.id().value(), former), to);
    Map<InvoiceId, InvoiceView> rebooked = corrections.rebooked(wanted);
    for (InvoiceView it : waiting) {
      InvoiceView there = rebooked.getOrDefault(it.id(), it);
      if (there.lines().equals(it.lines())) {
        continue;
      }
      invoices++;
      Names now =
          names.computeIfAbsent(waitsFor.getOrDefault(it.id().value(), former), this::names);
      for (int i = 0; i < it.lines().size(); i++) {
        String before = now.text(it.lines().get(i).details());
        String after = then.text(there.lines().get(i).details());
        if (!before.equals(after)) {
          bookings.merge(List.of(before, after), 1, Integer::sum);
        }
      }
      if (there.total().compareTo(it.total()) != 0) {
        totals.add(
            new Total(it.id(), it.number(), it.client(), it.currency(), it.total(), there.total()));
      }
    }
    return new Preview(invoices, rows(bookings), totals);
  }

  private List<InvoiceView> waiting(LocationId location) {
    List<InvoiceId> documents = moves.documents().stream().map(InvoiceId::new).toList();
    Map<InvoiceId, LocationId> locations = billing.locations(documents);
    List<InvoiceId> here =
        documents.stream().filter(it -> location.equals(locations.get(it))).toList();
    List<InvoiceView> all =
        Stream.concat(billing.byIds(here).stream(), billing.unissuedAt(location).stream())
            .filter(it -> it.status() != InvoiceStatus.VOIDED)
            .toList();
    Set<UUID> nowhere = whereabouts.nowhere(all.stream().map(it -> it.id().value()).toList());
    return all.stream().filter(it -> nowhere.contains(it.id().value())).toList();
  }

  private static List<Booking> rows(Map<List<String>, Integer> bookings) {
    return bookings.entrySet().stream()
        .map(it -> new Booking(it.getKey().getFirst(), it.getKey().getLast(), it.getValue()))
        .toList();
  }

  private Names names(UUID tenant) {
    return new Names(
        reference.accounts(tenant).stream()
            .filter(it -> it.code() != null)
            .collect(Collectors.toMap(LedgerAccount::code, LedgerAccount::label, (one, _) -> one)),
        reference.taxRates(tenant).stream()
            .collect(
                Collectors.toMap(LedgerTaxRate::taxType, LedgerTaxRate::name, (one, _) -> one)),
        reference.items(tenant).stream()
            .filter(it -> !it.name().isEmpty())
            .collect(Collectors.toMap(LedgerItem::code, LedgerItem::name, (one, _) -> one)));
  }

  /** What an organisation calls accounts, taxes and items; what it does not have stays a code. */
  private record Names(
      Map<String, String> accounts, Map<String, String> taxes, Map<String, String> items) {

    String text(LineDetails it) {
      var parts = new ArrayList<String>();
      parts.add(accounts.getOrDefault(it.accountCode(), "account " + it.accountCode()));
      parts.add(
          "%s, %s%%"
              .formatted(
                  taxes.getOrDefault(it.taxType(), "tax " + it.taxType()),
                  it.taxRate().toPlainString()));
      if (!it.itemCode().isEmpty()) {
        parts.add("item " + items.getOrDefault(it.itemCode(), it.itemCode()));
      }
      it.tracking().forEach(option -> parts.add(option.text()));
      return String.join(" · ", parts);
    }
  }
}
