package dev.tandem.shared;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class SharedConfiguration {

  /**
   * As fine as the database keeps times, which rounds: what was just stored as now must not be due
   * only a moment after now.
   */
  private static final Duration FINE = Duration.of(1, ChronoUnit.MICROS);

  @Bean
  @ConditionalOnMissingBean
  Clock clock(@Value("${TANDEM_CLOCK_FROM:}") String simulator) {
    return simulator.isBlank()
        ? Clock.tick(Clock.systemUTC(), FINE)
        : SimulatedTime.of(URI.create(simulator));
  }

  /** For a practice's own rows: the one that {@code @Transactional} means by default. */
  @Bean
  @Primary
  PlatformTransactionManager practiceTransactions(DataSource dataSource) {
    return new PracticeTransactions(dataSource);
  }

  /** For the technical rows of all practices (schema {@code house}); never sets a practice. */
  @Bean
  PlatformTransactionManager houseTransactions(DataSource dataSource) {
    return new JdbcTransactionManager(dataSource);
  }

  @Bean
  @Primary
  TransactionTemplate inPractice(PlatformTransactionManager practiceTransactions) {
    return new TransactionTemplate(practiceTransactions);
  }

  @Bean
  TransactionTemplate inHouse(
      @Qualifier("houseTransactions") PlatformTransactionManager houseTransactions) {
    return new TransactionTemplate(houseTransactions);
  }

  /** Spring Session looks for a bean of this name; sessions belong to no practice. */
  @Bean
  TransactionOperations springSessionTransactionOperations(
      @Qualifier("houseTransactions") PlatformTransactionManager houseTransactions) {
    var operations = new TransactionTemplate(houseTransactions);
    operations.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    return operations;
  }
}
