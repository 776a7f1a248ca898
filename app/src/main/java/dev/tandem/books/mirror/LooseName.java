package dev.tandem.books.mirror;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A folded name without what people leave out, add or turn round: the order of its words, titles,
 * legal forms, single initials, the number behind a name that was taken. {@code Lee, Dr Ann M.} and
 * {@code Ann Lee (2)} are alike; whether they are the same person is for somebody to say.
 */
final class LooseName {

  private static final Set<String> LEFT_OUT =
      Set.of(
          "mr",
          "mrs",
          "ms",
          "miss",
          "mx",
          "dr",
          "prof",
          "professor",
          "rev",
          "sir",
          "the",
          "and",
          "of",
          "pty",
          "ltd",
          "limited",
          "llc",
          "llp",
          "inc",
          "plc",
          "corp",
          "gmbh",
          "trust",
          "atf",
          "jr",
          "sr");

  private LooseName() {}

  /**
   * @param folded as {@link dev.tandem.practice.clients.ClientKeys#name} has it
   * @return empty if fewer than two words are left: one word alone is like too many others
   */
  static String of(String folded) {
    String[] words =
        Arrays.stream(folded.split(" "))
            .filter(it -> it.codePointCount(0, it.length()) > 1)
            .filter(it -> !LEFT_OUT.contains(it) && !it.chars().allMatch(Character::isDigit))
            .sorted()
            .toArray(String[]::new);
    return words.length < 2 ? "" : Arrays.stream(words).collect(Collectors.joining(" "));
  }
}
