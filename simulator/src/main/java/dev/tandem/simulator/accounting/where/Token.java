package dev.tandem.simulator.accounting.where;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A word, text, number or sign of an expression. */
record Token(Sort sort, String text) {
  enum Sort {
    WORD,
    TEXT,
    NUMBER,
    SIGN,
    END
  }

  private static final Pattern NEXT =
      Pattern.compile(
          "\\s*(?:(?<word>[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*)"
              + "|\"(?<text>[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\""
              + "|(?<number>-?\\d+(?:\\.\\d+)?[mM]?)"
              + "|(?<sign>==|!=|<>|<=|>=|&&|\\|\\||[=<>(),!.]))");

  static List<Token> read(String expression) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = NEXT.matcher(expression);
    int position = 0;
    while (!expression.substring(position).isBlank()) {
      if (!matcher.find(position) || matcher.start() != position) {
        throw new QueryError("Unexpected character at position " + position);
      }
      tokens.add(token(matcher));
      position = matcher.end();
    }
    tokens.add(new Token(Sort.END, ""));
    return tokens;
  }

  private static Token token(Matcher matcher) {
    if (matcher.group("word") != null) {
      return new Token(Sort.WORD, matcher.group("word"));
    }
    if (matcher.group("text") != null) {
      return new Token(Sort.TEXT, matcher.group("text").replaceAll("\\\\(.)", "$1"));
    }
    return matcher.group("number") != null
        ? new Token(Sort.NUMBER, matcher.group("number").replaceAll("[mM]$", ""))
        : new Token(Sort.SIGN, matcher.group("sign"));
  }

  boolean is(String other) {
    return sort == Sort.SIGN && text.equals(other);
  }

  boolean isWord(String other) {
    return sort == Sort.WORD && text.equalsIgnoreCase(other);
  }
}
