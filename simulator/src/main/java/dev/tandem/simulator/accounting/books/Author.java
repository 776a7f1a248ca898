package dev.tandem.simulator.accounting.books;

import java.util.Optional;
import java.util.function.Supplier;

/** Through which app somebody writes just now; without one it is Xero's own user. */
public final class Author {
  private static final ScopedValue<String> APP = ScopedValue.newInstance();

  private Author() {}

  /** Work that history tells of as done through the app. */
  public static <T> T through(String app, Supplier<T> work) {
    return ScopedValue.where(APP, app).call(work::get);
  }

  public static Optional<String> app() {
    return APP.isBound() ? Optional.of(APP.get()) : Optional.empty();
  }
}
