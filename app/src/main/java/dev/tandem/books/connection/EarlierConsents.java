package dev.tandem.books.connection;

import dev.tandem.shared.PracticeId;
import dev.tandem.staff.StaffId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose consents the grants are. */
@Repository
class EarlierConsents {

  private final JdbcClient jdbc;

  EarlierConsents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Of each person at the ledger the newest one: it opens what the earlier ones did, too
   * (xero-api.md, 1.3).
   */
  List<EarlierConsent> of(StaffId person) {
    return jdbc.sql(
            """
            select id, created_at from (
              select distinct on (provider, coalesce(ledger_user, id::text)) id, created_at
                from house.oauth_grant
               where authorised_by = ? and kind = 'consent' and status = 'active'
               order by provider, coalesce(ledger_user, id::text), created_at desc) newest
             order by created_at desc""")
        .param(person.value())
        .query(
            (row, _) ->
                new EarlierConsent(
                    new GrantId(row.getObject(1, UUID.class)), row.getTimestamp(2).toInstant()))
        .list();
  }

  /** Whether the person may use it here; what a practice typed in stays in that practice. */
  boolean isBy(GrantId grant, StaffId person, PracticeId here) {
    return jdbc.sql(
            """
            select exists (select from house.oauth_grant
                            where id = ? and authorised_by = ?
                              and (kind = 'consent' or practice_id = ?))""")
        .params(grant.value(), person.value(), here.value())
        .query(Boolean.class)
        .single();
  }
}
