package dev.tandem.books.mapping;

import dev.tandem.practice.billing.UsualLine;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows of {@code practice.mapping}. Where nobody has said what becomes of everything else, the
 * account that the installation names does, in organisations that have it.
 */
@Repository
class Targets {

  private record Row(Subject subject, Target target) {}

  private final JdbcClient jdbc;
  private final UsualLine usual;

  Targets(JdbcClient jdbc, UsualLine usual) {
    this.jdbc = jdbc;
    this.usual = usual;
  }

  Map<Subject, Target> all(UUID tenant) {
    return withUsual(
        tenant,
        map(
            jdbc.sql("select * from practice.mapping where tenant = :tenant order by kind, subject")
                .param("tenant", tenant)
                .query(Targets::row)
                .list()));
  }

  Map<Subject, Target> of(UUID tenant, Collection<Subject> subjects) {
    Map<Subject, Target> said =
        map(
            jdbc.sql(
                    """
                select m.* from practice.mapping m
                  join unnest(:kinds, :subjects) as s (kind, subject)
                    on s.kind = m.kind and s.subject = m.subject
                 where m.tenant = :tenant""")
                .param("tenant", tenant)
                .param(
                    "kinds", subjects.stream().map(it -> it.kind().text()).toArray(String[]::new))
                .param("subjects", subjects.stream().map(Subject::id).toArray(String[]::new))
                .query(Targets::row)
                .list());
    return subjects.contains(Subject.REST) ? withUsual(tenant, said) : said;
  }

  private Map<Subject, Target> withUsual(UUID tenant, Map<Subject, Target> said) {
    if (!usual.account().isEmpty() && !said.containsKey(Subject.REST)) {
      jdbc.sql(
              """
              select ledger_id from practice.ledger_account
               where tenant = :tenant and code = :code and active""")
          .param("tenant", tenant)
          .param("code", usual.account())
          .query(String.class)
          .optional()
          .ifPresent(it -> said.put(Subject.REST, Target.account(it)));
    }
    return said;
  }

  private static Map<Subject, Target> map(List<Row> rows) {
    return rows.stream()
        .collect(Collectors.toMap(Row::subject, Row::target, (one, _) -> one, LinkedHashMap::new));
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    Array tracking = row.getArray("tracking");
    return new Row(
        new Subject(
            Subject.Kind.named(row.getString("kind")).orElseThrow(), row.getString("subject")),
        new Target(
            row.getString("account"),
            row.getString("item"),
            row.getString("tax"),
            List.of((String[]) tracking.getArray())));
  }

  /** One that says nothing leaves no row. */
  void store(UUID tenant, Subject subject, Target it) {
    Lookups.forget();
    if (it.saysNothing()) {
      jdbc.sql("delete from practice.mapping where tenant = ? and kind = ? and subject = ?")
          .params(tenant, subject.kind().text(), subject.id())
          .update();
      return;
    }
    jdbc.sql(
            """
            insert into practice.mapping (tenant, kind, subject, account, item, tax, tracking)
            values (:tenant, :kind, :subject, :account, :item, :tax, :tracking)
            on conflict (practice_id, tenant, kind, subject) do update
               set account = excluded.account, item = excluded.item, tax = excluded.tax,
                   tracking = excluded.tracking""")
        .param("tenant", tenant)
        .param("kind", subject.kind().text())
        .param("subject", subject.id())
        .param("account", it.account())
        .param("item", it.item())
        .param("tax", it.tax())
        .param("tracking", it.tracking().toArray(String[]::new))
        .update();
  }
}
