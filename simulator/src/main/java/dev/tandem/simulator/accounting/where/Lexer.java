package dev.tandem.simulator.accounting.where;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parts an expression into tokens, with the refusals of the language Xero evaluates them in. */
final class Lexer {
  private static final Set<String> PAIRS = Set.of("==", "!=", "<>", "<=", ">=", "&&", "||");
  private static final String SINGLES = "=<>(),!.+-*/%";

  private final String expression;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private Lexer(String expression) {
    this.expression = expression;
  }

  static List<Token> read(String expression) {
    Lexer lexer = new Lexer(expression);
    while (lexer.skipSpaces()) {
      lexer.tokens.add(lexer.next());
    }
    lexer.tokens.add(new Token(Token.Sort.END, ""));
    return lexer.tokens;
  }

  private boolean skipSpaces() {
    while (position < expression.length() && Character.isWhitespace(at(position))) {
      position++;
    }
    return position < expression.length();
  }

  private Token next() {
    char first = at(position);
    if (Character.isLetter(first) || first == '_') {
      return new Token(
          Token.Sort.WORD, run(each -> Character.isLetterOrDigit(each) || each == '_'));
    }
    if (Character.isDigit(first)) {
      return number();
    }
    return first == '"' || first == '\'' ? quoted(first) : sign();
  }

  private Token number() {
    String whole = run(Character::isDigit);
    boolean real = at(position) == '.' && Character.isDigit(at(position + 1));
    if (real) {
      position++;
      whole += "." + run(Character::isDigit);
    }
    if ("mMdDfFlL".indexOf(at(position)) >= 0) {
      position++;
    }
    return new Token(real ? Token.Sort.REAL : Token.Sort.INTEGER, whole);
  }

  /** A quote inside a text is written twice or after a backslash. */
  private Token quoted(char quote) {
    StringBuilder text = new StringBuilder();
    for (position++; position < expression.length(); position++) {
      char each = at(position);
      if (each == quote && at(position + 1) != quote) {
        position++;
        return token(quote, text.toString());
      }
      if (each == quote || (each == '\\' && "\\\"'".indexOf(at(position + 1)) >= 0)) {
        position++;
      }
      text.append(at(position));
    }
    throw new QueryError("Unterminated string literal");
  }

  private static Token token(char quote, String text) {
    if (quote == '"') {
      return new Token(Token.Sort.TEXT, text);
    }
    if (text.length() != 1) {
      throw new QueryError("Character literal must contain exactly one character");
    }
    return new Token(Token.Sort.CHARACTER, text);
  }

  private Token sign() {
    String pair = expression.substring(position, Math.min(position + 2, expression.length()));
    String sign = PAIRS.contains(pair) ? pair : pair.substring(0, 1);
    if (sign.length() == 1 && SINGLES.indexOf(sign.charAt(0)) < 0) {
      throw new QueryError("Syntax error '" + sign + "'");
    }
    position += sign.length();
    return new Token(Token.Sort.SIGN, sign);
  }

  private String run(java.util.function.IntPredicate belongs) {
    int start = position;
    while (position < expression.length() && belongs.test(at(position))) {
      position++;
    }
    return expression.substring(start, position);
  }

  /** A line break, which no token holds, stands for the end. */
  private char at(int index) {
    return index < expression.length() ? expression.charAt(index) : '\n';
  }
}
