package dev.tandem.books.lane;

import dev.tandem.shared.NoSuchRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Single calls of the log, and their places in its chain. */
@Component
@Transactional(readOnly = true)
public class LoggedCalls {

  private final JdbcClient jdbc;
  private final LogLinks links;

  LoggedCalls(JdbcClient jdbc, LogLinks links) {
    this.jdbc = jdbc;
    this.links = links;
  }

  public SyncLog.Call find(UUID id) {
    return jdbc.sql("select * from practice.sync_log where id = :id")
        .param("id", id)
        .query(SyncLog::call)
        .optional()
        .orElseThrow(() -> new NoSuchRecord("call", id));
  }

  /** By the organisation's count; those that were let go are missing. */
  public Map<Long, SyncLog.Call> ofSeqs(UUID tenant, Collection<Long> seqs) {
    return jdbc
        .sql("select * from practice.sync_log where tenant = :tenant and seq = any (:seqs)")
        .param("tenant", tenant)
        .param("seqs", seqs.toArray(Long[]::new))
        .query(SyncLog::call)
        .list()
        .stream()
        .collect(Collectors.toMap(SyncLog.Call::seq, Function.identity(), (first, _) -> first));
  }

  /** The last call that sent each of these batches: one may have been sent twice. */
  public Map<UUID, SyncLog.Call> ofBatches(Collection<UUID> batches) {
    var calls = new HashMap<UUID, SyncLog.Call>();
    jdbc.sql("select * from practice.sync_log where batch = any (:batches) order by at, seq")
        .param("batches", batches.toArray(UUID[]::new))
        .query(SyncLog::call)
        .list()
        .forEach(it -> calls.put(it.batch(), it));
    return calls;
  }

  /**
   * Where a call stands in its organisation's chain.
   *
   * @param previous the hash of the link before
   * @param hash its own; both 64 hexadecimal characters
   * @param stories the entries of records' stories that the hash covers, in its order
   */
  public record Place(long position, String previous, String hash, List<UUID> stories) {}

  /** By call; those not sealed yet are missing. */
  public Map<UUID, Place> places(Collection<SyncLog.Call> calls) {
    var places = new HashMap<UUID, Place>();
    calls.stream()
        .collect(Collectors.groupingBy(SyncLog.Call::tenant))
        .forEach((tenant, some) -> places.putAll(places(tenant, some)));
    return places;
  }

  private Map<UUID, Place> places(UUID tenant, List<SyncLog.Call> calls) {
    List<Link> all = links.of(calls.stream().map(SyncLog.Call::id).toList());
    Map<Long, String> before =
        links.hashes(tenant, all.stream().map(it -> it.position() - 1).toList());
    return all.stream()
        .collect(
            Collectors.toMap(
                Link::call,
                it ->
                    new Place(
                        it.position(),
                        before.getOrDefault(it.position() - 1, Link.NONE),
                        it.hash(),
                        it.stories())));
  }

  public @Nullable Place place(SyncLog.Call call) {
    return places(List.of(call)).get(call.id());
  }
}
