package dev.tandem.simulator.accounting.where;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parses a where expression into a test of stored documents: comparisons joined with AND and OR,
 * parentheses, {@code guid("…")}, {@code DateTime(y, m, d)}, text methods and null.
 */
public final class Where {
  /** Deeper parentheses are an attempt to exhaust us, not a question. */
  private static final int DEEPEST = 100;

  private final Map<String, Field> fields;
  private final List<Token> tokens;
  private int position;
  private int depth;

  private Where(Collection<Field> fields, String expression) {
    this.fields =
        fields.stream()
            .collect(
                Collectors.toMap(
                    field -> field.name().toLowerCase(Locale.ROOT), Function.identity()));
    this.tokens = Token.read(expression);
  }

  public static Predicate<ObjectNode> parse(String expression, Collection<Field> fields) {
    Where where = new Where(fields, expression);
    Predicate<ObjectNode> test = where.any();
    if (where.peek().sort() != Token.Sort.END) {
      throw new QueryError("Syntax error near '" + where.peek().text() + "'");
    }
    return test;
  }

  private Predicate<ObjectNode> any() {
    Predicate<ObjectNode> test = all();
    while (peek().is("||") || peek().isWord("OR")) {
      next();
      test = test.or(all());
    }
    return test;
  }

  private Predicate<ObjectNode> all() {
    Predicate<ObjectNode> test = one();
    while (peek().is("&&") || peek().isWord("AND")) {
      next();
      test = test.and(one());
    }
    return test;
  }

  private Predicate<ObjectNode> one() {
    if (peek().is("!")) {
      next();
      return deeper(this::one).negate();
    }
    if (peek().is("(")) {
      next();
      Predicate<ObjectNode> test = deeper(this::any);
      expect(")");
      return test;
    }
    return comparison();
  }

  private Predicate<ObjectNode> deeper(Supplier<Predicate<ObjectNode>> part) {
    if (++depth > DEEPEST) {
      throw new QueryError("The expression is nested too deeply");
    }
    Predicate<ObjectNode> test = part.get();
    depth--;
    return test;
  }

  private Predicate<ObjectNode> comparison() {
    Token word = next();
    if (word.sort() != Token.Sort.WORD) {
      throw new QueryError("A field name was expected near '" + word.text() + "'");
    }
    if (peek().is("(")) {
      return method(word.text());
    }
    Field field = field(word.text());
    Token sign = peek();
    if (field.type() == Field.Type.FLAG && !List.of("=", "==", "!=").contains(sign.text())) {
      return document -> field.reader().apply(document).asBoolean(false);
    }
    next();
    return Comparison.of(field, sign.text(), value());
  }

  /**
   * {@code Name.Contains("x")}; the documented guard {@code Name != null AND …} is not required.
   */
  private Predicate<ObjectNode> method(String word) {
    int dot = word.lastIndexOf('.');
    if (dot < 0) {
      throw new QueryError("No applicable method '" + word + "' exists");
    }
    String name = word.substring(dot + 1).toLowerCase(Locale.ROOT);
    String path = word.substring(0, dot);
    expect("(");
    if (List.of("tolower", "toupper").contains(name)) {
      expect(")");
      return chained(field(path));
    }
    return textMethod(field(path), name);
  }

  /** After {@code Name.ToLower()}: a method or a comparison; case never matters here anyway. */
  private Predicate<ObjectNode> chained(Field field) {
    if (peek().is(".")) {
      next();
      String name = next().text().toLowerCase(Locale.ROOT);
      expect("(");
      return textMethod(field, name);
    }
    return Comparison.of(field, next().text(), value());
  }

  private Predicate<ObjectNode> textMethod(Field field, String name) {
    Token argument = next();
    if (argument.sort() != Token.Sort.TEXT) {
      throw new QueryError("Text was expected near '" + argument.text() + "'");
    }
    expect(")");
    return Comparison.textMethod(field, name, argument.text());
  }

  /** A literal: text, number, day, guid, true, false, or null for the word null. */
  private @Nullable Object value() {
    Token token = next();
    return switch (token.sort()) {
      case TEXT -> token.text();
      case NUMBER -> new BigDecimal(token.text());
      case WORD -> wordValue(token.text());
      default -> throw new QueryError("A value was expected near '" + token.text() + "'");
    };
  }

  private @Nullable Object wordValue(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "null" -> null;
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      case "guid" -> guid();
      case "datetime" -> day();
      default -> throw new QueryError("Unknown value '" + word + "'");
    };
  }

  private Object guid() {
    expect("(");
    Token text = next();
    expect(")");
    return text.text().toLowerCase(Locale.ROOT);
  }

  private Object day() {
    expect("(");
    int[] parts = new int[6];
    int count = 0;
    do {
      if (count == parts.length || peek().sort() != Token.Sort.NUMBER) {
        throw new QueryError("DateTime needs year, month and day");
      }
      parts[count++] = new BigDecimal(next().text()).intValue();
    } while (comma());
    expect(")");
    try {
      LocalDate day = LocalDate.of(parts[0], parts[1], parts[2]);
      return count == 3 ? day : day.atTime(parts[3], parts[4], parts[5]);
    } catch (DateTimeException impossible) {
      throw new QueryError("DateTime names no day");
    }
  }

  private boolean comma() {
    if (peek().is(",")) {
      next();
      return true;
    }
    return false;
  }

  private Field field(String name) {
    Field field = fields.get(name.toLowerCase(Locale.ROOT));
    if (field == null) {
      throw new QueryError("No property or field '" + name + "' exists");
    }
    return field;
  }

  private Token peek() {
    return tokens.get(position);
  }

  private Token next() {
    return tokens.get(Math.min(position++, tokens.size() - 1));
  }

  private void expect(String sign) {
    Token token = next();
    if (!token.is(sign)) {
      throw new QueryError("'" + sign + "' expected near '" + token.text() + "'");
    }
  }
}
