package dev.tandem.staff.web;

/**
 * Two who change the same in one moment may wait for each other: PostgreSQL ends one of them, and
 * nothing of it is saved. Doing it once more is all there is to do.
 */
final class Crossed {

  static final String WORDS =
      "Somebody changed the same in this moment. Nothing was saved: do it once more.";

  private Crossed() {}
}
