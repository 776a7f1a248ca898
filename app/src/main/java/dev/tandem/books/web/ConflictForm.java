package dev.tandem.books.web;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.mirror.Decisions;
import dev.tandem.books.mirror.Decisions.Choice;
import dev.tandem.books.mirror.Decisions.Question;
import dev.tandem.staff.Permission;
import dev.tandem.staff.SignedIn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/** What the page of a conflict asks, and what its forms answer. */
final class ConflictForm {

  /** Begins the name of each choice; what it is about follows. */
  private static final String CHOICE = "keep.";

  /** What was typed into a form that could not be taken. */
  static final String BEFORE = "before";

  /** Begins the name of the input for what a field should say instead. */
  private static final String TYPED = "typed.";

  private ConflictForm() {}

  /**
   * A field as both sides have it, for people to read.
   *
   * @param organisation with whom; null where there is only one
   * @param overlap whether ours went over theirs, and both say ours now
   * @param key the name of its input in the form, where what it should say can be typed
   */
  public record Side(
      String field,
      @Nullable String agreed,
      String ours,
      String theirs,
      @Nullable String organisation,
      boolean overlap,
      String key) {}

  /**
   * A question of the page.
   *
   * @param key the name of its choice in the form
   * @param kept what was chosen: ours, theirs, typed; null while nothing is
   * @param typed by the name of its input, what was typed
   */
  public record Asked(
      String key,
      Question question,
      List<Side> sides,
      @Nullable String organisation,
      @Nullable String kept,
      Map<String, String> typed) {

    public boolean typing() {
      return "typed".equals(kept);
    }

    /** What it is about, in words. */
    public String what() {
      return question.fields().stream()
              .map(Decisions.Field::name)
              .anyMatch(FieldWords.LABELS::containsKey)
          ? sides.stream().map(Side::field).collect(Collectors.joining(", "))
          : question.what();
    }

    boolean chosen() {
      return ours() || theirs();
    }

    public boolean ours() {
      return "ours".equals(kept);
    }

    public boolean theirs() {
      return "theirs".equals(kept);
    }
  }

  /**
   * @param words what to show for a field's value
   */
  static Side side(
      BinaryOperator<String> words,
      String field,
      @Nullable String agreed,
      String ours,
      String theirs,
      @Nullable String organisation,
      boolean overlap,
      String key) {
    return new Side(
        FieldWords.label(field),
        agreed == null ? null : words.apply(field, agreed),
        words.apply(field, ours),
        words.apply(field, theirs),
        organisation,
        overlap,
        key);
  }

  /** Lines are kept as one text with signs that nobody can see. */
  static String shown(String field, String value) {
    if (field.equals(Fields.STATUS)) {
      return value.equals(Fields.REMOVED) || value.equals(Fields.DISCARDED) ? "void" : value;
    }
    boolean lines = field.equals(Fields.LINES) && !value.isEmpty();
    return lines ? PushPreview.lines(value).replace("; ", "\n") : value;
  }

  static String key(Question it) {
    return CHOICE + it.tenant() + "." + (it.overlap() ? "overlap." : "") + it.what();
  }

  static @Nullable Choice choice(Question it, String kept, Map<String, String> typed) {
    return switch (kept) {
      case "ours" -> Choice.of(true);
      case "theirs" -> it.overlap() ? null : Choice.of(false);
      case "typed" -> it.overlap() ? new Choice(false, typed(it, typed)) : null;
      default -> null;
    };
  }

  private static Map<String, String> typed(Question it, Map<String, String> all) {
    var values = new HashMap<String, String>();
    it.fields()
        .forEach(
            field -> {
              String value = all.get(key(it, field));
              if (value != null) {
                values.put(field.name(), value);
              }
            });
    return values;
  }

  private static String key(Question it, Decisions.Field field) {
    return TYPED + key(it) + "." + field.name();
  }

  static Asked asked(
      Question it,
      Map<String, String> typed,
      OrganisationNames.Known known,
      BinaryOperator<String> words) {
    String key = key(it);
    String organisation = known.name(it.tenant());
    return new Asked(
        key,
        it,
        it.fields().stream()
            .map(
                field ->
                    side(
                        words,
                        field.name(),
                        field.agreed(),
                        field.ours(),
                        field.theirs(),
                        organisation,
                        it.overlap(),
                        Question.isTyped(field.name()) ? key(it, field) : ""))
            .toList(),
        organisation,
        typed.get(key),
        typed);
  }

  /**
   * Typing what a record should say is changing it.
   *
   * @return what somebody lacks for these choices, in words; null if nothing
   */
  static @Nullable String missingRight(String kind, List<@Nullable Choice> choices) {
    boolean types = choices.stream().anyMatch(it -> it != null && !it.typed().isEmpty());
    Permission needed = kind.equals("client") ? Permission.CLIENTS_EDIT : Permission.INVOICES_EDIT;
    boolean may = SignedIn.current().map(it -> it.may(needed)).orElse(true);
    return !types || may
        ? null
        : "Somebody who may change %s types this. Nothing was decided."
            .formatted(kind.equals("client") ? "clients" : "invoices");
  }

  /** What was typed before, and could not be taken. */
  static Map<String, String> before(Model model) {
    var typed = new HashMap<String, String>();
    if (model.getAttribute(BEFORE) instanceof Map<?, ?> before) {
      before.forEach((name, value) -> typed.put(String.valueOf(name), String.valueOf(value)));
    }
    return typed;
  }
}
