package dev.tandem.books.inbox;

/**
 * What makes an accepted call of the ledger durable. Public so that the database's own speed can be
 * measured with nothing else than this.
 */
public final class AcceptStatement {

  /**
   * One statement for however many calls: their numbers, their events, and a signal for each lane
   * that has something new. In the order of the keys, so that two writers with the same events wait
   * for each other instead of blocking each other. Gives the lanes.
   */
  public static final String SQL =
      """
      with called as (
        insert into house.webhook_delivery
          (provider, via, received_at, first_seq, last_seq, events, unreadable)
        select ?, c.via, ?::timestamptz, c.first_seq, c.last_seq, c.events, c.unreadable
          from unnest(?::text[], ?::bigint[], ?::bigint[], ?::int[], ?::int[])
                 as c (via, first_seq, last_seq, events, unreadable)),
      told as (
        insert into house.delivery
          (key, received_at, tenant, category, event_type, resource, event_at, body, done_at, verdict)
        select t.key, ?::timestamptz, t.tenant, t.category, t.event_type, t.resource, t.event_at,
               t.body, case when t.verdict is not null then ?::timestamptz end, t.verdict
          from unnest(?::bytea[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                      ?::bytea[], ?::text[])
                 as t (key, tenant, category, event_type, resource, event_at, body, verdict)
         order by t.key
        on conflict (key) do nothing
        returning tenant)
      insert into house.wake (app, tenant)
      select app, tenant from house.lane
       where split_part(app, '/', 1) = ? and not retired and tenant in (select tenant from told)
      returning app, tenant""";

  private AcceptStatement() {}
}
