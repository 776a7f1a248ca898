package dev.tandem.books.mirror;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which contacts of ours carry a number behind their name, until nobody else carries it. */
@Repository
@Transactional
class Suffixes {

  private final JdbcClient jdbc;

  Suffixes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** We wrote this name instead of the wanted one. */
  void keep(UUID tenant, UUID record, String ledgerId, String wanted, String given) {
    jdbc.sql(
            """
            insert into practice.ledger_suffix (tenant, record, ledger_id, wanted_key, given)
            values (:tenant, :record, :ledgerId, :wanted, :given)
            on conflict (practice_id, tenant, record) do update
               set ledger_id = excluded.ledger_id, wanted_key = excluded.wanted_key, given = excluded.given""")
        .param("tenant", tenant)
        .param("record", record)
        .param("ledgerId", ledgerId)
        .param("wanted", Names.key(wanted))
        .param("given", given)
        .update();
  }

  void forget(UUID tenant, Collection<UUID> records) {
    if (records.isEmpty()) {
      return;
    }
    jdbc.sql("delete from practice.ledger_suffix where tenant = :tenant and record = any(:records)")
        .param("tenant", tenant)
        .param("records", records.toArray(UUID[]::new))
        .update();
  }

  /** The names that we gave, of those that carry a number. */
  Map<UUID, String> of(UUID tenant, Collection<UUID> records) {
    if (records.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql(
            """
            select record, given from practice.ledger_suffix
             where tenant = :tenant and record = any(:records)""")
        .param("tenant", tenant)
        .param("records", records.toArray(UUID[]::new))
        .query((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Those whose plain name nobody else carries any more; not those that a person renamed since. */
  List<UUID> free(UUID tenant) {
    return jdbc.sql(
            """
            select s.record from practice.ledger_suffix s
             where s.tenant = :tenant
               and not exists (select from practice.ledger_contact c
                                where c.tenant = s.tenant and c.name_key = s.wanted_key
                                  and c.ledger_id <> s.ledger_id)
             and exists (select from practice.link l
                            where l.kind = 'client' and l.record = s.record and l.tenant = s.tenant
                              and l.agreed -> 'name' ->> 'theirs' = s.given)
             order by s.record""")
        .param("tenant", tenant)
        .query(UUID.class)
        .list();
  }
}
