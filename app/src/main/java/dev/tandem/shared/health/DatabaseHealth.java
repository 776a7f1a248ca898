package dev.tandem.shared.health;

import dev.tandem.shared.health.Vital.State;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** In the place of Boot's own, which waits half a minute for a connection. */
@Component
class DatabaseHealth implements HealthIndicator {

  private final Vitals vitals;

  DatabaseHealth(Vitals vitals) {
    this.vitals = vitals;
  }

  @Override
  public Health health() {
    return vitals.of(DatabaseVital.NAME) == State.UP ? Health.up().build() : Health.down().build();
  }
}
