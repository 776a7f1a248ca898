package dev.tandem.shared.health;

/** Something an installation lives on: a module brings its own as a bean. Needs no practice. */
public interface Vital {

  /** One word, as it stands in {@code /api/health}. */
  String name();

  /** Looks now. May take its time: whoever asks waits for a bounded time only. */
  State look();

  /** How it is. */
  enum State {
    UP,
    DOWN,
    /** Nobody uses it here; that is well, too. */
    NOT_SET_UP
  }
}
