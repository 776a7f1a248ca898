package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.util.stream.Stream;

/** The points on which Xero's behaviour is not documented, each with a button. */
final class SwitchesPage {
  private static final String PAGE = "/console/switches";

  private final Switches switches;
  private final Frame frame;

  SwitchesPage(Switches switches, Frame frame) {
    this.switches = switches;
    this.frame = frame;
  }

  Response show(Request request) {
    return frame.page(
        request,
        "Switches",
        Markup.of(
            """
            <p class="intro">Where Xero’s behaviour is not documented, or is announced only, the simulator
              does the likeliest. Turn a switch to see whether your software bears the other way, too.</p>
            <ul class="switches">{}</ul>
            """,
            Markup.join(Stream.of(Switch.values()).map(this::row))));
  }

  private Markup row(Switch each) {
    boolean on = switches.is(each);
    return Markup.of(
        """
        <li data-key="{}">
          <div><strong>{}</strong><p><code>{}</code> <span class="status {}">{}</span>{}</p></div>
          <form method="post" action="/console/switches">
            <input type="hidden" name="name" value="{}">
            <button class="plain" name="on" value="{}">{}</button></form>
        </li>
        """,
        each.key(),
        each.sentence(),
        each.key(),
        on ? "OK" : "OFF",
        on ? "on" : "off",
        on == each.byDefault()
            ? Markup.NOTHING
            : new Markup(" <span class=\"quiet\">turned</span>"),
        each.key(),
        !on,
        on ? "Turn off" : "Turn on");
  }

  Response turn(Request request) {
    boolean on = request.form().flag("on");
    return Switch.named(request.form().get("name", ""))
        .map(
            which -> {
              switches.turn(which, on);
              return Frame.done(PAGE, which.key() + " is " + (on ? "on." : "off."));
            })
        .orElseGet(() -> Frame.problem(PAGE, "There is no such switch."));
  }
}
