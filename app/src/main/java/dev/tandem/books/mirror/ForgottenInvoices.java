package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.shared.RecordRef;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Invoices that the ledger had no longer when a person ended their links. Shown by it again, each
 * is the one that still stands here, and no other.
 */
@Repository
@Transactional
class ForgottenInvoices {

  private final JdbcClient jdbc;
  private final Billing billing;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  ForgottenInvoices(
      JdbcClient jdbc, Billing billing, ApplicationEventPublisher events, Clock clock) {
    this.jdbc = jdbc;
    this.billing = billing;
    this.events = events;
    this.clock = clock;
  }

  void note(UUID tenant, String ledgerId, UUID record) {
    jdbc.sql(
            """
            insert into practice.forgotten_invoice (tenant, ledger_id, record, at)
            values (:tenant, :ledgerId, :record, :now)
            on conflict (practice_id, tenant, ledger_id) do update
               set record = excluded.record, at = excluded.at""")
        .param("tenant", tenant)
        .param("ledgerId", ledgerId)
        .param("record", record)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** The numbers of ours by the ledger's ids; those that were never forgotten are missing. */
  Map<String, String> among(UUID tenant, Collection<String> ledgerIds) {
    var records = new HashMap<String, InvoiceId>();
    jdbc.sql(
            """
            select ledger_id, record from practice.forgotten_invoice
             where tenant = :tenant and ledger_id = any(:ids)""")
        .param("tenant", tenant)
        .param("ids", ledgerIds.toArray(String[]::new))
        .query(
            row -> {
              records.put(
                  row.getString("ledger_id"), new InvoiceId(row.getObject("record", UUID.class)));
            });
    var found = new HashMap<String, String>();
    if (!records.isEmpty()) {
      Map<InvoiceId, InvoiceView> ours =
          billing.byIds(List.copyOf(records.values())).stream()
              .collect(Collectors.toMap(InvoiceView::id, Function.identity()));
      records.forEach((id, it) -> found.put(id, number(ours.get(it))));
    }
    return found;
  }

  private static String number(@Nullable InvoiceView ours) {
    String number = ours == null ? null : ours.number();
    return number == null ? "An invoice" : number;
  }

  /** These are linked, by whatever way: those that were forgotten are it no longer. */
  void linked(UUID tenant, Collection<Written> all) {
    Map<UUID, String> ids = new HashMap<>();
    all.stream().filter(Written::created).forEach(it -> ids.put(it.record(), it.found().id()));
    if (ids.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            delete from practice.forgotten_invoice f
             using unnest(:records, :ids) as l (record, ledger_id)
             where f.tenant = :tenant and f.record = l.record and f.ledger_id = l.ledger_id
            returning f.record, f.ledger_id""")
        .param("tenant", tenant)
        .param("records", ids.keySet().toArray(UUID[]::new))
        .param("ids", ids.values().toArray(String[]::new))
        .query(
            (row, _) ->
                new LinkedAgain(
                    tenant,
                    new RecordRef(Kind.INVOICE.text(), row.getObject("record", UUID.class)),
                    row.getString("ledger_id")))
        .list()
        .forEach(events::publishEvent);
  }
}
