package dev.tandem.practice.clients.web;

import dev.tandem.practice.clients.ClientImportId;
import dev.tandem.practice.clients.ClientImportView;
import dev.tandem.practice.clients.ClientImportView.State;
import dev.tandem.practice.clients.ClientImports;
import dev.tandem.practice.clients.ImportPlan;
import dev.tandem.practice.clients.ImportTarget;
import dev.tandem.practice.clients.csv.DateOrder;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Bringing clients in from a file: choose it, look at what it seems to mean, watch it come in. */
@Controller
@PreAuthorize("hasAuthority('CLIENTS_EDIT')")
class ImportController {

  private static final int ERRORS_SHOWN = 50;

  private final ClientImports imports;
  private final Clock clock;

  ImportController(ClientImports imports, Clock clock) {
    this.imports = imports;
    this.clock = clock;
  }

  @GetMapping("/clients/import")
  String choose(Model model) {
    model.addAttribute("recent", imports.recent());
    return "clients/import";
  }

  @PostMapping("/clients/import")
  String upload(@RequestParam MultipartFile file, HttpServletResponse response, Model model)
      throws IOException {
    String name = file.getOriginalFilename();
    try (InputStream bytes = file.getInputStream()) {
      if (file.isEmpty()) {
        throw new Refused("Choose a file first.");
      }
      return "redirect:/clients/import/" + imports.upload(name == null ? "file" : name, bytes);
    } catch (Refused e) {
      model.addAttribute("problem", e.getMessage());
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return choose(model);
    }
  }

  @GetMapping("/clients/import/{id}")
  String page(
      @PathVariable ClientImportId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    ClientImportView view = imports.find(id);
    if (view.state() == State.UPLOADED) {
      return confirm(view, view.plan(), Map.of(), model);
    }
    model.addAttribute("it", view);
    model.addAttribute("now", clock.instant());
    if (view.isFinished() && view.counts().inError() > 0) {
      model.addAttribute("errors", imports.errors(id, ERRORS_SHOWN));
    }
    return htmx == null ? "clients/import-work" : "clients/import-work :: work";
  }

  /** The same with columns corrected, before anything is stored. */
  @PostMapping("/clients/import/{id}/preview")
  String preview(
      @PathVariable ClientImportId id,
      @RequestParam(defaultValue = "false") boolean header,
      @RequestParam DateOrder dateOrder,
      @RequestParam List<ImportTarget> target,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    String page =
        confirm(imports.find(id), new ImportPlan(header, target, dateOrder), Map.of(), model);
    return htmx == null ? page : page + " :: preview";
  }

  @PostMapping("/clients/import/{id}/start")
  String start(
      @PathVariable ClientImportId id,
      @RequestParam(defaultValue = "false") boolean header,
      @RequestParam DateOrder dateOrder,
      @RequestParam List<ImportTarget> target,
      HttpServletResponse response,
      Model model) {
    var plan = new ImportPlan(header, target, dateOrder);
    try {
      imports.start(id, plan);
      return "redirect:/clients/import/" + id;
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return confirm(imports.find(id), plan, e.errors(), model);
    }
  }

  @PostMapping("/clients/import/{id}/cancel")
  String cancel(@PathVariable ClientImportId id) {
    imports.cancel(id);
    return "redirect:/clients/import/" + id;
  }

  @GetMapping("/clients/import/{id}/errors.csv")
  void errors(@PathVariable ClientImportId id, HttpServletResponse response) throws IOException {
    String name = imports.find(id).fileName().replaceFirst("\\.[^.]*$", "") + " - in error.csv";
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(name, java.nio.charset.StandardCharsets.UTF_8)
            .build()
            .toString());
    imports.writeErrors(id, response.getOutputStream());
  }

  private String confirm(
      ClientImportView view, ImportPlan plan, Map<String, String> errors, Model model) {
    model.addAttribute("it", view);
    model.addAttribute("plan", plan);
    model.addAttribute("preview", imports.preview(view.id(), plan));
    model.addAttribute("targets", ImportTarget.values());
    model.addAttribute("orders", DateOrder.values());
    model.addAttribute("datesOpen", datesOpen(view, plan));
    model.addAttribute("errors", errors);
    return "clients/import-confirm";
  }

  /** The column taken for birth dates could be read in two ways. */
  private static boolean datesOpen(ClientImportView view, ImportPlan plan) {
    int born = plan.targets().indexOf(ImportTarget.BIRTH_DATE);
    return born >= 0 && view.dateOrders().get(born).equals("?");
  }
}
