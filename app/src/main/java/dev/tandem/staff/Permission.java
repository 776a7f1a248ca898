package dev.tandem.staff;

/** What one may do. Pages, API and commands ask for these; {@link Role} says who has which. */
public enum Permission {
  CLIENTS_VIEW,
  CLIENTS_EDIT,
  /** Erase a client for good. */
  CLIENTS_ERASE,
  DIARY_VIEW,
  DIARY_EDIT,
  INVOICES_VIEW,
  INVOICES_EDIT,
  PAYMENTS_TAKE,
  /** See how practice and ledger stand. */
  LEDGER_VIEW,
  /** Connect or disconnect an organisation, turn sending on. */
  LEDGER_CONNECT,
  /** Retry, hold, decide conflicts. */
  LEDGER_OPERATE,
  REPORTS_VIEW,
  /** Change locations, services, practitioners, preferences. */
  SETUP_EDIT,
  /** Invite people, give roles, make API keys. */
  PEOPLE_EDIT
}
