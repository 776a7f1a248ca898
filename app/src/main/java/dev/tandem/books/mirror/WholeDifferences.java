package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.RecordRef;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the comparison of everything found to differ, until it was read whole. Where money differs
 * after that just as before, reading it each night would not help: it is told, and read again only
 * once a week, or when one side says something else.
 */
@Repository
@Transactional
public class WholeDifferences {

  private static final Duration IN_VAIN = Duration.ofDays(7).minusHours(4);

  /** Halved so often, a portion is one record. */
  private static final int SMALLEST = 6;

  /** One that failed alone so often is to blame itself. */
  private static final int ALONE = 3;

  private final JdbcClient jdbc;
  private final Story story;
  private final Clock clock;

  WholeDifferences(JdbcClient jdbc, Story story, Clock clock) {
    this.jdbc = jdbc;
    this.story = story;
    this.clock = clock;
  }

  /**
   * One record that is not as it is known, or may not be.
   *
   * @param ledgerId the ledger's
   * @param money in which money both sides differ, in words; null if in none
   * @param onlyMoney whether that is all
   */
  public record One(String ledgerId, @Nullable String money, boolean onlyMoney) {

    /** Something that is to be read, whatever differs. */
    public static One of(String ledgerId) {
      return new One(ledgerId, null, false);
    }
  }

  /**
   * Notes what a page showed; what is the same after a reading is told.
   *
   * @param pass when the comparison began
   */
  public void found(Kind kind, UUID tenant, Instant pass, Collection<One> differing) {
    if (differing.isEmpty()) {
      return;
    }
    String[] ids = differing.stream().map(One::ledgerId).toArray(String[]::new);
    jdbc.sql(
            """
            insert into practice.difference as d (tenant, kind, ledger_id, words, found_at)
            select :tenant, :kind, f.id, f.words, :pass
              from (select unnest(:ids::text[]) as id, unnest(:words::text[]) as words) f
             order by f.id
            on conflict (practice_id, tenant, kind, ledger_id) do update
               set words = excluded.words, found_at = excluded.found_at,
                   read_at = case when excluded.words = d.words then d.read_at end,
                   told_at = case when excluded.words = d.words then d.told_at end""")
        .param("tenant", tenant)
        .param("kind", kind.text())
        .param("pass", Timestamp.from(pass))
        .param("ids", ids)
        .param("words", differing.stream().map(One::money).toArray(String[]::new))
        .update();
    String[] otherwise =
        differing.stream().filter(it -> !it.onlyMoney()).map(One::ledgerId).toArray(String[]::new);
    readAgain(kind, tenant, otherwise, null);
    // Before the rest is: what is compared once a week was read a week ago, and would never be
    // told.
    tell(kind, tenant, ids);
    readAgain(kind, tenant, ids, pass.minus(IN_VAIN));
  }

  /**
   * @param before only what was read before that; null for all of these
   */
  private void readAgain(Kind kind, UUID tenant, String[] ids, @Nullable Instant before) {
    jdbc.sql(
            """
            update practice.difference set read_at = null
             where tenant = :tenant and kind = :kind and ledger_id = any(:ids)
               and (:before::timestamptz is null or read_at < :before)""")
        .param("tenant", tenant)
        .param("kind", kind.text())
        .param("ids", ids)
        .param("before", before == null ? null : Timestamp.from(before), Types.TIMESTAMP)
        .update();
  }

  private void tell(Kind kind, UUID tenant, String[] ids) {
    List<Story.Event> told =
        jdbc.sql(
                """
                update practice.difference d set told_at = :now
                  from practice.link l
                 where d.tenant = :tenant and d.kind = :kind and d.ledger_id = any(:ids)
                   and d.read_at is not null and d.told_at is null
                   and l.tenant = d.tenant and l.kind = d.kind and l.ledger_id = d.ledger_id
                returning l.record, d.words""")
            .param("now", Timestamp.from(clock.instant()))
            .param("tenant", tenant)
            .param("kind", kind.text())
            .param("ids", ids)
            .query(
                (row, _) ->
                    new Story.Event(
                        row.getObject("record", UUID.class), row.getString("words"), Map.of()))
            .list();
    story.note(kind, tenant, null, told);
  }

  private record Unread(String ledgerId, int tries) {}

  /**
   * The ledger's ids of those that are to be read next, in one portion. What failed waits for all
   * others, and is then asked for in ever smaller ones: one of them is to blame.
   */
  @Transactional(readOnly = true)
  public List<String> toRead(Kind kind, UUID tenant, int most) {
    List<Unread> next =
        jdbc.sql(
                """
                select ledger_id, tries from practice.difference
                 where tenant = :tenant and kind = :kind and read_at is null
                 order by tries, ledger_id limit :most""")
            .param("tenant", tenant)
            .param("kind", kind.text())
            .param("most", most)
            .query((row, _) -> new Unread(row.getString("ledger_id"), row.getInt("tries")))
            .list();
    int tries = next.isEmpty() ? 0 : next.getFirst().tries();
    List<String> alike =
        next.stream().filter(it -> it.tries() == tries).map(Unread::ledgerId).toList();
    int some =
        tries == 0 ? most : Math.min((alike.size() + 1) / 2, most >> Math.min(tries, SMALLEST));
    return alike.stream().limit(Math.max(1, some)).toList();
  }

