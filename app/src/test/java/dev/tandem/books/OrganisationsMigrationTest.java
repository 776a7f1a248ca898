package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a release with one organisation per practice left behind finds its organisation, in every
 * practice, although the tables' owner is bound by row-level security, too.
 */
class OrganisationsMigrationTest {

  private static final String CONNECTED = "00000000-0000-7000-8000-00000000000a";
  private static final String ENDED = "00000000-0000-7000-8000-00000000000b";
  private static final String NEVER = "00000000-0000-7000-8000-00000000000c";
  private static final String AU = "8f2b6f0c-4a51-4d3e-9c77-1d2a6b0e5a01";
  private static final String NZ = "3c9d1e74-6b28-4f90-8e15-7a4c2f8b9d02";
  private static final String TO_COME = "00000000-0000-0000-0000-000000000000";

  private TestDatabase database;

  @BeforeEach
  void makeAnOldOne() throws SQLException {
    database = TestDatabase.ofVersion("8");
    try (Connection connection = database.connectAsSuperuser();
        Statement it = connection.createStatement()) {
      for (String practice : List.of(CONNECTED, ENDED, NEVER)) {
        it.execute(
            "insert into house.practice values ('%s', 'P', 'clinic', 'AU', 'UTC', 'AUD', now())"
                .formatted(practice));
      }
      it.execute(
          """
          insert into house.oauth_grant (id, provider, kind, practice_id, authorised_by, scopes,
            access_token, access_expires_at, refresh_issued_at, status, created_at)
          values (gen_random_uuid(), 'xero', 'consent', '%s', gen_random_uuid(), '', 'x', now(), now(),
            'active', now())"""
              .formatted(CONNECTED));
      bind(it, CONNECTED, AU, "active");
      bind(it, ENDED, NZ, "disconnected");
      for (String practice : List.of(CONNECTED, ENDED, NEVER)) {
        pending(it, practice, "client", 1, 1);
        pending(it, practice, "invoice", 2, 2);
        pending(it, practice, "payment", 3, 2);
        pending(it, practice, "client", 4, 4);
      }
      link(it, ENDED, "client", 1, NZ);
      link(it, ENDED, "invoice", 2, NZ);
      it.execute(
          """
          insert into practice.push_batch (practice_id, id, tenant, kind, verb, url, key, prepared_at, epoch, state)
          values ('%s', '%s', '%s', 'client', 'PUT', '/Contacts', 'k', now(), 1, 'prepared')"""
              .formatted(CONNECTED, id(9), AU));
      it.execute(
          """
          insert into practice.push_item (practice_id, batch, position, kind, record, document, revision, sent, ours)
          values ('%s', '%s', 0, 'client', '%s', '%s', 1, '{}', '{}')"""
              .formatted(CONNECTED, id(9), id(1), id(1)));
      it.execute(
          """
          insert into practice.conflict (practice_id, id, kind, record, field, raised_at)
          values ('%s', gen_random_uuid(), 'client', '%s', 'email', now())"""
              .formatted(ENDED, id(1)));
      it.execute(
          """
          insert into practice.sync_story (practice_id, id, at, kind, record, text, batch)
          values ('%s', gen_random_uuid(), now(), 'client', '%s', 'Created in Xero', '%s')"""
              .formatted(CONNECTED, id(1), id(9)));
    }
    database.migrate();
  }

  @AfterEach
  void drop() {
    database.drop();
  }

  @Test
  void whatWaitsWaitsForTheMainOrganisation() throws SQLException {
    assertThat(
            texts(
                "select distinct tenant from practice.pending_push where practice_id = '%s'"
                    .formatted(CONNECTED)))
        .containsExactly(AU);
  }

  @Test
  void afterADisconnectTheLinkedStayAndTheRestWaitsForTheOneToCome() throws SQLException {
    assertThat(
            texts(
                """
                select kind || ' ' || tenant from practice.pending_push
                 where practice_id = '%s' order by record"""
                    .formatted(ENDED)))
        .containsExactly("client " + NZ, "invoice " + NZ, "payment " + NZ, "client " + TO_COME);
    assertThat(texts("select tenant from practice.conflict")).containsExactly(NZ);
  }

  @Test
  void withoutAnOrganisationEverythingWaitsForTheOneToCome() throws SQLException {
    assertThat(
            texts(
                "select distinct tenant from practice.pending_push where practice_id = '%s'"
                    .formatted(NEVER)))
        .containsExactly(TO_COME);
  }

  @Test
  void whatIsUnderWayAndItsStoryKnowTheirOrganisation() throws SQLException {
    assertThat(texts("select tenant from practice.push_item")).containsExactly(AU);
    assertThat(texts("select tenant from practice.sync_story")).containsExactly(AU);
  }

  @Test
  void everyTableIsBoundAgain() throws SQLException {
    assertThat(
            texts(
                """
                select relname from pg_class where relnamespace = 'practice'::regnamespace
                   and relkind = 'r' and not relforcerowsecurity"""))
        .isEmpty();
  }

  private static void bind(Statement it, String practice, String tenant, String status)
      throws SQLException {
    it.execute(
        """
        insert into practice.binding (practice_id, id, provider, tenant_id, organisation_name, grant_id,
          status, since, main, connected_at, connected_by)
        select '%s', gen_random_uuid(), 'xero', '%s', 'O', id, '%s', now(), true, now(), gen_random_uuid()
          from house.oauth_grant"""
            .formatted(practice, tenant, status));
  }

  private static void pending(Statement it, String practice, String kind, int record, int document)
      throws SQLException {
    it.execute(
        """
        insert into practice.pending_push (practice_id, kind, record, document, revision, queued_at)
        values ('%s', '%s', '%s', '%s', 1, now())"""
            .formatted(practice, kind, id(record), id(document)));
  }

  private static void link(Statement it, String practice, String kind, int record, String tenant)
      throws SQLException {
    it.execute(
        """
        insert into practice.link (practice_id, kind, record, tenant, ledger_id, agreed, linked_at)
        values ('%s', '%s', '%s', '%s', 'l%s', '{}', now())"""
            .formatted(practice, kind, id(record), tenant, record));
  }

  private static String id(int number) {
    return "00000000-0000-7000-8000-0000000001%02d".formatted(number);
  }

  private List<String> texts(String question) throws SQLException {
    var found = new ArrayList<String>();
    try (Connection connection = database.connectAsSuperuser();
        Statement it = connection.createStatement();
        var rows = it.executeQuery(question)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
