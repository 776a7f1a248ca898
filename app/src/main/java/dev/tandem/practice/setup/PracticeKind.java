package dev.tandem.practice.setup;

/** What sort of practice it is; decides what the people it serves are called on screen. */
public enum PracticeKind {
  CLINIC("Clinic", new Words("patient", "patients", "Patient", "Patients")),
  FIRM("Firm", new Words("client", "clients", "Client", "Clients")),
  ASSOCIATION("Association", new Words("member", "members", "Member", "Members"));

  private final String title;
  private final Words words;

  PracticeKind(String title, Words words) {
    this.title = title;
    this.words = words;
  }

  public String title() {
    return title;
  }

  public Words words() {
    return words;
  }

  /** As stored. */
  String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  static PracticeKind ofKey(String key) {
    return valueOf(key.toUpperCase(java.util.Locale.ROOT));
  }
}
