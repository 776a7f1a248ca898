package dev.tandem.books.conflicts;

/** Whose word counts for a field that both sides changed, and who said so. */
public enum Decision {
  OURS("ours"),
  THEIRS("theirs"),
  /** By a rule that somebody made before. */
  RULE_OURS("rule ours"),
  RULE_THEIRS("rule theirs"),
  /** Somebody typed what it should be. */
  TYPED("typed");

  private final String text;

  Decision(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  static Decision of(String text) {
    for (Decision it : values()) {
      if (it.text.equals(text)) {
        return it;
      }
    }
    throw new IllegalArgumentException(text);
  }

  public boolean keepsOurs() {
    return this == OURS || this == RULE_OURS;
  }
}
