package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Holds the sums of invoices and credit notes against the ledger's, as far as both can be the same:
 * what was taken here and has not gone there is missing there for a known reason, and while
 * something of an invoice is on its way, or held, nobody can say what it should come to.
 */
@Component
class MoneyComparison {

  private final JdbcClient jdbc;

  MoneyComparison(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What an invoice should come to over there.
   *
   * @param total null if that cannot be said
   * @param paid null if that cannot be said
   * @param credited null if that cannot be said
   */
  record Sums(
      UUID record,
      String currency,
      @Nullable BigDecimal total,
      @Nullable BigDecimal paid,
      @Nullable BigDecimal credited) {}

  /**
   * What a credit note or advance should come to over there.
   *
   * @param total null if that cannot be said
   * @param left null if that cannot be said
   */
  record Left(
      UUID record, String currency, @Nullable BigDecimal total, @Nullable BigDecimal left) {}

  /** Of those of these credit notes that are not cancelled. */
  Map<UUID, Left> left(Collection<UUID> notes, WholeComparison.Flowing flowing) {
    return jdbc
        .sql(
            """
            select n.id, n.currency, n.total,
                   n.total - coalesce((select sum(a.amount) from practice.allocation a
                                        where a.credit_note_id = n.id and not a.removed
                                          and a.ledger_id is not null), 0)
                           - coalesce((select sum(r.amount) from practice.refund r
                                        where r.credit_note_id = n.id and not r.removed
                                          and r.ledger_id is not null), 0) as remaining,
                   exists (select from practice.pending_push p
                            where p.kind = 'credit-note' and p.record = n.id)
                     or exists (select from practice.push_item o
                                 where o.open and o.kind = 'credit-note' and o.record = n.id)
                     as changing,
                   exists (select from practice.pending_push p where p.document = n.invoice_id)
                     or exists (select from practice.push_beside b where b.document = n.invoice_id)
                     or exists (select from practice.push_item o
                                 where o.open and o.document = n.invoice_id)
                     as moving
              from practice.credit_note n
             where n.id = any(:ids) and n.status <> 'VOIDED'""")
        .param("ids", notes.toArray(UUID[]::new))
        .query((row, _) -> left(row, flowing))
        .list()
        .stream()
        .collect(Collectors.toMap(Left::record, Function.identity()));
  }

  /** Of those of these advances that count. */
  Map<UUID, Left> leftOfAdvances(Collection<UUID> advances, WholeComparison.Flowing flowing) {
    return jdbc
        .sql(
            """
            select v.id, v.currency, v.amount as total,
                   v.amount - coalesce((select sum(a.amount) from practice.allocation a
                                         where a.advance_id = v.id and not a.removed
                                           and a.ledger_id is not null), 0)
                            - coalesce((select sum(r.amount) from practice.refund r
                                         where r.advance_id = v.id and not r.removed
                                           and r.ledger_id is not null), 0) as remaining,
                   exists (select from practice.pending_push p
                            where p.kind = 'advance' and p.record = v.id)
                     or exists (select from practice.push_item o
                                 where o.open and o.kind = 'advance' and o.record = v.id)
                     as changing,
                   exists (select from practice.pending_push p where p.document = v.id)
                     or exists (select from practice.push_beside b where b.document = v.id)
                     or exists (select from practice.push_item o
                                 where o.open and o.document = v.id)
                     as moving
              from practice.advance v
             where v.id = any(:ids) and not v.removed""")
        .param("ids", advances.toArray(UUID[]::new))
        .query((row, _) -> left(row, flowing))
        .list()
        .stream()
        .collect(Collectors.toMap(Left::record, Function.identity()));
  }

  private static Left left(ResultSet row, WholeComparison.Flowing flowing) throws SQLException {
    return new Left(
        row.getObject("id", UUID.class),
        row.getString("currency"),
        row.getBoolean("changing") ? null : row.getBigDecimal("total"),
        // While payments are left alone, what was given back of it there is, too.
        row.getBoolean("moving") || !flowing.payments() ? null : row.getBigDecimal("remaining"));
  }

  /** As {@link #words(Sums, LedgerRecord, boolean, Set)}, of a credit note or an advance. */
  static String words(@Nullable Left ours, LedgerRecord shown, boolean held, Set<String> disputed) {
    if (ours == null || shown.removed()) {
      return "";
    }
    var words = new ArrayList<String>();
    Map<String, String> theirs = shown.derived();
    if (!held && !disputed.contains(Fields.LINES)) {
      say(words, ours.currency(), "it comes to %s", theirs.get(Fields.TOTAL), ours.total());
    }
    say(words, ours.currency(), "%s of it is left", theirs.get(Fields.REMAINING), ours.left());
    return String.join(" ", words);
  }

  /** Of those of these invoices that are not cancelled. */
  Map<UUID, Sums> sums(UUID tenant, Collection<UUID> invoices, WholeComparison.Flowing flowing) {
    return jdbc
        .sql(
            """
            select i.id, i.currency, i.total,
                   i.paid - coalesce((select sum(p.amount) from practice.payment p
                                       where p.invoice_id = i.id and not p.deleted
                                         and p.ledger_payment_id is null), 0) as paid,
                   i.credited - coalesce((select sum(a.amount) from practice.allocation a
                                            left join practice.credit_note n on n.id = a.credit_note_id
                                           where a.invoice_id = i.id and not a.removed
                                             and a.ledger_id is null
                                             and n.status is distinct from 'VOIDED'), 0) as credited,
                   exists (select from practice.pending_push p
                            where p.kind = 'invoice' and p.record = i.id)
                     or exists (select from practice.push_item o
                                 where o.open and o.kind = 'invoice' and o.record = i.id)
                     as changing,
                   exists (select from practice.pending_push p where p.document = i.id)
                     or exists (select from practice.push_beside b where b.document = i.id)
                     or exists (select from practice.push_item o
                                 where o.open and o.tenant = :tenant and o.document = i.id)
                     as moving,
                   -- While advances are left alone, what is used of one there is, too; but what
                   -- its own credit notes settle the invoice tells itself then.
                   not :advances
                     and exists (select from practice.allocation a
                                   join practice.advance d on d.id = a.advance_id
                                  where a.invoice_id = i.id
                                    and (d.sort <> 'CREDIT' or a.origin <> 'LEDGER'))
                     as drawn
              from practice.invoice i
             where i.id = any(:ids) and i.status <> 'VOIDED'""")
        .param("tenant", tenant)
        .param("advances", flowing.advances())
        .param("ids", invoices.toArray(UUID[]::new))
        .query(
            (row, _) -> {
              boolean moving = row.getBoolean("moving");
              boolean paid = flowing.payments() && !moving;
              boolean credited = !moving && !row.getBoolean("drawn");
              return new Sums(
                  row.getObject("id", UUID.class),
                  row.getString("currency"),
                  row.getBoolean("changing") ? null : row.getBigDecimal("total"),
                  paid ? row.getBigDecimal("paid") : null,
                  credited ? row.getBigDecimal("credited") : null);
            })
        .list()
        .stream()
        .collect(Collectors.toMap(Sums::record, Function.identity()));
  }

  /**
   * In which money both sides differ, in words; empty if in none. Of what is cancelled the ledger's
   * figures are no matter.
   *
   * @param held whether a person knows that it comes to another sum
   * @param disputed fields about which a person is asked
   */
  static String words(@Nullable Sums ours, LedgerRecord shown, boolean held, Set<String> disputed) {
    if (ours == null || shown.removed()) {
      return "";
    }
    var words = new ArrayList<String>();
    if (!held && !disputed.contains(Fields.LINES)) {
      say(
          words,
          ours.currency(),
          "it comes to %s",
          shown.derived().get(Fields.TOTAL),
          ours.total());
    }
    say(words, ours.currency(), "%s of it is paid", shown.derived().get(Fields.PAID), ours.paid());
    say(
        words,
        ours.currency(),
        "%s of it is credited",
        shown.derived().get(Fields.CREDITED),
        ours.credited());
    return String.join(" ", words);
  }

  private static void say(
      List<String> words,
      String currency,
      String what,
      @Nullable String theirs,
      @Nullable BigDecimal expected) {
    if (theirs != null && expected != null && new BigDecimal(theirs).compareTo(expected) != 0) {
      words.add(
          "Xero says that %s; by what is here it should be %s."
              .formatted(
                  what.formatted(Money.text(new BigDecimal(theirs), currency)),
                  Money.text(expected, currency)));
    }
  }
}
