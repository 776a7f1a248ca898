package dev.tandem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@TandemTest
class ComesUpTest {

  @Autowired private JdbcTemplate jdbc;
  @Autowired private Clock clock;
  @Autowired private TestDatabase database;

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
  void letsATestLookBehindTheApplicationsRole() throws Exception {
    try (var connection = database.connectAsSuperuser()) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }
}
