package dev.tandem.practice.clients;

import dev.tandem.practice.clients.ImportMerge.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and remembers, in sets, which clients the rows of files are about. */
@Repository
class ImportStockRepository {

  private final JdbcClient jdbc;

  ImportStockRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whoever the rows could be about, held until the transaction ends. */
  ImportStock about(List<ImportedRow> rows) {
    Map<String, Trace> traces = traces(texts(rows, ImportedRow::identity));
    String[] remembered =
        traces.values().stream().map(it -> it.client().toString()).toArray(String[]::new);
    List<ClientView> clients =
        jdbc.sql(
                """
                select * from practice.client
                 where practice_id = house.here()
                   and (id = any(?::uuid[]) or name_key = any(?::text[]) or external_reference = any(?::text[]))
                 order by id for update
                """)
            .params(
                remembered,
                texts(rows, it -> ClientRow.nameKey(it.details())),
                texts(rows, it -> it.details().externalReference()))
            .query(ClientRepository::view)
            .list();
    return new ImportStock(clients, traces);
  }

  void remember(Map<String, Trace> traces) {
    var columns =
        List.of(new ArrayList<String>(), new ArrayList<String>(), new ArrayList<String>());
    traces.forEach(
        (identity, trace) -> {
          columns.get(0).add(identity);
          columns.get(1).add(trace.client().toString());
          columns.get(2).add(trace.fingerprint());
        });
    String importId =
        traces.values().stream().findFirst().map(it -> it.importId().toString()).orElse(null);
    jdbc.sql(
            """
            insert into practice.imported_row (identity, client_id, fingerprint, import_id)
            select n.identity, n.client_id::uuid, n.fingerprint, ?::uuid
              from unnest(?::text[], ?::text[], ?::text[]) as n(identity, client_id, fingerprint)
            on conflict (practice_id, identity) do update
               set client_id = excluded.client_id, fingerprint = excluded.fingerprint,
                   import_id = excluded.import_id
            """)
        .param(importId)
        .params(columns.stream().<Object>map(it -> it.toArray(String[]::new)).toList())
        .update();
  }

  private Map<String, Trace> traces(String[] identities) {
    var traces = new LinkedHashMap<String, Trace>();
    jdbc.sql(
            """
            select identity, client_id, fingerprint, import_id from practice.imported_row
             where practice_id = house.here() and identity = any(?::text[])
            """)
        .param(identities)
        .query(
            row -> {
              traces.put(
                  row.getString("identity"),
                  new Trace(
                      new ClientId(row.getObject("client_id", UUID.class)),
                      row.getString("fingerprint"),
                      new ClientImportId(row.getObject("import_id", UUID.class))));
            });
    return traces;
  }

  private static String[] texts(List<ImportedRow> rows, Function<ImportedRow, String> text) {
    return rows.stream().map(text).filter(it -> !it.isEmpty()).distinct().toArray(String[]::new);
  }
}
