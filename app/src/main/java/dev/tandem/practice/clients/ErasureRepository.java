package dev.tandem.practice.clients;

import dev.tandem.staff.Actor;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Receipts of erasures, and what imports keep of the people in their files. */
@Repository
class ErasureRepository {

  private static final TypeReference<List<ErasureTrace>> TRACES = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  ErasureRepository(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  Optional<Erasure> find(ClientId client) {
    return jdbc.sql("select at, by_name, traces from practice.erasure where client = ?")
        .param(client.value())
        .query(
            (row, _) ->
                new Erasure(
                    row.getTimestamp("at").toInstant(),
                    row.getString("by_name"),
                    json.readValue(row.getString("traces"), TRACES)))
        .optional();
  }

  void add(ClientId client, List<ErasureTrace> traces) {
    jdbc.sql(
            """
            insert into practice.erasure (client, at, by_name, traces)
            values (:client, :at, :by, :traces::jsonb)
            on conflict (practice_id, client) do nothing""")
        .param("client", client.value())
        .param("at", Timestamp.from(clock.instant()))
        .param("by", Actor.current().name())
        .param("traces", json.writeValueAsString(traces))
        .update();
  }

  /** Files that are yet to be brought in and have one of these words in them. */
  int waitingFiles(List<String> values) {
    return values.isEmpty()
        ? 0
        : jdbc.sql(
                """
                select count(*) from practice.client_import i where i.state in ('UPLOADED', 'RUNNING')
                   and exists (select from practice.client_import_piece p, unnest(:values::text[]) as v (word)
                                where p.import_id = i.id and position(convert_to(v.word, 'UTF8') in p.bytes) > 0)""")
            .param("values", values.toArray(String[]::new))
            .query(Integer.class)
            .single();
  }

  /** Of files that were brought in nothing is needed but their counts. */
  void clearImports(ClientId client, List<String> values) {
    jdbc.sql("delete from practice.imported_row where client_id = ?")
        .param(client.value())
        .update();
    jdbc.sql(
            """
            delete from practice.client_import_piece p using practice.client_import i
             where i.id = p.import_id and i.practice_id = p.practice_id
               and i.state not in ('UPLOADED', 'RUNNING')""")
        .update();
    for (String value : values) {
      jdbc.sql("delete from practice.client_import_error where position(? in cells::text) > 0")
          .param(value)
          .update();
      jdbc.sql(
              "update practice.client_import set first_row = '{}' where position(? in first_row::text) > 0")
          .param(value)
          .update();
    }
  }
}
