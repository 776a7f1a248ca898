package dev.tandem.books.lane;

import org.springframework.stereotype.Component;

/** Tells whoever prepares calls whether the lane is still theirs. */
@Component
public class Epochs {

  private final LaneRepository lanes;

  Epochs(LaneRepository lanes) {
    this.lanes = lanes;
  }

  /**
   * Whether no later turn of the lane has begun. It may begin right after this: then the lane
   * refuses the call that was prepared, and what was prepared is dissolved.
   */
  public boolean isPresent(LaneScope scope) {
    return scope.guest() || lanes.isPresent(scope.lane(), scope.epoch());
  }
}
