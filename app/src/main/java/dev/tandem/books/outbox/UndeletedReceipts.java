package dev.tandem.books.outbox;

import dev.tandem.practice.setup.Setup;
import dev.tandem.practice.takings.Deposits;
import dev.tandem.practice.takings.ReceiptId;
import dev.tandem.practice.takings.ReceiptView;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.Money;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Receipts that were taken back here and that the ledger still has: nothing else of their invoices
 * goes until they are gone.
 */
@Component
@Transactional(readOnly = true)
class UndeletedReceipts {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  /** Each with itself, or with one that is refused and keeps it from going. */
  private static final String IN_THE_WAY =
      """
      select o.record, o.record as other, o.held
        from practice.pending_push o
        join practice.takings_receipt r on r.id = o.record and r.state = 'replaced'
       where o.kind = 'receipt' and o.record = any(:receipts)
         and exists (select from practice.link l where l.kind = o.kind and l.record = o.record)
      union
      select p.record, o.record, o.held
        from practice.pending_push p
        join practice.pending_push o
          on o.kind = p.kind and o.record <> p.record and o.held is not null
        join practice.takings_receipt r on r.id = o.record and r.state = 'replaced'
       where p.kind = 'receipt' and p.record = any(:receipts)
         and exists (select from practice.link l where l.kind = o.kind and l.record = o.record)
         and not exists (select from practice.link l where l.kind = p.kind and l.record = p.record)
         and (o.document = p.document
              or exists (select from practice.push_beside a
                           join practice.push_beside b on b.document = a.document
                          where a.kind = p.kind and a.record = p.record
                            and b.kind = o.kind and b.record = o.record))""";

  private final JdbcClient jdbc;
  private final Takings takings;
  private final Setup setup;

  UndeletedReceipts(JdbcClient jdbc, Takings takings, Setup setup) {
    this.setup = setup;
    this.jdbc = jdbc;
    this.takings = takings;
  }

  private record InTheWay(UUID record, UUID other, @Nullable String held) {}

  /** In whole sentences, for those of these receipts that are in the way or that one is. */
  Map<UUID, Deposits.Wait> of(Collection<UUID> receipts) {
    if (receipts.isEmpty()) {
      return Map.of();
    }
    List<InTheWay> all =
        jdbc.sql(IN_THE_WAY)
            .param("receipts", receipts.toArray(UUID[]::new))
            .query(
                (row, _) ->
                    new InTheWay(
                        row.getObject("record", UUID.class),
                        row.getObject("other", UUID.class),
                        row.getString("held")))
            .list();
    Set<ReceiptId> others = new HashSet<>();
    all.forEach(it -> others.add(new ReceiptId(it.other())));
    Map<UUID, ReceiptView> known =
        takings.receipts(others).stream()
            .collect(Collectors.toMap(it -> it.id().value(), it -> it));
    var waits = new HashMap<UUID, Deposits.Wait>();
    all.forEach(
        it -> waits.put(it.record(), wait(it, Objects.requireNonNull(known.get(it.other())))));
    return waits;
  }

  private Deposits.Wait wait(InTheWay it, ReceiptView other) {
    if (it.held() == null) {
      return new Deposits.Wait(
          "It is being deleted in Xero, and what still counts of it is banked anew.", null, null);
    }
    String words =
        it.record().equals(it.other())
            ? "Xero did not delete it: “%s”. Nothing else of its invoices goes until somebody says what becomes of it."
                .formatted(it.held())
            : "Waits for the receipt of %s over %s, which Xero did not delete. Say there what becomes of it."
                .formatted(
                    day(other.bankedOn()),
                    Money.figures(other.whole(), setup.practice().currency()));
    return new Deposits.Wait(words, null, other.id());
  }

  private static String day(LocalDate it) {
    return DAY.format(it);
  }
}
