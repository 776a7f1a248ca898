package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way in which a record can be refused.
 *
 * @param name of the entry, for tests and files
 * @param kinds whose records it is about; empty for any
 * @param fragments all of them stand in the words, in lower case: the exact wording varies
 * @param fields of our own forms that it is about, those of a client by the keys of its form
 * @param happened in plain words; empty where the words themselves are ours and plain
 * @param help what a person does, in plain words
 */
public record Refusal(
    String name,
    Set<Kind> kinds,
    List<String> fragments,
    List<String> fields,
    String happened,
    String help,
    Step step) {

  /** Xero: the code that a message is about stands between single quotes. */
  private static final Pattern QUOTED = Pattern.compile("'([^']{1,60})'");

  private static final String GAP = " {}";

  /** One of Xero's, of one kind. */
  static Refusal of(
      Kind kind, String name, String fragments, String happened, String help, Step step) {
    return new Refusal(name, Set.of(kind), split(fragments), List.of(), happened, help, step);
  }

  /** One of Xero's, of some kinds. */
  static Refusal of(
      Set<Kind> kinds, String name, String fragments, String happened, String help, Step step) {
    return new Refusal(name, kinds, split(fragments), List.of(), happened, help, step);
  }

  /** One of Xero's, of any kind. */
  static Refusal of(String name, String fragments, String happened, String help, Step step) {
    return new Refusal(name, Set.of(), split(fragments), List.of(), happened, help, step);
  }

  /** One of our own: the words are plain already. */
  static Refusal ours(String name, String fragments, String help, Step step) {
    return new Refusal(name, Set.of(), split(fragments), List.of(), "", help, step);
  }

  Refusal at(String... keys) {
    return new Refusal(name, kinds, fragments, List.of(keys), happened, help, step);
  }

  private static List<String> split(String fragments) {
    return List.of(fragments.split("\\|"));
  }

  boolean fits(String lowerCase, Kind kind) {
    return (kinds.isEmpty() || kinds.contains(kind))
        && fragments.stream().allMatch(lowerCase::contains);
  }

  /** What happened, naming the code that the words name. */
  public String told(String words) {
    Matcher quoted = QUOTED.matcher(words);
    return happened.replace(GAP, quoted.find() ? " " + quoted.group(1) : "");
  }

  static String key(String words) {
    return words.toLowerCase(Locale.ROOT).replace('’', '\'');
  }
}
