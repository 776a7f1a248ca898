package dev.tandem.bench.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.bench.BenchRefused;
import dev.tandem.bench.Control;
import dev.tandem.bench.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Both benches of the door, small: what they check is checked here, how fast it is is not. */
class WebhooksBenchTest {

  private static final Duration SHORT = Duration.ofSeconds(1);

  private static Control xero;
  private static World world;
  private static Database database;

  @BeforeAll
  static void open() {
    xero = new Control(WebhooksBench.NOBODY);
    world = World.open(xero);
    database = new Database(world);
  }

  @AfterAll
  static void close() {
    database.close();
    world.close();
    xero.close();
  }

  @Test
  void everyAcceptIsStoredAndComparedWithTheSameInsert() throws Exception {
    var load = new Load(world.webhooks(), World.webhookKey(), 4);
    var found = new Accepts(database, load, Ceiling.of(database, 4), _ -> {}).run(SHORT, 1);
    assertThat(found.figures()).containsOnlyKeys("acceptsRatio", "p99Millis");
    assertThat(found.figures().get("acceptsRatio").doubleValue()).isPositive();
    assertThat(found.table().toString()).contains("events per delivery", "| 100 ");
  }

  @Test
  void thePlainClientInsertsTheSame() throws Exception {
    database.empty();
    double rate = new JdbcCeiling(database, 2).perSecond(new Insert(10), SHORT);
    assertThat(rate).isPositive();
    assertThat(database.events()).isEqualTo(10 * database.calls()).isPositive();
  }

  @Test
  void noBodyMakesTheDoorStumble() throws Exception {
    var fuzzer = new Fuzzer(world.webhooks(), World.webhookKey(), database, _ -> {});
    FuzzTally tally = fuzzer.run(10_000, 20261121);
    assertThat(tally.examples()).isEmpty();
    assertThat(tally.wrong()).isZero();
    assertThat(tally.serverErrors()).isZero();
    assertThat(tally.statuses().get(200)).isGreaterThan(2_000);
    assertThat(tally.statuses().get(401)).isGreaterThan(2_000);
  }

  @Test
  void saysWhatItDoesNotUnderstand() {
    assertThatThrownBy(() -> WebhooksOptions.of(List.of("--seconds", "0")))
        .isInstanceOf(BenchRefused.class)
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> new FuzzBench().run(List.of("--bodies", "many")))
        .isInstanceOf(BenchRefused.class)
        .hasMessageContaining("needs a number");
  }
}
