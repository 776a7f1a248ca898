package dev.tandem.simulator.accounting.where;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a where or order expression names, without evaluating it. */
public final class Names {
  private static final Set<String> LANGUAGE =
      Set.of(
          "and",
          "or",
          "not",
          "true",
          "false",
          "null",
          "guid",
          "datetime",
          "asc",
          "ascending",
          "desc",
          "descending");

  private Names() {}

  /**
   * The dotted paths in lower case; one that ends in {@code ()} is a method that is called on a
   * field.
   */
  public static Set<String> in(String expression) {
    List<Token> tokens = Lexer.read(expression);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).sort() == Token.Sort.WORD) {
        StringBuilder path = new StringBuilder(tokens.get(i).text());
        while (tokens.get(i + 1).is(".") && tokens.get(i + 2).sort() == Token.Sort.WORD) {
          path.append('.').append(tokens.get(i + 2).text());
          i += 2;
        }
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (!LANGUAGE.contains(name) && !name.startsWith("datetime.")) {
          names.add(tokens.get(i + 1).is("(") ? name + "()" : name);
        }
      }
    }
    return names;
  }
}
