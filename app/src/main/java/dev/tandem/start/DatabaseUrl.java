package dev.tandem.start;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL is and who we are there, from either form people have at hand: {@code
 * jdbc:postgresql://…} or {@code postgres://user:password@host/database}.
 *
 * @param jdbc without user and password, so that it may be shown
 */
record DatabaseUrl(String jdbc, @Nullable String user, @Nullable String password) {

  private static final String EXAMPLE =
      "Expected something like postgres://user:password@host:5432/database.";

  /** The message of a refusal never repeats the URL, as it may hold a password. */
  static DatabaseUrl parse(String variable, String text) {
    String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    if (!plain.startsWith("postgres://") && !plain.startsWith("postgresql://")) {
      throw new StartRefused(variable + " is not a PostgreSQL URL. " + EXAMPLE);
    }
    try {
      return of(variable, new URI(plain));
    } catch (URISyntaxException e) {
      throw new StartRefused(
          "%s cannot be read at character %d (write special characters in a password as %%XX). %s"
              .formatted(variable, e.getIndex() + 1 + text.length() - plain.length(), EXAMPLE));
    }
  }

  DatabaseUrl withPassword(Optional<String> other) {
    return other.isPresent() && password == null ? new DatabaseUrl(jdbc, user, other.get()) : this;
  }

  private static DatabaseUrl of(String variable, URI uri) {
    String database = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("^/", "");
    if (uri.getHost() == null) {
      throw new StartRefused(
          variable
              + " names no host (a socket folder is not supported; use the server's TCP address). "
              + EXAMPLE);
    }
    if (database.isEmpty() || database.contains("/")) {
      throw new StartRefused(variable + " names no database. " + EXAMPLE);
    }
    String[] login =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    String user = login.length > 0 ? decoded(login[0]) : null;
    String password = login.length > 1 ? decoded(login[1]) : null;
    List<String> kept = new ArrayList<>();
    for (String parameter : Objects.requireNonNullElse(uri.getRawQuery(), "").split("&")) {
      if (parameter.startsWith("user=")) {
        user = decoded(parameter.substring("user=".length()));
      } else if (parameter.startsWith("password=")) {
        password = decoded(parameter.substring("password=".length()));
      } else if (!parameter.isEmpty()) {
        kept.add(parameter);
      }
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = kept.isEmpty() ? "" : "?" + String.join("&", kept);
    return new DatabaseUrl(
        "jdbc:postgresql://" + uri.getHost() + port + "/" + database + query, user, password);
  }

  private static String decoded(String text) {
    // A plus is a plus in this part of a URL; the decoder of forms would make it a blank.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return jdbc;
  }
}
