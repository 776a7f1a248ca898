package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What waits because nobody knows whether the ledger has it already. Only a person who was asked
 * about this one record lets it go on, and before it goes it is looked once more: a payment sent
 * twice is paid twice.
 */
@Repository
@Transactional
class OpenQuestions {

  private final JdbcClient jdbc;
  private final Clock clock;

  OpenQuestions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Holds it with a question, though it was edited meanwhile.
   *
   * @param since when the call was prepared that may have made it
   * @param about what may be it, by the ledger's ids
   */
  void ask(
      Kind kind,
      UUID tenant,
      UUID record,
      Instant since,
      Collection<String> about,
      String question) {
    jdbc.sql(
            """
            update practice.pending_push
               set held = :question, held_at = :now, urgent = false,
                   asked_since = least(asked_since, :since::timestamptz), asked_about = :about,
                   asked_answered = false,
                   tries = tries + 1, first_tried_at = coalesce(first_tried_at, :now), tried_at = :now
             where kind = :kind and record = :record and tenant = :tenant""")
        .param("question", question)
        .param("now", Timestamp.from(clock.instant()))
        .param("since", Timestamp.from(since))
        .param("about", about.toArray(String[]::new))
        .param("kind", kind.text())
        .param("record", record)
        .param("tenant", tenant)
        .update();
  }

  /** Whether a person who was shown these said that they are others. */
  boolean areOthers(Kind kind, UUID tenant, UUID record, Collection<String> these) {
    return jdbc.sql(
            """
            select exists (select from practice.pending_push
                            where kind = :kind and record = :record and tenant = :tenant
                              and asked_answered and asked_about @> :these::text[])""")
        .param("kind", kind.text())
        .param("record", record)
        .param("tenant", tenant)
        .param("these", these.toArray(String[]::new))
        .query(Boolean.class)
        .single();
  }

  /** It is known by now where these are; whatever was changed of them meanwhile may go. */
  void close(Kind kind, UUID tenant, Collection<UUID> records) {
    jdbc.sql(
            """
            update practice.pending_push
               set held = null, held_at = null, asked_since = null, asked_about = '{}',
                   asked_answered = false
             where kind = :kind and tenant = :tenant and record = any(:records)
               and asked_since is not null""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("records", records.toArray(UUID[]::new))
        .update();
  }

  void close(Kind kind, UUID tenant, UUID record) {
    close(kind, tenant, List.of(record));
  }
}
