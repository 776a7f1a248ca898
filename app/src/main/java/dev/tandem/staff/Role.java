package dev.tandem.staff;

import static dev.tandem.staff.Permission.CLIENTS_EDIT;
import static dev.tandem.staff.Permission.CLIENTS_ERASE;
import static dev.tandem.staff.Permission.CLIENTS_VIEW;
import static dev.tandem.staff.Permission.DIARY_EDIT;
import static dev.tandem.staff.Permission.DIARY_VIEW;
import static dev.tandem.staff.Permission.INVOICES_EDIT;
import static dev.tandem.staff.Permission.INVOICES_VIEW;
import static dev.tandem.staff.Permission.LEDGER_OPERATE;
import static dev.tandem.staff.Permission.LEDGER_VIEW;
import static dev.tandem.staff.Permission.PAYMENTS_TAKE;
import static dev.tandem.staff.Permission.REPORTS_VIEW;

import java.util.EnumSet;
import java.util.Set;

/** What a person is in one practice. The only place that decides who may do what. */
public enum Role {
  OWNER("Owner", "Everything, and names other owners", EnumSet.allOf(Permission.class)),
  ADMIN(
      "Administrator",
      "Everything but naming owners and erasing people",
      EnumSet.complementOf(EnumSet.of(CLIENTS_ERASE))),
  PRACTITIONER(
      "Practitioner",
      "Diary and the people they see; reads invoices",
      EnumSet.of(CLIENTS_VIEW, CLIENTS_EDIT, DIARY_VIEW, DIARY_EDIT, INVOICES_VIEW)),
  RECEPTIONIST(
      "Receptionist",
      "Front desk: diary, clients, invoices and payments",
      EnumSet.of(
          CLIENTS_VIEW,
          CLIENTS_EDIT,
          DIARY_VIEW,
          DIARY_EDIT,
          INVOICES_VIEW,
          INVOICES_EDIT,
          PAYMENTS_TAKE,
          LEDGER_VIEW)),
  BOOKKEEPER(
      "Bookkeeper",
      "Invoices, payments, reports and the ledger; reads the diary",
      EnumSet.of(
          CLIENTS_VIEW,
          DIARY_VIEW,
          INVOICES_VIEW,
          INVOICES_EDIT,
          PAYMENTS_TAKE,
          LEDGER_VIEW,
          LEDGER_OPERATE,
          REPORTS_VIEW));

  private final String title;
  private final String duty;
  private final Set<Permission> permissions;

  Role(String title, String duty, Set<Permission> permissions) {
    this.title = title;
    this.duty = duty;
    this.permissions = Set.copyOf(permissions);
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  public Set<Permission> permissions() {
    return permissions;
  }

  /** As people say it: "Receptionist". */
  public String title() {
    return title;
  }

  /** One line on what the role is for. */
  public String duty() {
    return duty;
  }

  /** Whether someone in this role may give (or take) the other one. Owners are named by owners. */
  public boolean mayGive(Role other) {
    return may(Permission.PEOPLE_EDIT) && (this == OWNER || other != OWNER);
  }
}
