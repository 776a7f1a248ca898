package dev.tandem.books.web;

import dev.tandem.books.connection.AppRegistration;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.TokenHealth;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What stands above the tabs of the Ledger page. */
public record LedgerHead(
    AppRegistration registration,
    @Nullable Binding binding,
    @Nullable TokenHealth health,
    Queue queue,
    @Nullable Budget budget) {

  public Banner banner() {
    Binding it = binding;
    if (it == null) {
      return new Banner(
          "calm",
          "plug",
          "Not connected",
          registration.complete()
              ? "Connect this practice's Xero organisation. Nothing is sent until you turn sending on."
              : "This installation has to be registered with Xero once. The steps are below.");
    }
    return switch (it.status()) {
      case NEEDS_ATTENTION ->
          new Banner("warn", "alert", "Needs you", Objects.requireNonNull(it.reason()).happened());
      case SUSPENDED ->
          new Banner("warn", "alert", "Suspended", "Nothing goes either way until it is resumed.");
      case DISCONNECTED -> new Banner("warn", "alert", "Not connected", "Connect it again below.");
      case ACTIVE -> inUse(it);
    };
  }

  private Banner inUse(Binding it) {
    if (!it.sending()) {
      return new Banner(
          "calm",
          "pause",
          "Connected, sending is off",
          "Changes made in Xero arrive here; changes made here wait until you turn sending on.");
    }
    if (queue.needsYou() > 0) {
      return new Banner(
          "warn",
          "alert",
          "Connected",
          queue.needsYou() == 1
              ? "One record needs you."
              : queue.needsYou() + " records need you.");
    }
    return new Banner("good", "check", "Connected", "Both sides are kept in step.");
  }

  public Pulse pulse() {
    Binding it = binding;
    if (it == null || it.status() == Binding.Status.DISCONNECTED) {
      return new Pulse("calm", "Not connected");
    }
    if (!it.active()) {
      return new Pulse("warn", "Needs you");
    }
    if (queue.needsYou() > 0) {
      return new Pulse("warn", "Needs you: " + queue.needsYou());
    }
    if (queue.waiting() > 0) {
      return new Pulse(it.sending() ? "wait" : "calm", queue.waiting() + " waiting");
    }
    return it.sending() ? new Pulse("good", "In step") : new Pulse("calm", "Sending is off");
  }
}
