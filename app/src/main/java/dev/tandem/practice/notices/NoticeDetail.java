package dev.tandem.practice.notices;

import java.util.List;

/**
 * What the module that raised a notice adds whenever somebody is told: figures and names that are
 * true at that moment.
 */
public interface NoticeDetail {

  /** Whether notices of this cause are its own. */
  boolean about(String cause);

  /** Whole sentences, possibly none; no client's details. The practice is bound. */
  List<String> now(NoticeView notice);
}
