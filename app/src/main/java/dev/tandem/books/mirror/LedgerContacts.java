package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.clients.ClientKeys;
import dev.tandem.practice.setup.Setup;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * A copy of an organisation's contacts, ours and strangers', as far as matching needs them. Every
 * reading of contacts keeps it current; it costs no call of its own.
 */
@Repository
@Transactional
class LedgerContacts {

  private static final Duration REFUSAL_COUNTS = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final Suffixes suffixes;
  private final ApplicationEventPublisher events;
  private final Setup setup;
  private final Clock clock;

  LedgerContacts(
      JdbcClient jdbc,
      Suffixes suffixes,
      ApplicationEventPublisher events,
      Setup setup,
      Clock clock) {
    this.suffixes = suffixes;
    this.events = events;
    this.jdbc = jdbc;
    this.setup = setup;
    this.clock = clock;
  }

  private record Row(LedgerRecord record, String name, String email, ClientKeys keys) {

    String loose() {
      return LooseName.of(keys.name());
    }

    boolean archived() {
      return "yes".equals(record.fields().get(Fields.ARCHIVED));
    }

    /** Archived contacts leave their names free. */
    String taken() {
      return archived() ? "" : Names.key(name);
    }

    /** The mobile where there is no other; null where the reading carried none. */
    @Nullable String phone() {
      String phone = record.fields().get(Fields.PHONE);
      return phone == null || !phone.isEmpty()
          ? phone
          : record.fields().getOrDefault(Fields.MOBILE, "");
    }
  }

  /** Whether that contact is known to have been merged into the other one there. */
  @Transactional(readOnly = true)
  public boolean isMerged(UUID tenant, String contact, String into) {
    return jdbc.sql(
            """
            select exists (select from practice.ledger_contact
                            where tenant = :tenant and ledger_id = :contact and merged_to = :into)""")
        .param("tenant", tenant)
        .param("contact", contact)
        .param("into", into)
        .query(Boolean.class)
        .single();
  }

  /** Notes what a reading shows; one without a name shows nothing that could be noted. */
  void note(UUID tenant, Collection<LedgerRecord> clients) {
    List<LedgerRecord> named =
        clients.stream().filter(it -> it.fields().containsKey(Fields.NAME)).toList();
    if (named.isEmpty()) {
      return;
    }
    String country = setup.practice().country();
    List<Row> rows = named.stream().map(it -> row(it, country)).toList();
    int changed =
        jdbc.sql(
                """
            insert into practice.ledger_contact as c
              (tenant, ledger_id, number, name, email, phone, archived, name_key, match_key, loose_key,
               email_key, phone_key, noted_at, merged_to)
            select :tenant, n.ledger_id, n.number, n.name, n.email, n.phone, n.archived, n.name_key,
                   n.match_key, n.loose_key, n.email_key, n.phone_key, :now, n.merged_to
              from unnest(:ids, :numbers, :names, :emails, :phones, :archived, :taken, :matches, :looses,
                          :emailKeys, :phoneKeys, :mergedTo)
                   as n (ledger_id, number, name, email, phone, archived, name_key, match_key, loose_key,
                         email_key, phone_key, merged_to)
             order by n.ledger_id
            on conflict (practice_id, tenant, ledger_id) do update
               set number = excluded.number, name = excluded.name, email = excluded.email,
                   phone = coalesce(excluded.phone, c.phone), archived = excluded.archived,
                   name_key = excluded.name_key, match_key = excluded.match_key,
                   loose_key = excluded.loose_key, email_key = excluded.email_key,
                   phone_key = case when excluded.phone is null then c.phone_key else excluded.phone_key end,
                   noted_at = excluded.noted_at, merged_to = coalesce(excluded.merged_to, c.merged_to)
             where (c.number, c.name, c.email, c.phone, c.archived, c.name_key, c.match_key, c.loose_key,
                    c.email_key, c.merged_to)
                   is distinct from
                   (excluded.number, excluded.name, excluded.email, coalesce(excluded.phone, c.phone),
                    excluded.archived, excluded.name_key, excluded.match_key, excluded.loose_key,
                    excluded.email_key, coalesce(excluded.merged_to, c.merged_to))""")
            .param("tenant", tenant)
            .param("now", Timestamp.from(clock.instant()))
            .param("ids", texts(rows, it -> it.record().id()))
            .param("numbers", texts(rows, it -> it.record().marker()))
            .param("names", texts(rows, Row::name))
            .param("emails", texts(rows, Row::email))
            .param("phones", texts(rows, Row::phone))
            .param("archived", rows.stream().map(Row::archived).toArray(Boolean[]::new))
            .param("taken", texts(rows, Row::taken))
            .param("matches", texts(rows, it -> it.keys().name()))
            .param("looses", texts(rows, Row::loose))
            .param("emailKeys", texts(rows, it -> it.keys().email()))
            .param("phoneKeys", texts(rows, it -> it.keys().phone()))
            .param("mergedTo", texts(rows, it -> it.record().derived().get(Fields.MERGED_TO)))
            .update();
    if (changed > 0) {
      forgetRefused(tenant);
      List<UUID> free = suffixes.free(tenant);
      if (!free.isEmpty()) {
        events.publishEvent(new ClientsToSay(tenant, free));
      }
    }
  }

  /** It is no contact any more. */
  void forget(UUID tenant, String ledgerId) {
    jdbc.sql("delete from practice.ledger_contact where tenant = :tenant and ledger_id = :id")
        .param("tenant", tenant)
        .param("id", ledgerId)
        .update();
  }

  /** Who really carries the name is known by now, or nobody was found to in a whole day. */
  private void forgetRefused(UUID tenant) {
    jdbc.sql(
            """
            delete from practice.ledger_contact r
             where r.tenant = :tenant and starts_with(r.ledger_id, :refused)
               and (coalesce(r.noted_at, '-infinity') < :before
                    or exists (select from practice.ledger_contact c
                                where c.tenant = r.tenant and c.name_key = r.name_key
                                  and not starts_with(c.ledger_id, :refused)))""")
        .param("tenant", tenant)
        .param("refused", Names.REFUSED)
        .param("before", Timestamp.from(clock.instant().minus(REFUSAL_COUNTS)))
        .update();
  }

  private static Row row(LedgerRecord it, String country) {
    String name = it.fields().getOrDefault(Fields.NAME, "");
    String email = it.fields().getOrDefault(Fields.EMAIL, "");
    String phone = it.fields().getOrDefault(Fields.PHONE, "");
    String known = phone.isEmpty() ? it.fields().getOrDefault(Fields.MOBILE, "") : phone;
    return new Row(it, name, email, ClientKeys.of(name, email, known, country));
  }

  /** Whether this contact carries the client's id: then we made it. */
  boolean carries(UUID tenant, String ledgerId, UUID client) {
    return jdbc.sql(
            """
            select exists (select from practice.ledger_contact
                            where tenant = :tenant and ledger_id = :id and number = :number)""")
        .param("tenant", tenant)
        .param("id", ledgerId)
        .param("number", client.toString())
        .query(Boolean.class)
        .single();
  }

  private static String[] texts(List<Row> rows, Function<Row, @Nullable String> part) {
    return rows.stream().map(part).toArray(String[]::new);
  }
}
