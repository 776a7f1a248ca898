package dev.tandem.books.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.books.ledger.Notice;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code house.delivery} before it is stored.
 *
 * @param key the same for the same notice: the ledger sends at least once and gives no id
 * @param type made or changed, in the ledger's word; null if that is no word
 * @param at when it changed, in ISO's form, in UTC
 * @param verdict null: to be worked on; else it is closed from the start, for this reason
 */
record Delivery(
    byte[] key,
    @Nullable UUID tenant,
    @Nullable String category,
    @Nullable String type,
    @Nullable String resource,
    @Nullable String at,
    byte[] body,
    @Nullable String verdict) {

  static final String UNREADABLE = "unreadable";
  static final String NO_ORGANISATION = "no organisation";

  /** It says so itself; to read it would cost calls and bring nothing. */
  static final String SUPPLIERS = "of suppliers";

  /** Whatever stands there comes from outside: no database keeps a letter of code 0. */
  private static final Pattern WORD = Pattern.compile("[\\x21-\\x7e]{1,40}");

  /** Enough to see what it was. */
  private static final int KEPT = 64 * 1024;

  static Delivery of(Notice notice) {
    String at = notice.at().toString();
    return new Delivery(
        key(notice, at),
        notice.organisation(),
        notice.category(),
        WORD.matcher(notice.type()).matches() ? notice.type() : null,
        notice.resource(),
        at,
        notice.raw(),
        verdict(notice));
  }

  private static @Nullable String verdict(Notice notice) {
    if (notice.organisation() == null) {
      return NO_ORGANISATION;
    }
    return notice.suppliers() ? SUPPLIERS : null;
  }

  static Delivery unreadable(byte[] body) {
    byte[] kept = body.length > KEPT ? Arrays.copyOf(body, KEPT) : body;
    return new Delivery(sha256(body), null, null, null, null, null, kept, UNREADABLE);
  }

  private static byte[] key(Notice notice, String at) {
    String facts =
        String.join(
            "\n",
            String.valueOf(notice.organisation()),
            notice.category(),
            notice.type(),
            notice.resource(),
            at);
    return sha256(facts.getBytes(UTF_8));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
