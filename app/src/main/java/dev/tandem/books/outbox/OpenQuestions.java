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

  private static final String MAY_STAND =
      "This invoice does not go to Xero any more, but Xero may have it already. If it does, void it there; then try again, and Tandem asks no more.";

  /** What is asked about where it is the record itself, and none of the ledger's ids. */
  private static final String STANDING = "itself";

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

  /**
   * An invoice in question that does not go any more, as it was voided here: if the lost call made
   * it, it stands over there. Held with that question, unless a person has answered it.
   *
   * @return whether it is held for a person now
   */
  boolean askWhetherItStands(UUID invoice) {
    return jdbc.sql(
                """
                update practice.pending_push p
                   set held = :question, held_at = :now, urgent = false,
                       asked_about = array[:standing]::text[], asked_answered = false
                 where p.kind = 'invoice' and p.record = :invoice and p.asked_since is not null
                   and not (p.asked_answered and p.asked_about = array[:standing]::text[])
                   and not exists (select from practice.link l
                                    where l.kind = p.kind and l.record = p.record)
                   and not exists (select from practice.push_item i
                                    where i.open and i.kind = p.kind and i.record = p.record)""")
            .param("question", MAY_STAND)
            .param("standing", STANDING)
            .param("now", Timestamp.from(clock.instant()))
            .param("invoice", invoice)
            .update()
        > 0;
  }

  /**
   * A payment in question was removed here, and may be over there: looking for it sends nothing, so
   * nobody has to say that it may go on.
   */
  void look(UUID payment) {
    jdbc.sql(
            """
            update practice.pending_push
               set held = null, held_at = null
             where kind = 'payment' and record = :payment and asked_since is not null
               and cardinality(asked_about) = 0""")
        .param("payment", payment)
        .update();
  }

  /** Whether it is asked whether the ledger has this one, and nothing there may be it. */
  boolean isSought(UUID tenant, UUID payment) {
    return jdbc.sql(
            """
            select exists (select from practice.pending_push
                            where kind = 'payment' and record = :payment and tenant = :tenant
                              and asked_since is not null and cardinality(asked_about) = 0)""")
        .param("payment", payment)
        .param("tenant", tenant)
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
