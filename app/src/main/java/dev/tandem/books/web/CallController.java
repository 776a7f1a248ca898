package dev.tandem.books.web;

import dev.tandem.books.lane.LoggedCalls;
import dev.tandem.books.lane.SyncLog;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One call of the log, with every record that it carried. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class CallController {

  private final LoggedCalls calls;
  private final CallRecords records;
  private final OrganisationNames organisations;

  CallController(LoggedCalls calls, CallRecords records, OrganisationNames organisations) {
    this.calls = calls;
    this.records = records;
    this.organisations = organisations;
  }

  @GetMapping("/ledger/log/{id}")
  String call(@PathVariable UUID id, @RequestParam(defaultValue = "1") int page, Model model) {
    SyncLog.Call call = calls.find(id);
    model.addAttribute("call", call);
    model.addAttribute("received", Bytes.inWords(call.bytes()));
    model.addAttribute("sentBytes", Bytes.inWords(call.bytesOut()));
    model.addAttribute("place", calls.place(call));
    model.addAttribute("organisation", organisations.known().name(call.tenant()));
    model.addAttribute("records", Slice.of(records.of(call), page));
    return "ledger/call";
  }
}
