package dev.tandem.books.web;

import dev.tandem.books.connection.AppRegistration;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.TokenHealth;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What stands above the tabs of the Ledger page. */
record LedgerHead(
    AppRegistration registration,
    @Nullable Binding binding,
    @Nullable TokenHealth health,
    Queue queue,
    @Nullable Budget budget) {

  Banner banner() {
    Binding it = binding;
    if (it == null) {
      return new Banner(
          "orange",
          "alert",
          "Not connected",
          registration.complete()
              ? "Connect this practice's Xero organisation. Nothing is sent until you turn sending on."
              : "This installation has to be registered with Xero once. The steps are below.");
    }
    return switch (it.status()) {
      case NEEDS_ATTENTION ->
          new Banner(
              "orange", "alert", "Needs you", Objects.requireNonNull(it.reason()).happened());
      case SUSPENDED ->
          new Banner(
              "orange", "alert", "Suspended", "Nothing goes either way until it is resumed.");
      case DISCONNECTED ->
          new Banner("orange", "alert", "Not connected", "Connect it again below.");
      case ACTIVE -> inUse(it);
    };
  }

  private Banner inUse(Binding it) {
    if (!it.sending()) {
      return new Banner(
          "green",
          "check",
          "Connected, sending is off",
          "Changes made in Xero arrive here; changes made here wait until you turn sending on.");
    }
    if (queue.needsYou() > 0) {
      return new Banner(
          "green",
          "check",
          "Connected",
          queue.needsYou() == 1
              ? "One record needs you."
              : queue.needsYou() + " records need you.");
    }
    return new Banner("green", "check", "Connected", "Both sides are kept in step.");
  }

  Pulse pulse() {
    Binding it = binding;
    if (it == null || it.status() == Binding.Status.DISCONNECTED) {
      return new Pulse("secondary", "Not connected");
    }
    if (!it.active()) {
      return new Pulse("orange", "Needs you");
    }
    if (queue.needsYou() > 0) {
      return new Pulse("orange", "Needs you: " + queue.needsYou());
    }
    if (queue.waiting() > 0) {
      return new Pulse(it.sending() ? "azure" : "secondary", queue.waiting() + " waiting");
    }
    return it.sending() ? new Pulse("green", "In step") : new Pulse("secondary", "Sending is off");
  }
}
