package dev.tandem.books.plan;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.mirror.Classification.Match;
import dev.tandem.books.mirror.Classification.Standing;
import dev.tandem.books.mirror.Twin;
import dev.tandem.books.mirror.Wins;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The tables {@code practice.ledger_plan} and {@code practice.ledger_match}. */
@Repository
@Transactional
class PlanRepository {

  private final JdbcClient jdbc;
  private final Clock clock;

  PlanRepository(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** How far a plan is. */
  enum State {
    OPEN,
    STARTED,
    DECIDED
  }

  /** A plan as stored. */
  record Row(
      State state,
      @Nullable Instant classifiedAt,
      Wins wins,
      @Nullable Instant decidedAt,
      @Nullable String decidedBy) {

    static final Row NEW = new Row(State.OPEN, null, Wins.OURS, null, null);
  }

  Row find(BindingId binding) {
    return jdbc.sql("select * from practice.ledger_plan where binding_id = :binding")
        .param("binding", binding.value())
        .query(PlanRepository::row)
        .optional()
        .orElse(Row.NEW);
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        instant(row.getTimestamp("classified_at")),
        Wins.of(row.getString("wins")),
        instant(row.getTimestamp("decided_at")),
        row.getString("decided_by"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  boolean decided(BindingId binding) {
    return find(binding).state() == State.DECIDED;
  }

  /** Compares anew with the next turn. */
  void forgetClassification(BindingId binding) {
    jdbc.sql("update practice.ledger_plan set classified_at = null where binding_id = :binding")
        .param("binding", binding.value())
        .update();
  }

  void start(BindingId binding, Wins wins, String by) {
    move(binding, State.STARTED, wins, by);
  }

  void decide(BindingId binding, Wins wins, String by) {
    move(binding, State.DECIDED, wins, by);
  }

  private void move(BindingId binding, State state, Wins wins, String by) {
    jdbc.sql(
            """
            insert into practice.ledger_plan as p (binding_id, state, wins, decided_at, decided_by)
            values (:binding, :state, :wins, :now, :by)
            on conflict (practice_id, binding_id) do update
               set state = excluded.state, wins = excluded.wins, decided_at = excluded.decided_at,
                   decided_by = excluded.decided_by
             where p.state <> 'decided'""")
        .param("binding", binding.value())
        .param("state", state.name().toLowerCase(Locale.ROOT))
        .param("wins", wins.text())
        .param("now", Timestamp.from(clock.instant()))
        .param("by", by)
        .update();
  }

  /** All links are made: our changes may leave. */
  boolean finish(BindingId binding) {
    return jdbc.sql(
                """
                update practice.ledger_plan set state = 'decided'
                 where binding_id = :binding and state = 'started'""")
            .param("binding", binding.value())
            .update()
        == 1;
  }

  /**
   * Writes down what the comparison found, instead of what an earlier one had found.
   *
   * @param names the folded name of each client
   */
  void classified(
      BindingId binding, UUID tenant, Map<UUID, Match> matches, Map<UUID, String> names) {
    jdbc.sql("delete from practice.ledger_match where tenant = :tenant")
        .param("tenant", tenant)
        .update();
    List<Map.Entry<UUID, Match>> all = List.copyOf(matches.entrySet());
    jdbc.sql(
            """
            insert into practice.ledger_match
              (tenant, client, standing, contact, evidence, others, contested, name_key)
            select :tenant, m.client, m.standing, m.contact, string_to_array(m.evidence, ','), m.others,
                   m.contested, m.name_key
              from unnest(:clients, :standings, :contacts, :evidence, :others, :contested, :names)
                   as m (client, standing, contact, evidence, others, contested, name_key)""")
        .param("tenant", tenant)
        .param("clients", all.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
        .param(
            "standings",
            all.stream()
                .map(it -> it.getValue().standing().name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new))
        .param("contacts", all.stream().map(it -> contact(it.getValue())).toArray(String[]::new))
        .param(
            "evidence",
            all.stream().map(it -> evidence(it.getValue().best())).toArray(String[]::new))
        .param("others", all.stream().map(it -> it.getValue().others()).toArray(Integer[]::new))
        .param(
            "contested", all.stream().map(it -> it.getValue().contested()).toArray(Boolean[]::new))
        .param(
            "names",
            all.stream().map(it -> names.getOrDefault(it.getKey(), "")).toArray(String[]::new))
        .update();
    jdbc.sql(
            """
            insert into practice.ledger_plan (binding_id, state, classified_at)
            values (:binding, 'open', :now)
            on conflict (practice_id, binding_id) do update set classified_at = excluded.classified_at""")
        .param("binding", binding.value())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private static @Nullable String contact(Match it) {
    Twin best = it.best();
    return best == null ? null : best.ledgerId();
  }

  private static String evidence(@Nullable Twin it) {
    return it == null
        ? ""
        : String.join(",", it.evidence().stream().sorted().map(Enum::name).toList());
  }

  /** How many clients stand how; each counted as decided, too, if a person said something of it. */
  Counts counts(UUID tenant) {
    var all = new EnumMap<Standing, Integer>(Standing.class);
    var decided = new EnumMap<Standing, Integer>(Standing.class);
    jdbc.sql(
            """
            select m.standing, count(*) as records, count(c.client) as decided
              from practice.ledger_match m
              left join practice.ledger_choice c on c.tenant = m.tenant and c.client = m.client
             where m.tenant = :tenant group by m.standing""")
        .param("tenant", tenant)
        .query(
            (RowCallbackHandler)
                row -> {
                  var standing = Standing.valueOf(row.getString(1).toUpperCase(Locale.ROOT));
                  all.put(standing, row.getInt(2));
                  decided.put(standing, row.getInt(3));
                });
    return new Counts(all, decided);
  }

  /** By standing; missing ones are none. */
  record Counts(Map<Standing, Integer> all, Map<Standing, Integer> decided) {

    int of(Standing standing) {
      return all.getOrDefault(standing, 0);
    }

    int open(Standing standing) {
      return of(standing) - decided.getOrDefault(standing, 0);
    }
  }

  /** Row m's contact was chosen for another client. */
  private static final String TAKEN =
      """
      exists (select from practice.ledger_choice o
               where o.tenant = m.tenant and o.choice = 'link' and o.contact = m.contact
                 and o.client <> m.client)""";

  /** The lines m with what decisions made of them since the comparison. */
  private static final String LINES =
      """
      select m.tenant, m.client, m.standing, m.contact, m.evidence, m.others, m.name_key,
             m.contested or %s as contested
        from practice.ledger_match m"""
          .formatted(TAKEN);

  /** A line of the plan as stored. */
  record Line(
      UUID client,
      Standing standing,
      @Nullable String contact,
      List<Twin.Evidence> evidence,
      int others,
      boolean contested) {}

  /**
   * By name.
   *
   * @param standing null for all
   * @param from folded, the beginning of a name; empty for all
   * @param page from 1
   */
  List<Line> lines(UUID tenant, @Nullable Standing standing, String from, int page, int size) {
    return jdbc.sql(
"""
%s
             where m.tenant = :tenant and (:standing::text is null or m.standing = :standing)
               and m.name_key >= :from and m.name_key < :until
             order by m.name_key, m.client limit :size offset :offset"""
                .formatted(LINES))
        .param("tenant", tenant)
        .param("standing", standing == null ? null : standing.name().toLowerCase(Locale.ROOT))
        .param("from", from)
        .param("until", from + Character.MAX_VALUE)
        .param("size", size)
        .param("offset", (page - 1L) * size)
        .query(PlanRepository::line)
        .list();
  }

  /** All lines of a standing about which nobody has decided yet. */
  List<Line> undecided(UUID tenant, Standing standing) {
    return jdbc.sql(
"""
%s
             where m.tenant = :tenant and m.standing = :standing
               and not exists (select from practice.ledger_choice c
                                where c.tenant = m.tenant and c.client = m.client)"""
                .formatted(LINES))
        .param("tenant", tenant)
        .param("standing", standing.name().toLowerCase(Locale.ROOT))
        .query(PlanRepository::line)
        .list();
  }

  Optional<Line> line(UUID tenant, UUID client) {
    return jdbc.sql(LINES + " where m.tenant = :tenant and m.client = :client")
        .param("tenant", tenant)
        .param("client", client)
        .query(PlanRepository::line)
        .optional();
  }

  private static Line line(ResultSet row, int number) throws SQLException {
    String[] evidence = (String[]) row.getArray("evidence").getArray();
    return new Line(
        row.getObject("client", UUID.class),
        Standing.valueOf(row.getString("standing").toUpperCase(Locale.ROOT)),
        row.getString("contact"),
        List.of(evidence).stream().map(Twin.Evidence::valueOf).toList(),
        row.getInt("others"),
        row.getBoolean("contested"));
  }

  /** The plan is over: what was found is of no use any more. */
  void forgetMatches(UUID tenant) {
    jdbc.sql("delete from practice.ledger_match where tenant = :tenant")
        .param("tenant", tenant)
        .update();
  }

  /** What was decided, of those in the plan. */
  Map<String, Integer> choices(UUID tenant) {
    var counts = new java.util.HashMap<String, Integer>();
    jdbc.sql(
            """
            select c.choice, count(*) from practice.ledger_choice c
              join practice.ledger_match m on m.tenant = c.tenant and m.client = c.client
             where c.tenant = :tenant group by c.choice""")
        .param("tenant", tenant)
        .query((RowCallbackHandler) row -> counts.put(row.getString(1), row.getInt(2)));
    return counts;
  }

  /** Sure ones about whom nobody has decided and whose contact was chosen for another since. */
  int lost(UUID tenant) {
    return jdbc.sql(
            """
            select count(*) from practice.ledger_match m
              left join practice.ledger_choice c on c.tenant = m.tenant and c.client = m.client
             where m.tenant = :tenant and m.standing = 'sure' and c.client is null and %s"""
                .formatted(TAKEN))
        .param("tenant", tenant)
        .query(Integer.class)
        .single();
  }

  /**
   * Clients of the plan that stay out: left out, or nobody has decided about a likely one, or about
   * one whose contact went to another.
   */
  List<UUID> staying(UUID tenant) {
    return jdbc.sql(
            """
            select m.client from practice.ledger_match m
              left join practice.ledger_choice c on c.tenant = m.tenant and c.client = m.client
             where m.tenant = :tenant
               and (c.choice = 'leave'
                    or c.choice is null
                       and (m.standing = 'likely' or m.standing = 'sure' and %s))"""
                .formatted(TAKEN))
        .param("tenant", tenant)
        .query(UUID.class)
        .list();
  }

  /** How many of the contacts to be linked are archived over there. */
  int archivedToLink(UUID tenant) {
    return jdbc.sql(
            """
            select count(*) from practice.ledger_match m
              left join practice.ledger_choice c on c.tenant = m.tenant and c.client = m.client
              join practice.ledger_contact k
                on k.tenant = m.tenant and k.archived
                   and k.ledger_id = case when c.choice = 'link' then c.contact
                                          when c.choice is null and m.standing = 'sure'
                                               and not %s then m.contact end
             where m.tenant = :tenant"""
                .formatted(TAKEN))
        .param("tenant", tenant)
        .query(Integer.class)
        .single();
  }
}
