package dev.tandem.simulator.limits;

import java.time.Duration;

/** What one app has used of its calls to one organisation. */
final class TenantCount {
  final Window minute;
  final Window day;
  private int inFlight;

  TenantCount(Allowances allowances) {
    this.minute = new Window(Duration.ofMinutes(1), allowances.minute());
    this.day = new Window(Duration.ofDays(1), allowances.day());
  }

  int inFlight() {
    return inFlight;
  }

  void enter() {
    inFlight++;
  }

  void leave() {
    inFlight--;
  }
}
