package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of records that carry our mark and had no link. Runs in the caller's transaction. */
@Repository
class AdoptionRepository {

  private final JdbcClient jdbc;
  private final Clock clock;

  AdoptionRepository(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A lane's turn and a command may look at the same time: one after the other, to the end. */
  void alone(UUID tenant) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('adoption ' || :tenant, 0))")
        .param("tenant", tenant.toString())
        .query((_, _) -> true)
        .list();
  }

  /** It is there: that it waits, or was refused for being there already, is over. */
  void dropWaiting(Kind kind, UUID tenant, UUID record) {
    jdbc.sql(
            """
            delete from practice.pending_push
             where kind = :kind and record = :record and tenant = :tenant""")
        .param("kind", kind.text())
        .param("record", record)
        .param("tenant", tenant)
        .update();
  }

  /**
   * Whether this record has no link and no write of it is under way, and none can begin before this
   * transaction ends: a claim passes over rows that are locked. Asked only now, because the search
   * began with a reading, and since then another call may have found out what it made.
   */
  boolean free(Kind kind, UUID tenant, UUID record) {
    jdbc.sql(
            """
            select 1 from practice.pending_push
             where kind = :kind and record = :record and tenant = :tenant for update""")
        .param("kind", kind.text())
        .param("record", record)
        .param("tenant", tenant)
        .query((_, _) -> true)
        .list();
    return jdbc.sql(
            """
            select not exists (select from practice.push_item
                                where open and tenant = :tenant
                                  and (record = :record or document = :record))
               and not exists (select from practice.link
                                where kind = :kind and record = :record and tenant = :tenant)""")
        .param("kind", kind.text())
        .param("record", record)
        .param("tenant", tenant)
        .query(Boolean.class)
        .single();
  }

  /** Those of these records that are in the books of another organisation. */
  Set<UUID> elsewhere(Kind kind, UUID tenant, Collection<UUID> records) {
    return Set.copyOf(
        jdbc.sql(
                """
                select distinct record from practice.link
                 where kind = :kind and record = any(:records) and tenant <> :tenant""")
            .param("kind", kind.text())
            .param("records", records.toArray(UUID[]::new))
            .param("tenant", tenant)
            .query(UUID.class)
            .list());
  }

  /** Records that wait to be sent. */
  List<UUID> waiting(Kind kind, UUID tenant) {
    return jdbc.sql(
            "select record from practice.pending_push where kind = :kind and tenant = :tenant")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .query(UUID.class)
        .list();
  }

  /** Records of which a write is under way: what it finds there is told apart from lost ones. */
  List<UUID> underWay(Kind kind, UUID tenant) {
    return jdbc.sql(
            "select record from practice.push_item where open and kind = :kind and tenant = :tenant")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .query(UUID.class)
        .list();
  }

  List<String> foreign(Kind kind, UUID tenant, Collection<String> ledgerIds) {
    return jdbc.sql(
            """
            select ledger_id from practice.adoption
             where tenant = :tenant and kind = :kind and verdict = 'foreign' and ledger_id = any(:ids)""")
        .param("tenant", tenant)
        .param("kind", kind.text())
        .param("ids", ledgerIds.toArray(String[]::new))
        .query(String.class)
        .list();
  }

  List<String> undecided(Kind kind, UUID tenant) {
    return jdbc.sql(
            """
            select ledger_id from practice.adoption
             where tenant = :tenant and kind = :kind and verdict = 'person' order by at, ledger_id""")
        .param("tenant", tenant)
        .param("kind", kind.text())
        .query(String.class)
        .list();
  }

  long undecided(UUID tenant) {
    return jdbc.sql(
            """
            select count(*) from practice.adoption where tenant = :tenant and verdict = 'person'""")
        .param("tenant", tenant)
        .query(Long.class)
        .single();
  }

  List<Adoption.Entry> entries(UUID tenant, @Nullable Instant since, int from, int most) {
    return jdbc.sql(
            """
            select kind, ledger_id, verdict, record, number, reason, at from practice.adoption
             where tenant = :tenant and verdict <> 'foreign' and (verdict = 'person' or at >= :since)
             order by verdict <> 'person', at desc, ledger_id, kind limit :most offset :from""")
        .param("tenant", tenant)
        .param("since", from(since))
        .param("from", from)
        .param("most", most)
        .query(
            (row, _) ->
                new Adoption.Entry(
                    Kind.of(row.getString("kind")),
                    row.getString("ledger_id"),
                    row.getString("verdict"),
                    row.getObject("record", UUID.class),
                    row.getString("number"),
                    row.getString("reason"),
                    row.getTimestamp("at").toInstant()))
        .list();
  }

  List<Adoption.Count> counts(UUID tenant, @Nullable Instant since) {
    return jdbc.sql(
            """
            select kind, verdict, count(*) as records from practice.adoption
             where tenant = :tenant and verdict <> 'foreign' and (verdict = 'person' or at >= :since)
             group by kind, verdict""")
        .param("tenant", tenant)
        .param("since", from(since))
        .query(
            (row, _) ->
                new Adoption.Count(
                    Kind.of(row.getString("kind")),
                    row.getString("verdict"),
                    row.getLong("records")))
        .list();
  }

  private static Timestamp from(@Nullable Instant since) {
    return Timestamp.from(since == null ? Instant.EPOCH : since);
  }

  /**
   * By that it is known where it is: nobody has to be asked any more which of those there it is. A
   * question about none of them, as that it is there twice, stays.
   */
  void noteAdopted(Kind kind, UUID tenant, String ledgerId, UUID record, @Nullable String number) {
    note(kind, tenant, ledgerId, new Verdict("adopted", record, number, null));
    jdbc.sql(
            """
            update practice.pending_push
               set held = null, held_at = null, asked_since = null, asked_about = '{}',
                   asked_answered = false
             where kind = :kind and tenant = :tenant and record = :record
               and asked_since is not null and cardinality(asked_about) > 0""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("record", record)
        .update();
  }

  void noteReturned(Kind kind, UUID tenant, String ledgerId, UUID record, @Nullable String number) {
    note(kind, tenant, ledgerId, new Verdict("returned", record, number, null));
  }

  void noteForeign(Kind kind, UUID tenant, String ledgerId) {
    note(kind, tenant, ledgerId, new Verdict("foreign", null, null, null));
  }

  void notePerson(Kind kind, UUID tenant, String ledgerId, @Nullable String number, String reason) {
    note(kind, tenant, ledgerId, new Verdict("person", null, number, reason));
  }

  private record Verdict(
      String word, @Nullable UUID record, @Nullable String number, @Nullable String reason) {}

  private void note(Kind kind, UUID tenant, String ledgerId, Verdict it) {
    jdbc.sql(
            """
            insert into practice.adoption (tenant, kind, ledger_id, verdict, record, number, reason, at)
            values (:tenant, :kind, :ledgerId, :verdict, :record, :number, :reason, :now)
            on conflict (practice_id, tenant, kind, ledger_id) do update
               set verdict = excluded.verdict, record = excluded.record, number = excluded.number,
                   reason = excluded.reason, at = excluded.at""")
        .param("tenant", tenant)
        .param("kind", kind.text())
        .param("ledgerId", ledgerId)
        .param("verdict", it.word())
        .param("record", it.record(), Types.OTHER)
        .param("number", it.number(), Types.VARCHAR)
        .param("reason", it.reason(), Types.VARCHAR)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }
}
