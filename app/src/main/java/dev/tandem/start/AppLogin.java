package dev.tandem.start;

import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * How the application signs in at the database. Its password follows from {@code ENCRYPTION_KEY}
 * unless one is given, so it changes with the key: while nodes are started anew one after the
 * other, those that know both keys sign in with whichever password the database has at that moment.
 */
final class AppLogin implements HikariCredentialsProvider, BeanPostProcessor {

  private static final int SECONDS = 5;

  private final String jdbcUrl;
  private final List<Login> candidates;
  private volatile Login last;

  /**
   * @param candidates the wanted one first
   */
  AppLogin(String jdbcUrl, List<Login> candidates) {
    this.jdbcUrl = jdbcUrl;
    this.candidates = candidates;
    this.last = candidates.getFirst();
  }

  /** The one that works, or else the wanted one. */
  Login now() {
    if (candidates.size() > 1 && !works(jdbcUrl, last)) {
      last =
          candidates.stream()
              .filter(it -> works(jdbcUrl, it))
              .findFirst()
              .orElse(candidates.getFirst());
    }
    return last;
  }

  static boolean works(String jdbcUrl, Login login) {
    try (var connection = DriverManager.getConnection(jdbcUrl, login.user(), login.password())) {
      return connection.isValid(SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Asked for each new connection of the pool, which renews them every half hour. */
  @Override
  public Credentials getCredentials() {
    Login login = now();
    return new Credentials(login.user(), login.password());
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (candidates.size() > 1 && bean instanceof HikariDataSource pool) {
      pool.setCredentialsProvider(this);
    }
    return bean;
  }
}
