package dev.tandem.books.mailing;

import dev.tandem.practice.billing.InvoiceId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * E-mails of invoices that need somebody: those that were to go by themselves and did not, and
 * those of which nobody knows. The newest of an invoice counts: what was sent since is settled. Who
 * sent one by hand was told at once that it did not go.
 */
@Repository
@Transactional(readOnly = true)
public class UnsentMails {

  private static final String OPEN =
      """
        from practice.ledger_mail m
        join practice.invoice i on i.id = m.invoice and i.status in ('APPROVED', 'PAID')
       where not m.cleared
         and (m.state = 'unknown'
              or m.state = 'not sent' and m.by_itself
              or m.state = 'sending' and m.at < :over)
         and not exists (select from practice.ledger_mail n
                          where n.invoice = m.invoice and (n.at, n.id) > (m.at, m.id))""";

  private final JdbcClient jdbc;
  private final Clock clock;

  UnsentMails(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param doubtful it may have gone: a person looks in the ledger before it is sent anew
   * @param problem why it did not go
   */
  public record Unsent(InvoiceId invoice, Instant at, boolean doubtful, String problem) {}

  public int count() {
    return jdbc.sql("select count(*) " + OPEN).param("over", over()).query(Integer.class).single();
  }

  /** The newest first. */
  public List<Unsent> newest(int limit) {
    return jdbc.sql(
            "select m.invoice, m.at, m.state <> 'not sent' as doubtful, m.problem "
                + OPEN
                + " order by m.at desc, m.id desc limit :limit")
        .param("over", over())
        .param("limit", limit)
        .query(
            (row, _) ->
                new Unsent(
                    new InvoiceId(row.getObject("invoice", UUID.class)),
                    row.getTimestamp("at").toInstant(),
                    row.getBoolean("doubtful"),
                    Objects.requireNonNullElse(row.getString("problem"), Mailings.NOBODY_KNOWS)))
        .list();
  }

  private Timestamp over() {
    return Timestamp.from(clock.instant().minus(Mailings.OVER));
  }
}
