package dev.tandem.bench.chaos;

import dev.tandem.bench.Pages.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Gets a change done by an application that may be killed at any moment: what was not answered is
 * looked up, or sent again where that does no harm.
 */
final class Doing {

  private static final int TRIES = 40;

  private final Desk desk;
  private final Presence presence;

  Doing(Desk desk, Presence presence) {
    this.desk = desk;
    this.presence = presence;
  }

  /** Whether the application can be asked. */
  interface Presence {
    /** Returns once it is there again. */
    void await() throws InterruptedException;
  }

  /**
   * Makes a record.
   *
   * @param there finds it if an unanswered request made it after all
   */
  UUID create(String path, Map<String, Object> body, Supplier<Optional<UUID>> there)
      throws InterruptedException {
    String sure = "";
    for (int tries = 0; tries < TRIES; tries++) {
      String key = UUID.randomUUID().toString();
      try {
        Answer answer = desk.write("POST", path + sure, body, key);
        if (answer.status() == 201) {
          return UUID.fromString(desk.read(answer).path("id").asString());
        }
        sure = otherMoney(answer);
        if (sure.isEmpty()) {
          refuseFinal("POST", path, answer);
        }
      } catch (IOException e) {
        presence.await();
      }
      Optional<UUID> made = there.get();
      if (made.isPresent()) {
        return made.get();
      }
    }
    throw new IllegalStateException("POST " + path + " is never done");
  }

  /** Two payments that look like one are two here: this says so; empty if it was not asked. */
  private String otherMoney(Answer asked) {
    return asked.status() == 409
        ? desk.read(asked).path("twins").values().stream()
            .map(it -> "sure=" + it.path("key").asString())
            .reduce((one, other) -> one + "&" + other)
            .map(it -> "?" + it)
            .orElse("")
        : "";
  }

  /** A change that may be made twice. */
  void repeat(String method, String path, Map<String, Object> body) throws InterruptedException {
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        Answer answer = desk.write(method, path, body, UUID.randomUUID().toString());
        if (answer.isGood()) {
          return;
        }
        refuseFinal(method, path, answer);
      } catch (IOException e) {
        presence.await();
      }
    }
    throw new IllegalStateException(method + " " + path + " is never done");
  }

  /** Sends the form that changes an invoice; what it shows is looked at anew each time. */
  void rewrite(UUID invoice, Map<String, String> typed) throws InterruptedException {
    String action = "/invoices/" + invoice;
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        Answer form = desk.page(action + "/change");
        if (form.status() == 200) {
          Answer answer = desk.submit(form, action, typed);
          if (answer.status() == 302 || answer.status() == 303) {
            return;
          }
          if (answer.status() != 409) {
            refuseFinal("form", action, answer);
          }
        } else {
          refuseFinal("form", action, form);
        }
      } catch (IOException e) {
        presence.await();
      }
    }
    throw new IllegalStateException("The form of " + invoice + " is never taken");
  }

  JsonNode get(String path) throws InterruptedException {
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        return desk.get(path);
      } catch (IOException e) {
        presence.await();
      }
    }
    throw new IllegalStateException("GET " + path + " is never answered");
  }

  /** What will not go by being repeated is a mistake of this bench or of the application. */
  private static void refuseFinal(String method, String path, Answer answer) {
    if (answer.status() < 500) {
      throw new IllegalStateException(method + " " + path + ": " + answer);
    }
  }
}
