package dev.tandem.books.connection;

import dev.tandem.staff.SignedIn;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What people switched off, of the current practice's organisations. */
@Repository
@Transactional
class FeatureSwitches {

  private final JdbcClient jdbc;
  private final Clock clock;

  FeatureSwitches(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Set<Feature> off(BindingId binding) {
    var off = EnumSet.noneOf(Feature.class);
    jdbc.sql("select feature from practice.ledger_feature where binding_id = ? and not switched_on")
        .param(binding.value())
        .query(String.class)
        .list()
        .forEach(it -> Feature.named(it).ifPresent(off::add));
    return off;
  }

  /** Says whether anything changed. */
  boolean turn(BindingId binding, Feature feature, boolean on) {
    return jdbc.sql(
                """
                insert into practice.ledger_feature as f (binding_id, feature, switched_on, since, by)
                values (:binding, :feature, :on, :now, :by)
                on conflict (practice_id, binding_id, feature) do update
                set switched_on = excluded.switched_on, since = excluded.since, by = excluded.by
                where f.switched_on <> excluded.switched_on""")
            .param("binding", binding.value())
            .param("feature", feature.word())
            .param("on", on)
            .param("now", Timestamp.from(clock.instant()))
            .param(
                "by",
                SignedIn.current().map(SignedIn::staff).map(it -> it.value()).orElse(null),
                java.sql.Types.OTHER)
            .update()
        == 1;
  }
}
