package dev.tandem.books.refusals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Refusals that no entry of the catalogue knows, counted. What varies in them (quoted texts,
 * numbers, addresses) is left out: thus they say of nobody who was refused, and the same refusal of
 * two records counts as one.
 */
@Repository
@Transactional
public class UnknownWords {

  private static final int LONGEST = 300;

  private final JdbcClient jdbc;
  private final Clock clock;

  UnknownWords(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param words without what varies
   * @param times how often records were refused with them
   */
  public record Counted(String kind, String words, int times, Instant firstAt, Instant lastAt) {}

  void count(String kind, String words) {
    String bare = bare(words);
    jdbc.sql(
            """
            insert into practice.unknown_refusal as u (kind, key, words, times, first_at, last_at)
            values (:kind, :key, :words, 1, :now, :now)
            on conflict (practice_id, kind, key) do update
               set times = u.times + 1, last_at = excluded.last_at""")
        .param("kind", kind)
        .param("key", key(bare))
        .param("words", bare)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** The most frequent first. */
  @Transactional(readOnly = true)
  public List<Counted> most(int limit) {
    return jdbc.sql(
            """
            select kind, words, times, first_at, last_at from practice.unknown_refusal
             order by times desc, last_at desc, key limit :limit""")
        .param("limit", limit)
        .query(
            (row, _) ->
                new Counted(
                    row.getString("kind"),
                    row.getString("words"),
                    row.getInt("times"),
                    row.getTimestamp("first_at").toInstant(),
                    row.getTimestamp("last_at").toInstant()))
        .list();
  }

  static String bare(String words) {
    String bare =
        words
            .replaceAll("\\S+@\\S+", "…")
            .replaceAll("'[^']*'|\"[^\"]*\"|“[^”]*”", "'…'")
            .replaceAll("\\b[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}\\b", "…")
            .replaceAll("\\d+([.,:/-]\\d+)*", "#")
            .replaceAll("\\s+", " ")
            .strip();
    return bare.length() > LONGEST ? bare.substring(0, LONGEST) + "…" : bare;
  }

  private static String key(String bare) {
    try {
      byte[] text = Refusal.key(bare).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