  /**
   * A portion could not be read.
   *
   * @param ids the ledger's
   * @return those that nobody else can be to blame for: they are not asked for again
   */
  public List<String> failed(Kind kind, UUID tenant, Collection<String> ids) {
    int most =
        jdbc
            .sql(
                """
                update practice.difference set tries = tries + 1
                 where tenant = :tenant and kind = :kind and ledger_id = any(:ids)
                returning tries""")
            .param("tenant", tenant)
            .param("kind", kind.text())
            .param("ids", ids.toArray(String[]::new))
            .query(Integer.class)
            .list()
            .stream()
            .mapToInt(Integer::intValue)
            .max()
            .orElse(0);
    return ids.size() == 1 && most >= ALONE ? List.copyOf(ids) : List.of();
  }

  /** How many could not be read so far. */
  @Transactional(readOnly = true)
  public int failing(Kind kind, UUID tenant) {
    return jdbc.sql(
            """
            select count(*) from practice.difference
             where tenant = :tenant and kind = :kind and read_at is null and tries > 0""")
        .param("tenant", tenant)
        .param("kind", kind.text())
        .query(Integer.class)
        .single();
  }

  /**
   * They were shown, and not taken in: what both sides say of their money is not told because of
   * that.
   *
   * @param ids the ledger's
   */
  public void notTaken(Kind kind, UUID tenant, Collection<String> ids) {
    read(kind, tenant, ids);
    jdbc.sql(
            """
            update practice.difference set words = null, told_at = null
             where tenant = :tenant and kind = :kind and ledger_id = any(:ids)""")
        .param("tenant", tenant)
        .param("kind", kind.text())
        .param("ids", ids.toArray(String[]::new))
        .update();
  }

  /**
   * @param ids the ledger's
   */
  public void read(Kind kind, UUID tenant, Collection<String> ids) {
    jdbc.sql(
            """
            update practice.difference set read_at = :now, tries = 0
             where tenant = :tenant and kind = :kind and ledger_id = any(:ids)""")
        .param("now", Timestamp.from(clock.instant()))
        .param("tenant", tenant)
        .param("kind", kind.text())
        .param("ids", ids.toArray(String[]::new))
        .update();
  }

  /**
   * A comparison begins: it finds again what an earlier one left unread. What failed is gone on
   * with, or each night would begin with it anew.
   */
  public void begin(Kind kind, UUID tenant) {
    jdbc.sql(
            """
            delete from practice.difference
             where tenant = :tenant and kind = :kind and read_at is null and tries = 0""")
        .param("tenant", tenant)
        .param("kind", kind.text())
        .update();
  }

  /** A comparison has come to its end: what it did not find differs no more. */
  public void end(Kind kind, UUID tenant, Instant pass) {
    jdbc.sql(
            """
            delete from practice.difference
             where tenant = :tenant and kind = :kind
               and (found_at < :pass or words is null) and (read_at is not null or tries = 0)""")
        .param("tenant", tenant)
        .param("kind", kind.text())
        .param("pass", Timestamp.from(pass))
        .update();
  }

  /**
   * An invoice, credit note or advance whose money is another over there, also after it was read.
   *
   * @param number null of one that has none
   * @param foundAt when the comparison began that saw it last: a later one may not have come to its
   *     end
   */
  public record Unequal(RecordRef record, @Nullable String number, String words, Instant foundAt) {}

  /** Those that were told, by their numbers. */
  @Transactional(readOnly = true)
  public List<Unequal> unequal(UUID tenant, int most) {
    return jdbc.sql(
            """
            select d.kind, l.record, coalesce(i.number, n.number) as number, d.words, d.found_at
              from practice.difference d
              join practice.link l on l.tenant = d.tenant and l.kind = d.kind
                                  and l.ledger_id = d.ledger_id
              left join practice.invoice i on d.kind = 'invoice' and i.id = l.record
              left join practice.credit_note n on d.kind = 'credit-note' and n.id = l.record
              left join practice.advance a on d.kind = 'advance' and a.id = l.record
             where d.tenant = :tenant and d.told_at is not null and d.words is not null
               and (i.id is not null or n.id is not null or a.id is not null)
             order by coalesce(i.number, n.number), l.record limit :most""")
        .param("tenant", tenant)
        .param("most", most)
        .query(
            (row, _) ->
                new Unequal(
                    new RecordRef(row.getString("kind"), row.getObject("record", UUID.class)),
                    row.getString("number"),
                    row.getString("words"),
                    row.getTimestamp("found_at").toInstant()))
        .list();
  }
}
