package dev.tandem.simulator.accounting.where;

/** What a value in an expression is, as refusals name it. */
enum Type {
  TEXT("String"),
  CHARACTER("Char"),
  ID("Guid"),
  NUMBER("Decimal"),
  INTEGER("Int32"),
  REAL("Double"),
  DATE("DateTime"),
  FLAG("Boolean"),
  OBJECT("Object"),
  NULL("Object");

  private final String title;

  Type(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  boolean numeric() {
    return this == NUMBER || this == INTEGER || this == REAL;
  }
}
