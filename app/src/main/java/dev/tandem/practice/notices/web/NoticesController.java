package dev.tandem.practice.notices.web;

import dev.tandem.practice.notices.NoticeId;
import dev.tandem.practice.notices.NoticeView;
import dev.tandem.practice.notices.Notices;
import dev.tandem.practice.notices.UndeliveredMail;
import dev.tandem.shared.Refused;
import dev.tandem.staff.Permission;
import dev.tandem.staff.SignedIn;
import dev.tandem.staff.StaffId;
import dev.tandem.vendors.email.Email;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the person has to know, for everybody who is signed in: each sees what they can act on. */
@Controller
class NoticesController {

  private static final int MOST = 50;

  private final Notices notices;
  private final Email email;

  NoticesController(Notices notices, Email email) {
    this.notices = notices;
    this.email = email;
  }

  /** One line of the page. */
  public record Line(NoticeView notice, List<String> detail, List<UndeliveredMail> undelivered) {

    /** Whether mail about it was given up, so that a person may have it sent again. */
    public boolean mailsFailed() {
      return undelivered.stream().anyMatch(UndeliveredMail::given);
    }
  }

  @GetMapping("/notices")
  String all(Model model) {
    model.addAttribute("lines", notices.recent(held(), MOST).stream().map(this::line).toList());
    model.addAttribute("mail", email.trouble().orElse(null));
    model.addAttribute("carrier", email.carrier().orElse(null));
    model.addAttribute("selective", email.selective());
    return "notices/notices";
  }

  private Line line(NoticeView it) {
    return new Line(it, it.open() ? notices.detail(it) : List.of(), notices.undelivered(it.id()));
  }

  /** For the frame: the bell, and what is open across every page but the one where one acts. */
  @GetMapping("/notices/bell")
  String bell(@RequestHeader(name = "HX-Current-URL", defaultValue = "") String page, Model model) {
    List<NoticeView> open = notices.open(held());
    model.addAttribute("open", open);
    model.addAttribute("across", open.stream().filter(it -> !isAt(page, it.path())).toList());
    return "notices/pieces :: bell";
  }

  private static boolean isAt(String page, String path) {
    try {
      String here = String.valueOf(URI.create(page).getPath());
      return here.equals(path) || here.equals("/notices");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @PostMapping("/notices/{id}/mails")
  String mailAgain(@PathVariable NoticeId id, RedirectAttributes flash) {
    notices.mailAgain(notices.find(id, held()));
    flash.addFlashAttribute("said", "The mails go out again now.");
    return "redirect:/notices";
  }

  /** For the account page. */
  @GetMapping("/notices/choice")
  String choice(Model model) {
    model.addAttribute("concerned", held().contains(Permission.LEDGER_CONNECT));
    model.addAttribute("byMail", notices.byMail(me()));
    model.addAttribute("mail", email.trouble().orElse(null));
    return "notices/pieces :: choice";
  }

  @PostMapping("/notices/choice")
  String choose(@RequestParam(defaultValue = "false") boolean byMail, RedirectAttributes flash) {
    notices.choose(me(), byMail);
    flash.addFlashAttribute(
        "said", byMail ? "You are mailed from now on." : "You are not mailed any more.");
    return "redirect:/account";
  }

  private static Set<Permission> held() {
    return SignedIn.current().map(it -> it.role().permissions()).orElse(Set.of());
  }

  private static StaffId me() {
    return SignedIn.current()
        .map(SignedIn::staff)
        .orElseThrow(() -> new Refused("Only people are mailed."));
  }
}
