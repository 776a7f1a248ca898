package dev.tandem.books.outbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.LaneState;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Our changes on their way to the ledger: how each record stands, and what a person can do. */
@Component
@Transactional
public class Outbox {

  /** Counting ends here: it would cost more with each record, and nobody reads the difference. */
  public static final int MOST_COUNTED = 10_000;

  /** Records that are not in step, whatever the number of those that are. */
  private static final String NOT_IN_STEP =
      """
      select kind, record from practice.pending_push
      union select kind, record from practice.link where held is not null
      union select kind, record from practice.conflict where closed_at is null""";

  private static final String NAMED =
      "select kind, record from unnest(:kinds, :records) as n (kind, record)";

  private final PendingPushes pending;
  private final Connections connections;
  private final Lanes lanes;
  private final Changes changes;
  private final JdbcClient jdbc;

  Outbox(
      PendingPushes pending,
      Connections connections,
      Lanes lanes,
      Changes changes,
      JdbcClient jdbc) {
    this.pending = pending;
    this.connections = connections;
    this.lanes = lanes;
    this.changes = changes;
    this.jdbc = jdbc;
  }

  /** How a record of ours stands towards the ledger. */
  public enum State {
    /** Nothing of it is over there and nothing is on its way: no ledger, or not meant for it. */
    NOT_SENT,
    /** It goes with one of the next calls. */
    WAITING,
    SENDING,
    /** Both sides agree. */
    IN_STEP,
    /** Refused, or changed on both sides: a person has to do something. */
    NEEDS_YOU,
    /** Both sides show different money: nothing more is sent of it until that is cleared up. */
    ON_HOLD,
    /** It would go, but sending is off or the lane is paused. */
    PAUSED
  }

  /**
   * @param reason in words, where there is one
   * @param ledgerId the ledger's id of it; null while it has none
   * @param since when it began to wait or was refused; null if in step
   */
  public record Standing(
      RecordRef record,
      State state,
      @Nullable String reason,
      @Nullable String ledgerId,
      @Nullable Instant since) {}

  /** How each of these records stands; those never heard of are not sent. */
  public Map<RecordRef, Standing> standings(Collection<RecordRef> records) {
    boolean flowing = flowing();
    var standings = new HashMap<RecordRef, Standing>();
    records.forEach(it -> standings.put(it, new Standing(it, State.NOT_SENT, null, null, null)));
    jdbc.sql(standing(NAMED))
        .param("kinds", records.stream().map(RecordRef::kind).toArray(String[]::new))
        .param("records", records.stream().map(RecordRef::id).toArray(UUID[]::new))
        .query((row, _) -> standing(row, flowing))
        .list()
        .forEach(it -> standings.put(it.record(), it));
    return standings;
  }

  public Standing standing(RecordRef record) {
    return standings(List.of(record)).values().iterator().next();
  }

  /**
   * Records that are not in step, those that need a person first, then the oldest.
   *
   * @param state null for all
   * @param page from 1
   */
  public List<Standing> list(@Nullable State state, int page, int size) {
    boolean flowing = flowing();
    if (state == (flowing ? State.PAUSED : State.WAITING)) {
      return List.of();
    }
    State stored = state == State.PAUSED ? State.WAITING : state;
    return jdbc.sql(
            "select * from ("
                + standing(NOT_IN_STEP)
                + """
                ) s where :state::text is null or state = :state
                order by state <> 'NEEDS_YOU', state <> 'ON_HOLD', queued_at, record
                limit :size offset :offset""")
        .param("state", stored == null ? null : stored.name())
        .param("size", size)
        .param("offset", (Math.max(1, page) - 1) * size)
        .query((row, _) -> standing(row, flowing))
        .list();
  }

  /**
   * What the ledger refused or what is on hold over money, oldest first; not what is in dispute.
   */
  public List<Standing> refusals(int most) {
    boolean flowing = flowing();
    return jdbc.sql(
            "select * from ("
                + standing(NOT_IN_STEP)
                + ") s where held is not null or stranded or state = 'ON_HOLD' order by queued_at, record limit :most")
        .param("most", most)
        .query((row, _) -> standing(row, flowing))
        .list();
  }

