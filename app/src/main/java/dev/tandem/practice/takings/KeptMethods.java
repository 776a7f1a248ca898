package dev.tandem.practice.takings;

import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.AuditTrail;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** By which means money is kept back for the close of the day; everything else goes at once. */
@Component
@Transactional
public class KeptMethods {

  private final JdbcClient jdbc;
  private final AuditTrail trail;

  KeptMethods(JdbcClient jdbc, AuditTrail trail) {
    this.jdbc = jdbc;
    this.trail = trail;
  }

  @Transactional(readOnly = true)
  public Set<PaymentMethod> now() {
    var kept = EnumSet.noneOf(PaymentMethod.class);
    jdbc.sql("select method from practice.takings_method")
        .query((row, _) -> PaymentMethod.valueOf(row.getString(1)))
        .list()
        .forEach(kept::add);
    return kept;
  }

  /** From now on; what was taken before goes as it would have gone. */
  public void change(Collection<PaymentMethod> kept) {
    Set<PaymentMethod> wanted = EnumSet.noneOf(PaymentMethod.class);
    kept.stream().filter(it -> it != PaymentMethod.LEDGER).forEach(wanted::add);
    if (wanted.equals(now())) {
      return;
    }
    jdbc.sql("delete from practice.takings_method").update();
    jdbc.sql(
            "insert into practice.takings_method (method) select unnest(:methods) on conflict do nothing")
        .param("methods", wanted.stream().map(Enum::name).toArray(String[]::new))
        .update();
    String said =
        wanted.isEmpty()
            ? "lets every payment go to the ledger at once"
            : "keeps payments back for the close of the day: "
                + wanted.stream().map(PaymentMethod::label).collect(Collectors.joining(", "));
    trail.note(new RecordRef("practice", Practices.current().value()), null, "changed", said);
  }
}
