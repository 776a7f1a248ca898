package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.mirror.Choices.Choice;
import dev.tandem.books.mirror.Classification.Standing;
import dev.tandem.books.plan.Plan;
import dev.tandem.books.plan.PlanLine;
import dev.tandem.books.plan.Plans;
import dev.tandem.shared.InvalidInput;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The tab of the plan: who of our clients is over there already, and what becomes of them. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class PlanController {

  private static final int PAGE = 50;

  private final LedgerHeads heads;
  private final Connections connections;
  private final Plans plans;

  PlanController(LedgerHeads heads, Connections connections, Plans plans) {
    this.heads = heads;
    this.connections = connections;
    this.plans = plans;
  }

  /**
   * @param organisation whose plan; empty for the first that is not decided, else the main one
   * @param show sure, likely or none; empty for all
   */
  @GetMapping("/ledger/plan")
  String plan(
      @RequestParam(defaultValue = "") String organisation,
      @RequestParam(defaultValue = "") String show,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    List<Binding> all = living();
    model.addAttribute("head", heads.current());
    model.addAttribute("organisations", all);
    Optional<Binding> shown = shown(all, organisation);
    if (shown.isEmpty()) {
      return "ledger/plan";
    }
    Plan plan = show(shown.get().id(), model);
    int asked = Math.max(1, page);
    if (plan.stage() == Plan.Stage.READY) {
      List<PlanLine> lines =
          plans.lines(plan.binding().id(), standing(show), text, asked, PAGE + 1);
      model.addAttribute("lines", lines.stream().limit(PAGE).toList());
      model.addAttribute("more", lines.size() > PAGE);
    }
    model.addAttribute("show", show);
    model.addAttribute("text", text);
    model.addAttribute("page", asked);
    return "ledger/plan";
  }

  private Plan show(BindingId id, Model model) {
    Plan plan = plans.of(id);
    model.addAttribute("plan", plan);
    if (plan.stage() == Plan.Stage.READY) {
      model.addAttribute("effect", plans.effect(plan));
    }
    return plan;
  }

  private List<Binding> living() {
    return connections.bindings().stream()
        .filter(it -> it.status() != Binding.Status.DISCONNECTED)
        .toList();
  }

  private Optional<Binding> shown(List<Binding> all, String wanted) {
    return all.stream()
        .filter(it -> it.id().toString().equals(wanted))
        .findFirst()
        .or(() -> all.stream().filter(it -> !plans.decided(it.id())).findFirst())
        .or(() -> all.stream().findFirst());
  }

  private static @Nullable Standing standing(String text) {
    return switch (text) {
      case "sure" -> Standing.SURE;
      case "likely" -> Standing.LIKELY;
      case "none" -> Standing.NONE;
      default -> null;
    };
  }

  /** How far it is, asked for again by open pages while something is under way. */
  @GetMapping("/ledger/plan/{id}/progress")
  String progress(@PathVariable BindingId id, Model model, HttpServletResponse response) {
    Plan.Stage stage = show(id, model).stage();
    if (stage == Plan.Stage.READY || stage == Plan.Stage.DECIDED) {
      // The rest of the page is another now.
      response.setHeader("HX-Refresh", "true");
    }
    return "ledger/plan :: progress";
  }

  @PostMapping("/ledger/plan/{id}/comparison")
  @PreAuthorize("hasAuthority('LEDGER_OPERATE')")
  String compareAgain(@PathVariable BindingId id, RedirectAttributes flash) {
    connections.binding(id);
    plans.compareAgain(id);
    flash.addFlashAttribute("said", "Comparing again. What was decided stays decided.");
    return back(id, flash);
  }

  /**
   * @param standing whom it is about
   * @param choice link, create, leave, or undo to take decisions back
   */
  @PostMapping("/ledger/plan/{id}/decisions")
  @PreAuthorize("hasAuthority('LEDGER_OPERATE')")
  String decide(
      @PathVariable BindingId id,
      @RequestParam(defaultValue = "") String standing,
      @RequestParam(defaultValue = "") String choice,
      RedirectAttributes flash) {
    connections.binding(id);
    Standing whom = standing(standing);
    if (whom == null) {
      throw new InvalidInput("standing", "Say sure, likely or none.");
    }
    if (choice.equals("undo")) {
      plans.reconsider(id, whom);
      flash.addFlashAttribute("said", "Taken back.");
    } else {
      Choice chosen = Answer.choice(choice);
      int decided = plans.chooseAll(id, whom, chosen);
      flash.addFlashAttribute(
          "said",
          (decided == 1 ? "Decided for one." : "Decided for " + decided + ".")
              + leftOut(chosen == Choice.LINK ? plans.of(id).count(whom).open() : 0));
    }
    flash.addAttribute("show", standing);
    return back(id, flash);
  }

  /** Links in bulk are made only where nobody else could be meant. */
  private static String leftOut(int left) {
    return switch (left) {
      case 0 -> "";
      case 1 ->
          " One was left out: the contact fits another record, too. Decide that one by itself.";
      default ->
          " "
              + left
              + " were left out: their contact fits another record, too. Decide those one by one.";
    };
  }

  @PostMapping("/ledger/plan/{id}/start")
  @PreAuthorize("hasAuthority('LEDGER_CONNECT')")
  String start(
      @PathVariable BindingId id,
      @RequestParam(defaultValue = "ours") String wins,
      RedirectAttributes flash) {
    connections.binding(id);
    plans.start(id, Answer.wins(wins));
    flash.addFlashAttribute("said", "Started. Links are made first, then everything else goes.");
    return back(id, flash);
  }

  private static String back(BindingId id, RedirectAttributes flash) {
    flash.addAttribute("organisation", id.toString());
    return "redirect:/ledger/plan";
  }
}
