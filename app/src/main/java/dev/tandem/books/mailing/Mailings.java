package dev.tandem.books.mailing;

import dev.tandem.books.mailing.Mailing.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.shared.Ids;
import dev.tandem.shared.Refused;
import dev.tandem.staff.Actor;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What was asked for, and what came of it. */
@Repository
@Transactional
class Mailings {

  /** A call is over by then, though the application was killed in the middle of it. */
  static final Duration OVER = Duration.ofMinutes(2);

  static final String NOBODY_KNOWS =
      "No usable answer came from Xero, so the e-mail may have gone. Tandem does not send it again by itself.";

  private final JdbcClient jdbc;
  private final Clock clock;

  Mailings(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Newest first. */
  List<Mailing> of(InvoiceId invoice) {
    return jdbc.sql(
            "select * from practice.ledger_mail where invoice = ? order by at desc, id desc limit 20")
        .param(invoice.value())
        .query(this::mailing)
        .list();
  }

  /**
   * Written down before the ledger is asked, one after the other: whoever clicks twice, or looks at
   * a page of before, sends nothing more.
   *
   * @param after the newest that the person knew of; null if there was none
   * @throws Refused if there is a newer one, or another one is under way
   */
  UUID begin(InvoiceId invoice, UUID tenant, List<String> recipients, @Nullable UUID after) {
    return begin(invoice, tenant, recipients, after, false);
  }

  /**
   * The same, nobody having asked for it.
   *
   * @throws Refused if somebody was faster
   */
  UUID beginByItself(InvoiceId invoice, UUID tenant, List<String> recipients) {
    return begin(invoice, tenant, recipients, null, true);
  }

  private UUID begin(
      InvoiceId invoice,
      UUID tenant,
      List<String> recipients,
      @Nullable UUID after,
      boolean byItself) {
    jdbc.sql("select 1 from practice.invoice where id = ? for no key update")
        .param(invoice.value())
        .query(Integer.class)
        .single();
    jdbc.sql(
            """
            update practice.ledger_mail set state = 'unknown', problem = :problem, settled_at = :now
             where invoice = :invoice and state = 'sending' and at < :over""")
        .param("problem", NOBODY_KNOWS)
        .param("now", Timestamp.from(clock.instant()))
        .param("invoice", invoice.value())
        .param("over", Timestamp.from(clock.instant().minus(OVER)))
        .update();
    refuseIfNewer(invoice, after);
    UUID id = Ids.next(clock);
    int begun =
        jdbc.sql(
                """
                insert into practice.ledger_mail (id, invoice, tenant, at, by_name, recipients, state, by_itself)
                values (:id, :invoice, :tenant, :at, :by, :recipients, 'sending', :byItself)
                on conflict (practice_id, invoice) where state = 'sending' do nothing""")
            .param("id", id)
            .param("invoice", invoice.value())
            .param("tenant", tenant)
            .param("at", Timestamp.from(clock.instant()))
            .param("by", Actor.current().name())
            .param("recipients", recipients.toArray(String[]::new))
            .param("byItself", byItself)
            .update();
    if (begun == 0) {
      throw underWay();
    }
    return id;
  }

  /**
   * @param after the newest that the person knew of; null if there was none
   * @throws Refused if there is a newer one
   */
  void refuseIfNewer(InvoiceId invoice, @Nullable UUID after) {
    List<Mailing> all = of(invoice);
    if (all.isEmpty() || all.getFirst().id().equals(after)) {
      return;
    }
    Mailing newest = all.getFirst();
    throw switch (newest.state()) {
      case SENDING -> underWay();
      case SENT ->
          new Refused(
              "It was e-mailed since this page was opened, by %s. It was not sent a second time."
                  .formatted(newest.by()));
      case NOT_SENT, UNKNOWN ->
          new Refused(
              "%s tried to e-mail it since this page was opened. Nothing more was sent: look below what became of that."
                  .formatted(newest.by()));
    };
  }

  private static Refused underWay() {
    return new Refused(
        "Somebody is just sending this invoice. Look in a moment what became of it.");
  }

  /** It surely did not go: as if it had never been begun. */
  void forget(UUID mailing) {
    jdbc.sql("delete from practice.ledger_mail where id = ? and state = 'sending'")
        .param(mailing)
        .update();
  }

  void settle(UUID mailing, State state, @Nullable String problem) {
    jdbc.sql(
            """
            update practice.ledger_mail set state = :state, problem = :problem, settled_at = :at
             where id = :id""")
        .param("state", state.text())
        .param("problem", problem)
        .param("at", Timestamp.from(clock.instant()))
        .param("id", mailing)
        .update();
  }

  /** A person has seen what became of them, and has decided. */
  void clear(InvoiceId invoice) {
    jdbc.sql("update practice.ledger_mail set cleared = true where invoice = ? and not cleared")
        .param(invoice.value())
        .update();
  }

  /**
   * The same, of what surely did not go.
   *
   * @throws Refused if nothing is left of it to decide, or somebody sent it since and nobody knows
   *     yet whether that went: that doubt is not theirs who saw only the failure
   */
  void leave(InvoiceId invoice) {
    int left =
        jdbc.sql(
                """
                update practice.ledger_mail set cleared = true
                 where invoice = :invoice and not cleared and state = 'not sent'
                   and not exists (select from practice.ledger_mail later
                                    where later.invoice = :invoice and not later.cleared
                                      and later.state in ('sending', 'unknown'))""")
            .param("invoice", invoice.value())
            .update();
    if (left == 0) {
      throw new Refused(
          "Somebody has dealt with this e-mail since the page was opened: look at the invoice first.");
    }
  }

  private Mailing mailing(ResultSet row, int number) throws SQLException {
    Instant at = row.getTimestamp("at").toInstant();
    State state = State.of(row.getString("state"));
    boolean lost = state == State.SENDING && at.plus(OVER).isBefore(clock.instant());
    return new Mailing(
        row.getObject("id", UUID.class),
        at,
        row.getString("by_name"),
        texts(row.getArray("recipients")),
        lost ? State.UNKNOWN : state,
        lost ? NOBODY_KNOWS : row.getString("problem"),
        row.getBoolean("cleared"));
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
