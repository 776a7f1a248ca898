package dev.tandem.books.mirror;

import dev.tandem.practice.clients.ClientKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact that fits somebody by one key at least.
 *
 * @param client the id that it carries as its number, if that is one
 * @param keys the one number there is of it as its phone, whichever it is; empty for a contact that
 *     can be nobody but the client whose id it carries
 */
record Fitting(Twin twin, @Nullable UUID client, ClientKeys keys, String loose) {

  static Fitting of(ResultSet row) throws SQLException {
    return new Fitting(
        new Twin(
            row.getString("ledger_id"),
            row.getString("name"),
            row.getString("email"),
            row.getString("phone"),
            row.getBoolean("archived"),
            Set.of()),
        uuid(row.getString("number")),
        new ClientKeys(
            row.getString("match_key"), row.getString("email_key"), row.getString("phone_key"), ""),
        row.getString("loose_key"));
  }

  Fitting ofItsClientOnly() {
    return new Fitting(twin, client, new ClientKeys("", "", "", ""), "");
  }

  private static @Nullable UUID uuid(@Nullable String number) {
    try {
      return number == null || number.length() != 36 ? null : UUID.fromString(number);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
