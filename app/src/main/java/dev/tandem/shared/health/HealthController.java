package dev.tandem.shared.health;

import dev.tandem.shared.health.Vital.State;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * For a watchdog: 200 if all is well, else 503, within three seconds. Whether a node may get
 * requests is another question, which {@code /actuator/health} answers.
 */
@RestController
class HealthController {

  private final Vitals vitals;

  HealthController(Vitals vitals) {
    this.vitals = vitals;
  }

  @GetMapping("/api/health")
  ResponseEntity<Map<String, String>> health() {
    Map<String, State> states = vitals.all();
    boolean well = !states.containsValue(State.DOWN);
    Map<String, String> body = new LinkedHashMap<>();
    body.put("status", well ? "up" : "down");
    states.forEach((name, state) -> body.put(name, word(state)));
    return ResponseEntity.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .cacheControl(CacheControl.noStore())
        .body(body);
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
