package dev.tandem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

@TandemTest
class ComesUpTest {

  @Autowired private JdbcTemplate jdbc;
  @Autowired private Clock clock;
  @Autowired private TestDatabase database;
  @Autowired private TransactionTemplate inPractice;

  @Autowired
  @Qualifier("inHouse")
  private TransactionTemplate inHouse;

  @Autowired
  @Qualifier("springSessionTransactionOperations")
  private TransactionOperations sessionTransactions;

  @Test
  void worksAsARoleThatOwnsNothingAndBypassesNothing() {
    assertThat(jdbc.queryForObject("select current_user", String.class)).isEqualTo("tandem_app");
    assertThat(
            jdbc.queryForObject(
                "select rolsuper or rolbypassrls from pg_roles where rolname = current_user",
                Boolean.class))
        .isFalse();
    assertThat(
            jdbc.queryForList(
                "select distinct tableowner from pg_tables where schemaname in ('house', 'practice')",
                String.class))
        .containsExactly("tandem_owner");
  }

  @Test
  void takesTimeFromTheTestsClock() {
    assertThat(clock).isInstanceOf(TestClock.class);
  }

  @Test
  void asksForNoPracticeInTheHouse() {
    assertThat(inHouse.<String>execute(_ -> jdbc.queryForObject("select 'done'", String.class)))
        .isEqualTo("done");
    assertThat(
            sessionTransactions.<String>execute(
                _ -> jdbc.queryForObject("select 'done'", String.class)))
        .isEqualTo("done");
    assertThatThrownBy(() -> inPractice.executeWithoutResult(_ -> {}))
        .hasRootCauseMessage("No practice is bound here");
  }

  @Test
  void letsATestLookBehindTheApplicationsRole() throws Exception {
    try (var connection = database.connectAsSuperuser()) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }
}
