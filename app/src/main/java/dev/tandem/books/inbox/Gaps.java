package dev.tandem.books.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the ledger's webhooks did not tell, by their numbers or by what was met. No practice. */
@Repository
@Transactional(transactionManager = "houseTransactions")
class Gaps {

  /** How many calls are looked at before what was found is written down. */
  private static final int AT_ONCE = 5_000;

  private final JdbcClient jdbc;

  Gaps(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A span of time of which something was not told.
   *
   * @param events how many numbers never came; 0 where nothing came at all
   * @param to null while it lasts
   */
  record Gap(long id, String via, long events, Instant from, @Nullable Instant to) {

    boolean silence() {
      return events == 0;
    }
  }

  List<String> webhooks(String provider) {
    return jdbc.sql(
            """
            select via from house.webhook_numbers where provider = :provider
            union
            select via from (
              select via from house.webhook_delivery
               where provider = :provider and received_at >= (
                 select coalesce(max(heard_at), '-infinity') from house.webhook_numbers
                  where provider = :provider)
               order by received_at limit :most) latest""")
        .param("provider", provider)
        .param("most", AT_ONCE)
        .query(String.class)
        .list();
  }

  /** Notes for whom webhooks speak whose keys are in use; once they are ended nobody knows. */
  void speakForSome(String provider, Map<String, Set<UUID>> vias) {
    if (vias.isEmpty()) {
      return;
    }
    List<Map.Entry<String, Set<UUID>>> all = List.copyOf(vias.entrySet());
    jdbc.sql(
            """
            update house.webhook_numbers n set tenants = s.tenants::uuid[]
              from unnest(:vias, :tenants) as s (via, tenants)
             where n.provider = :provider and n.via = s.via
               and n.tenants is distinct from s.tenants::uuid[]""")
        .param("provider", provider)
        .param("vias", all.stream().map(Map.Entry::getKey).toArray(String[]::new))
        .param("tenants", all.stream().map(it -> array(it.getValue())).toArray(String[]::new))
        .update();
  }

  private static String array(Set<UUID> tenants) {
    return tenants.stream().map(UUID::toString).sorted().collect(Collectors.joining(",", "{", "}"));
  }

  /** The webhooks that speak for some organisations only, now or while their keys were in use. */
  Map<String, Set<UUID>> speakingForSome(String provider) {
    var some = new HashMap<String, Set<UUID>>();
    jdbc.sql(
            """
            select via, tenants from house.webhook_numbers
             where provider = :provider and tenants is not null""")
        .param("provider", provider)
        .query(
            row -> {
              some.put(row.getString("via"), Set.of((UUID[]) row.getArray("tenants").getArray()));
            });
    return some;
  }

  /**
   * Looks at the webhook's next calls.
   *
   * @param until only those that came before it: all of these are written by now
   * @return whether there may be more
   */
  boolean follow(String provider, String via, Instant until) {
    jdbc.sql(
            """
            insert into house.webhook_numbers (provider, via, highest, heard_at, heard_id, seen_to)
            values (:provider, :via, 0, '-infinity', 0, '-infinity') on conflict do nothing""")
        .param("provider", provider)
        .param("via", via)
        .update();
    var row =
        jdbc.sql(
                """
                select highest, before, case when isfinite(heard_at) then heard_at end as heard_at
                  from house.webhook_numbers where provider = :provider and via = :via for update""")
            .param("provider", provider)
            .param("via", via)
            .query(
                (it, _) ->
                    new Numbers(
                        it.getLong("highest"),
                        it.getObject("before", Long.class),
                        instant(it, "heard_at")))
            .single();
    List<Heard> calls = calls(provider, via, until);
    for (Heard it : calls) {
      long known = row.highest();
      if (it.call().first() <= known) {
        fill(provider, via, it.call());
      }
      Numbers.Hole hole = row.next(it.call());
      if (hole != null) {
        note(provider, via, hole);
      }
    }
    boolean more = calls.size() == AT_ONCE;
    if (calls.isEmpty()) {
      jdbc.sql(
              """
              update house.webhook_numbers set seen_to = :until
               where provider = :provider and via = :via""")
          .param("until", Timestamp.from(until))
          .param("provider", provider)
          .param("via", via)
          .update();
    } else {
      Heard last = calls.getLast();
      jdbc.sql(
              """
              update house.webhook_numbers
                 set highest = :highest, before = :before, heard_at = :at, heard_id = :id,
                     seen_to = :to
               where provider = :provider and via = :via""")
          .param("to", Timestamp.from(more ? last.call().at() : until))
          .param("highest", row.highest())
          .param("before", row.before(), Types.BIGINT)
          .param("at", Timestamp.from(last.call().at()))
          .param("id", last.id())
          .param("provider", provider)
          .param("via", via)
          .update();
    }
    return more;
  }

  private record Heard(long id, Numbers.Call call) {}

  private List<Heard> calls(String provider, String via, Instant until) {
    return jdbc.sql(
            """
            select d.id, d.first_seq, d.last_seq, d.received_at
              from house.webhook_delivery d, house.webhook_numbers n
             where n.provider = :provider and n.via = :via
               and d.provider = :provider and d.via = :via and d.events + d.unreadable > 0
               and d.first_seq > 0
               and d.received_at >= n.seen_to and d.received_at < :until
               and (d.received_at, d.id) > (n.heard_at, n.heard_id)
             order by d.received_at, d.id limit :most""")
        .param("provider", provider)
        .param("via", via)
        .param("until", Timestamp.from(until))
        .param("most", AT_ONCE)
        .query(
            (it, _) ->
                new Heard(
                    it.getLong("id"),
                    new Numbers.Call(
                        it.getLong("first_seq"),
                        it.getLong("last_seq"),
                        it.getTimestamp("received_at").toInstant())))
        .list();
  }

  private void note(String provider, String via, Numbers.Hole it) {
    jdbc.sql(
            """
            insert into house.webhook_gap (provider, via, first_missing, last_missing, from_at, to_at)
            values (:provider, :via, :first, :last, :from, :to)""")
        .param("provider", provider)
        .param("via", via)
        .param("first", it.first())
        .param("last", it.last())
        .param("from", Timestamp.from(it.from()))
        .param("to", Timestamp.from(it.to()))
        .update();
  }

  private record Noted(long id, Numbers.Hole hole) {}

  /** What came late was only overtaken. A hole that was found already stays told. */
  private void fill(String provider, String via, Numbers.Call call) {
    List<Noted> open =
        jdbc.sql(
                """
                select id, first_missing, last_missing, from_at, to_at from house.webhook_gap
                 where provider = :provider and via = :via and found_at is null
                   and first_missing <= :last and last_missing >= :first""")
            .param("provider", provider)
            .param("via", via)
            .param("first", call.first())
            .param("last", call.last())
            .query(
                (it, _) ->
                    new Noted(
                        it.getLong("id"),
                        new Numbers.Hole(
                            it.getLong("first_missing"),
                            it.getLong("last_missing"),
                            it.getTimestamp("from_at").toInstant(),
                            it.getTimestamp("to_at").toInstant())))
            .list();
    for (Noted it : open) {
      jdbc.sql("delete from house.webhook_gap where id = :id").param("id", it.id()).update();
      it.hole().without(call.first(), call.last()).forEach(left -> note(provider, via, left));
    }
  }

  /**
   * Holes that nothing has filled for so long: they are told from now on. What falls into a silence
   * that is over was told with that.
   */
  void settled(Instant before, Instant now) {
    jdbc.sql(
            """
            delete from house.webhook_gap h
             where found_at is null
               and exists (select from house.webhook_gap s
                            where s.provider = h.provider and s.via = h.via
                              and s.first_missing is null
                              and s.from_at <= h.from_at and s.to_at >= h.to_at)""")
        .update();
    jdbc.sql(
            """
            update house.webhook_gap set found_at = :now
             where found_at is null and to_at < :before""")
        .param("now", Timestamp.from(now))
        .param("before", Timestamp.from(before))
        .update();
  }

  /**
   * What is told, or over, and may not be planned everywhere: whoever does that may die in the
   * middle of it. Holes of a webhook that had some planned since then wait for more.
   */
  List<Gap> unplanned(Instant since) {
    return jdbc.sql(
            """
            select id, via, coalesce(last_missing - first_missing + 1, 0) as events, from_at, to_at
              from house.webhook_gap g
             where found_at is not null and planned_at is null
               and (first_missing is null
                    or not exists (select from house.webhook_gap p
                                    where p.provider = g.provider and p.via = g.via
                                      and p.first_missing is not null and p.planned_at > :since))
             order by id""")
        .param("since", Timestamp.from(since))
        .query(Gaps::gap)
        .list();
  }

  /** Unless it came to its end meanwhile. */
  void planned(Gap it, Instant now) {
    jdbc.sql(
            """
            update house.webhook_gap set planned_at = :now
             where id = :id and to_at is not distinct from :to::timestamptz""")
        .param("now", Timestamp.from(now))
        .param("id", it.id())
        .param("to", it.to() == null ? null : it.to().toString())
        .update();
  }

  static Gap gap(ResultSet row, int number) throws SQLException {
    return new Gap(
        row.getLong("id"),
        row.getString("via"),
        row.getLong("events"),
        row.getTimestamp("from_at").toInstant(),
        instant(row, "to_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  /** Changes that a reading met before any event told of them: one may be on its way. */
  void met(UUID tenant, String category, Collection<String> resources, Instant now) {
    if (resources.isEmpty()) {
      return;
    }
    var sorted = new ArrayList<>(resources);
    sorted.sort(null);
    jdbc.sql(
            """
            insert into house.webhook_unheard as u (tenant, category, resource, met_at)
            select distinct :tenant::uuid, :category::text, r, :now::timestamptz from unnest(:resources) as r
             order by r
            on conflict (tenant, resource) do update
               set ours = false, met_at = excluded.met_at where u.ours""")
        .param("tenant", tenant)
        .param("category", category)
        .param("now", Timestamp.from(now))
        .param("resources", sorted.toArray(String[]::new))
        .update();
  }

  /**
   * A write of ours that a reading met before its echo came.
   *
   * @param at when we wrote it, by the ledger's clock
   */
  void metOurs(UUID tenant, String category, String resource, Instant at) {
    jdbc.sql(
            """
            insert into house.webhook_unheard (tenant, category, resource, met_at, ours)
            values (:tenant, :category, :resource, :at, true) on conflict do nothing""")
        .param("tenant", tenant)
        .param("category", category)
        .param("resource", resource)
        .param("at", Timestamp.from(at))
        .update();
  }

  /**
   * Of what was met, that of which events came before or since is no matter.
   *
   * @param early so much sooner an event may have come
   */
  void forgetTold(Instant since, int early) {
    jdbc.sql(
            """
            delete from house.webhook_unheard u
             where exists (select from house.delivery d
                            where (d.done_at is null or d.done_at >= :since) and d.body is not null
                              and d.tenant = u.tenant and d.resource = u.resource
                              and d.received_at >= u.met_at - make_interval(secs => :early))""")
        .param("since", Timestamp.from(since))
        .param("early", early)
        .update();
  }

  void forgetMetBefore(Instant moment) {
    jdbc.sql("delete from house.webhook_unheard where met_at < :moment")
        .param("moment", Timestamp.from(moment))
        .update();
  }

  /** Those of these of whom nothing was ever told. */
  Set<UUID> untold(Collection<UUID> tenants) {
    var untold = new HashSet<>(tenants);
    if (!tenants.isEmpty()) {
      untold.removeAll(
          jdbc.sql("select distinct tenant from house.webhook_told where tenant = any(:tenants)")
              .param("tenants", tenants.toArray(UUID[]::new))
              .query(UUID.class)
              .list());
    }
    return untold;
  }

  /** Notes of which kinds something was told of whom. */
  void noteTold(Instant since) {
    jdbc.sql(
            """
            insert into house.webhook_told (tenant, category)
            select distinct tenant, category from house.delivery
             where done_at >= :since and tenant is not null and category is not null and body is not null
             order by 1, 2
            on conflict do nothing""")
        .param("since", Timestamp.from(since))
        .update();
  }

  /**
   * Changes that were met in this span, by more than one reading, since these webhooks called last.
   * Only of kinds of which the ledger ever told something there.
   *
   * @param oursTo only writes of ours from before that
   * @param apart so far apart are the first reading that met some and the last
   * @return when the first of them was met; empty if they are fewer than that, or nearer
   */
  Optional<Instant> unheard(
      String provider,
      Collection<String> vias,
      Collection<UUID> tenants,
      Instant from,
      Instant to,
      Instant oursTo,
      int least,
      Duration apart) {
    return jdbc.sql(
            """
            select case when count(*) >= :least and max(met_at) - min(met_at) >= make_interval(secs => :apart)
                        then min(met_at) end
              from house.webhook_unheard u
             where tenant = any(:tenants) and met_at >= :from
               and met_at < case when ours then :oursTo::timestamptz else :to::timestamptz end
               and met_at > (select coalesce(max(heard_at), '-infinity') from house.webhook_numbers
                              where provider = :provider and via = any(:vias))
               and exists (select from house.webhook_told t
                            where t.tenant = u.tenant and t.category = u.category)""")
        .param("least", least)
        .param("apart", apart.toSeconds())
        .param("tenants", tenants.toArray(UUID[]::new))
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("oursTo", Timestamp.from(oursTo))
        .param("provider", provider)
        .param("vias", vias.toArray(String[]::new))
        .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)))
        .single()
        .map(Timestamp::toInstant);
  }

  /** The silence that lasts, of any of these. */
  Optional<Gap> silence(String provider, Collection<String> vias) {
    return jdbc.sql(
            """
            select id, via, 0 as events, from_at, to_at from house.webhook_gap
             where provider = :provider and via = any(:vias) and first_missing is null
               and to_at is null
             order by id limit 1""")
        .param("provider", provider)
        .param("vias", vias.toArray(String[]::new))
        .query(Gaps::gap)
        .optional();
  }

  /**
   * @param via the webhook that is silent: for whom it speaks, so long nothing is told
   * @param vias those that speak for the same organisations: an older key, the one that followed it
   * @param before when a change was met of which nothing was told
   * @return whether a gap began, with the last call of any of them; not if one came since, or never
   */
  boolean beginSilence(
      String provider, String via, Collection<String> vias, Instant before, Instant now) {
    return jdbc.sql(
                """
                insert into house.webhook_gap (provider, via, from_at, found_at)
                select :provider, :via, received_at, :now
                  from (select received_at from house.webhook_delivery
                         where provider = :provider and via = any(:vias) and events > 0
                         order by received_at desc, id desc limit 1) latest
                 where received_at <= :before""")
            .param("provider", provider)
            .param("via", via)
            .param("vias", vias.toArray(String[]::new))
            .param("before", Timestamp.from(before))
            .param("now", Timestamp.from(now))
            .update()
        > 0;
  }

  /**
   * When any of these called first after the silence was noticed.
   *
   * @param lately calls without numbers are looked for since then: the numbers tell of the others
   */
  Optional<Instant> heardAfter(
      String provider, Collection<String> vias, Gap silence, Instant lately) {
    return jdbc.sql(
            """
            select min(d.received_at) as heard
              from house.webhook_delivery d, house.webhook_gap g
             where g.id = :gap and d.provider = :provider and d.via = any(:vias) and d.events > 0
               and d.received_at > g.found_at
               and (exists (select from house.webhook_numbers n
                             where n.provider = :provider and n.via = any(:vias)
                               and n.heard_at > g.found_at)
                    or exists (select from house.webhook_delivery l
                                where l.provider = :provider and l.via = any(:vias) and l.events > 0
                                  and l.first_seq <= 0
                                  and l.received_at > greatest(g.found_at, :lately)))""")
        .param("lately", Timestamp.from(lately))
        .param("gap", silence.id())
        .param("provider", provider)
        .param("vias", vias.toArray(String[]::new))
        .query((row, _) -> Optional.ofNullable(instant(row, "heard")))
        .single();
  }

  void endSilence(Gap silence, Instant at) {
    jdbc.sql("update house.webhook_gap set to_at = :at, planned_at = null where id = :id")
        .param("at", Timestamp.from(at))
        .param("id", silence.id())
        .update();
  }

  void forgetBefore(Instant moment) {
    jdbc.sql(
            """
            delete from house.webhook_gap where found_at < :moment and (to_at is not null
                                                    or first_missing is not null)""")
        .param("moment", Timestamp.from(moment))
        .update();
  }
}