  /** How each record of the base stands, as far as the practice's rows tell. */
  private static String standing(String base) {
    return """
    select f.*,
           case when held is not null or disputed is not null or stranded then 'NEEDS_YOU'
                when sending then 'SENDING'
                when hold is not null then 'ON_HOLD'
                when queued_at is not null then 'WAITING'
                when ledger_id is not null then 'IN_STEP'
                else 'NOT_SENT' end as state
      from (select b.kind, b.record, l.ledger_id, l.held as hold, p.held, p.held_at, p.queued_at,
                   p.needs_record is not null and not exists
                     (select from practice.link n
                       where n.kind = p.needs_kind and n.record = p.needs_record) as needing,
                   p.needs_record is not null
                     and not exists (select from practice.link n
                                      where n.kind = p.needs_kind and n.record = p.needs_record)
                     and not exists (select from practice.pending_push n
                                      where n.kind = p.needs_kind and n.record = p.needs_record) as stranded,
                   exists (select from practice.push_item i
                            where i.open and i.kind = b.kind and i.record = b.record) as sending,
                   (select string_agg(c.field, ', ' order by c.field) from practice.conflict c
                     where c.closed_at is null and c.kind = b.kind and c.record = b.record) as disputed
              from (%s) b
              left join practice.pending_push p on p.kind = b.kind and p.record = b.record
              left join practice.link l on l.kind = b.kind and l.record = b.record) f"""
        .formatted(base);
  }

  /** How many records stand how, each number at most {@link #MOST_COUNTED}. */
  public Map<State, Integer> counts() {
    boolean flowing = flowing();
    Map<State, Integer> counts = new EnumMap<>(State.class);
    for (State it : State.values()) {
      counts.put(it, 0);
    }
    jdbc.sql(
            "select state, count(*) as records from ("
                + standing(NOT_IN_STEP + " limit " + MOST_COUNTED)
                + ") s group by state")
        .query(
            (RowCallbackHandler)
                row -> {
                  State stored = State.valueOf(row.getString("state"));
                  counts.put(
                      stored == State.WAITING && !flowing ? State.PAUSED : stored,
                      row.getInt("records"));
                });
    counts.put(State.IN_STEP, inStep());
    return counts;
  }

  /** Linked records without those that have something to send or to decide. */
  private int inStep() {
    return jdbc.sql(
            """
            select (select count(*) from (select from practice.link where held is null limit :most) l)
                 - (select count(*) from (
                      select kind, record from practice.pending_push
                      union select kind, record from practice.conflict where closed_at is null
                      limit :most) n
                     where exists (select from practice.link l
                                    where l.kind = n.kind and l.record = n.record and l.held is null))""")
        .param("most", MOST_COUNTED)
        .query(Integer.class)
        .single();
  }

  /** Sends this record before everything else; a refused one gets a new chance. */
  public void sendNow(RecordRef record) {
    if (pending.hurry(Kind.of(record.kind()), record.id()) > 0) {
      changes.announce(record);
      lanes.signal();
    }
  }

  /** The same as {@link #sendNow}, in the words of a refusal. */
  public void tryAgain(RecordRef record) {
    sendNow(record);
  }

  /**
   * Gives everything that was refused a new chance.
   *
   * @return how many
   */
  public int tryAgainAll() {
    int released = pending.releaseAll();
    lanes.signal();
    return released;
  }

  private boolean flowing() {
    boolean sending = connections.main().map(Binding::mayPush).orElse(false);
    return sending && lanes.states().stream().noneMatch(LaneState::paused);
  }

  private static Standing standing(ResultSet row, boolean flowing) throws SQLException {
    State stored = State.valueOf(row.getString("state"));
    State state = stored == State.WAITING && !flowing ? State.PAUSED : stored;
    Timestamp queued = row.getTimestamp("queued_at");
    Timestamp heldAt = row.getTimestamp("held_at");
    Timestamp since = heldAt != null ? heldAt : queued;
    return new Standing(
        new RecordRef(row.getString("kind"), row.getObject("record", UUID.class)),
        state,
        reason(row, state),
        row.getString("ledger_id"),
        since == null ? null : since.toInstant());
  }

  private static @Nullable String reason(ResultSet row, State state) throws SQLException {
    String held = row.getString("held");
    String disputed = row.getString("disputed");
    if (held != null) {
      return held;
    }
    if (disputed != null) {
      return "Changed on both sides: " + disputed + ".";
    }
    if (row.getBoolean("stranded")) {
      return row.getString("kind").equals(Kind.INVOICE.text())
          ? "Its client is archived here and was never in Xero."
          : "Its invoice is not in Xero and will not go there.";
    }
    return state == State.WAITING && row.getBoolean("needing")
        ? "Waits until Xero has what it belongs to."
        : row.getString("hold");
  }
}
