package dev.tandem.practice.clients;

import java.util.List;
import java.util.Map;

/** What is there already that the rows of one chunk could be about. */
record ImportStock(List<ClientView> clients, Map<String, ImportMerge.Trace> traces) {}
