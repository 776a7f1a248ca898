package dev.tandem.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

  @ParameterizedTest
  @CsvSource({
    "postgres://ann:secret@db.example:5433/books, jdbc:postgresql://db.example:5433/books, ann, secret",
    "postgresql://ann@db.example/books, jdbc:postgresql://db.example/books, ann,",
    "jdbc:postgresql://db.example/books?user=ann&password=p%26q, jdbc:postgresql://db.example/books, ann, p&q",
    "postgres://ann:a%40b+c@db/books?sslmode=require, jdbc:postgresql://db/books?sslmode=require, ann, a@b+c",
    "jdbc:postgresql://[::1]:5432/books, jdbc:postgresql://[::1]:5432/books, ,",
  })
  void readsTheFormsPeopleHave(String text, String jdbc, String user, String password) {
    assertThat(DatabaseUrl.parse("DATABASE_URL", text))
        .isEqualTo(new DatabaseUrl(jdbc, user, password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://ann:secret@db/books",
        "postgres://ann:secret@db",
        "postgres://ann:secret@db/a/b",
        "postgres://ann:secret@/books?host=/cloudsql/project",
        "postgres://ann:sec ret@db/books",
        "secret"
      })
  void refusesOthersWithoutRepeatingThePassword(String text) {
    assertThatThrownBy(() -> DatabaseUrl.parse("DATABASE_URL", text))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("DATABASE_URL ")
        .hasMessageContaining("postgres://user:password@host:5432/database")
        .message()
        .doesNotContain("secret", "sec ret")
        .doesNotContain("\n");
  }

  @Test
  void takesThePasswordFromItsOwnVariableWhenTheUrlHasNone() {
    assertThat(
            DatabaseUrl.parse("DATABASE_URL", "postgres://ann@db/books")
                .withPassword(Optional.of("other"))
                .password())
        .isEqualTo("other");
    assertThat(
            DatabaseUrl.parse("DATABASE_URL", "postgres://ann:own@db/books")
                .withPassword(Optional.of("other"))
                .password())
        .isEqualTo("own");
  }

  @Test
  void showsNoPassword() {
    assertThat(DatabaseUrl.parse("X", "postgres://ann:secret@db/books").toString())
        .doesNotContain("secret");
  }
}
