package dev.tandem.books.outbox;

import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.WholeComparison;
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
      select kind, record, tenant from practice.pending_push where not tenant = any(:ended)
      union select kind, record, tenant from practice.link
             where held is not null and not tenant = any(:ended)
      union select kind, record, tenant from practice.conflict
             where closed_at is null and not tenant = any(:ended)""";

  /** Wherever these records are, wait or are in dispute. */
  private static final String NAMED =
      """
      select n.kind, n.record, t.tenant from unnest(:kinds, :records) as n (kind, record)
       cross join lateral (
         select tenant from practice.pending_push p where p.kind = n.kind and p.record = n.record
         union select tenant from practice.link l where l.kind = n.kind and l.record = n.record
         union select tenant from practice.conflict c
                where c.kind = n.kind and c.record = n.record and c.closed_at is null) t""";

  /** A record in several organisations stands as in the worst; one that was ended counts last. */
  private static final String WORST =
      """
      select distinct on (kind, record) * from (%s) pairs
       order by kind, record, ended,
                array_position(array['NEEDS_YOU', 'ON_HOLD', 'PAUSED', 'WAITING', 'SENDING',
                                     'IN_STEP', 'NOT_SENT'], state),
                tenant""";

  /** No record, but what pages about the ledger listen to. */
  static final RecordRef LEDGER = new RecordRef("ledger", new UUID(0, 0));

  private final HeldPushes held;
  private final TwinHold twins;
  private final ReceiptWaits receipts;
  private final Gates gates;
  private final Lanes lanes;
  private final Changes changes;
  private final JdbcClient jdbc;

  Outbox(
      HeldPushes held,
      TwinHold twins,
      ReceiptWaits receipts,
      Gates gates,
      Lanes lanes,
      Changes changes,
      JdbcClient jdbc) {
    this.held = held;
    this.twins = twins;
    this.receipts = receipts;
    this.gates = gates;
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
    /** Its organisation takes nothing at present: sending is off, access is lost, it was ended. */
    PAUSED
  }

  /**
   * How a record stands in one organisation.
   *
   * @param tenant the organisation it is in or waits for; null if it is in none
   * @param reason in words, where there is one
   * @param ledgerId the ledger's id of it; null while it has none
   * @param cause what has to go first, where it waits for something; null if nothing
   * @param since when it began to wait, to rest or was refused; null if in step
   */
  public record Standing(
      RecordRef record,
      @Nullable UUID tenant,
      State state,
      @Nullable String reason,
      @Nullable String ledgerId,
      @Nullable RecordRef cause,
      @Nullable Instant since) {}

  /**
   * How each of these records stands, in the organisation where it stands worst; those never heard
   * of are not sent.
   */
  public Map<RecordRef, Standing> standings(Collection<RecordRef> records) {
    Gates.Open open = gates.now();
    var standings = new HashMap<RecordRef, Standing>();
    records.forEach(
        it -> standings.put(it, new Standing(it, null, State.NOT_SENT, null, null, null, null)));
    ask(WORST.formatted(pairs(NAMED)), open)
        .param("kinds", records.stream().map(RecordRef::kind).toArray(String[]::new))
        .param("records", records.stream().map(RecordRef::id).toArray(UUID[]::new))
        .query((row, _) -> standing(row, open))
        .list()
        .forEach(it -> standings.put(it.record(), it));
    sayWhatTakingsWaitFor(standings);
    return standings;
  }

  private void sayWhatTakingsWaitFor(Map<RecordRef, Standing> standings) {
    var reasons = new HashMap<UUID, String>();
    receipts
        .ofReceipts(ids(standings, Kind.RECEIPT, State.WAITING))
        .forEach((receipt, it) -> reasons.put(receipt, it.reason()));
    reasons.putAll(receipts.ofPayments(ids(standings, Kind.PAYMENT, State.NOT_SENT)));
    standings.replaceAll(
        (record, it) -> {
          String reason = reasons.get(record.id());
          return reason == null
              ? it
              : new Standing(
                  record, it.tenant(), it.state(), reason, it.ledgerId(), it.cause(), it.since());
        });
  }

  private static List<UUID> ids(Map<RecordRef, Standing> standings, Kind kind, State state) {
    return standings.values().stream()
        .filter(it -> it.state() == state && it.record().kind().equals(kind.text()))
        .map(it -> it.record().id())
        .toList();
  }

  public Standing standing(RecordRef record) {
    return standings(List.of(record)).values().iterator().next();
  }

  /** How a record stands in each organisation that has it or gets it. */
  public List<Standing> places(RecordRef record) {
    Gates.Open open = gates.now();
    return ask(pairs(NAMED) + " order by ended, tenant", open)
        .param("kinds", new String[] {record.kind()})
        .param("records", new UUID[] {record.id()})
        .query((row, _) -> standing(row, open))
        .list();
  }

  /**
   * Records that are not in step, those that need a person first, then the oldest.
   *
   * @param state null for all
   * @param page from 1
   */
  public List<Standing> list(@Nullable State state, int page, int size) {
    Gates.Open open = gates.now();
    return ask(
            "select * from ("
                + WORST.formatted(pairs(NOT_IN_STEP))
                + """
                ) s where :state::text is null or state = :state
                order by state <> 'NEEDS_YOU', state <> 'ON_HOLD', queued_at, record
                limit :size offset :offset""",
            open)
        .param("state", state == null ? null : state.name())
        .param("size", size)
        .param("offset", (Math.max(1, page) - 1L) * size)
        .query((row, _) -> standing(row, open))
        .list();
  }

  /** All of a kind that are not in step. */
  public List<Standing> notInStep(Kind kind) {
    Gates.Open open = gates.now();
    return ask(
            "select * from (" + WORST.formatted(pairs(NOT_IN_STEP)) + ") s where kind = :kind",
            open)
        .param("kind", kind.text())
        .query((row, _) -> standing(row, open))
        .list();
  }

  /**
   * What an organisation refused or what is on hold over money, oldest first; not what is in
   * dispute.
   */
  public List<Standing> refusals(int most) {
    return needing("held is not null or stranded or state = 'ON_HOLD'", most);
  }

  /** Of these, what nobody can try again: something else has to happen first. */
  public List<Standing> stuck(int most) {
    return needing("held is null and (stranded or state = 'ON_HOLD')", most);
  }

  private List<Standing> needing(String which, int most) {
    Gates.Open open = gates.now();
    return ask(
            "select * from ("
                + pairs(NOT_IN_STEP)
                + ") s where ("
                + which
                + ") order by queued_at, record limit :most",
            open)
        .param("most", most)
        .query((row, _) -> standing(row, open))
        .list();
  }

  private JdbcClient.StatementSpec ask(String question, Gates.Open open) {
    List<Gates.Gate> all = open.all();
    return jdbc.sql(question)
        .param("gates", all.stream().map(Gates.Gate::tenant).toArray(UUID[]::new))
        .param("gateKinds", all.stream().map(it -> it.kind().text()).toArray(String[]::new))
        .param("endings", all.stream().map(Gates.Gate::ended).toArray(Boolean[]::new))
        .param("flows", all.stream().map(Gates.Gate::flowing).toArray(Boolean[]::new))
        .param("ended", open.ended());
  }

  /** How each record of the base stands in its organisation, as far as the practice's rows tell. */
  private static String pairs(String base) {
    return """
    select f.*,
           case when ended then 'PAUSED'
                when held is not null or disputed is not null or overtaken is not null or stranded then 'NEEDS_YOU'
                when sending then 'SENDING'
                when hold is not null then 'ON_HOLD'
                when queued_at is not null then case when flowing then 'WAITING' else 'PAUSED' end
                when ledger_id is not null then 'IN_STEP'
                else 'NOT_SENT' end as state
      from (select b.kind, b.record, b.tenant, coalesce(g.ended, false) as ended,
                   coalesce(g.flowing, false) as flowing,
                   l.ledger_id, l.held as hold, p.held, p.held_at, p.queued_at,
                   p.needs_record is not null
                     and (n.record is null or n.held is not null
                          or (b.kind in ('payment', 'allocation') and l.record is null
                              and exists (select from practice.pending_push i
                                           where i.kind = 'invoice' and i.record = p.document
                                             and i.held is not null))) as needing,
                   p.needs_kind, p.needs_record,
                   (select r.record from practice.pending_push r
                      join practice.link x
                        on x.kind = r.kind and x.record = r.record and x.tenant = r.tenant
                     where b.kind = 'invoice' and p.record is not null and r.kind in ('payment', 'allocation')
                       and r.document = b.record and r.tenant = b.tenant
                     order by r.held is null, r.record limit 1) as removal,
                   (select s.record from practice.push_beside s
                      join practice.link x
                        on x.kind = s.kind and x.record = s.record and x.tenant = s.tenant
                     where b.kind in ('invoice', 'payment') and p.record is not null
                       and s.kind = 'receipt' and s.document = p.document
                       and (b.kind = 'invoice' or l.record is null)
                     order by s.record limit 1) as banked,
                   p.needs_record is not null and n.record is null and g.tenant is not null
                     and not exists (select from practice.pending_push q
                                      where q.kind = p.needs_kind and q.record = p.needs_record
                                        and q.tenant = p.tenant) as stranded,
                   exists (select from practice.push_item i
                            where i.open and i.kind = b.kind and i.record = b.record
                              and i.tenant = b.tenant) as sending,
                   (select s.trouble from practice.sweep s
                     where s.tenant = b.tenant and p.record is not null
                       and s.kind = case when b.kind in ('allocation', 'refund')
                                              then coalesce(p.needs_kind, 'credit-note')
                                         when b.kind = 'receipt' then 'payment'
                                         else b.kind end
                       and (s.read_at = 'epoch' or s.asked_at is not null
                            or l.record is not null
                               and b.kind in ('client', 'invoice', 'credit-note'))) as unread,
                   (select string_agg(c.field, ', ' order by c.field) from practice.conflict c
                     where c.closed_at is null and c.kind = b.kind and c.record = b.record
                       and c.tenant = b.tenant and c.sort <> 'overlap') as disputed,
                   (select string_agg(c.field, ', ' order by c.field) from practice.conflict c
                     where c.closed_at is null and c.kind = b.kind and c.record = b.record
                       and c.tenant = b.tenant and c.sort = 'overlap') as overtaken
              from (%s) b
              left join unnest(:gates, :gateKinds, :endings, :flows) as g (tenant, kind, ended, flowing)
                     on g.tenant = b.tenant and g.kind = b.kind
              left join practice.pending_push p
                     on p.kind = b.kind and p.record = b.record and p.tenant = b.tenant
              left join practice.link l
                     on l.kind = b.kind and l.record = b.record and l.tenant = b.tenant
              left join practice.link n
                     on n.kind = p.needs_kind and n.record = p.needs_record
                        and n.tenant = p.tenant) f"""
        .formatted(base);
  }

  /** How many records stand how, each number at most {@link #MOST_COUNTED}. */
  public Map<State, Integer> counts() {
    Gates.Open open = gates.now();
    Map<State, Integer> counts =
        counts(ask(count(WORST.formatted(pairs(NOT_IN_STEP + " limit " + MOST_COUNTED))), open));
    counts.put(State.IN_STEP, inStep(open));
    return counts;
  }

  /** The same of one organisation, without those in step. */
  public Map<State, Integer> counts(UUID tenant) {
    String here = "select * from (" + NOT_IN_STEP + ") every where tenant = :here limit ";
    return counts(ask(count(pairs(here + MOST_COUNTED)), gates.now()).param("here", tenant));
  }

  private static String count(String standings) {
    return "select state, count(*) as records from (" + standings + ") s group by state";
  }

  private static Map<State, Integer> counts(JdbcClient.StatementSpec counted) {
    Map<State, Integer> counts = new EnumMap<>(State.class);
    for (State it : State.values()) {
      counts.put(it, 0);
    }
    counted.query(
        (RowCallbackHandler)
            row -> counts.put(State.valueOf(row.getString("state")), row.getInt("records")));
    return counts;
  }

  /** Linked records without those that have something to send or to decide. */
  private int inStep(Gates.Open open) {
    return jdbc.sql(
            """
            select (select count(*) from (
                      select distinct kind, record from practice.link
                       where held is null and tenant = any(:living) limit :most) l)
                 - (select count(*) from (
                      select kind, record from practice.pending_push
                       where not tenant = any(:ended)
                      union select kind, record from practice.conflict
                       where closed_at is null and not tenant = any(:ended)
                      limit :most) n
                     where exists (select from practice.link l
                                    where l.kind = n.kind and l.record = n.record
                                      and l.held is null and l.tenant = any(:living)))""")
        .param("living", open.living())
        .param("ended", open.ended())
        .param("most", MOST_COUNTED)
        .query(Integer.class)
        .single();
  }

  /** How many records wait for an organisation that is not connected, at most 10,000. */
  public int homeless() {
    return jdbc.sql(
            """
            select count(*) from (select distinct kind, record from practice.pending_push
                                   where tenant = :none limit :most) waiting""")
        .param("none", Destinations.TO_COME)
        .param("most", MOST_COUNTED)
        .query(Integer.class)
        .single();
  }

  /**
   * Sends this record before everything else; a refused one gets a new chance. One about which a
   * question is open stays: that is answered by {@link #tryAgain(RecordRef)}.
   */
  public void sendNow(RecordRef record) {
    hurry(record, false);
  }

  /**
   * The same for a person who has read why it is held. If it was asked whether the ledger has it
   * already, this says: what was shown is another. It is looked once more before it goes.
   */
  public void tryAgain(RecordRef record) {
    hurry(record, true);
  }

  private void hurry(RecordRef record, boolean answering) {
    if (answering) {
      twins.another(record);
    }
    if (held.hurry(Kind.of(record.kind()), record.id(), answering) > 0) {
      changes.announce(record);
      lanes.signal();
    }
  }

  /**
   * Gives these refused records a new chance, without those about which a question is open: each of
   * those wants an answer of its own.
   *
   * @return how many
   */
  public int tryAgain(Collection<RecordRef> records) {
    return gone(held.release(records));
  }

  /** The same for all that were refused in these words. */
  public int tryAgainBecause(String reason) {
    return gone(held.releaseBecause(reason));
  }

  /** The same for all that were refused and fit the question; its stage does not count. */
  public int tryAgain(WaitingRecords.Question asked) {
    return gone(held.release(asked));
  }

  /** The same for everything that was refused. */
  public int tryAgainAll() {
    return gone(held.releaseAll());
  }

  private int gone(int released) {
    if (released > 0) {
      changes.announce(LEDGER);
      lanes.signal();
    }
    return released;
  }

  private static Standing standing(ResultSet row, Gates.Open open) throws SQLException {
    State state = State.valueOf(row.getString("state"));
    UUID tenant = row.getObject("tenant", UUID.class);
    Gates.Gate gate = open.of(tenant, Kind.of(row.getString("kind")));
    Timestamp queued = row.getTimestamp("queued_at");
    Timestamp heldAt = row.getTimestamp("held_at");
    Timestamp waits = heldAt != null ? heldAt : queued;
    Instant since = waits == null ? null : waits.toInstant();
    return new Standing(
        new RecordRef(row.getString("kind"), row.getObject("record", UUID.class)),
        tenant,
        state,
        state == State.PAUSED ? gate.why() : reason(row, state),
        row.getString("ledger_id"),
        cause(row),
        state == State.PAUSED && gate.since() != null ? gate.since() : since);
  }

  private static @Nullable String reason(ResultSet row, State state) throws SQLException {
    if (WholeComparison.GONE.equals(row.getString("hold"))) {
      // Whatever it was refused for before: of that nothing is left to be mended.
      return WholeComparison.GONE;
    }
    String held = row.getString("held");
    String disputed = row.getString("disputed");
    if (held != null) {
      return held;
    }
    if (disputed != null) {
      return "Changed on both sides: " + disputed + ".";
    }
    String overtaken = row.getString("overtaken");
    if (overtaken != null) {
      return "Our change went over one that somebody made in Xero: %s. Somebody says whether it is right as it is."
          .formatted(overtaken);
    }
    if (row.getBoolean("stranded")) {
      return row.getString("needs_kind").equals(Kind.CLIENT.text())
          ? "Its client is archived here and was never in Xero."
          : row.getString("needs_kind").equals(Kind.CREDIT_NOTE.text())
              ? "Its credit note is not in Xero and will not go there."
              : row.getString("needs_kind").equals(Kind.ADVANCE.text())
                  ? "Its deposit is not in Xero and will not go there."
                  : "Its invoice is not in Xero and will not go there.";
    }
    if (state == State.WAITING && row.getBoolean("needing")) {
      return "Waits until Xero has what it belongs to.";
    }
    if (state == State.WAITING && row.getObject("removal") != null) {
      return "Waits until a payment that was removed here is gone from Xero, too.";
    }
    if (state == State.WAITING && row.getObject("banked") != null) {
      return "Waits until takings that lost a payment here are gone from Xero, too.";
    }
    String unread = row.getString("unread");
    return state == State.WAITING && unread != null
        ? "Waits until what changed in Xero can be read, so that nothing is sent over it. %s It is asked for again by itself: Ledger, Reading tells when."
            .formatted(unread)
        : row.getString("hold");
  }

  private static @Nullable RecordRef cause(ResultSet row) throws SQLException {
    UUID removal = row.getObject("removal", UUID.class);
    if (removal != null) {
      return new RecordRef(Kind.PAYMENT.text(), removal);
    }
    UUID banked = row.getObject("banked", UUID.class);
    if (banked != null) {
      return new RecordRef(Kind.RECEIPT.text(), banked);
    }
    return row.getBoolean("needing")
        ? new RecordRef(row.getString("needs_kind"), row.getObject("needs_record", UUID.class))
        : null;
  }
}
