package dev.tandem.bench.lives;

import dev.tandem.bench.Control;
import dev.tandem.bench.push.PacedLane;
import dev.tandem.bench.push.Practice;
import dev.tandem.bench.push.Work;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Invoices that live in one practice and one organisation: in each round something becomes of most
 * of them, sometimes while what was done before still waits or is under way, and now and then the
 * bookkeeper does something in Xero. In the end both sides are compared.
 */
final class Neighbours {

  private static final int ROUNDS = 14;

  /** After so many rounds Tandem is at rest and the bookkeeper comes. */
  private static final int BOOKKEEPER_EVERY = 5;

  private final Practice practice;
  private final Control xero;
  private final Random random;
  private final PacedLane lane;
  private final Desk desk;
  private final Bookkeeper bookkeeper;
  private final List<Life> lives = new ArrayList<>();
  private final Map<Step, Integer> steps = new EnumMap<>(Step.class);
  private final Map<String, Integer> refusals = new TreeMap<>();
  private final List<String> findings = new ArrayList<>();

  Neighbours(Practice practice, Control xero, long seed) {
    this.practice = practice;
    this.xero = xero;
    this.random = new Random(seed);
    this.lane = new PacedLane(practice, xero);
    this.desk = new Desk(practice, random);
    this.bookkeeper = new Bookkeeper(practice, xero, random);
  }

  /**
   * What their lives came to.
   *
   * @param findings what was not as it has to be; none is good
   * @param steps how often each was taken
   * @param refusals the words of those that Tandem refused
   * @param calls that the ledger received
   * @param took in real time
   */
  record Outcome(
      int lives,
      List<String> findings,
      Map<Step, Integer> steps,
      Map<String, Integer> refusals,
      int inXero,
      int calls,
      Duration took) {}

  Outcome live(int count) {
    Instant begun = Instant.now();
    lane.toRest();
    xero.forgetCalls();
    for (int i = 0; i < count; i++) {
      int number = i;
      ClientId client =
          practice.in(() -> practice.world().bean(Clients.class).add(Work.person("Life", number)));
      lives.add(desk.begin(client));
    }
    int inXero = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      lives.forEach(this::round);
      if (round % BOOKKEEPER_EVERY == 0) {
        lane.settle();
        inXero += bookkeeper.visit(lives);
        lane.settle();
      } else if (random.nextBoolean()) {
        lane.toRest();
      }
    }
    lane.settle();
    compare();
    JsonNode calls = xero.calls(practice.tenant());
    refused(calls);
    return new Outcome(
        count,
        List.copyOf(findings),
        steps,
        refusals,
        inXero,
        calls.size(),
        Duration.between(begun, Instant.now()));
  }

  /** Something becomes of most of them, and of some twice at once. */
  private void round(Life life) {
    for (int chance = random.nextInt(4); chance > 0; chance -= 2) {
      Desk.Taken taken = desk.step(life);
      if (taken.refused() == null) {
        steps.merge(taken.step(), 1, Integer::sum);
      } else {
        refusals.merge(taken.refused().replaceAll("[\\d.,-]*\\d", "…"), 1, Integer::sum);
      }
      if (taken.trace() != null) {
        findings.add("A refused step left a trace: " + taken.trace() + life);
      }
    }
  }

  private void compare() {
    var sides = new BothSides(practice, xero.books(practice.tenant()));
    for (Life it : lives) {
      sides.differences(it.invoices()).forEach(one -> findings.add(one.toString() + it));
    }
    findings.addAll(sides.others());
  }

  /** No call may be one that Xero has to refuse for what it says. */
  private void refused(JsonNode calls) {
    for (JsonNode it : calls) {
      String words = it.path("refused").asString("");
      if (!words.isEmpty() || it.path("status").asInt() == 400) {
        findings.add(
            "An illegal call: %s %s, %d %s"
                .formatted(
                    it.path("method").asString(),
                    it.path("target").asString(),
                    it.path("status").asInt(),
                    words));
      }
    }
  }
}
