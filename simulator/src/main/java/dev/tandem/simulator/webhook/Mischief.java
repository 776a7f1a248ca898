package dev.tandem.simulator.webhook;

import dev.tandem.simulator.http.Json;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Trouble to make with the next deliveries; each counts down as it is used. */
final class Mischief {

  /**
   * What to do to how many deliveries.
   *
   * @param delay real time for which each is held back
   * @param category only deliveries of these events; empty for any
   * @param tenant only deliveries about this organisation; empty for any
   */
  record Plan(
      int lose,
      int duplicate,
      int reorder,
      int wrongSignature,
      Duration delay,
      String category,
      String tenant) {
    static final Plan NOTHING = new Plan(0, 0, 0, 0, Duration.ZERO, "", "");

    boolean means(Pending event) {
      return (category.isEmpty() || category.equalsIgnoreCase(event.category()))
          && (tenant.isEmpty() || tenant.equalsIgnoreCase(event.tenant()));
    }
  }

  private Plan plan = Plan.NOTHING;
  private int lose;
  private int duplicate;
  private int reorder;
  private int wrongSignature;

  synchronized void plan(Plan other) {
    plan = other;
    lose = other.lose;
    duplicate = other.duplicate;
    reorder = other.reorder;
    wrongSignature = other.wrongSignature;
  }

  /** Events that the plan means do not travel with others. */
  synchronized boolean means(Pending event) {
    return plan.means(event);
  }

  private boolean means(List<Pending> delivery) {
    return !delivery.isEmpty() && plan.means(delivery.getFirst());
  }

  synchronized boolean loses(List<Pending> delivery) {
    return lose > 0 && means(delivery) && lose-- > 0;
  }

  synchronized boolean duplicates(List<Pending> delivery) {
    return duplicate > 0 && means(delivery) && duplicate-- > 0;
  }

  synchronized boolean reorders(List<Pending> delivery) {
    return reorder > 0 && means(delivery) && reorder-- > 0;
  }

  synchronized boolean missigns(List<Pending> delivery) {
    return wrongSignature > 0 && means(delivery) && wrongSignature-- > 0;
  }

  synchronized Duration delay(List<Pending> delivery) {
    return means(delivery) ? plan.delay : Duration.ZERO;
  }

  synchronized ObjectNode describe() {
    return Json.object()
        .put("lose", lose)
        .put("duplicate", duplicate)
        .put("reorder", reorder)
        .put("wrongSignature", wrongSignature)
        .put("delayMs", plan.delay.toMillis())
        .put("category", plan.category)
        .put("tenant", plan.tenant);
  }
}
