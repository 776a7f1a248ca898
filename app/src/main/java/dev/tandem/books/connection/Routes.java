package dev.tandem.books.connection;

import dev.tandem.shared.PracticeId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which practice an organisation belongs to; read without a practice, for whoever has only the
 * organisation.
 */
@Repository
class Routes {

  private static final RowMapper<Route> READ =
      (row, number) ->
          new Route(
              row.getString("provider"),
              row.getString("tenant_id"),
              new PracticeId(row.getObject("practice_id", UUID.class)),
              new BindingId(row.getObject("binding_id", UUID.class)));

  private final JdbcClient jdbc;

  Routes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Route> find(String provider, String tenantId) {
    return jdbc.sql("select * from house.organisation_route where provider = ? and tenant_id = ?")
        .params(provider, tenantId)
        .query(READ)
        .optional();
  }

  /**
   * Of the organisations that a custom connection opens, those for which no webhook key is known.
   */
  List<UUID> customWithoutWebhookKey() {
    return jdbc.sql(
            """
            select r.tenant_id::uuid from house.organisation_route r
              join house.oauth_grant g on g.id = r.grant_id
              join house.custom_app a on a.id = g.custom_app
             where a.webhook_key is null""")
        .query(UUID.class)
        .list();
  }

  List<Route> all() {
    return jdbc.sql("select * from house.organisation_route order by provider, tenant_id")
        .query(READ)
        .list();
  }
}
