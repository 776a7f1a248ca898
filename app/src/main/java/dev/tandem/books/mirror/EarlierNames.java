package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.practice.clients.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client was called and reached by on either side, as far as stories and calls still tell.
 */
@Repository
class EarlierNames {

  private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};
  private static final List<String> NAMING =
      List.of(Fields.NAME, Fields.EMAIL, Fields.PHONE, Fields.MOBILE, Fields.LINE1);

  private final JdbcClient jdbc;
  private final JsonMapper json;

  EarlierNames(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  List<String> of(ClientId client) {
    return jdbc
        .sql(
            """
            with story as (select changes, before, came from practice.sync_story
                            where kind = 'client' and record = :client),
                 item as (select sent, ours from practice.push_item
                           where kind = 'client' and record = :client)
            select changes::text from story union select before::text from story
            union select came::text from story union select sent::text from item
            union select ours::text from item
            union select (select jsonb_object_agg(f.key, coalesce(f.value ->> v.side, ''))
                            from jsonb_each(l.agreed) f)::text
              from practice.link l, (values ('ours'), ('theirs')) as v (side)
             where l.kind = 'client' and l.record = :client""")
        .param("client", client.value())
        .query((row, _) -> row.getString(1))
        .list()
        .stream()
        .filter(it -> it != null && !it.equals("{}"))
        .flatMap(it -> naming(json.readValue(it, VALUES)).stream())
        .distinct()
        .toList();
  }

  private static List<String> naming(Map<String, String> fields) {
    var all = new ArrayList<String>();
    NAMING.forEach(it -> all.add(fields.getOrDefault(it, "")));
    String given = fields.getOrDefault(Fields.GIVEN_NAME, "");
    String family = fields.getOrDefault(Fields.FAMILY_NAME, "");
    if (!given.isEmpty() && !family.isEmpty()) {
      all.addAll(List.of(given + " " + family, given + "," + family, family + "," + given));
    }
    return all;
  }
}
