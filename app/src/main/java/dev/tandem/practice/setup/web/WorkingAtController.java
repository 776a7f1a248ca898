package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.staff.SignedIn;
import dev.tandem.staff.StaffId;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Somebody says at which location they work; the diary and the day follow. */
@Controller
@PreAuthorize("hasAuthority('DIARY_VIEW')")
class WorkingAtController {

  private final Setup setup;

  WorkingAtController(Setup setup) {
    this.setup = setup;
  }

  /**
   * @param location empty for all of them
   * @param diary whether the person looks at the diary, and is brought back to it
   */
  @PostMapping("/working-at")
  String choose(
      @RequestParam(defaultValue = "") String location,
      @RequestParam(defaultValue = "false") boolean diary,
      @AuthenticationPrincipal SignedIn me) {
    StaffId staff = me.staff();
    if (staff != null) {
      setup.workAt(staff, location.isBlank() ? null : LocationId.of(location));
    }
    return diary ? "redirect:/diary" : "redirect:/today";
  }
}
