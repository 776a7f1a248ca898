package dev.tandem.start;

import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * How the application signs in at the database. Its password follows from {@code ENCRYPTION_KEY}
 * unless one is given, so it changes with the key: while nodes are started anew one after the
 * other, those that know both keys sign in with whichever password the database has at that moment.
 */
final class AppLogin implements HikariCredentialsProvider, BeanPostProcessor {

  private static final Logger log = LoggerFactory.getLogger(AppLogin.class);
  private static final int SECONDS = 5;

  /** Wrong password, may not sign in, may not connect to this database. */
  private static final Set<String> REFUSED = Set.of("28P01", "28000", "42501");

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

  /** The last that worked, or else the wanted one. */
  Login last() {
    return last;
  }

  /**
   * The one that works, or else the wanted one.
   *
   * @throws SQLException if the database does not say
   */
  Login find() throws SQLException {
    last = candidates.size() == 1 ? last : working();
    return last;
  }

  private Login working() throws SQLException {
    if (works(jdbcUrl, last)) {
      return last;
    }
    for (Login it : candidates) {
      if (works(jdbcUrl, it)) {
        return it;
      }
    }
    return candidates.getFirst();
  }

  /**
   * Whether the database lets it in.
   *
   * @throws SQLException if the database does not say: it is full, starting, or away
   */
  static boolean works(String jdbcUrl, Login login) throws SQLException {
    try (var connection = DriverManager.getConnection(jdbcUrl, login.user(), login.password())) {
      return connection.isValid(SECONDS);
    } catch (SQLException e) {
      if (REFUSED.contains(Objects.requireNonNullElse(e.getSQLState(), ""))) {
        return false;
      }
      throw e;
    }
  }

  /** Asked for each new connection of the pool, which renews them every half hour. */
  @Override
  public Credentials getCredentials() {
    try {
      find();
    } catch (SQLException e) {
      // The pool, which asks next, will hear the same and try again.
      log.debug("Which password the database has is not known at present", e);
    }
    return new Credentials(last.user(), last.password());
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (candidates.size() > 1 && bean instanceof HikariDataSource pool) {
      pool.setCredentialsProvider(this);
    }
    return bean;
  }
}
