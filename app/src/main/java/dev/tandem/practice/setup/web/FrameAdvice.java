package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.Setup;
import dev.tandem.staff.Staff;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its frame. */
@ControllerAdvice(annotations = Controller.class)
class FrameAdvice {

  private final Setup setup;
  private final Staff staff;
  private final Clock clock;

  FrameAdvice(Setup setup, Staff staff, Clock clock) {
    this.setup = setup;
    this.staff = staff;
    this.clock = clock;
  }

  @ModelAttribute("frame")
  Frame frame() {
    return new Frame(setup, staff, clock);
  }
}
