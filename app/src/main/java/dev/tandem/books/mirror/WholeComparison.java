package dev.tandem.books.mirror;

import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds a list of everything that the ledger has against what was agreed. Contents are compared,
 * not times: some edits move none (Xero: an invoice's due date once it is paid in part), and some
 * are near one of our own writes.
 */
@Component
public class WholeComparison {

  /** Why a link is held whose record the ledger shows no more. */
  public static final String GONE =
      "Xero no longer has this record: its list of all does not show it, nor is it found when asked for.";

  /** What the short form of a list tells of each record. */
  private static final Map<Kind, Set<String>> TOLD =
      Map.of(
          Kind.CLIENT,
          Set.of(Fields.NAME, Fields.GIVEN_NAME, Fields.FAMILY_NAME, Fields.EMAIL, Fields.ARCHIVED),
          Kind.INVOICE,
          Set.of(
              Fields.NUMBER,
              Fields.CLIENT,
              Fields.DATE,
              Fields.DUE_DATE,
              Fields.CURRENCY,
              Fields.STATUS),
          Kind.CREDIT_NOTE,
          Set.of(Fields.NUMBER, Fields.CLIENT, Fields.DATE, Fields.CURRENCY, Fields.STATUS),
          Kind.ADVANCE,
          Set.of(Fields.DATE, Fields.AMOUNT, Fields.STATUS));

  /** So many may be missing, or so many of a hundred, before the list itself is doubted. */
  private static final int FEW = 20;

  private static final int PERCENT = 2;

  private static final TypeReference<Map<String, Pair>> PAIRS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final MoneyComparison money;
  private final Conflicts conflicts;
  private final Story story;
  private final Changes changes;

  WholeComparison(
      JdbcClient jdbc,
      JsonMapper json,
      MoneyComparison money,
      Conflicts conflicts,
      Story story,
      Changes changes) {
    this.money = money;
    this.jdbc = jdbc;
    this.json = json;
    this.conflicts = conflicts;
    this.story = story;
    this.changes = changes;
  }

  private record Known(
      UUID record, String ledgerId, Map<String, Pair> agreed, boolean held, boolean gone) {}

  /**
   * Which money travels in both directions: of what is left alone both sides say what they like.
   */
  public record Flowing(boolean payments, boolean advances) {}

  /**
   * Notes that these are there, strangers apart.
   *
   * @param pass when the pass that lists them began
   * @return those that show something else than was agreed
   */
  @Transactional
  public List<WholeDifferences.One> differing(
      Kind kind, UUID tenant, Collection<LedgerRecord> listed, Instant pass, Flowing flowing) {
    Map<String, LedgerRecord> shown =
        listed.stream()
            .collect(Collectors.toMap(LedgerRecord::id, Function.identity(), (a, b) -> b));
    List<Known> known = list(kind, tenant, shown.keySet(), pass);
    List<UUID> records = known.stream().map(Known::record).toList();
    Map<UUID, Set<String>> disputed = conflicts.openFields(tenant, kind.text(), records);
    Map<UUID, MoneyComparison.Sums> sums =
        kind == Kind.INVOICE ? money.sums(tenant, records, flowing) : Map.of();
    Map<UUID, MoneyComparison.Left> left =
        kind == Kind.CREDIT_NOTE ? money.left(records, flowing) : Map.of();
    var differing = new ArrayList<WholeDifferences.One>();
    for (Known it : known) {
      LedgerRecord theirs = Objects.requireNonNull(shown.get(it.ledgerId()));
      Set<String> asked = disputed.getOrDefault(it.record(), Set.of());
      String inMoney =
          kind == Kind.CREDIT_NOTE
              ? MoneyComparison.words(left.get(it.record()), theirs, it.held(), asked)
              : MoneyComparison.words(sums.get(it.record()), theirs, it.held(), asked);
      boolean otherwise = it.gone() || differs(kind, it, theirs, asked);
      if (otherwise || !inMoney.isEmpty()) {
        differing.add(
            new WholeDifferences.One(
                it.ledgerId(), inMoney.isEmpty() ? null : inMoney, !otherwise));
      }
    }
    return differing;
  }

  /** Those of these advances, all of each read and taken by now, whose money is another there. */
  @Transactional(readOnly = true)
  public List<WholeDifferences.One> unequalAdvances(
      UUID tenant, Collection<LedgerRecord> read, Flowing flowing) {
    Map<String, UUID> records = linked(Kind.ADVANCE, tenant, read);
    Map<UUID, MoneyComparison.Left> left = money.leftOfAdvances(records.values(), flowing);
    var unequal = new ArrayList<WholeDifferences.One>();
    for (LedgerRecord it : read) {
      UUID record = records.get(it.id());
      String words =
          record == null ? "" : MoneyComparison.words(left.get(record), it, false, Set.of());
      if (!words.isEmpty()) {
        unequal.add(new WholeDifferences.One(it.id(), words, true));
      }
    }
    return unequal;
  }

  private Map<String, UUID> linked(Kind kind, UUID tenant, Collection<LedgerRecord> read) {
    var records = new HashMap<String, UUID>();
    jdbc.sql(
            """
            select ledger_id, record from practice.link
             where kind = :kind and tenant = :tenant and ledger_id = any(:ids)""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("ids", read.stream().map(LedgerRecord::id).toArray(String[]::new))
        .query(
            row -> {
              records.put(row.getString(1), row.getObject(2, UUID.class));
            });
    return records;
  }

  private static boolean differs(Kind kind, Known known, LedgerRecord shown, Set<String> disputed) {
    return TOLD.getOrDefault(kind, Set.of()).stream()
        .filter(it -> !disputed.contains(it))
        .anyMatch(
            it -> {
              String theirs = shown.fields().get(it);
              Pair agreed = known.agreed().get(it);
              return theirs != null
                  && agreed != null
                  && agreed.theirs() != null
                  && !theirs.equals(agreed.theirs());
            });
  }

  /** Locked in the order of all who lock links. */
  private List<Known> list(Kind kind, UUID tenant, Collection<String> ids, Instant pass) {
    return jdbc.sql(
            """
            with mine as (
              select practice_id, kind, record, tenant from practice.link
               where kind = :kind and tenant = :tenant and ledger_id = any(:ids)
               order by ledger_id for update)
            update practice.link l set listed_at = :pass
              from mine
             where l.practice_id = mine.practice_id and l.kind = mine.kind
               and l.record = mine.record and l.tenant = mine.tenant
            returning l.record, l.ledger_id, l.agreed, l.held""")
        .param("pass", Timestamp.from(pass))
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("ids", ids.toArray(String[]::new))
        .query(
            (row, _) ->
                new Known(
                    row.getObject("record", UUID.class),
                    row.getString("ledger_id"),
                    json.readValue(row.getString("agreed"), PAIRS),
                    row.getString("held") != null,
                    GONE.equals(row.getString("held"))))
        .list();
  }

  /**
   * Linked before the pass began, and in none of its lists. What was taken away there by its own
   * status need not be listed.
   */
  private static final String UNLISTED =
      """
      linked_at < :pass and (listed_at is null or listed_at < :pass)
      and coalesce(agreed -> :status ->> 'theirs', '') <> all(:removed)""";

  private JdbcClient.StatementSpec of(String sql, Kind kind, UUID tenant, Instant pass) {
    return jdbc.sql(sql)
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("pass", Timestamp.from(pass))
        .param("status", Fields.STATUS)
        .param("removed", new String[] {Fields.REMOVED, Fields.DISCARDED});
  }

  /**
   * How much of what is linked a pass did not show.
   *
   * @param lately those of them of which nobody was told yet that they are gone
   * @param known of how many
   */
  public record Missing(long missing, long lately, long known) {

    public boolean none() {
      return missing == 0;
    }

    /** More than anybody could have lost in a night. */
    public boolean isOdd() {
      return lately > Math.max(FEW, known * PERCENT / 100);
    }
  }

  @Transactional(readOnly = true)
  public Missing missing(Kind kind, UUID tenant, Instant pass) {
    return of(
            """
            select count(*) filter (where\s"""
                + UNLISTED
                + """
                ) as missing,
                       count(*) filter (where held is distinct from :gone and\s"""
                + UNLISTED
                + """
                ) as lately, count(*) as known
                  from practice.link where kind = :kind and tenant = :tenant and linked_at < :pass""",
            kind,
            tenant,
            pass)
        .param("gone", GONE)
        .query(
            (row, _) ->
                new Missing(row.getLong("missing"), row.getLong("lately"), row.getLong("known")))
        .single();
  }

  /**
   * Missing ones that were not asked for in this pass, then those that were not shown then.
   *
   * @param before only if that was not later than this
   * @param latest what was missed later than this was so by a clock that was ahead: it says nothing
   * @return the ledger's ids
   */
  @Transactional(readOnly = true)
  public List<String> toAsk(
      Kind kind, UUID tenant, Instant pass, Instant before, Instant latest, int most) {
    return of(
            """
            select ledger_id from practice.link
             where kind = :kind and tenant = :tenant
               and (missed_at is null or missed_at < :pass or missed_at <= :before
                    or missed_at > :latest) and\s"""
                + UNLISTED
                + """

                 order by case when missed_at between :pass and :latest then missed_at end nulls first, ledger_id
                 limit :most""",
            kind,
            tenant,
            pass)
        .param("before", Timestamp.from(before))
        .param("latest", Timestamp.from(latest))
        .param("most", most)
        .query(String.class)
        .list();
  }

  /** These are there, whatever they show. */
  @Transactional
  public void there(Kind kind, UUID tenant, Collection<String> ids, Instant pass) {
    if (!ids.isEmpty()) {
      list(kind, tenant, ids, pass);
    }
  }

  /**
   * These are neither listed nor shown when asked for. The second time they are gone: nothing is
   * taken away here in silence, a person is told, whatever else holds them. Shown again, they go on
   * by themselves.
   *
   * @param ids the ledger's
   * @param now when they were asked for
   * @param latest as for {@link #toAsk}
   * @return those that are gone
   */
  @Transactional
  public List<String> missed(
      Kind kind, UUID tenant, Collection<String> ids, Instant pass, Instant now, Instant latest) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<String> twice =
        jdbc
            .sql(
                """
                with mine as (
                  select practice_id, kind, record, tenant, missed_at from practice.link
                   where kind = :kind and tenant = :tenant and ledger_id = any(:ids)
                   order by ledger_id for update)
                update practice.link l set missed_at = :now from mine
                 where l.practice_id = mine.practice_id and l.kind = mine.kind
                   and l.record = mine.record and l.tenant = mine.tenant
                returning case when mine.missed_at between :pass and :latest then l.ledger_id end""")
            .param("latest", Timestamp.from(latest))
            .param("now", Timestamp.from(now))
            .param("pass", Timestamp.from(pass))
            .param("kind", kind.text())
            .param("tenant", tenant)
            .param("ids", ids.toArray(String[]::new))
            .query((row, _) -> Optional.ofNullable(row.getString(1)))
            .list()
            .stream()
            .flatMap(Optional::stream)
            .toList();
    gone(kind, tenant, twice, pass);
    return twice;
  }

  private void gone(Kind kind, UUID tenant, Collection<String> ids, Instant pass) {
    there(kind, tenant, ids, pass);
    List<UUID> held =
        jdbc.sql(
                """
                update practice.link set held = :gone
                 where kind = :kind and tenant = :tenant and ledger_id = any(:ids)
                   and held is distinct from :gone
                returning record""")
            .param("gone", GONE)
            .param("kind", kind.text())
            .param("tenant", tenant)
            .param("ids", ids.toArray(String[]::new))
            .query(UUID.class)
            .list();
    story.note(
        kind, tenant, null, held.stream().map(it -> new Story.Event(it, GONE, Map.of())).toList());
    changes.announce(held.stream().map(it -> new RecordRef(kind.text(), it)).toList());
  }
}
