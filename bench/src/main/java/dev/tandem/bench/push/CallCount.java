package dev.tandem.bench.push;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The calls that an organisation's lane made since a moment, by what they were for. */
public record CallCount(Map<String, Integer> byOperation) {

  /** The lane's count of calls so far. */
  public static long now(Practice practice) {
    return practice
        .world()
        .bean(JdbcClient.class)
        .sql("select seq from house.lane where app = :app and tenant = :tenant")
        .param("app", practice.lane().app())
        .param("tenant", practice.tenant())
        .query(Long.class)
        .single();
  }

  public static CallCount since(Practice practice, long seq) {
    var calls = new TreeMap<String, Integer>();
    var jdbc = practice.world().bean(JdbcClient.class);
    var inPractice = practice.world().bean("inPractice", TransactionTemplate.class);
    practice.run(
        () ->
            inPractice.executeWithoutResult(
                _ ->
                    jdbc.sql(
                            """
                            select operation, count(*) from practice.sync_log
                             where tenant = :tenant and seq > :seq group by operation""")
                        .param("tenant", practice.tenant())
                        .param("seq", seq)
                        .query(
                            (RowCallbackHandler)
                                row -> calls.put(row.getString(1), row.getInt(2)))));
    return new CallCount(calls);
  }

  int all() {
    return count(_ -> true);
  }

  int writes() {
    return count(it -> it.startsWith("create ") || it.startsWith("change "));
  }

  /** Full readings of single records, such as an event asks for. */
  public int fetches() {
    return count(it -> it.startsWith("fetch "));
  }

  /** Readings of what changed: before an update, and every few minutes whatever is sent. */
  int readings(String kinds) {
    return count(it -> it.equals("changed " + kinds));
  }

  private int count(Predicate<String> which) {
    return byOperation.entrySet().stream()
        .filter(it -> which.test(it.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
