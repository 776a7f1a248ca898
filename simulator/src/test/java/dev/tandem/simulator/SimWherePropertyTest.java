package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.accounting.books.Shape;
import dev.tandem.simulator.accounting.where.QueryError;
import dev.tandem.simulator.accounting.where.Subject;
import dev.tandem.simulator.accounting.where.Where;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** §4.3: random where expressions, held against an evaluator that never parses. */
class SimWherePropertyTest {
  private static final List<String> TEXTS = List.of("", "a", "B", "ab c", "Zoë", "say \"b\"");
  private static final List<String> SIGNS = List.of("=", "==", "!=", "<>", "<", "<=", ">", ">=");

  private static final Subject SUBJECT =
      new Subject(
          Shape.named("Invoice"), Set.of(), List.of(), (shape, node) -> node, Instant.EPOCH);

  /** A document, in plain values; an empty text or a negative number means there is none. */
  private record Document(String reference, int total, int day, boolean sent) {
    ObjectNode stored() {
      ObjectNode node = new JsonMapper().createObjectNode().put("SentToContact", sent);
      if (total >= 0) {
        node.put("Total", BigDecimal.valueOf(total).movePointLeft(1));
      }
      if (day >= 1) {
        node.put("Date", "2026-11-%02d".formatted(day));
      }
      return reference.isEmpty() ? node : node.put("Reference", reference);
    }
  }

  /** An expression and what it ought to mean. */
  private record Expected(String text, Predicate<Document> meaning) {}

  private final long seed = new Random().nextLong();
  private Random random = new Random(seed);

  @Test
  void everyExpressionMeansWhatItSays() {
    for (long each : new long[] {1, 2, 3, seed}) {
      random = new Random(each);
      for (int i = 0; i < 2_000; i++) {
        Expected expected = condition(3);
        Predicate<ObjectNode> parsed = Where.parse(expected.text, SUBJECT);
        for (int j = 0; j < 5; j++) {
          Document document = document();
          assertThat(parsed.test(document.stored()))
              .as("seed %d: %s of %s", each, expected.text, document)
              .isEqualTo(expected.meaning.test(document));
        }
      }
    }
  }

  @Test
  void aMutilatedExpressionIsRefusedOrReadButNeverBreaksTheParser() {
    String pieces = "()=<>!&|.,\"'\\+-*/% \t09aN_~é\u0000";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(condition(2).text);
      for (int j = random.nextInt(4); j >= 0; j--) {
        int at = random.nextInt(text.length() + 1);
        if (random.nextBoolean() || at == text.length()) {
          text.insert(at, pieces.charAt(random.nextInt(pieces.length())));
        } else {
          text.deleteCharAt(at);
        }
      }
      try {
        assertThat(Where.parse(text.toString(), SUBJECT).test(document().stored()))
            .isIn(true, false);
      } catch (QueryError refused) {
        assertThat(refused.getMessage()).as("seed %d: %s", seed, text).isNotBlank();
      }
    }
  }

  private Document document() {
    return new Document(any(TEXTS), random.nextInt(-1, 4), random.nextInt(5), random.nextBoolean());
  }

  private Expected condition(int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return simple();
    }
    Expected one = condition(depth - 1);
    return switch (random.nextInt(4)) {
      case 0 -> new Expected(any(List.of("!", "not ", "NOT")) + inside(one), one.meaning.negate());
      case 1 -> new Expected("(" + one.text + ")", one.meaning);
      case 2 -> joined(one, List.of(" AND ", " and ", "&&"), condition(depth - 1), true);
      default -> joined(one, List.of(" OR ", " or ", "||"), condition(depth - 1), false);
    };
  }

  private static String inside(Expected one) {
    return "(" + one.text + ")";
  }

  private Expected joined(Expected one, List<String> words, Expected other, boolean both) {
    return new Expected(
        inside(one) + any(words) + inside(other),
        both ? one.meaning.and(other.meaning) : one.meaning.or(other.meaning));
  }

  private Expected simple() {
    return switch (random.nextInt(6)) {
      case 0 -> total();
      case 1 -> day();
      case 2 -> reference();
      case 3 -> part();
      case 4 ->
          new Expected(
              "SentToContact==" + (random.nextBoolean() ? "true" : "TRUE"), Document::sent);
      default -> new Expected("Reference!=null", document -> !document.reference.isEmpty());
    };
  }

  private Expected total() {
    String sign = any(SIGNS);
    int wanted = random.nextInt(4);
    String text = "Total" + space() + sign + space() + "0." + wanted;
    return new Expected(
        text,
        document ->
            document.total < 0
                ? unequal(sign)
                : holds(Integer.compare(document.total, wanted), sign));
  }

  private Expected day() {
    String sign = any(SIGNS);
    int wanted = random.nextInt(1, 5);
    String text =
        random.nextBoolean()
            ? "date%s DateTime(2026, 11,%02d)".formatted(sign, wanted)
            : "Date%sDateTime.Parse(\"2026-11-%02dT00:00:00\")".formatted(sign, wanted);
    return new Expected(
        text,
        document ->
            document.day < 1 ? unequal(sign) : holds(Integer.compare(document.day, wanted), sign));
  }

  private Expected reference() {
    String sign = any(List.of("=", "==", "!=", "<>"));
    String wanted = any(TEXTS);
    return new Expected(
        "Reference" + space() + sign + quoted(wanted),
        document -> holds(plain(document.reference).equals(plain(wanted)) ? 0 : 1, sign));
  }

  private Expected part() {
    String wanted = any(List.of("a", "B", "ö", "E", " ", "\""));
    String method = any(List.of("Contains", "startswith", "EndsWith"));
    String folded = any(List.of("", ".ToLower()", ".ToUpper()"));
    return new Expected(
        "Reference" + folded + "." + method + "(" + quoted(wanted) + ")",
        document -> {
          String text = plain(document.reference);
          return switch (method) {
            case "Contains" -> text.contains(plain(wanted));
            case "startswith" -> text.startsWith(plain(wanted));
            default -> text.endsWith(plain(wanted));
          };
        });
  }

  private static String plain(String text) {
    return text.toLowerCase(java.util.Locale.ROOT).replace('ë', 'e').replace('ö', 'o');
  }

  private String quoted(String text) {
    return '"' + text.replace("\"", random.nextBoolean() ? "\"\"" : "\\\"") + '"';
  }

  private static boolean unequal(String sign) {
    return sign.equals("!=") || sign.equals("<>");
  }

  private static boolean holds(int order, String sign) {
    return switch (sign) {
      case "=", "==" -> order == 0;
      case "!=", "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private String space() {
    return random.nextBoolean() ? " " : "";
  }

  private String any(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
