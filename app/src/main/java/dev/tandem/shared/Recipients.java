package dev.tandem.shared;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whom this installation may write to: every message that leaves asks here first, whoever carries
 * it, Xero included. {@code TANDEM_RECIPIENTS} is a regular expression that the whole address has
 * to match, in capitals or not; unset, everybody may be written to. {@code
 * AMS_BILLING_EMAIL_WHITELIST_REGEX}, under which others know it, is read where that is unset or
 * empty: containers are often given every setting, most of them empty.
 */
@Component
public class Recipients {

  /** What people set. */
  public static final String SETTING = "TANDEM_RECIPIENTS";

  private static final Pattern LIST = Pattern.compile("[,;\\s]+");

  private final @Nullable Pattern allowed;

  /**
   * @param older as others know it; counts where the setting is blank
   * @throws IllegalArgumentException if it is no regular expression: nobody can tell whom it was to
   *     keep out, so nothing starts
   */
  public Recipients(
      @Value("${tandem.recipients:}") String setting,
      @Value("${tandem.recipients-older:}") String older) {
    String chosen = setting.isBlank() ? older : setting;
    this.allowed = chosen.isBlank() ? null : pattern(chosen.strip());
  }

  private static Pattern pattern(String setting) {
    try {
      return Pattern.compile(setting, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "%s (or AMS_BILLING_EMAIL_WHITELIST_REGEX) is no regular expression: %s near position %d."
                  .formatted(SETTING, e.getDescription(), Math.max(e.getIndex(), 0))
              + " It looks like .*@example\\.com and has to match the whole address.",
          e);
    }
  }

  /** The expression; empty if there is none. */
  public Optional<String> setting() {
    return Optional.ofNullable(allowed).map(Pattern::pattern);
  }

  /** Whether only some are written to. */
  public boolean selective() {
    return allowed != null;
  }

  /**
   * A field that holds several addresses, as those of others may, is allowed if each of them is:
   * the end of the last one says nothing of the first.
   */
  public boolean allows(String address) {
    return allowed == null
        || LIST.splitAsStream(address.strip()).allMatch(it -> allowed.matcher(it).matches());
  }
}
