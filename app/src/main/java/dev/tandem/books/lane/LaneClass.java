package dev.tandem.books.lane;

import java.util.Locale;

/** What a call is for; decides whose turn it is. */
public enum LaneClass {
  /** A person waits for it: always first. */
  PERSON,
  PULL,
  PUSH,
  SWEEP;

  /** Share of each class: ten picks, so that none starves behind another's backlog. */
  static final LaneClass[] RING = {PULL, PUSH, PUSH, PULL, PUSH, PUSH, PULL, PUSH, PUSH, SWEEP};

  boolean bulk() {
    return this != PERSON;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
