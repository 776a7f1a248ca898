package dev.tandem.books.connection;

import dev.tandem.staff.SignedIn;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
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
    Set<Feature> off = offAtFirst();
    jdbc.sql("select feature, switched_on from practice.ledger_feature where binding_id = ?")
        .param(binding.value())
        .query((row, _) -> Map.entry(row.getString(1), row.getBoolean(2)))
        .list()
        .forEach(
            it ->
                Feature.named(it.getKey())
                    .ifPresent(
                        feature -> {
                          if (it.getValue()) {
                            off.remove(feature);
                          } else {
                            off.add(feature);
                          }
                        }));
    return off;
  }

  /** Of an organisation of which nobody has decided anything. */
  static Set<Feature> offAtFirst() {
    var off = EnumSet.allOf(Feature.class);
    off.removeIf(it -> !it.offAtFirst());
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
