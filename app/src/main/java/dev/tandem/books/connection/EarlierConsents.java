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

  /**
   * Who may use a grant: the person who gave it, as long as she still belongs to the practice where
   * she did. A staff member whom nobody knows any more may come back as somebody else's.
   */
  private static final String HERS =
      """
      it.authorised_by = :person
      and exists (select from house.membership m
                   where m.practice_id = it.practice_id and m.staff_id = it.authorised_by and m.active)""";

  private final JdbcClient jdbc;

  EarlierConsents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Of each person at the ledger the newest one: it opens what the earlier ones did, too (Xero's
   * documentation, OAuth 2.0, Tenants).
   */
  List<EarlierConsent> of(StaffId person) {
    return jdbc.sql(
            """
            select id, created_at from (
              select distinct on (provider, coalesce(ledger_user, id::text)) id, created_at
                from house.oauth_grant it
               where kind = 'consent' and status = 'active' and\s"""
                + HERS
                + """

               order by provider, coalesce(ledger_user, id::text), created_at desc) newest
             order by created_at desc""")
        .param("person", person.value())
        .query(
            (row, _) ->
                new EarlierConsent(
                    new GrantId(row.getObject(1, UUID.class)), row.getTimestamp(2).toInstant()))
        .list();
  }

  /**
   * Whether the person may use it here: what was given here, and a consent that she gave in another
   * practice; what a practice typed in stays in that practice.
   */
  boolean isBy(GrantId grant, StaffId person, PracticeId here) {
    return jdbc.sql(
            """
            select exists (select from house.oauth_grant it
                            where id = :grant and authorised_by = :person
                              and (practice_id = :here or (kind = 'consent' and\s"""
                + HERS
                + ")))")
        .param("grant", grant.value())
        .param("person", person.value())
        .param("here", here.value())
        .query(Boolean.class)
        .single();
  }
}
