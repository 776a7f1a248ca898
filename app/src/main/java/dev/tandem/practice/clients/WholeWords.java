package dev.tandem.practice.clients;

import java.util.regex.Pattern;

/**
 * How a name, address or number is looked for in texts, as a regular expression of PostgreSQL (to
 * be matched without regard to capitals): as whole words, since "Ann Lee" is not meant by "Joann
 * Leeson". A single plain word means the client only where it stands as a name: an organisation may
 * be called "Account".
 */
public final class WholeWords {

  private static final Pattern PLAIN_WORD = Pattern.compile("\\p{L}+");
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}\\s]");
  private static final String AS_A_NAME = "(?<=contact name |client |[“\"'‘«(])";
  private static final String BEGINNING = "(?<![[:alnum:]])";
  private static final String END = "(?![[:alnum:]])";

  private WholeWords() {}

  public static String pattern(String value) {
    String plain = value.strip();
    String literal = NO_LETTER.matcher(plain).replaceAll("\\\\$0");
    return (PLAIN_WORD.matcher(plain).matches() ? AS_A_NAME : BEGINNING) + literal + END;
  }
}
