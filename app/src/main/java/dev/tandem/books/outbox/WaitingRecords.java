package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.RecordRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What waits, record by record and organisation by organisation, in the order in which it goes. */
@Component
@Transactional
public class WaitingRecords {

  private final Gates gates;
  private final JdbcClient jdbc;
  private final Clock clock;

  WaitingRecords(Gates gates, JdbcClient jdbc, Clock clock) {
    this.gates = gates;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What has to happen until it goes. */
  public enum Stage {
    SENDING,
    /** It is its turn soon. */
    WAITING,
    /** It was tried and goes again by itself. */
    TRIES_AGAIN,
    /** What it belongs to has to be put right by a person first. */
    BEHIND,
    /** Nothing of its kind goes to its organisation at present. */
    STOPPED,
    /** It was refused; a person has to do something. */
    HELD
  }

  /**
   * What is asked for; null or empty for any.
   *
   * @param among records that are meant, they or what belongs to them; null for any, empty for none
   */
  public record Question(
      @Nullable UUID tenant,
      @Nullable Kind kind,
      @Nullable Stage stage,
      @Nullable String reason,
      @Nullable Collection<UUID> among) {}

  /**
   * @param creation the ledger does not have it yet
   * @param queuedAt null of what does not wait in the queue
   * @param tries how often the ledger said no, or did not take it
   * @param next when it is tried again by itself; null if nothing is timed
   * @param reason why it does not simply go; null if it does
   * @param needs what has to go first; null if nothing
   * @param behind how many records wait behind this one
   */
  public record Entry(
      RecordRef record,
      UUID tenant,
      Stage stage,
      boolean creation,
      @Nullable Instant queuedAt,
      int tries,
      @Nullable Instant firstTried,
      @Nullable Instant lastTried,
      @Nullable Instant next,
      @Nullable String reason,
      @Nullable RecordRef needs,
      int behind) {}

  /** Row p with what decides when it goes. */
  private static final String ROWS =
      """
      select * from (
        select p.*, l.record is not null as linked,
               b.kind as blocker_kind, b.record as blocker,
               case when p.held is not null then 'HELD'
                    when exists (select from practice.push_item i
                                  where i.open and i.kind = p.kind and i.record = p.record
                                    and i.tenant = p.tenant) then 'SENDING'
                    when not coalesce(g.flowing, false) then 'STOPPED'
                    when b.record is not null
                         and not exists (
                           select from practice.pending_push q
                            where q.kind = b.kind and q.record = b.record
                              and q.tenant = p.tenant and q.held is null
                              and (q.needs_record is null
                                   or exists (select from practice.link m
                                               where m.kind = q.needs_kind and m.record = q.needs_record
                                                 and m.tenant = q.tenant and m.held is null)
                                   or exists (select from practice.pending_push r
                                               where r.kind = q.needs_kind and r.record = q.needs_record
                                                 and r.tenant = q.tenant and r.held is null)))
                      then 'BEHIND'
                    when p.not_before > :now then 'TRIES_AGAIN'
                    else 'WAITING' end as stage
          from practice.pending_push p
          left join unnest(:gates, :gateKinds, :flows) as g (tenant, kind, flowing)
                 on g.tenant = p.tenant and g.kind = p.kind
          left join practice.link l
                 on l.kind = p.kind and l.record = p.record and l.tenant = p.tenant
          left join practice.link n
                 on n.kind = p.needs_kind and n.record = p.needs_record and n.tenant = p.tenant
                    and n.held is null
          left join lateral (
            select p.needs_kind as kind, p.needs_record as record
             where p.needs_record is not null
               and (n.record is null
                    or p.kind in ('payment', 'allocation') and l.record is null
                       and exists (select from practice.pending_push i
                                    where i.kind = 'invoice' and i.record = p.document))
            union all
            (select i.kind, i.record from practice.push_beside d
               join practice.pending_push i
                 on i.kind in ('invoice', 'advance') and i.record = d.document and i.tenant = d.tenant
              where p.kind in ('receipt', 'allocation') and l.record is null
                and d.kind = p.kind and d.record = p.record and d.tenant = p.tenant
              order by i.held is null, i.record limit 1)
            union all
            (select r.kind, r.record
               from (select p.document
                      where p.kind in ('invoice', 'credit-note') or p.kind <> 'client' and l.record is null
                     union all
                     select s.document from practice.push_beside s
                      where p.kind in ('receipt', 'allocation') and l.record is null
                        and s.kind = p.kind and s.record = p.record and s.tenant = p.tenant) d
              cross join lateral (
                select q.kind, q.record, q.held from practice.pending_push q
                 where q.document = d.document and q.tenant = p.tenant
                   and (q.kind in ('payment', 'allocation', 'refund') and p.kind not in ('refund', 'credit-note')
                        or q.kind = 'allocation' and p.kind = 'refund' and q.needs_record = p.needs_record
                        or q.kind = 'allocation' and p.kind = 'credit-note' and q.needs_record = p.record
                        or q.kind = 'receipt' and p.kind = 'receipt')
                union all
                select q.kind, q.record, q.held from practice.push_beside o
                  join practice.pending_push q on q.kind = o.kind and q.record = o.record and q.tenant = o.tenant
                 where o.document = d.document and o.tenant = p.tenant
                   and (p.kind not in ('refund', 'credit-note')
                        or q.kind = 'allocation' and p.kind = 'refund' and q.needs_record = p.needs_record)) r
               join practice.link x
                 on x.kind = r.kind and x.record = r.record and x.tenant = p.tenant
              order by r.held is null, r.record limit 1)
            limit 1) b on true
         where (:tenant::uuid is null or p.tenant = :tenant)
           and (:kind::text is null or p.kind = :kind)
           and (:reason::text is null or p.held = :reason)
           and (not :some or p.record = any(:among) or p.document = any(:among)
                or p.needs_record = any(:among))) w
       where case when :stage::text is null then stage <> 'HELD' else stage = :stage end""";

  private static final String IN_ORDER =
      " order by stage <> 'SENDING', urgent desc,"
          + " array_position("
          + Kind.IN_ORDER
          + ", kind), queued_at, record, tenant";

  /** The part of the order that no record leaves while it waits. */
  private static final String STEADY =
      " array_position(" + Kind.IN_ORDER + ", kind), queued_at, record, tenant";

  /**
   * Without a stage in the question: all but what is held.
   *
   * @param page from 1
   */
  public List<Entry> list(Question asked, int page, int size) {
    Gates.Open open = gates.now();
    return ask(withBehind(ROWS + IN_ORDER + " limit :size offset :offset") + IN_ORDER, asked, open)
        .param("size", size)
        .param("offset", (Math.max(1, page) - 1L) * size)
        .query((row, _) -> entry(row, open))
        .list();
  }

  /**
   * All of them, for files, some at a time: those that wait longest first, kind by kind. What is
   * urgent or on its way does not go before, since that changes while a file is written.
   *
   * @param last of those before; null for the first ones
   */
  public List<Entry> portion(Question asked, @Nullable Entry last, int size) {
    Gates.Open open = gates.now();
    String after =
        last == null
            ? ""
            : " and ("
                + STEADY
                + ") > (array_position("
                + Kind.IN_ORDER
                + ", :lastKind),"
                + " :lastQueued, :lastRecord, :lastTenant)";
    var question =
        ask(
            withBehind(ROWS + after + " order by" + STEADY + " limit :size") + " order by" + STEADY,
            asked,
            open);
    if (last != null) {
      question
          .param("lastKind", last.record().kind())
          .param("lastQueued", Timestamp.from(Objects.requireNonNull(last.queuedAt())))
          .param("lastRecord", last.record().id())
          .param("lastTenant", last.tenant());
    }
    return question.param("size", size).query((row, _) -> entry(row, open)).list();
  }

  /** Rows of these with how many wait behind each. */
  private static String withBehind(String rows) {
    return """
    select w.*, (select count(*) from practice.pending_push b
                  where b.tenant = w.tenant
                    and (b.needs_kind = w.kind and b.needs_record = w.record
                         or w.kind = 'client' and b.kind = 'payment'
                            and b.document in (select i.record from practice.pending_push i
                                                where i.kind = 'invoice' and i.tenant = w.tenant
                                                  and i.needs_record = w.record))) as behind
      from (%s) w"""
        .formatted(rows);
  }

  /** How many there are, at most {@link Outbox#MOST_COUNTED}. */
  public int count(Question asked) {
    return ask(
            "select count(*) from (" + ROWS + " limit " + Outbox.MOST_COUNTED + ") c",
            asked,
            gates.now())
        .query(Integer.class)
        .single();
  }

  /**
   * Held records that say the same.
   *
   * @param reason the words, as they stand at each of them
   * @param first the one that has waited longest
   */
  public record Same(String reason, int records, RecordRef first) {}

  /**
   * The reasons for which records are held, the most frequent first.
   *
   * @param asked of whom; neither its stage nor its reason counts
   */
  public List<Same> reasons(Question asked, int most) {
    return jdbc.sql(
            """
            select held, count(*)::int as records,
                   (array_agg(kind order by queued_at, record))[1] as first_kind,
                   (array_agg(record order by queued_at, record))[1] as first_record
              from practice.pending_push
             where held is not null
               and (:tenant::uuid is null or tenant = :tenant)
               and (:kind::text is null or kind = :kind)
               and (not :some or record = any(:among) or document = any(:among)
                    or needs_record = any(:among))
             group by held order by count(*) desc, held limit :most""")
        .param("tenant", asked.tenant(), java.sql.Types.OTHER)
        .param("kind", asked.kind() == null ? null : asked.kind().text())
        .param("some", asked.among() != null)
        .param("among", asked.among() == null ? new UUID[0] : asked.among().toArray(UUID[]::new))
        .param("most", most)
        .query(
            (row, _) ->
                new Same(
                    row.getString("held"),
                    row.getInt("records"),
                    new RecordRef(
                        row.getString("first_kind"), row.getObject("first_record", UUID.class))))
        .list();
  }

  private JdbcClient.StatementSpec ask(String question, Question asked, Gates.Open open) {
    List<Gates.Gate> all = open.all();
    return jdbc.sql(question)
        .param("gates", all.stream().map(Gates.Gate::tenant).toArray(UUID[]::new))
        .param("gateKinds", all.stream().map(it -> it.kind().text()).toArray(String[]::new))
        .param("flows", all.stream().map(Gates.Gate::flowing).toArray(Boolean[]::new))
        .param("now", Timestamp.from(clock.instant()))
        .param("tenant", asked.tenant(), java.sql.Types.OTHER)
        .param("kind", asked.kind() == null ? null : asked.kind().text())
        .param("stage", asked.stage() == null ? null : asked.stage().name())
        .param("reason", asked.reason())
        .param("some", asked.among() != null)
        .param("among", asked.among() == null ? new UUID[0] : asked.among().toArray(UUID[]::new));
  }

  private static Entry entry(ResultSet row, Gates.Open open) throws SQLException {
    Stage stage = Stage.valueOf(row.getString("stage"));
    UUID tenant = row.getObject("tenant", UUID.class);
    Kind kind = Kind.of(row.getString("kind"));
    String needs = row.getString("blocker_kind");
    return new Entry(
        new RecordRef(kind.text(), row.getObject("record", UUID.class)),
        tenant,
        stage,
        !row.getBoolean("linked"),
        row.getTimestamp("queued_at").toInstant(),
        row.getInt("tries"),
        instant(row, "first_tried_at"),
        instant(row, "tried_at"),
        stage == Stage.TRIES_AGAIN ? instant(row, "not_before") : null,
        switch (stage) {
          case HELD -> row.getString("held");
          case STOPPED -> why(open.of(tenant, kind));
          case TRIES_AGAIN -> row.getString("said");
          case SENDING, WAITING, BEHIND -> null;
        },
        needs == null ? null : new RecordRef(needs, row.getObject("blocker", UUID.class)),
        row.getInt("behind"));
  }

  private static String why(Gates.Gate gate) {
    return gate.why() == null ? "Sending is off." : gate.why();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
