package dev.tandem.start;

import org.flywaydb.core.api.MigrationInfo;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A doctor of the new version must not migrate the database under nodes of the old one; and on a
 * database of the old version the application cannot be looked at any further.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(HomeInitializer.ONLY_LOOKS)
class LookConfiguration {

  @Bean
  FlywayMigrationStrategy onlyLook() {
    return flyway -> {
      var info = flyway.info();
      MigrationInfo present = info.current();
      if (info.pending().length > 0) {
        throw new StartRefused(
            "The database is at version %s, and %d changes are waiting for this Tandem. Starting it makes them; take a backup first."
                .formatted(
                    present == null ? "none" : String.valueOf(present.getVersion()),
                    info.pending().length));
      }
    };
  }
}
