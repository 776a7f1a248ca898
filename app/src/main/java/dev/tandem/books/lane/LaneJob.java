package dev.tandem.books.lane;

/** A claimed piece of work: runs on a thread of its own with the practice bound. */
@FunctionalInterface
public interface LaneJob {

  /**
   * @throws LaneStopped from {@code calls} when the lane may make no further call now; what was
   *     claimed is found again by a later turn
   */
  void run(LaneCalls calls);
}
