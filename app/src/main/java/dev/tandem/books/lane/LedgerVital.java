package dev.tandem.books.lane;

import dev.tandem.shared.health.Vital;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether the ledger answers this installation. Down only when it answers for none of the connected
 * organisations: what ails a single one, or one kind of work, is told to its practice.
 */
@Component
class LedgerVital implements Vital {

  private final JdbcClient jdbc;
  private final Clock clock;

  LedgerVital(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "ledger";
  }

  /**
   * A circuit opens after failures in a row; the organisation is away if nothing went well since.
   */
  @Override
  public State look() {
    return jdbc.sql(
            """
            select count(*), count(*) filter (where g.status = 'active' and not exists (
                     select from house.lane l, jsonb_each(l.circuit) c
                      where l.tenant = r.tenant_id::uuid and not l.retired
                        and (c.value ->> 'until')::timestamptz > :now
                        and coalesce(l.answered_at, '-infinity')
                            < (c.value ->> 'until')::timestamptz - make_interval(secs => :pause)))
              from house.organisation_route r join house.oauth_grant g on g.id = r.grant_id""")
        .param("now", Timestamp.from(clock.instant()))
        .param("pause", Circuit.PAUSE.toSeconds())
        .query(
            (row, _) ->
                row.getInt(1) == 0 ? State.NOT_SET_UP : row.getInt(2) == 0 ? State.DOWN : State.UP)
        .single();
  }
}
