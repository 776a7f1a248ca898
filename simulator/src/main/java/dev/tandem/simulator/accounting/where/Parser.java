package dev.tandem.simulator.accounting.where;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the language of where and order: conditions joined with AND and OR (or their signs), not,
 * parentheses, comparisons, sums, properties and methods behind dots, {@code guid("…")}, {@code
 * DateTime(y, m, d)}, text, numbers, true, false and null. Words ignore case.
 */
final class Parser {
  /** Deeper parentheses are an attempt to exhaust us, not a question. */
  private static final int DEEPEST = 100;

  private final Subject subject;
  private final List<Token> tokens;
  private int position;
  private int depth;

  Parser(Subject subject, String expression) {
    this.subject = subject;
    this.tokens = Lexer.read(expression);
  }

  Expression any() {
    Expression left = all();
    while (peek().isOneOf("|| or")) {
      left = Arithmetic.either(left, next().text(), all());
    }
    return left;
  }

  private Expression all() {
    Expression left = comparison();
    while (peek().isOneOf("&& and")) {
      left = Arithmetic.both(left, next().text(), comparison());
    }
    return left;
  }

  private Expression comparison() {
    Expression left = sum();
    while (peek().isOneOf(Comparison.SIGNS)) {
      left = Comparison.of(left, next().text(), sum());
    }
    return left;
  }

  private Expression sum() {
    Expression left = product();
    while (peek().isOneOf("+ -")) {
      left = Arithmetic.of(left, next().text(), product());
    }
    return left;
  }

  private Expression product() {
    Expression left = unary();
    while (peek().isOneOf("* / % mod")) {
      left = Arithmetic.of(left, next().text(), unary());
    }
    return left;
  }

  private Expression unary() {
    if (peek().isOneOf("! not")) {
      String sign = next().text();
      return Arithmetic.not(sign, deeper(this::unary));
    }
    if (peek().is("-")) {
      return Arithmetic.negative(next().text(), deeper(this::unary));
    }
    return primary();
  }

  private Expression deeper(Supplier<Expression> part) {
    if (++depth > DEEPEST) {
      throw new QueryError("The expression is nested too deeply");
    }
    Expression read = part.get();
    depth--;
    return read;
  }

  private Expression primary() {
    Expression part = start();
    while (peek().is(".")) {
      next();
      String name = word();
      part =
          peek().is("(")
              ? Members.call(part, name, arguments())
              : Members.property(subject, part, name);
    }
    return part;
  }

  private Expression start() {
    Token token = peek();
    if (token.sort() == Token.Sort.END || (token.sort() == Token.Sort.SIGN && !token.is("("))) {
      throw QueryError.expressionExpected();
    }
    next();
    return switch (token.sort()) {
      case TEXT -> Expression.literal(Type.TEXT, token.text());
      case CHARACTER -> Expression.literal(Type.CHARACTER, token.text());
      case INTEGER -> Expression.number(token.text(), Type.INTEGER);
      case REAL -> Expression.number(token.text(), Type.REAL);
      case WORD -> named(token);
      default -> parenthesis();
    };
  }

  private Expression parenthesis() {
    Expression inside = deeper(this::any);
    expect(")", "')' or operator expected");
    return inside;
  }

  private Expression named(Token word) {
    if (word.isWord("null")) {
      return Expression.literal(Type.NULL, null);
    }
    if (word.isWord("true") || word.isWord("false")) {
      return Expression.literal(Type.FLAG, word.isWord("true"));
    }
    if (Statics.known(word.text())) {
      return ofType(word.text());
    }
    Expression itself = subject.itself();
    if (peek().is("(")) {
      return Members.call(itself, word.text(), arguments());
    }
    Expression extra = declaredApart(word);
    return extra != null ? extra : Members.property(subject, itself, word.text());
  }

  /** A dotted path that was declared as a whole. */
  private @Nullable Expression declaredApart(Token first) {
    String path = first.text();
    for (int end = position; ; end += 2) {
      Expression known = subject.extra(path);
      if (known != null) {
        position = end;
        return known;
      }
      if (!tokens.get(end).is(".") || tokens.get(end + 1).sort() != Token.Sort.WORD) {
        return null;
      }
      path += "." + tokens.get(end + 1).text();
    }
  }

  private Expression ofType(String type) {
    if (peek().is("(")) {
      return Statics.written(type, arguments());
    }
    expect(".", "'.' or '(' expected");
    String name = word();
    return peek().is("(")
        ? Statics.call(type, name, arguments())
        : Statics.property(type, name, subject.now());
  }

  private List<Expression> arguments() {
    next();
    List<Expression> arguments = new ArrayList<>();
    if (!peek().is(")")) {
      arguments.add(deeper(this::any));
      while (peek().is(",")) {
        next();
        arguments.add(deeper(this::any));
      }
    }
    expect(")", "')' or ',' expected");
    return arguments;
  }

  private String word() {
    if (peek().sort() != Token.Sort.WORD) {
      throw new QueryError("Identifier expected");
    }
    return next().text();
  }

  Token peek() {
    return tokens.get(position);
  }

  Token next() {
    return tokens.get(Math.min(position++, tokens.size() - 1));
  }

  private void expect(String sign, String otherwise) {
    if (!peek().is(sign)) {
      throw new QueryError(otherwise);
    }
    next();
  }

  void expectEnd() {
    if (peek().sort() != Token.Sort.END) {
      throw new QueryError("Syntax error");
    }
  }
}
